"""The release calendar: when figures are expected, when they came out, and why that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from . import clock
from .models import Publication, ReleaseDate


class Stage(StrEnum):
    """How sure a date of the calendar is."""

    PROVISIONAL = "provisional"  # a month
    CONFIRMED = "confirmed"  # a moment ahead, or one that was not kept
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """A version of a publication in the calendar.

    `month` is the first day of its month and `moment` is None while it is provisional. `history` is
    what was announced by then, newest first, each with the reason why it replaced the one before.
    Of a publication that is not published, nothing but its title may be shown.
    """

    publication: Publication
    stage: Stage
    month: date
    moment: datetime | None
    history: tuple[ReleaseDate, ...]
    is_late: bool

    @property
    def title(self) -> str:
        return str(self.publication)

    @property
    def changes(self) -> tuple[ReleaseDate, ...]:
        """The announcements that replaced another for a reason, newest first."""
        return tuple(announced for announced in self.history if announced.reason)


def calendar_at(moment: datetime | None = None) -> list[CalendarEntry]:
    """The calendar as at a moment (by default the clock's): what is ahead, soonest first, then what
    is published, newest first. Two queries, however much is in it."""
    return [*upcoming_at(moment), *published_at(moment)]


def upcoming_at(moment: datetime | None = None) -> list[CalendarEntry]:
    """What had been announced by a moment and was not public then, soonest first."""
    moment = moment or clock.moment()
    entries = [entry for entry in _entries(moment) if entry.stage != Stage.PUBLISHED]
    return sorted(entries, key=lambda entry: (entry.month, entry.moment is None, _when(entry)))


def published_at(moment: datetime | None = None) -> list[CalendarEntry]:
    """What was public at a moment, newest first, announced or not."""
    moment = moment or clock.moment()
    entries = [entry for entry in _entries(moment) if entry.stage == Stage.PUBLISHED]
    return sorted(entries, key=_when, reverse=True)


def _entries(moment: datetime) -> list[CalendarEntry]:
    announced = ReleaseDate.objects.announced_at(moment).order_by("-announced_at", "-pk")
    visible = Publication.objects.visible_at(moment)
    listed = Publication.objects.filter(
        Exists(announced.filter(publication=OuterRef("pk")).order_by())
        | Exists(visible.filter(pk=OuterRef("pk")).order_by())
    ).prefetch_related(Prefetch("release_dates", announced, to_attr="announced"))
    return [_entry(publication, moment) for publication in listed]


def _entry(publication: Publication, moment: datetime) -> CalendarEntry:
    history: tuple[ReleaseDate, ...] = tuple(publication.announced)  # type: ignore[attr-defined]
    came_out = publication.publish_at
    if came_out is not None and came_out <= moment:
        return CalendarEntry(
            publication=publication,
            stage=Stage.PUBLISHED,
            month=_month_of(came_out),
            moment=came_out,
            history=history,
            is_late=False,
        )
    month, promised = history[0].month.replace(day=1), history[0].moment
    return CalendarEntry(
        publication=publication,
        stage=Stage.PROVISIONAL if promised is None else Stage.CONFIRMED,
        month=month,
        moment=promised,
        history=history,
        is_late=month < _month_of(moment) if promised is None else promised <= moment,
    )


def _month_of(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


def _when(entry: CalendarEntry) -> float:
    """For sorting: seconds; a provisional one after those of its month that have their moment."""
    return entry.moment.timestamp() if entry.moment else float("inf")
