"""One table read both ways: whatever is said passes a check, and falls when figures move."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from press.wording.claims import Observation, Verdict, check, verdict_of
from press.wording.profiles import PROFILES, Profile
from press.wording.sayings import (
    CannotSay,
    Saying,
    say_about,
    say_change,
    say_count,
    say_difference,
    say_fraction,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)
from stats.comparison import Comparison, Direction
from stats.periods import Period, financial_year

LAST, THIS = financial_year(2016), financial_year(2017)
MEASURE = "child abuse image offences"
COUNTS = st.integers(1, 300_000).map(Decimal)
STYLES = st.sampled_from(sorted(PROFILES.values(), key=lambda profile: profile.name))
SEEDS = st.none() | st.integers(0, 99).map(str)
YEARS = st.integers(2010, 2024).map(financial_year)


def said(say: Callable[[], Saying]) -> Saying:
    """What is said, or another example where nothing can be."""
    try:
        return say()
    except CannotSay:
        assume(False)
        raise


def verdict(text: str, *figures: tuple[Period, Decimal]) -> Verdict:
    """What a check makes of a text beside figures for periods."""
    observations = [Observation(period, value) for period, value in figures]
    return verdict_of(check(text, observations, measure=MEASURE))


def of_change(text: str, old: Decimal, new: Decimal) -> Verdict:
    return verdict(text, (LAST, old), (THIS, new))


@given(COUNTS, STYLES, SEEDS)
def test_counts(value: Decimal, profile: Profile, seed: str | None) -> None:
    for saying in (
        say_count(value, profile=profile),
        say_about(value, profile=profile, seed=seed),
        say_about(value, profile=profile, prefer="above", seed=seed),
        say_about(value, profile=profile, prefer="below", seed=seed),
    ):
        text = f"Police recorded {saying.text} offences."
        assert verdict(text, (THIS, value)) is Verdict.SUPPORTED
        assert verdict(text, (THIS, value * 2 + 3)) is Verdict.CONTRADICTED
        if value > 12:  # Below, the table is wide enough for "nearly 12" to hold 11 and 10.
            assert verdict(text, (THIS, value // 2)) is Verdict.CONTRADICTED


@given(COUNTS, YEARS, STYLES, SEEDS, st.sampled_from(["auto", "day", "week", "month"]))
def test_rates(
    value: Decimal, period: Period, profile: Profile, seed: str | None, unit: str
) -> None:
    saying = said(
        lambda: say_rate(value, period=period, profile=profile, unit=unit, seed=seed)  # type: ignore[arg-type]
    )
    text = f"On average {saying.text} were recorded."
    assert verdict(text, (period, value)) is Verdict.SUPPORTED
    assert verdict(text, (period, value * 3)) is Verdict.CONTRADICTED
    assert verdict(text, (period, value // 3)) is Verdict.CONTRADICTED


@given(COUNTS, YEARS, STYLES)
def test_times_between(value: Decimal, period: Period, profile: Profile) -> None:
    saying = said(lambda: say_interval_rate(value, period=period, profile=profile))
    text = f"That is {saying.text} on average."
    assert verdict(text, (period, value)) is Verdict.SUPPORTED
    assert verdict(text, (period, value * 2)) is Verdict.CONTRADICTED
    assert verdict(text, (period, value / 2)) is Verdict.CONTRADICTED


@given(COUNTS, COUNTS, STYLES)
def test_percentage_changes(old: Decimal, new: Decimal, profile: Profile) -> None:
    comparison = Comparison(old, new)
    saying = said(lambda: say_percent_change(comparison, profile=profile))
    noun = "rise" if comparison.direction is Direction.RISE else "fall"
    for text in (
        f"A {saying.text} {noun} was recorded.",
        f"That is a {noun} of {saying.text} on the year before.",
        f"Offences {'rose' if noun == 'rise' else 'fell'} by {saying.text}.",
    ):
        assert of_change(text, old, new) is Verdict.SUPPORTED
        assert of_change(text, old, new + old / 20) is Verdict.CONTRADICTED
        assert of_change(text, new, old) is Verdict.CONTRADICTED


@given(COUNTS, COUNTS, STYLES, SEEDS)
def test_directions(old: Decimal, new: Decimal, profile: Profile, seed: str | None) -> None:
    assume(old != new)
    saying = say_change(Comparison(old, new), profile=profile, seed=seed)
    text = f"Police recorded {say_count(new, profile=profile).text} offences, {saying.text}."
    assert of_change(text, old, new) is Verdict.SUPPORTED
    assert of_change(text, new, old) is Verdict.CONTRADICTED


@given(COUNTS, STYLES)
def test_no_change(value: Decimal, profile: Profile) -> None:
    saying = say_change(Comparison(value, value), profile=profile)
    text = f"The number was {saying.text}."
    assert of_change(text, value, value) is Verdict.SUPPORTED
    assert of_change(text, value, value * 2) is Verdict.CONTRADICTED


@given(st.integers(20, 5000).map(Decimal), st.integers(180, 12_000), st.booleans(), STYLES, SEEDS)
def test_multiples(
    small: Decimal, percent: int, is_fall: bool, profile: Profile, seed: str | None
) -> None:
    large = (small * percent / 100).to_integral_value()
    old, new = (large, small) if is_fall else (small, large)
    saying = said(lambda: say_multiple(Comparison(old, new), profile=profile, seed=seed))
    text = f"The number has {saying.text}."
    if "times" in saying.text:
        text = f"There were {saying.text} as the year before."
    assert of_change(text, old, new) is Verdict.SUPPORTED
    assert of_change(text, old, old) is Verdict.CONTRADICTED
    assert of_change(text, new, old) is Verdict.CONTRADICTED


@given(st.integers(20, 5000).map(Decimal), st.integers(2, 12), st.integers(0, 99), STYLES)
def test_multiples_near_whole_ones(
    old: Decimal, times: int, percent: int, profile: Profile
) -> None:
    new = (old * times * (90 + Decimal(percent) / 3) / 100).to_integral_value()
    saying = said(lambda: say_multiple(Comparison(old, new), profile=profile))
    assert of_change(f"The number has {saying.text}.", old, new) is Verdict.SUPPORTED


@given(COUNTS, COUNTS, STYLES)
def test_differences(old: Decimal, new: Decimal, profile: Profile) -> None:
    saying = said(lambda: say_difference(Comparison(old, new), profile=profile))
    text = f"There were {saying.text} than the year before."
    assert of_change(text, old, new) is Verdict.SUPPORTED
    assert of_change(text, old, new + 10) is Verdict.CONTRADICTED
    assert of_change(text, new, old) is Verdict.CONTRADICTED


@given(st.integers(1, 1000).map(Decimal), STYLES, SEEDS)
def test_fractions_of_a_total(part: Decimal, profile: Profile, seed: str | None) -> None:
    total = Decimal(1000)
    saying = said(lambda: say_fraction(part / total, profile=profile, seed=seed))
    text = f"Possession made up {saying.text} of offences."
    for moved, expected in (
        (part, Verdict.SUPPORTED),
        ((part + 450) % 1001, Verdict.CONTRADICTED),
    ):
        observations = [Observation(THIS, total), Observation(THIS, moved, None, "possession")]
        assert verdict_of(check(text, observations, measure=MEASURE)) is expected
