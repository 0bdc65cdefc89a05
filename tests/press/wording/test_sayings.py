"""What is said of figures: the published examples, the refusals, and truth for all figures."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press.wording.approximators import NEARLY
from press.wording.profiles import CHARITY, PROFILES, WEB, Profile
from press.wording.sayings import (
    CannotSay,
    Saying,
    say_about,
    say_breakdown,
    say_change,
    say_count,
    say_difference,
    say_fraction,
    say_interval_rate,
    say_multiple,
    say_one_in,
    say_percent_change,
    say_rate,
    say_share,
)
from stats.comparison import Comparison
from stats.periods import Period, financial_year

YEAR = financial_year(2016)
HALF = Period(date(2018, 1, 1), date(2018, 6, 30))
COUNTS = st.integers(0, 2_000_000).map(Decimal)
SHARES = st.decimals(Decimal("0.0001"), Decimal(1), places=4)
SEEDS = st.none() | st.text(max_size=5)
STYLES = st.sampled_from(sorted(PROFILES.values(), key=lambda profile: profile.name))


def between(old: int, new: int) -> Comparison:
    return Comparison(Decimal(old), Decimal(new))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (301, "more than 300"),
        (22724, "nearly 23,000"),
        (263, "more than 260"),
        (674, "nearly 700"),
        (953, "nearly 1,000"),
        (24900, "nearly 25,000"),
        (300, "300"),
        (12500, "12,500"),
        (9, "nine"),
        (13, "13"),
    ],
)
def test_counts_are_said_by_the_round_number_beside_them(value: int, text: str) -> None:
    assert say_about(value, profile=WEB).text == text


def test_a_preferred_side_is_kept() -> None:
    assert say_about(674, profile=WEB, prefer="below").text == "more than 650"
    assert say_about(301, profile=WEB, prefer="above").text == "nearly 310"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (674, "nearly two each day"),
        (772, "more than two each day"),
        (584, "more than 11 a week"),
        (100, "nearly two a week"),
        (35, "nearly three a month"),
    ],
)
def test_rates_choose_day_week_or_month_by_their_size(value: int, text: str) -> None:
    assert say_rate(value, period=YEAR, profile=WEB).text == text


def test_a_rate_keeps_its_number_and_unit_apart_and_shows_its_working() -> None:
    rate = say_rate(674, period=YEAR, profile=WEB)
    assert (rate.number, rate.unit) == ("nearly two", "each day")
    assert rate.arithmetic == "674 ÷ 365 days = 1.85 a day"


def test_a_half_year_divides_by_whole_months_when_asked() -> None:
    assert say_rate(3549, period=HALF, profile=WEB, unit="month").text == "nearly 600 a month"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22724, "one every 23 minutes"),
        (76204, "one every seven minutes"),
        (674, "one every 13 hours"),
        (100, "more than one every four days"),
    ],
)
def test_time_between_is_said_in_a_fitting_unit(value: int, text: str) -> None:
    assert say_interval_rate(value, period=YEAR, profile=WEB).text == text


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [(591, 674, "14%"), (163, 477, "193%"), (614, 769, "25%"), (309, 301, "3%")],
)
def test_percentage_changes_are_whole(old: int, new: int, text: str) -> None:
    assert say_percent_change(between(old, new), profile=WEB).text == text


@pytest.mark.parametrize(("old", "new"), [(1, 6), (14, 13), (0, 4), (302, 301), (300, 300)])
def test_no_percentage_on_small_bases_or_for_hardly_any_change(old: int, new: int) -> None:
    with pytest.raises(CannotSay):
        say_percent_change(between(old, new), profile=WEB)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (591, 674, "up from 591"),
        (820, 247, "down from 820"),
        (302, 301, "down slightly from 302"),
        (302, 302, "unchanged at 302"),
        (1, 6, "up from one"),
    ],
)
def test_changes_name_their_direction(old: int, new: int, text: str) -> None:
    assert say_change(between(old, new), profile=CHARITY).text == text


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (1747, 3549, "more than doubled"),
        (778, 1482, "nearly doubled"),
        (184, 500, "nearly trebled"),
        (100, 240, "more than doubled"),
        (163, 477, "nearly trebled"),
        (247, 820, "more than trebled"),
        (100, 433, "more than four times as many"),
        (500, 240, "more than halved"),
        (500, 250, "halved"),
    ],
)
def test_multiples_follow_their_table(old: int, new: int, text: str) -> None:
    assert say_multiple(between(old, new), profile=WEB).text == text


@pytest.mark.parametrize(("old", "new"), [(591, 674), (1, 27), (300, 100), (20, 0)])
def test_what_is_no_simple_multiple_is_not_called_one(old: int, new: int) -> None:
    with pytest.raises(CannotSay):
        say_multiple(between(old, new), profile=WEB)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0.227", "almost a quarter"),
        ("0.327", "a third"),
        ("0.66", "two-thirds"),
        ("0.359", "more than a third"),
    ],
)
def test_fractions_are_bare_only_when_close(share: str, text: str) -> None:
    assert say_fraction(Decimal(share), profile=WEB).text == text


@pytest.mark.parametrize(
    ("share", "text"), [("0.02", "one in 50"), ("0.4", "two in five"), ("0.1", "one in 10")]
)
def test_shares_are_said_as_so_many_in_so_many(share: str, text: str) -> None:
    assert say_one_in(Decimal(share), profile=WEB).text == text


def test_shares_are_whole_percentages_above_one_per_cent() -> None:
    assert say_share(26070, 41246, profile=WEB).text == "63%"
    assert say_share(146, 41246, profile=CHARITY).text == "0.4 per cent"


@pytest.mark.parametrize(("part", "whole"), [(3, 12), (30, 25), (99_999, 100_000)])
def test_shares_that_would_mislead_are_refused(part: int, whole: int) -> None:
    with pytest.raises(CannotSay):
        say_share(part, whole, profile=WEB)


def test_differences_are_counts() -> None:
    assert say_difference(between(591, 674), profile=WEB).text == "83 more"
    assert say_difference(between(14, 13), profile=WEB).text == "one fewer"
    with pytest.raises(CannotSay):
        say_difference(between(14, 14), profile=WEB)


def test_a_breakdown_runs_from_the_largest_and_names_the_rest() -> None:
    parts = [("possession", Decimal(133)), ("taking, making or distributing", Decimal(530))]
    breakdown = say_breakdown(parts, Decimal(674), profile=WEB)
    assert [(label, said.text) for label, said in breakdown.parts] == [
        ("taking, making or distributing", "530"),
        ("possession", "133"),
    ]
    assert breakdown.remainder == 11
    with pytest.raises(CannotSay):
        say_breakdown(parts, Decimal(600), profile=WEB)


def test_nothing_counted_has_no_rate() -> None:
    with pytest.raises(CannotSay):
        say_rate(0, period=YEAR, profile=WEB)
    with pytest.raises(CannotSay):
        say_interval_rate(1, period=YEAR, profile=WEB)


def test_a_saying_cannot_be_made_untrue() -> None:
    says = NEARLY.saying(Decimal(100))
    with pytest.raises(ValueError, match="which 100 is not"):
        Saying("nearly 100", "count", says, Decimal(100), "")


@given(COUNTS, STYLES, st.sampled_from([None, "below", "above"]), SEEDS)
def test_what_is_said_of_a_count_obeys_the_table(
    value: Decimal, profile: Profile, prefer: None, seed: str | None
) -> None:
    said = say_about(value, profile=profile, prefer=prefer, seed=seed)
    assert said.says.holds(value)
    if said.text.startswith(("nearly", "almost", "just under")):
        assert said.says.high is not None
        assert Decimal("0.92") * said.says.high <= value < said.says.high
    if said.text.startswith(("more than", "over", "just over")):
        assert said.says.low is not None
        assert said.says.low < value <= Decimal("1.15") * said.says.low


@given(COUNTS, st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(20, 800), SEEDS)
def test_rates_are_true_or_refused(
    value: Decimal, first: date, days: int, seed: str | None
) -> None:
    period = Period(first, first + timedelta(days=days))
    for say in (say_rate, say_interval_rate):
        try:
            said = say(value, period=period, profile=WEB, seed=seed)
        except CannotSay:
            continue
        assert said.says.holds(said.truth)


CHANGES: list[Callable[..., Saying]] = [
    say_percent_change,
    say_change,
    say_multiple,
    say_difference,
]


@given(COUNTS, COUNTS, STYLES, SEEDS)
def test_changes_are_true_or_refused(
    old: Decimal, new: Decimal, profile: Profile, seed: str | None
) -> None:
    comparison = Comparison(old, new)
    for say in CHANGES:
        try:
            said = say(comparison, profile=profile, seed=seed)
        except CannotSay:
            continue
        assert said.says.holds(said.truth)
        assert "%" not in said.text or profile.percent_sign


@given(SHARES, SEEDS)
def test_shares_are_true_or_refused(share: Decimal, seed: str | None) -> None:
    for say in (say_fraction, say_one_in):
        try:
            said = say(share, profile=WEB, seed=seed)
        except CannotSay:
            continue
        assert said.says.holds(share)


@given(COUNTS, SEEDS)
def test_the_same_seed_says_the_same(value: Decimal, seed: str | None) -> None:
    assume(value > 20)
    first = say_about(value, profile=WEB, seed=seed)
    assert say_about(value, profile=WEB, seed=seed) == first


def test_seeds_vary_the_words() -> None:
    said = {say_about(674, profile=WEB, seed=str(seed)).text for seed in range(20)}
    assert said == {"nearly 700", "almost 700"}


def test_counts_below_nought_are_refused() -> None:
    with pytest.raises(CannotSay):
        say_count(-1, profile=WEB)
