"""When a channel is answered: pure Python, exact across the change to and from summer time.

Hours are kept as people's clocks show them in London, and become instants only for a given day:
"9am" is 8am by universal time in July and 9am in January. Every moment given or returned has a
time zone; a moment without one raises ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import TypeAlias
from zoneinfo import ZoneInfo

Stretch: TypeAlias = tuple[datetime, datetime]

LONDON = ZoneInfo("Europe/London")
MIDNIGHT = time(0)
DAYS_LOOKED_AHEAD = 400  # past a closure of a year there is nothing useful to promise
ALWAYS = timedelta(days=7)  # open for a week without a break is open at all hours


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one weekday (Monday is 0). Closing at 00:00 means midnight as the day ends.

    Raises ValueError for a weekday that does not exist or a span that ends before it begins.
    """

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"A weekday is from 0 to 6, not {self.weekday}.")
        if self.closes <= self.opens and self.closes != MIDNIGHT:
            raise ValueError(f"{self.closes} is not after {self.opens}.")

    def on(self, day: date) -> Stretch:
        """The instants, in universal time, at which it begins and ends on a day."""
        return stretch_on(day, self.opens, self.closes)


def stretch_on(day: date, opens: time, closes: time) -> Stretch:
    """The instants at which hours that clocks show begin and end on a day.

    When clocks go back, an hour is shown twice: it opens at the first and closes at the
    second. When they go forward, a time that is skipped is read as the same time after
    midnight, as Python does.
    """
    last_day = day + timedelta(days=1) if closes == MIDNIGHT else day
    first = datetime.combine(day, opens, LONDON).astimezone(UTC)
    end = datetime.combine(last_day, closes, LONDON)
    last = max(end.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, last


@dataclass(frozen=True)
class Break:
    """Days, both included, on which nobody answers whatever the weekday."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Override:
    """What holds from one moment to another whatever the hours, closures and bank holidays say.

    Raises ValueError if it ends before it begins, or for moments without a time zone.
    """

    first: datetime
    last: datetime
    is_open: bool

    def __post_init__(self) -> None:
        if self.first.tzinfo is None or self.last.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        if self.last <= self.first:
            raise ValueError(f"{self.last} is not after {self.first}.")

    def covers(self, moment: datetime) -> bool:
        return self.first <= moment < self.last


@dataclass(frozen=True)
class Timetable:
    """A week of spans, which may touch or overlap, and what is stronger than the week.

    Where they disagree, the latest override holds (they are given in the order in which they were
    made), then a break, then the hours of bank holidays, then those of the weekday. On a bank
    holiday nobody answers except in `holiday_hours`: where the hours are as on any day, leave
    `bank_holidays` empty.
    """

    spans: tuple[Span, ...]
    breaks: tuple[Break, ...] = ()
    bank_holidays: frozenset[date] = frozenset()
    holiday_hours: tuple[tuple[time, time], ...] = ()
    overrides: tuple[Override, ...] = ()

    def is_closed_on(self, day: date) -> bool:
        return any(each.covers(day) for each in self.breaks)

    def stretches_on(self, day: date) -> list[Stretch]:
        """What is open on a day, before overrides: in order, none touching another."""
        if self.is_closed_on(day):
            return []
        if day in self.bank_holidays:
            today = [stretch_on(day, *hours) for hours in self.holiday_hours]
        else:
            today = [span.on(day) for span in self.spans if span.weekday == day.weekday()]
        return list(_joined(sorted(stretch for stretch in today if stretch[0] < stretch[1])))

    def stretches_from(self, day: date) -> Iterator[Stretch]:
        """Every stretch from a day on, in order. Two may touch at midnight; none overlap."""
        days = (day + timedelta(days=offset) for offset in range(DAYS_LOOKED_AHEAD))
        stretches: Iterator[Stretch] = (
            stretch for day in days for stretch in self.stretches_on(day)
        )
        for override in self.overrides:
            change = _opened if override.is_open else _closed
            stretches = change(stretches, override.first, override.last)
        return stretches


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches in order, with those that touch or overlap made one."""
    held: Stretch | None = None
    for first, last in stretches:
        if held is not None and first <= held[1]:
            held = held[0], max(held[1], last)
            continue
        if held is not None:
            yield held
        held = first, last
    if held is not None:
        yield held


def _closed(stretches: Iterable[Stretch], first: datetime, last: datetime) -> Iterator[Stretch]:
    for opens, closes in stretches:
        if opens < first:
            yield opens, min(closes, first)
        if closes > last:
            yield max(opens, last), closes


def _opened(stretches: Iterable[Stretch], first: datetime, last: datetime) -> Iterator[Stretch]:
    given = False
    for opens, closes in stretches:
        if closes < first:
            yield opens, closes
        elif opens > last:
            if not given:
                yield first, last
                given = True
            yield opens, closes
        else:
            first, last = min(first, opens), max(last, closes)
    if not given:
        yield first, last


@dataclass(frozen=True)
class Opening:
    """How things stand at a moment.

    `until` is None while closed, and while open without an end in sight; `opens_at` is None while
    open, and while closed with no opening in sight.
    """

    is_open: bool
    until: datetime | None = None
    opens_at: datetime | None = None


def opening_at(timetable: Timetable, moment: datetime) -> Opening:
    """Whether it is open at a moment, and until or from when, in London's time."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    until: datetime | None = None
    for first, last in timetable.stretches_from(moment.astimezone(LONDON).date()):
        if last <= moment:
            continue
        if until is None:
            if first > moment:
                return Opening(is_open=False, opens_at=first.astimezone(LONDON))
            until = last
        elif first <= until:
            until = max(until, last)
            if until - moment >= ALWAYS:
                return Opening(is_open=True)
        else:
            break
    if until is None:
        return Opening(is_open=False)
    return Opening(is_open=True, until=until.astimezone(LONDON))


class Day(Enum):
    """How a person would name a day, seen from another."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEKDAY = "weekday"  # two to six days on, when the name of the day says enough
    DATE = "date"


def day_seen_from(moment: datetime, there: datetime) -> Day:
    """Which of those words fits the day of one moment, for a person who stands at another."""
    ahead = (there.astimezone(LONDON).date() - moment.astimezone(LONDON).date()).days
    if ahead <= 0:
        return Day.TODAY
    if ahead == 1:
        return Day.TOMORROW
    return Day.WEEKDAY if ahead < 7 else Day.DATE


@dataclass(frozen=True)
class WeekdayHours:
    """Weekdays that follow each other and have the same hours, from the first to the last."""

    first: int
    last: int
    hours: tuple[tuple[time, time], ...]


def week_in_groups(spans: Iterable[Span]) -> list[WeekdayHours]:
    """A week as people read it: Monday to Thursday, then Friday. Closed days are left out."""
    by_day: dict[int, list[tuple[time, time]]] = {}
    for span in sorted(spans):
        by_day.setdefault(span.weekday, []).append((span.opens, span.closes))
    groups: list[WeekdayHours] = []
    for weekday, hours in sorted(by_day.items()):
        previous = groups[-1] if groups else None
        if previous and previous.last == weekday - 1 and previous.hours == tuple(hours):
            groups[-1] = WeekdayHours(previous.first, weekday, previous.hours)
        else:
            groups.append(WeekdayHours(weekday, weekday, tuple(hours)))
    return groups
