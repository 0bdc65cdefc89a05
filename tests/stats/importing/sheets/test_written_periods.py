"""Periods in headings and cells: one meaning, several to choose from, or none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.sheets.workbook import Value
from stats.importing.sheets.written_periods import period_within, periods_in


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("2016/17", "2016-17"),
        ("2016-17", "2016-17"),
        ("2016–17", "2016-17"),
        ("2016/2017", "2016-17"),
        ("16/17", "2016-17"),
        ("1999/00", "1999-2000"),
        ("FY 2016-17", "2016-17"),
        ("Financial year 2016/17", "2016-17"),
        ("2016/17*", "2016-17"),
        ("2016/17 [1]", "2016-17"),
        ("2017", "2017"),
        (2017, "2017"),
        (2017.0, "2017"),
        ("calendar year 2017", "2017"),
        ("April 2016 to March 2017", "2016-17"),
        ("Apr-16 to Mar-17", "2016-17"),
        ("Apr 2016 – Mar 2017", "2016-17"),
        ("1 April 2016 to 31 March 2017", "2016-17"),
        ("1st April 2016 - 31st March 2017", "2016-17"),
        ("01/04/2016 - 31/03/2017", "2016-17"),
        ("2016-04-01/2017-03-31", "2016-17"),
        ("Year ending March 2018", "2017-18"),
        ("12 months to 31 March 2018", "2017-18"),
        ("year to June 2017", "the year to June 2017"),
        ("April to June 2017", "April to June 2017"),
        ("October 2016 to January 2017", "October 2016 to January 2017"),
        ("Q2 2017/18", "July to September 2017"),
        ("January 2018", "January 2018"),
        ("Jan-18", "January 2018"),
    ],
)
def test_a_period_that_is_written_clearly_is_read(written: Value, label: str) -> None:
    assert [period.label for period in periods_in(written)] == [label]


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        # "2011-12" typed into Excel turns into the first of December 2011.
        (date(2011, 12, 1), {"2011-12", "December 2011", "1 December 2011"}),
        (date(2017, 4, 1), {"April 2017", "1 April 2017"}),
        ("FY2017", {"2016-17", "2017-18"}),
        ("Q1 2018", {"January to March 2018", "April to June 2018"}),
        ("H1 2018", {"January to June 2018", "April to September 2018"}),
    ],
)
def test_a_period_that_can_be_read_in_several_ways_gives_them_all(
    written: Value, labels: set[str]
) -> None:
    assert {period.label for period in periods_in(written)} == labels


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        "Total",
        "11/12",
        "2018/2016",
        "674",
        674,
        2017.5,
        True,
        "1/2",
        "x" * 500,
    ],
)
def test_what_is_no_period_is_none(written: Value) -> None:
    assert periods_in(written) == ()


def test_words_around_a_period_are_not_lost() -> None:
    readings, rest = period_within("2016/17 (to December)")
    assert ([period.label for period in readings], rest) == (["2016-17"], "to December")
    assert period_within("2016/17 and 2017/18")[0] == ()


@given(st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.dates()))
def test_nothing_makes_it_raise(value: str | float | date) -> None:
    for period in periods_in(value):
        assert period.first <= period.last


@given(st.from_regex(r"[0-9/ .a-z-]{1,24}", fullmatch=True))
def test_no_digits_and_signs_make_it_raise(text: str) -> None:
    periods_in(text)
    period_within(text)
