"""Bank holidays, closures and overrides, against somebody who looks at the clock every minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpline_info.bank_holidays import (
    ENGLAND_AND_WALES,
    NORTHERN_IRELAND,
    SCOTLAND,
    bank_holidays,
)
from helpline_info.opening import (
    LONDON,
    MIDNIGHT,
    Break,
    Opening,
    Override,
    Span,
    Timetable,
    opening_at,
)

MINUTE = timedelta(minutes=1)
FORWARD, BACK = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
WEEK = tuple(Span(day, time(9), time(21)) for day in range(5))


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]


def is_open_by_looking(timetable: Timetable, moment: datetime) -> bool:
    """The oracle: one minute, and every rule asked of it anew. Knows nothing of stretches.

    Instants of a day's hours are found by walking that day's minutes, never by arithmetic: open
    from the first minute whose clock shows the opening time, or a later one where that is skipped,
    to the last whose clock shows a time before closing.
    """
    for override in reversed(timetable.overrides):
        if override.first <= moment < override.last:
            return override.is_open
    day = moment.astimezone(LONDON).date()
    if any(each.first <= day <= each.last for each in timetable.breaks):
        return False
    if day in timetable.bank_holidays:
        hours = list(timetable.holiday_hours)
    else:
        hours = [(s.opens, s.closes) for s in timetable.spans if s.weekday == day.weekday()]
    return any(_within(day, opens, closes, moment) for opens, closes in hours)


def _within(day: date, opens: time, closes: time, moment: datetime) -> bool:
    minutes = _minutes_of(day)
    clocks = [minute.astimezone(LONDON).time() for minute in minutes]
    shown = [index for index, clock in enumerate(clocks) if clock >= opens]
    first = shown[0]
    if closes == MIDNIGHT:
        return moment >= minutes[first]
    before = [index for index, clock in enumerate(clocks) if clock < closes]
    return bool(before) and minutes[first] <= moment < minutes[before[-1]] + MINUTE


def _minutes_of(day: date) -> list[datetime]:
    start = datetime.combine(day, MIDNIGHT, LONDON).astimezone(UTC)
    minutes = [start + index * MINUTE for index in range(25 * 60)]
    return [minute for minute in minutes if minute.astimezone(LONDON).date() == day]


# A time that a clock skips in spring belongs to nobody's hours: it is tested by itself elsewhere.
clocks = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
clocks = clocks.filter(lambda clock: clock.hour != 1)


@st.composite
def hours(draw: st.DrawFn) -> tuple[time, time]:
    first, last = sorted(draw(st.lists(clocks, min_size=2, max_size=2, unique=True)))
    return first, MIDNIGHT if draw(st.booleans()) else last


@st.composite
def spans(draw: st.DrawFn) -> Span:
    return Span(draw(st.integers(0, 6)), *draw(hours()))


around_a_change = st.builds(
    lambda change, minutes: change + minutes * MINUTE,
    st.sampled_from([FORWARD, BACK]),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    first = draw(around_a_change)
    length = draw(st.integers(1, 36 * 60))
    return Override(first, first + length * MINUTE, draw(st.booleans()))


days_around = around_a_change.map(lambda moment: moment.astimezone(LONDON).date())
timetables = st.builds(
    Timetable,
    spans=st.lists(spans(), max_size=9).map(tuple),
    breaks=st.lists(st.builds(lambda day: Break(day, day), days_around), max_size=2).map(tuple),
    bank_holidays=st.frozensets(days_around, max_size=3),
    holiday_hours=st.lists(hours(), max_size=2).map(tuple),
    overrides=st.lists(overrides(), max_size=3).map(tuple),
)


@given(timetables, around_a_change)
@settings(max_examples=200, deadline=None)
def test_it_is_open_when_somebody_who_looks_every_minute_finds_it_open(
    timetable: Timetable, moment: datetime
) -> None:
    assert opening_at(timetable, moment).is_open == is_open_by_looking(timetable, moment)


@given(timetables, around_a_change)
@settings(max_examples=60, deadline=None)
def test_what_is_promised_is_the_first_change_that_they_find(
    timetable: Timetable, moment: datetime
) -> None:
    opening = opening_at(timetable, moment)
    change = opening.until or opening.opens_at
    quarter = 15 * MINUTE
    for step in range(4 * 30):
        minute = moment + step * quarter
        is_open = is_open_by_looking(timetable, minute)
        if change is not None and minute >= change:
            at_the_change = change.astimezone(UTC)
            assert is_open_by_looking(timetable, at_the_change) != opening.is_open
            assert is_open_by_looking(timetable, at_the_change - MINUTE) == opening.is_open
            return
        assert is_open == opening.is_open


def test_a_bank_holiday_closes_a_weekday() -> None:
    timetable = Timetable(WEEK, bank_holidays=frozenset({date(2026, 12, 25)}))
    opening = opening_at(timetable, london(2026, 12, 25, 10))
    assert opening == Opening(is_open=False, opens_at=london(2026, 12, 28, 9))


def test_a_bank_holiday_may_have_hours_of_its_own() -> None:
    timetable = Timetable(
        WEEK,
        bank_holidays=frozenset({date(2026, 12, 25)}),
        holiday_hours=((time(10), time(12)),),
    )
    assert opening_at(timetable, london(2026, 12, 25, 11)).until == london(2026, 12, 25, 12)
    assert not opening_at(timetable, london(2026, 12, 25, 9, 30)).is_open


def test_a_closure_is_stronger_than_the_hours_of_a_bank_holiday() -> None:
    day = date(2026, 12, 25)
    timetable = Timetable(
        WEEK, (Break(day, day),), frozenset({day}), holiday_hours=((time(10), time(12)),)
    )
    assert not opening_at(timetable, london(2026, 12, 25, 11)).is_open


def test_an_override_is_stronger_than_a_closure() -> None:
    day = date(2026, 12, 25)
    opened = Override(london(2026, 12, 25, 10), london(2026, 12, 25, 11), is_open=True)
    timetable = Timetable(WEEK, (Break(day, day),), overrides=(opened,))
    assert opening_at(timetable, london(2026, 12, 25, 10, 30)).until == london(2026, 12, 25, 11)


def test_of_two_overrides_the_latest_holds() -> None:
    noon, three = london(2026, 3, 2, 12), london(2026, 3, 2, 15)
    closed, opened = Override(noon, three, is_open=False), Override(noon, three, is_open=True)
    half_past = london(2026, 3, 2, 12, 30)
    assert opening_at(Timetable(WEEK, overrides=(closed, opened)), half_past).is_open
    assert not opening_at(Timetable(WEEK, overrides=(opened, closed)), half_past).is_open


def test_when_an_override_ends_the_hours_hold_again() -> None:
    closed = Override(london(2026, 3, 2, 12), london(2026, 3, 2, 15), is_open=False)
    timetable = Timetable(WEEK, overrides=(closed,))
    assert opening_at(timetable, london(2026, 3, 2, 10)).until == london(2026, 3, 2, 12)
    assert opening_at(timetable, london(2026, 3, 2, 13)).opens_at == london(2026, 3, 2, 15)
    assert opening_at(timetable, london(2026, 3, 2, 15)).until == london(2026, 3, 2, 21)


def test_an_override_that_runs_into_the_hours_joins_them() -> None:
    opened = Override(london(2026, 3, 2, 7), london(2026, 3, 2, 9), is_open=True)
    opening = opening_at(Timetable(WEEK, overrides=(opened,)), london(2026, 3, 2, 8))
    assert opening.until == london(2026, 3, 2, 21)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Override(london(2026, 3, 2, 12), london(2026, 3, 2, 12), is_open=True),
        lambda: Override(datetime(2026, 3, 2), london(2026, 3, 2, 12), is_open=True),  # noqa: DTZ001
    ],
)
def test_an_override_that_cannot_be_is_refused(make: Callable[[], Override]) -> None:
    with pytest.raises(ValueError, match=r"not after|time zone"):
        make()


@pytest.mark.parametrize(
    ("nation", "day", "is_holiday"),
    [
        (ENGLAND_AND_WALES, date(2026, 12, 25), True),
        (ENGLAND_AND_WALES, date(2026, 12, 28), True),  # for Boxing Day, on a Saturday
        (ENGLAND_AND_WALES, date(2026, 4, 6), True),  # Easter Monday
        (SCOTLAND, date(2026, 4, 6), False),
        (SCOTLAND, date(2026, 11, 30), True),  # St Andrew's Day
        (ENGLAND_AND_WALES, date(2026, 11, 30), False),
        (SCOTLAND, date(2026, 1, 2), True),
        (NORTHERN_IRELAND, date(2026, 3, 17), True),  # St Patrick's Day
        (NORTHERN_IRELAND, date(2026, 7, 13), True),
        (ENGLAND_AND_WALES, date(2026, 3, 17), False),
        (ENGLAND_AND_WALES, date(2026, 3, 18), False),
    ],
)
def test_each_nation_has_its_own_bank_holidays(nation: str, day: date, is_holiday: bool) -> None:
    assert (day in bank_holidays(nation, date(2026, 1, 1))) == is_holiday


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
@example(date(2026, 12, 31))
def test_bank_holidays_are_known_as_far_as_openings_are_looked_for(day: date) -> None:
    christmas = date(day.year + 1, 12, 25)
    assert christmas in bank_holidays(ENGLAND_AND_WALES, day)
