from __future__ import annotations

from datetime import datetime, time

import pytest

from helpline_info.opening import LONDON, MIDNIGHT, Opening, Span, Timetable, opening_at
from helpline_info.sentences import opening_sentence, spoken_time, week_in_words

HELPLINE = Timetable(
    (*(Span(day, time(9), time(21)) for day in range(4)), Span(4, time(9), time(17)))
)


def said_at(timetable: Timetable, *parts: int) -> str:
    moment = datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]
    return opening_sentence(opening_at(timetable, moment), moment)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((2026, 3, 2, 12), "Open now until 9pm"),
        ((2026, 3, 6, 16, 59), "Open now until 5pm"),
        ((2026, 3, 2, 8), "Opens in 1 hour, at 9am"),
        ((2026, 3, 2, 6), "Opens in 3 hours, at 9am"),
        ((2026, 3, 2, 6, 20), "Opens in about 3 hours, at 9am"),
        ((2026, 3, 2, 8, 1), "Opens in 59 minutes, at 9am"),
        ((2026, 3, 2, 8, 59, 30), "Opens in 1 minute, at 9am"),
        ((2026, 3, 2, 21), "Opens tomorrow at 9am"),
        ((2026, 3, 6, 18), "Opens on Monday at 9am"),
        ((2026, 3, 28, 23), "Opens on Monday at 9am"),  # clocks go forward that night
    ],
)
def test_visitors_read_what_they_can_do_now(parts: tuple[int, ...], sentence: str) -> None:
    assert said_at(HELPLINE, *parts) == sentence


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([Span(0, time(9), MIDNIGHT)], "Open now until midnight"),
        (
            [Span(0, time(9), MIDNIGHT), Span(1, MIDNIGHT, time(2))],
            "Open now until tomorrow at 2am",
        ),
        (
            [Span(0, time(9), MIDNIGHT), Span(1, MIDNIGHT, MIDNIGHT), Span(2, MIDNIGHT, time(12))],
            "Open now until Wednesday at midday",
        ),
        ([Span(day, MIDNIGHT, MIDNIGHT) for day in range(7)], "Open now, day and night"),
    ],
)
def test_hours_past_midnight_are_said_plainly(spans: list[Span], sentence: str) -> None:
    assert said_at(Timetable(tuple(spans)), 2026, 3, 2, 22) == sentence


def test_a_week_or_more_ahead_the_date_is_said() -> None:
    moment = datetime(2026, 12, 20, 12, tzinfo=LONDON)
    opening = Opening(is_open=False, opens_at=datetime(2026, 12, 29, 9, 30, tzinfo=LONDON))
    assert opening_sentence(opening, moment) == "Opens on 29 December at 9.30am"


def test_with_no_opening_in_sight_nothing_is_promised() -> None:
    moment = datetime(2026, 12, 20, 12, tzinfo=LONDON)
    assert opening_sentence(Opening(is_open=False), moment) == "Closed at present"


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12.05am"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(12, 30), "12.30pm"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_times_are_said_as_people_say_them(clock: time, said: str) -> None:
    assert spoken_time(clock) == said


def test_a_week_reads_in_rows() -> None:
    assert week_in_words(HELPLINE.spans) == [
        ("Monday to Thursday", "9am to 9pm"),
        ("Friday", "9am to 5pm"),
    ]


def test_two_days_and_two_spans_are_joined_by_and() -> None:
    week = [
        Span(day, *hours) for day in (5, 6) for hours in ((time(9), time(12)), (time(13), time(17)))
    ]
    assert week_in_words(week) == [("Saturday and Sunday", "9am to midday, and 1pm to 5pm")]


def test_a_line_that_never_closes_reads_in_one_row() -> None:
    week = [Span(day, MIDNIGHT, MIDNIGHT) for day in range(7)]
    assert week_in_words(week) == [("Every day", "all day and night")]
