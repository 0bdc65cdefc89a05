"""When a channel is answered, against an independent reading of the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpline_info.opening import (
    LONDON,
    MIDNIGHT,
    Break,
    Day,
    Opening,
    Span,
    Timetable,
    WeekdayHours,
    day_seen_from,
    opening_at,
    week_in_groups,
)

WEEKDAYS = (*(Span(day, time(9), time(21)) for day in range(4)), Span(4, time(9), time(17)))
HELPLINE = Timetable(WEEKDAYS)
SECOND = timedelta(seconds=1)


def london(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=LONDON, fold=fold)  # type: ignore[arg-type, misc]


# Clocks change between 1 and 2 in the morning; at any other hour the wall says all there is to say.
minutes = st.integers(min_value=3 * 60, max_value=24 * 60 - 1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = sorted(draw(st.lists(minutes, min_size=2, max_size=2, unique=True)))
    closes = MIDNIGHT if draw(st.booleans()) else time(*divmod(last, 60))
    return Span(draw(st.integers(0, 6)), time(*divmod(first, 60)), closes)


@st.composite
def breaks(draw: st.DrawFn) -> Break:
    first = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    return Break(first, first + timedelta(days=draw(st.integers(0, 20))))


timetables = st.builds(
    Timetable,
    st.lists(spans(), max_size=8).map(tuple),
    st.lists(breaks(), max_size=2).map(tuple),
)
moments = st.floats(0, 4000).map(lambda days: london(2020, 1, 1) + timedelta(days=days))
moments = moments.map(lambda moment: moment.astimezone(UTC))


def is_open_by_the_wall(timetable: Timetable, moment: datetime) -> bool:
    wall = moment.astimezone(LONDON)
    if any(each.first <= wall.date() <= each.last for each in timetable.breaks):
        return False
    return any(
        span.weekday == wall.weekday()
        and span.opens <= wall.time()
        and (span.closes == MIDNIGHT or wall.time() < span.closes)
        for span in timetable.spans
    )


@given(timetables, moments)
def test_it_is_open_when_the_clock_on_the_wall_says_so(
    timetable: Timetable, moment: datetime
) -> None:
    assert opening_at(timetable, moment).is_open == is_open_by_the_wall(timetable, moment)


@given(timetables, moments)
def test_it_stays_as_it_is_until_the_moment_that_is_promised(
    timetable: Timetable, moment: datetime
) -> None:
    opening = opening_at(timetable, moment)
    change = opening.until or opening.opens_at
    assume(change is not None)
    assert change is not None
    assert change > moment
    last_second = max(moment, change - SECOND)
    half_way = moment + (change - moment) / 2
    assert opening_at(timetable, half_way).is_open == opening.is_open
    assert opening_at(timetable, last_second).is_open == opening.is_open
    assert opening_at(timetable, change).is_open != opening.is_open


@given(timetables, moments)
def test_only_an_open_channel_closes_and_only_a_closed_one_opens(
    timetable: Timetable, moment: datetime
) -> None:
    opening = opening_at(timetable, moment)
    assert opening.until is None or opening.is_open
    assert opening.opens_at is None or not opening.is_open


def test_it_is_open_from_the_first_second_to_just_before_the_last() -> None:
    assert opening_at(HELPLINE, london(2026, 3, 2, 9, 0)).is_open
    assert opening_at(HELPLINE, london(2026, 3, 2, 20, 59, 59)).is_open
    assert not opening_at(HELPLINE, london(2026, 3, 2, 21, 0)).is_open


def test_after_friday_it_opens_on_monday() -> None:
    friday_evening = london(2026, 3, 6, 17, 0)
    assert opening_at(HELPLINE, friday_evening).opens_at == london(2026, 3, 9, 9, 0)


@pytest.mark.parametrize(
    ("moment", "universal_hour"),
    [
        (datetime(2026, 3, 27, 18, tzinfo=UTC), 8),  # the Friday before clocks go forward
        (datetime(2026, 10, 23, 18, tzinfo=UTC), 9),  # the Friday before they go back
    ],
)
def test_nine_in_the_morning_follows_the_clocks_when_they_change(
    moment: datetime, universal_hour: int
) -> None:
    opens_at = opening_at(HELPLINE, moment).opens_at
    assert opens_at is not None
    assert opens_at.time() == time(9)
    assert opens_at.astimezone(UTC).hour == universal_hour


def test_the_hour_that_happens_twice_is_open_twice() -> None:
    night = Timetable((Span(6, time(0, 30), time(1, 30)),))
    first_time_round = london(2026, 10, 25, 1, 45)
    assert opening_at(night, first_time_round).is_open
    assert opening_at(night, london(2026, 10, 25, 1, 29, fold=1)).is_open
    assert not opening_at(night, london(2026, 10, 25, 1, 30, fold=1)).is_open


def test_the_hour_that_is_skipped_breaks_nothing() -> None:
    night = Timetable((Span(6, time(1, 15), time(1, 45)),))
    before = opening_at(night, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert before.opens_at == london(2026, 3, 29, 2, 15)


def test_spans_that_meet_at_midnight_are_one() -> None:
    nights = Timetable((Span(4, time(22), MIDNIGHT), Span(5, MIDNIGHT, time(2))))
    assert opening_at(nights, london(2026, 3, 6, 23, 0)).until == london(2026, 3, 7, 2, 0)


def test_spans_that_overlap_are_one() -> None:
    timetable = Timetable((Span(0, time(9), time(13)), Span(0, time(12), time(17))))
    assert opening_at(timetable, london(2026, 3, 2, 10)).until == london(2026, 3, 2, 17)


def test_a_line_that_never_closes_promises_no_end() -> None:
    always = Timetable(tuple(Span(day, MIDNIGHT, MIDNIGHT) for day in range(7)))
    assert opening_at(always, london(2026, 3, 2, 3)) == Opening(is_open=True)


def test_a_line_that_never_closes_stops_for_a_closure() -> None:
    always = tuple(Span(day, MIDNIGHT, MIDNIGHT) for day in range(7))
    christmas = Break(date(2026, 12, 25), date(2026, 12, 25))
    opening = opening_at(Timetable(always, (christmas,)), london(2026, 12, 24, 12))
    assert opening.until == london(2026, 12, 25)


def test_a_closure_moves_the_next_opening_past_it() -> None:
    holidays = Break(date(2026, 12, 24), date(2026, 12, 28))
    opening = opening_at(Timetable(WEEKDAYS, (holidays,)), london(2026, 12, 24, 10))
    assert opening == Opening(is_open=False, opens_at=london(2026, 12, 29, 9))


def test_a_closure_of_years_promises_nothing() -> None:
    closed = Break(date(2026, 1, 1), date(9999, 12, 31))
    assert opening_at(Timetable(WEEKDAYS, (closed,)), london(2026, 3, 2)) == Opening(is_open=False)


def test_without_hours_it_is_never_open() -> None:
    assert opening_at(Timetable(()), london(2026, 3, 2, 12)) == Opening(is_open=False)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        opening_at(HELPLINE, datetime(2026, 3, 2))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("weekday", "opens", "closes"),
    [
        (7, time(9), time(17)),
        (-1, time(9), time(17)),
        (0, time(17), time(9)),
        (0, time(9), time(9)),
    ],
)
def test_a_span_that_cannot_be_is_refused(weekday: int, opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match=r"weekday|not after"):
        Span(weekday, opens, closes)


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (london(2026, 3, 2, 23, 59), Day.TODAY),
        (london(2026, 3, 3, 0, 0), Day.TOMORROW),
        (london(2026, 3, 8, 9), Day.WEEKDAY),
        (london(2026, 3, 9, 9), Day.DATE),  # a week on, the name of the day would mean today
    ],
)
def test_days_are_named_as_people_name_them(there: datetime, expected: Day) -> None:
    assert day_seen_from(london(2026, 3, 2, 12), there) == expected


def test_days_with_the_same_hours_are_read_together() -> None:
    nine_to_nine = ((time(9), time(21)),)
    assert week_in_groups(reversed(WEEKDAYS)) == [
        WeekdayHours(0, 3, nine_to_nine),
        WeekdayHours(4, 4, ((time(9), time(17)),)),
    ]


def test_days_that_do_not_follow_each_other_are_read_apart() -> None:
    hours = ((time(9), time(17)),)
    week = [Span(0, *hours[0]), Span(2, *hours[0])]
    assert week_in_groups(week) == [WeekdayHours(0, 0, hours), WeekdayHours(2, 2, hours)]
