"""What the head of a page says is found true by the reader that checks press releases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.wording.claims import Observation, Verdict, check
from stats.comparison import Comparison
from stats.models.figure import format_value
from stats.periods import Period, calendar_year, financial_year
from stats.public.sentences import Told, headline, over_police_forces

NAMES = (
    "Child abuse image offences recorded by police",
    "Offences of sexual communication with a child recorded by police",
    "People seeking help from Stop It Now!",
)
COUNTS = st.integers(0, 300_000).map(Decimal)
YEARS = st.integers(2001, 2024).map(financial_year) | st.integers(2001, 2024).map(calendar_year)
HOWS = st.sampled_from(["", "estimated", "provisional"])


def say(
    value: Decimal | None,
    *,
    name: str = NAMES[0],
    period: Period | None = None,
    older: Decimal | None = None,
    how: str = "",
    why: str = "",
    is_proportion: bool = False,
) -> str:
    over = period or financial_year(2017)
    return headline(
        Told(
            name=name,
            place="Lancashire",
            period=over,
            value=value,
            how=how,
            why=why,
            is_proportion=is_proportion,
            change=None if older is None or value is None else Comparison(older, value),
            earlier=None if older is None else over.previous(),
        )
    )


@given(COUNTS, COUNTS, YEARS, st.sampled_from(NAMES), HOWS)
def test_whatever_is_said_is_supported(
    older: Decimal, value: Decimal, period: Period, name: str, how: str
) -> None:
    text = say(value, name=name, period=period, older=older, how=how)
    figures = [Observation(period.previous(), older), Observation(period, value)]
    claims = check(text, figures, measure=name)
    assert all(claim.verdict is Verdict.SUPPORTED for claim in claims), (text, claims)
    assert claims, text
    assert format_value(value) in text
    assert format_value(older) in text


@given(st.integers(2, 300_000).map(Decimal), YEARS, st.sampled_from(NAMES))
def test_a_figure_alone_is_supported_and_another_would_be_found_out(
    value: Decimal, period: Period, name: str
) -> None:
    text = say(value, name=name, period=period)
    (count, *_rate) = check(text, [Observation(period, value)], measure=name)
    assert count.verdict is Verdict.SUPPORTED
    (count, *_rate) = check(text, [Observation(period, value * 2 + 3)], measure=name)
    assert count.verdict is Verdict.CONTRADICTED


def test_a_change_and_a_rate_read_as_a_person_would_write_them() -> None:
    assert say(Decimal(674), older=Decimal(591)) == (
        "Child abuse image offences recorded by police numbered 674 in Lancashire between"
        " April 2017 and March 2018, up 14% from 591 between April 2016 and March 2017."
        " On average that is nearly 2 each day."
    )


@pytest.mark.parametrize(
    ("older", "value", "words"),
    [
        (302, 301, "down slightly from 302"),
        (6, 1, "down from 6"),  # no percentage on a small base
        (263, 263, "unchanged at 263"),
        (1747, 3549, "up 103% from 1,747"),
    ],
)
def test_a_change_is_told_without_misleading(older: int, value: int, words: str) -> None:
    assert f", {words} between " in say(Decimal(value), older=Decimal(older))


def test_a_missing_figure_is_told_with_its_reason_and_no_number() -> None:
    text = say(None, why="refused (the cost limit)")
    assert text == (
        "There is no figure for Lancashire between April 2017 and March 2018: refused (the cost"
        " limit)."
    )
    assert check(text, [], measure=NAMES[0]) == []


def test_a_figure_that_is_not_final_says_so() -> None:
    assert "numbered an estimated 25,000 in" in say(Decimal(25_000), how="estimated")
    assert "numbered 674 (provisional) in" in say(Decimal(674), how="provisional")


def test_a_survey_gives_a_share_and_no_rate() -> None:
    text = say(
        Decimal(2), name="Young people asked", period=calendar_year(2018), is_proportion=True
    )
    assert text == "Young people asked: 2% in Lancashire in 2018."


@given(COUNTS, COUNTS, YEARS, st.integers(2, 450))
def test_a_change_over_areas_is_supported(
    older: Decimal, value: Decimal, period: Period, areas: int
) -> None:
    text = over_police_forces(
        Comparison(older, value), areas=areas, older=period.previous(), newer=period
    )
    figures = [Observation(period.previous(), older), Observation(period, value)]
    (of_areas, *claims) = check(text, figures, measure=NAMES[0])
    assert of_areas.text == str(areas)  # how many areas, which no figure of the measure says
    assert claims, text
    assert all(claim.verdict is Verdict.SUPPORTED for claim in claims), (text, claims)


@pytest.mark.parametrize(
    ("older", "value", "words"),
    [
        (18_000, 22_000, "the number was 22,000 between April 2017 and March 2018, up 22% from"),
        (302, 301, "down slightly from 302 between April 2016 and March 2017."),
        (263, 263, "unchanged at 263 between April 2016 and March 2017."),
        (6, 1, "down from 6 between April 2016 and March 2017."),
    ],
)
def test_a_change_over_areas_says_over_how_many(older: int, value: int, words: str) -> None:
    text = over_police_forces(
        Comparison(Decimal(older), Decimal(value)),
        areas=43,
        older=financial_year(2016),
        newer=financial_year(2017),
    )
    assert text.startswith("In the 43 police force areas that can be compared, the number was ")
    assert words in text
