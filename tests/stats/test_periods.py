"""Periods: their names, their neighbours and which of them compare."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.periods import (
    Period,
    PeriodError,
    PeriodKind,
    calendar_month,
    calendar_year,
    financial_year,
    parse_period,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)),
    DAYS,
    st.integers(0, 1500),
)
NAMED = st.one_of(
    st.integers(1950, 2080).map(financial_year),
    st.integers(1950, 2080).map(calendar_year),
    st.builds(calendar_month, st.integers(1950, 2080), st.integers(1, 12)),
)
HALF = Period(date(2018, 1, 1), date(2018, 6, 30))
ODD = Period(date(2016, 7, 1), date(2017, 8, 4))
YEAR_TO_JUNE = Period(date(2016, 7, 1), date(2017, 6, 30))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(PeriodError, match="31 March 2017, before it begins on 1 April 2017"):
        Period(date(2017, 4, 1), date(2017, 3, 31))


@pytest.mark.parametrize("year", [2015, 2019, 2023])
def test_a_financial_year_with_a_leap_day_has_366_days(year: int) -> None:
    assert financial_year(year).days == 366


def test_other_financial_years_have_365_days() -> None:
    assert financial_year(2016).days == 365


@pytest.mark.parametrize(
    ("period", "kind", "label", "in_words"),
    [
        (
            financial_year(2017),
            PeriodKind.FINANCIAL_YEAR,
            "2017-18",
            "between April 2017 and March 2018",
        ),
        (
            financial_year(1999),
            PeriodKind.FINANCIAL_YEAR,
            "1999-2000",
            "between April 1999 and March 2000",
        ),
        (calendar_year(2018), PeriodKind.CALENDAR_YEAR, "2018", "in 2018"),
        (
            HALF,
            PeriodKind.HALF_YEAR,
            "January to June 2018",
            "between January and June 2018",
        ),
        (
            Period(date(2017, 10, 1), date(2018, 3, 31)),
            PeriodKind.HALF_YEAR,
            "October 2017 to March 2018",
            "between October 2017 and March 2018",
        ),
        (
            Period(date(2018, 4, 1), date(2018, 6, 30)),
            PeriodKind.QUARTER,
            "April to June 2018",
            "between April and June 2018",
        ),
        (calendar_month(2018, 5), PeriodKind.MONTH, "May 2018", "in May 2018"),
        (YEAR_TO_JUNE, PeriodKind.OTHER, "the year to June 2017", "in the year to June 2017"),
        (
            ODD,
            PeriodKind.OTHER,
            "1 July 2016 to 4 August 2017",
            "between 1 July 2016 and 4 August 2017",
        ),
        (
            Period(date(2018, 5, 4), date(2018, 5, 4)),
            PeriodKind.OTHER,
            "4 May 2018",
            "on 4 May 2018",
        ),
    ],
)
def test_every_period_has_a_kind_a_label_and_words(
    period: Period, kind: PeriodKind, label: str, in_words: str
) -> None:
    assert (period.kind, period.label, period.in_words) == (kind, label, in_words)


def test_the_period_before_a_half_year_is_the_half_year_before() -> None:
    assert HALF.previous() == Period(date(2017, 7, 1), date(2017, 12, 31))


@given(PERIODS)
def test_the_previous_period_touches_this_one_and_is_comparable_with_it(period: Period) -> None:
    before = period.previous()
    assert before.last == period.first - timedelta(days=1)
    assert before.is_comparable_with(period)
    assert period.intervals_since(before) == 1


def test_twelve_months_do_not_compare_with_nine() -> None:
    nine = Period(date(2018, 4, 1), date(2018, 12, 31))
    assert not nine.is_comparable_with(financial_year(2017))


def test_periods_that_share_days_do_not_compare() -> None:
    assert YEAR_TO_JUNE.overlaps(financial_year(2016))
    assert not YEAR_TO_JUNE.is_comparable_with(financial_year(2016))


def test_a_leap_year_compares_with_a_common_year() -> None:
    assert financial_year(2015).is_comparable_with(financial_year(2016))


@given(PERIODS, PERIODS)
def test_comparing_and_overlapping_do_not_depend_on_the_order(one: Period, two: Period) -> None:
    assert one.is_comparable_with(two) == two.is_comparable_with(one)
    assert one.overlaps(two) == two.overlaps(one)
    assert not (one.is_comparable_with(two) and one.overlaps(two))


def test_2014_15_to_2018_19_is_four_years() -> None:
    assert financial_year(2018).intervals_since(financial_year(2014)) == 4
    assert financial_year(2014).intervals_since(financial_year(2018)) == -4


def test_years_to_march_and_to_june_lie_on_no_common_grid() -> None:
    assert YEAR_TO_JUNE.intervals_since(financial_year(2014)) is None
    assert HALF.intervals_since(financial_year(2014)) is None


def test_periods_of_days_count_their_intervals_in_days() -> None:
    assert ODD.intervals_since(ODD.previous().previous()) == 2


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2017-18", financial_year(2017)),
        ("2017/18", financial_year(2017)),
        (" 2017/2018 ", financial_year(2017)),
        ("2017\u201318", financial_year(2017)),
        ("1999-00", financial_year(1999)),
        ("1999-2000", financial_year(1999)),
        ("2011-12", financial_year(2011)),
        ("2018", calendar_year(2018)),
        ("2018-01", calendar_month(2018, 1)),
        ("2011-11", calendar_month(2011, 11)),
    ],
)
def test_written_periods_are_read(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "17-18", "2017-19", "2017/2019", "2017-00", "last year"])
def test_what_is_no_period_is_refused_with_advice(text: str) -> None:
    with pytest.raises(PeriodError, match="Write 2017-18 for a financial year"):
        parse_period(text)


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(PeriodError, match="no month 13"):
        calendar_month(2018, 13)


@given(st.integers(1950, 2080).map(financial_year) | st.integers(1950, 2080).map(calendar_year))
def test_the_label_of_a_year_reads_back_as_the_year(period: Period) -> None:
    assert parse_period(period.label) == period


@given(NAMED)
def test_whole_months_agree_with_days(period: Period) -> None:
    assert period.months is not None
    assert 28 * period.months <= period.days <= 31 * period.months


@given(st.lists(PERIODS))
def test_periods_sort_by_their_first_day(periods: list[Period]) -> None:
    firsts = [period.first for period in sorted(periods)]
    assert firsts == sorted(firsts)
