"""The Welsh table read both ways: whatever is said passes, and falls when figures move."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press.wording.approximators import APPROXIMATORS
from press.wording.claims import Observation, Verdict, verdict_of
from press.wording.profiles import CHARITY, PROFILES, WEB, Profile
from press.wording.sayings import (
    CannotSay,
    Saying,
    say_about,
    say_change,
    say_count,
    say_difference,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
)
from press.wording.welsh.checking import check_welsh, in_english
from press.wording.welsh.periods import period_in_welsh, period_label_in_welsh
from press.wording.welsh.table import HEDGES, SAID, UNDERSTOOD
from stats.comparison import Comparison, Direction
from stats.periods import Period, calendar_year, financial_year

LAST, THIS = financial_year(2016), financial_year(2017)
COUNTS = st.integers(1, 300_000).map(Decimal)
STYLES = st.sampled_from(
    [profile.in_welsh for profile in sorted(PROFILES.values(), key=lambda one: one.name)]
)
SEEDS = st.none() | st.integers(0, 99).map(str)


def said(say: Callable[[], Saying]) -> Saying:
    try:
        return say()
    except CannotSay:
        assume(False)
        raise


def verdict(text: str, *figures: tuple[Period, Decimal]) -> Verdict:
    observations = [Observation(period, value) for period, value in figures]
    return verdict_of(check_welsh(text, observations, measure="child abuse image offences"))


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
        text = f"Cofnododd yr heddlu {saying.text} o droseddau."
        assert verdict(text, (THIS, value)) is Verdict.SUPPORTED
        assert verdict(text, (THIS, value * 2 + 3)) is Verdict.CONTRADICTED


@given(COUNTS, STYLES, SEEDS)
def test_rates(value: Decimal, profile: Profile, seed: str | None) -> None:
    saying = said(lambda: say_rate(value, period=THIS, profile=profile, seed=seed))
    text = f"Ar gyfartaledd, cofnodwyd {saying.text}."
    assert verdict(text, (THIS, value)) is Verdict.SUPPORTED
    assert verdict(text, (THIS, value * 3)) is Verdict.CONTRADICTED


@given(COUNTS, STYLES)
def test_times_between(value: Decimal, profile: Profile) -> None:
    saying = said(lambda: say_interval_rate(value, period=THIS, profile=profile))
    text = f"Mae hynny’n {saying.text} ar gyfartaledd."
    assert verdict(text, (THIS, value)) is Verdict.SUPPORTED
    assert verdict(text, (THIS, value * 3)) is Verdict.CONTRADICTED


@given(COUNTS, COUNTS, STYLES, SEEDS)
def test_changes(old: Decimal, new: Decimal, profile: Profile, seed: str | None) -> None:
    comparison = Comparison(old=old, new=new)
    assume(comparison.direction is not Direction.SAME)
    change = say_change(comparison, profile=profile, seed=seed)
    text = f"Y cyfanswm oedd {new:,}, {change.text} yn 2016-17."
    assert of_change(text, old, new) is Verdict.SUPPORTED
    assert of_change(text, new, old) is Verdict.CONTRADICTED


@given(COUNTS, COUNTS, STYLES)
def test_percentages_and_differences(old: Decimal, new: Decimal, profile: Profile) -> None:
    comparison = Comparison(old=old, new=new)
    rise = comparison.direction is Direction.RISE
    size = said(lambda: say_percent_change(comparison, profile=profile))
    more = "yn fwy" if rise else "yn llai"
    assert of_change(f"Mae hynny’n {size.text} {more}.", old, new) is Verdict.SUPPORTED
    assert of_change(f"Mae hynny’n {size.text} {more}.", new, old) is Verdict.CONTRADICTED
    difference = say_difference(comparison, profile=profile)
    assert of_change(f"Mae hynny’n {difference.text}.", old, new) is Verdict.SUPPORTED


@given(COUNTS, st.integers(1, 7) | st.integers(15, 900), STYLES, SEEDS)
def test_multiples(old: Decimal, tenths: int, profile: Profile, seed: str | None) -> None:
    new = Decimal(old * tenths // 10)
    saying = said(lambda: say_multiple(Comparison(old=old, new=new), profile=profile, seed=seed))
    text = f"Mae nifer y troseddau wedi {saying.text}."
    assert of_change(text, old, new) is Verdict.SUPPORTED
    assert of_change(text, new, old) is Verdict.CONTRADICTED


def test_every_way_to_say_a_number_roughly_has_welsh_words() -> None:
    english = {phrase.english for phrase in HEDGES}
    written = {row.words[0] for row in APPROXIMATORS}
    assert written - {"fewer than"} <= english  # “less than” stands for it


def test_no_welsh_phrase_means_two_things() -> None:
    first: dict[str, str] = {}
    for phrase in UNDERSTOOD:
        assert first.setdefault(phrase.welsh, phrase.english) == phrase.english


@pytest.mark.parametrize("phrase", SAID, ids=lambda phrase: phrase.english)
def test_every_row_reads_back_as_its_english(phrase: object) -> None:
    welsh = phrase.welsh.replace("#", "674")  # type: ignore[attr-defined]
    english = phrase.english.replace("#", "674")  # type: ignore[attr-defined]
    assert in_english(welsh).text == english


@pytest.mark.parametrize(
    ("value", "words"),
    [(674, "bron i 700"), (301, "mwy na 300"), (22_724, "bron i 23,000"), (302, "mwy na 300")],
)
def test_round_numbers_read_as_welsh(value: int, words: str) -> None:
    assert say_about(Decimal(value), profile=WEB.in_welsh).text == words


def test_a_change_reads_as_welsh() -> None:
    change = Comparison(old=Decimal(591), new=Decimal(674))
    assert say_change(change, profile=WEB.in_welsh).text == "i fyny o 591"
    assert say_percent_change(change, profile=CHARITY.in_welsh).text == "14 y cant"
    assert say_percent_change(change, profile=WEB.in_welsh).text == "14%"


@pytest.mark.parametrize(
    ("period", "words", "label"),
    [
        (financial_year(2017), "rhwng Ebrill 2017 a Mawrth 2018", "2017-18"),
        (calendar_year(2018), "yn 2018", "2018"),
        (
            Period(THIS.first.replace(month=7), THIS.first.replace(month=11, day=30)),
            "rhwng Gorffennaf a Thachwedd 2017",
            "Gorffennaf i Dachwedd 2017",
        ),
        (
            Period(THIS.first.replace(month=1), THIS.first.replace(month=4, day=30)),
            "rhwng Ionawr ac Ebrill 2017",
            "Ionawr i Ebrill 2017",
        ),
    ],
)
def test_periods_read_as_welsh(period: Period, words: str, label: str) -> None:
    assert period_in_welsh(period) == words
    assert period_label_in_welsh(period) == label


def test_a_claim_points_at_the_welsh_words_and_offers_welsh_ones() -> None:
    text = "Cofnododd yr heddlu bron i 700 o droseddau yng Nghymru, i fyny o 591 yn 2016-17."
    figures = [Observation(LAST, Decimal(591)), Observation(THIS, Decimal(901))]
    claims = check_welsh(text, figures, names={"Nghymru": "Wales"})
    wrong = claims[0]
    assert wrong.verdict is Verdict.CONTRADICTED
    assert wrong.text == text[wrong.start : wrong.end]
    assert wrong.text.startswith("bron i 700")
    assert re.search(r"mwy na 900", wrong.instead)


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for claim in check_welsh(text, [Observation(THIS, Decimal(674))]):
        assert text[claim.start : claim.end] == claim.text
