"""What is logged, to standard output alone: never an address, a header or a query string."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "charity_site": {"level": "INFO"},
        "stats": {"level": "INFO"},
        "press": {"level": "INFO"},
        # Django logs the path of every refused request here, and runserver every request.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        # Whoever asks under another name is refused; the name is theirs, and each would be logged.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
