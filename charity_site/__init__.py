"""The project: settings, addresses, servers, roles and the base design."""

import gc

from .celery import app as celery_app

__all__ = ["celery_app"]

# Loading the site makes some hundred thousand objects that all stay. Looking through them for
# rubbish every 700 takes a fifth of the time in which a process starts.
gc.set_threshold(50_000, 20, 20)
