"""The project: settings, addresses, servers, roles and the base design."""

from .celery import app as celery_app

__all__ = ["celery_app"]
