"""The Celery application. Redis is only the bell: the work itself is rows in PostgreSQL."""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init

from charity_site import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")

app = Celery("charity_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_configure.connect
def require_settings(**_signal: object) -> None:
    """Say in one sentence which setting is missing, before Celery says it in a traceback."""
    with startup.faults_in_one_sentence():
        startup.require_settings()


@celeryd_init.connect
@beat_init.connect
def require_servers(**_signal: object) -> None:
    """Say in one sentence what is amiss, where Celery would try again for minutes."""
    with startup.faults_in_one_sentence():
        startup.require_database()
        startup.require_valkey()
