"""Two figures side by side."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.comparison import Comparison, Direction

COUNTS = st.integers(0, 10_000_000).map(Decimal)


def between(old: int | str, new: int | str) -> Comparison:
    return Comparison(old=Decimal(old), new=Decimal(new))


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [(591, 674, 14), (1747, 3549, 103), (163, 477, 193), (614, 769, 25), (309, 301, -3)],
)
def test_percentages_divide_by_the_older_figure(old: int, new: int, percent: int) -> None:
    assert between(old, new).percent_rounded == percent


def test_halves_round_away_from_nought_both_ways() -> None:
    assert between(200, 205).percent_rounded == 3
    assert between(200, 195).percent_rounded == -3


def test_there_is_no_percentage_and_no_ratio_of_nought() -> None:
    comparison = between(0, 4)
    assert (comparison.percent, comparison.percent_rounded, comparison.ratio) == (None,) * 3
    assert comparison.direction is Direction.RISE
    assert not comparison.is_slight


def test_302_to_301_is_slight_and_similar_and_still_a_fall() -> None:
    comparison = between(302, 301)
    assert comparison.is_slight
    assert comparison.is_similar
    assert comparison.direction is Direction.FALL


def test_no_change_is_similar_but_no_slight_change() -> None:
    assert between(300, 300).is_similar
    assert not between(300, 300).is_slight


def test_two_per_cent_is_no_longer_slight_and_one_per_cent_no_longer_similar() -> None:
    assert not between(1000, 1020).is_slight
    assert between(1000, 1019).is_slight
    assert not between(1000, 1010).is_similar
    assert between(1000, 1009).is_similar


@pytest.mark.parametrize(("old", "small", "note"), [(19, True, True), (20, False, True)])
def test_small_bases_are_marked(old: int, small: bool, note: bool) -> None:
    assert between(old, 40).has_small_base is small
    assert between(old, 40).needs_small_base_note is note
    assert not between(50, 40).needs_small_base_note


def test_counts_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="below nought"):
        between(-1, 3)


@given(COUNTS, COUNTS)
def test_direction_difference_percent_and_ratio_agree(old: Decimal, new: Decimal) -> None:
    comparison = Comparison(old, new)
    rises = comparison.direction is Direction.RISE
    assert rises == (comparison.difference > 0)
    assert (comparison.direction is Direction.SAME) == (comparison.difference == 0)
    if comparison.percent is not None and comparison.ratio is not None:
        assert rises == (comparison.percent > 0) == (comparison.ratio > 1)
        assert abs(comparison.percent - 100 * (comparison.ratio - 1)) < Decimal("1e-9")
        assert comparison.percent_rounded is not None
        assert abs(comparison.percent_rounded - comparison.percent) <= Decimal("0.5")
