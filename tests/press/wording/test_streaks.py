"""First times, runs and reversals in a series of years."""

from decimal import Decimal

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import financial_year

SUPPORTED, CONTRADICTED, UNVERIFIABLE = Verdict


def verdict(text: str, values: tuple[int, ...], *, first: int) -> Verdict:
    figures = [
        Observation(financial_year(year), Decimal(value))
        for year, value in enumerate(values, start=first)
    ]
    return verdict_of(check(text, figures, area="Norfolk", measure="child abuse image offences"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the highest since 2016/17", SUPPORTED),
        ("topping 600 for the first time", SUPPORTED),
        ("topping 500 for the first time", CONTRADICTED),
        ("passed 600 for the first time", SUPPORTED),
        ("rose after falling the year before", SUPPORTED),
        ("rose after a rise the year before", CONTRADICTED),
        ("reversing a fall the previous year", SUPPORTED),
        ("offences fell for the first time in four years", CONTRADICTED),
        ("the first fall in four years", CONTRADICTED),
        ("offences rose for the first time in four years", CONTRADICTED),
        ("the third consecutive rise", CONTRADICTED),
        ("the second consecutive rise", CONTRADICTED),
        ("offences have risen for three years in a row", CONTRADICTED),
        ("offences rose for the third year running", CONTRADICTED),
        ("a five-year high", SUPPORTED),
        ("the highest in five years", SUPPORTED),
        ("the highest in ten years", UNVERIFIABLE),
        ("record levels", SUPPORTED),
        ("a record high", SUPPORTED),
        ("the highest on record", SUPPORTED),
        ("the highest since records began", SUPPORTED),
        ("In 2019/20 offences fell for the first time in three years", SUPPORTED),
    ],
)
def test_after_a_fall_figures_rose_again(text: str, expected: Verdict) -> None:
    assert verdict(text, (400, 450, 591, 560, 674), first=2016) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the third consecutive rise", SUPPORTED),
        ("offences have risen for three years in a row", SUPPORTED),
        ("offences rose for the third year running", SUPPORTED),
        ("the third year in a row that offences have risen", SUPPORTED),
        ("the fourth consecutive rise", UNVERIFIABLE),
        ("the third consecutive fall", CONTRADICTED),
        ("two consecutive years of rises", SUPPORTED),
        ("up for the second consecutive year", SUPPORTED),
        ("falling for the third year running", CONTRADICTED),
        ("the fifth annual rise in a row", UNVERIFIABLE),
    ],
)
def test_after_three_rises(text: str, expected: Verdict) -> None:
    assert verdict(text, (400, 450, 591, 674), first=2016) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offences fell for the first time in three years", SUPPORTED),
        ("the first fall in three years", SUPPORTED),
        ("the first fall since 2016/17", SUPPORTED),
        ("the first rise in three years", CONTRADICTED),
        ("fell after two years of rises", SUPPORTED),
        ("a fall after two consecutive rises", SUPPORTED),
        ("fell after two years of falls", CONTRADICTED),
        ("The fall follows two consecutive increases", SUPPORTED),
        ("the first fall in ten years", UNVERIFIABLE),
        ("the first annual fall in three years", SUPPORTED),
    ],
)
def test_the_first_fall_after_two_rises(text: str, expected: Verdict) -> None:
    assert verdict(text, (400, 450, 591, 574), first=2016) is expected


def test_a_run_stops_at_a_gap_in_the_figures() -> None:
    figures = [
        Observation(financial_year(year), Decimal(value))
        for year, value in ((2013, 300), (2015, 450), (2016, 591), (2017, 674))
    ]
    claims = check("the third consecutive rise", figures, measure="offences")
    assert verdict_of(claims) is UNVERIFIABLE
    assert "begin only with 2015-16" in claims[0].explanation
