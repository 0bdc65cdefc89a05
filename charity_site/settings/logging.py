"""What is logged, to the process's own output alone: never an address, a header or a query string.

The audit log goes to standard output as JSON; everything else is plain text on standard error.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "charity_site.json_lines.JSONLine"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        # What was decided is told apart from what went wrong: on standard output, a line each.
        "audit": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stdout",
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "charity_site": {"level": "INFO"},
        "stats": {"level": "INFO"},
        "press": {"level": "INFO"},
        "audit": {"level": "INFO", "handlers": ["audit"], "propagate": False},
        # Django logs the path of every refused request here, and runserver every request.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        # Whoever asks under another name is refused; the name is theirs, and each would be logged.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
