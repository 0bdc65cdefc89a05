"""Numbers written and read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.wording.numbers import digits, in_words, numeral, parse_number, percent
from press.wording.profiles import CHARITY, PROFILES, WEB


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (22724, "22,724"),
        (999, "999"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1234.00"), "1,234"),
        (Decimal("1E+3"), "1,000"),
        (Decimal(-5), "-5"),
    ],
)
def test_digits_have_commas_and_no_idle_noughts(value: Decimal | int, written: str) -> None:
    assert digits(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (105, "one hundred and five"),
        (1_500, "one thousand five hundred"),
        (1_002, "one thousand and two"),
        (2_000_000, "two million"),
        (-3, "minus three"),
    ],
)
def test_words_are_british(value: int, written: str) -> None:
    assert in_words(value) == written


def test_words_end_below_a_thousand_million() -> None:
    with pytest.raises(ValueError, match="too large"):
        in_words(1_000_000_000)


def test_words_to_nine_and_digits_from_ten() -> None:
    assert [numeral(number, profile=CHARITY) for number in (0, 9, 10)] == ["zero", "nine", "10"]
    assert numeral(Decimal("2.5"), profile=CHARITY) == "2.5"


def test_each_profile_has_its_own_percentages() -> None:
    assert percent(14, profile=CHARITY) == "14 per cent"
    assert percent(3, profile=CHARITY) == "three per cent"
    assert percent(Decimal("0.4"), profile=WEB) == "0.4%"


def test_profiles_are_found_by_name() -> None:
    assert sorted(PROFILES) == ["broadcast", "charity", "tabloid", "web"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22,724", 22724),
        ("1.2 million", 1_200_000),
        ("1.2m", 1_200_000),
        ("25k", 25_000),
        ("25 thousand", 25_000),
        ("a hundred", 100),
        ("Twenty-three", 23),
        ("two dozen", 24),
        ("a dozen", 12),
        ("one hundred and five thousand and three", 105_003),
    ],
)
def test_numbers_are_read_from_digits_and_words(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "many", "12 offences", "and"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


@given(st.integers(0, 999_999_999))
def test_every_number_reads_back_from_words_and_digits(value: int) -> None:
    assert parse_number(in_words(value)) == value
    assert parse_number(digits(value)) == value
