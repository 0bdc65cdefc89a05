"""Taking rows of an outbox for a while, so that one that kills its worker harms no other.

A worker that dies for want of memory leaves no exception to be counted. Its rows are taken up again
once their lease has run out, but each alone, and after those that were never tried; and a row whose
last try broke off as well is left to a person.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from ..models import DraftBuild, Redraft

Work = TypeVar("Work", DraftBuild, Redraft)

TRIES_BEFORE_A_PERSON = 3
BROKE_OFF = "The worker broke off each time: a fault of the system, not of the figures."


def leased(
    free: QuerySet[Work], *order: str, now: datetime, until: datetime, at_most: int
) -> list[Work]:
    """Take some of the rows that are free, until a moment, within the caller's transaction.

    `free` locks what it reads and passes over what others have locked.
    """
    _leave_to_a_person(free, now)
    rows = list(free.order_by("tries", *order)[:at_most])
    if rows and rows[0].tries:
        rows = rows[:1]
    rows = [row for row in rows if row.tries == rows[0].tries]
    for row in rows:
        row.state, row.leased_until, row.tries = "running", until, row.tries + 1
    free.model._default_manager.bulk_update(rows, ["state", "leased_until", "tries"])
    return rows


def _leave_to_a_person(free: QuerySet[Work], now: datetime) -> None:
    broken_off = free.filter(state="running", tries__gte=TRIES_BEFORE_A_PERSON)
    keys = [row.pk for row in broken_off.order_by("pk")]
    rows: QuerySet[models.Model] = free.model._default_manager.filter(pk__in=keys)
    if keys:
        rows.update(state="failed", reason=BROKE_OFF, leased_until=None, changed_at=now)


__all__ = ["TRIES_BEFORE_A_PERSON", "leased"]
