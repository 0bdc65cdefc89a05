"""Celery's way in: thin, without arguments worth losing, safe to run twice or never."""

from __future__ import annotations

from celery import shared_task

from . import actions as publication_actions
from .charts.outbox import draw_waiting_charts
from .receiving.work import read_waiting_files


@shared_task
def read_received_files() -> int:
    """Read whatever spreadsheets wait. Any number of these may run at once."""
    return read_waiting_files()


@shared_task
def sweep_received_files() -> int:
    """Read what the bell missed: files whose worker died, or whose message was lost."""
    return read_waiting_files()


@shared_task
def label_what_came_out() -> int:
    """Turn the labels of publications whose moment has come. They are public without it."""
    return publication_actions.label_what_came_out()


@shared_task
def draw_charts() -> int:
    """Draw whatever charts wait. Any number of these may run at once."""
    return draw_waiting_charts()


@shared_task
def sweep_charts() -> int:
    """Draw what the bell missed: charts whose worker died, or whose message was lost."""
    return draw_waiting_charts()
