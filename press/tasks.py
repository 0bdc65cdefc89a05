"""Celery's way in: thin, without arguments worth losing, safe to run twice or never."""

from __future__ import annotations

from celery import shared_task

from . import actions


@shared_task
def build_drafts() -> int:
    """Build whatever waits in the outbox. Any number of these may run at once."""
    return actions.build_waiting_drafts()


@shared_task
def sweep_draft_builds() -> int:
    """Build what the bell missed: rows whose worker died, or whose message was lost."""
    return actions.build_waiting_drafts()
