"""Celery's way in: thin, without arguments worth losing, safe to run twice or never."""

from __future__ import annotations

from celery import shared_task

from .scheduled_publishing import do_what_is_due


@shared_task
def publish_on_time() -> tuple[int, int]:
    """Publish what editors set for an hour that has come, and take down what is over."""
    return do_what_is_due()
