"""What is logged, to the process's own output alone: nothing that a visitor sent or is.

Of a request that failed only its method, the name of its page, and where in the code: see
charity_site.visitor_free_log. The audit log goes to standard output as JSON; everything else is
plain text on standard error.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "charity_site.visitor_free_log.WithoutVisitors",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
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
        # What is refused is the visitor's own affair: it is answered, and not written down.
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        # runserver writes every request here.
        "django.server": {"handlers": ["nowhere"], "propagate": False},
    },
}
