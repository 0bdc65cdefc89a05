"""The Celery application. Redis is only the bell: the work itself is rows in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")

app = Celery("charity_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
