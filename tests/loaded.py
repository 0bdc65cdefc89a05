"""The site, loaded for processes to be copies of it: imported by their parent, and by no test."""

from __future__ import annotations

import gc
import sys
from typing import Any

import celery.bin.celery
import celery.bin.worker  # noqa: F401
import django
import django.test.signals
import gunicorn.app.wsgiapp  # noqa: F401
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.signals import setting_changed
from django.db import connections
from django.db.models import FileField
from django.urls import get_resolver
from django.utils.functional import empty

django.setup()
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()

# Their own handlers would warn that this is no way to change them while the site runs.
NOT_TOLD = {"DATABASES"}


def read_settings_again() -> None:
    """Let this copy's environment say what is set, as if nothing had been read before."""
    before = _settings()
    for name in [*sys.modules]:
        if f"{name}.".startswith("charity_site.settings."):
            del sys.modules[name]
    settings._wrapped = empty
    _forget_connections()
    now = _settings()
    for name in before.keys() | now.keys():
        if before.get(name) != now.get(name) and name not in NOT_TOLD:
            setting_changed.send(type(settings), setting=name, value=now.get(name), enter=True)
    _open_stores_again()


def _settings() -> dict[str, Any]:
    return {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


def _forget_connections() -> None:
    handlers: tuple[Any, ...] = (connections, caches)
    for handler in handlers:
        handler.__dict__.pop("settings", None)
        handler._settings = None
        for alias in handler:
            if hasattr(handler._connections, alias):
                del handler[alias]


def _open_stores_again() -> None:
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    for field in fields:
        if isinstance(field, FileField) and hasattr(field, "_storage_callable"):
            field.storage = field._storage_callable()
