"""The closed list of ways a figure reads: whatever is said is true, and the rest is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press.wording.claims import Observation, Verdict, check, verdict_of
from press.wording.sayings import CannotSay
from stats.comparison import Comparison
from stats.formats import FORMATS, Told, UnknownFormat, format_named
from stats.periods import financial_year

LAST, THIS = financial_year(2016), financial_year(2017)
MEASURE = "child abuse image offences"
COUNTS = st.integers(1, 300_000).map(Decimal)

# A sentence that each way fits into, as an editor would write it.
SENTENCES = {
    "count": "Police recorded {} offences.",
    "about": "Police recorded {} offences.",
    "more-than": "Police recorded {} offences.",
    "nearly": "Police recorded {} offences.",
    "rate": "On average {} were recorded.",
    "interval": "That is {} on average.",
    "change": "Offences were {}.",
    "change-from": "Offences were {}.",
    "difference": "There were {} than the year before.",
    "multiple": "The number has {}.",
    "share": "Possession made up {} of offences.",
    "fraction": "Possession made up {} of offences.",
}


def told(
    value: int | Decimal,
    *,
    before: int | Decimal | None = None,
    total: int | Decimal | None = None,
    is_proportion: bool = False,
    is_estimate: bool = False,
) -> Told:
    return Told(
        value=Decimal(value),
        period=THIS,
        compare=_compare(before, Decimal(value)),
        total=None if total is None else Decimal(total),
        is_proportion=is_proportion,
        is_estimate=is_estimate,
    )


def _compare(before: int | Decimal | None, value: Decimal) -> Callable[[], Comparison]:
    def compare() -> Comparison:
        if before is None:
            raise CannotSay("There is none before it.")
        return Comparison(Decimal(before), value)

    return compare


def words(name: str, figure: Told) -> str:
    return format_named(name).say(figure).text


def verdict(name: str, said: str, *figures: Observation) -> Verdict:
    return verdict_of(check(SENTENCES[name].format(said), figures, measure=MEASURE))


def test_every_way_is_tried_below() -> None:
    assert SENTENCES.keys() == FORMATS.keys()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("count", "674"),
        ("about", "nearly 700"),
        ("more-than", "more than 650"),
        ("nearly", "nearly 700"),
        ("rate", "nearly two each day"),
        ("interval", "one every 13 hours"),
        ("change", "up 14%"),
        ("change-from", "up from 591"),
        ("difference", "83 more"),
    ],
)
def test_674_after_591(name: str, expected: str) -> None:
    assert words(name, told(674, before=591)) == expected


@pytest.mark.parametrize(
    ("name", "figure", "expected"),
    [
        ("multiple", told(3549, before=1747), "more than doubled"),
        ("change", told(591, before=674), "down 12%"),
        ("difference", told(591, before=674), "83 fewer"),
        ("share", told(541, total=674), "80%"),
        ("fraction", told(227, total=674), "a third"),
        ("share", told(Decimal("22.7"), is_proportion=True), "23%"),
        ("fraction", told(Decimal("22.7"), is_proportion=True), "almost a quarter"),
        ("count", told(25_000, is_estimate=True), "an estimated 25,000"),
        ("about", told(700), "700"),
    ],
)
def test_other_figures(name: str, figure: Told, expected: str) -> None:
    assert words(name, figure) == expected


@pytest.mark.parametrize(
    ("name", "figure", "reason"),
    [
        ("change", told(15, before=12), "so small a base"),
        ("multiple", told(30, before=12), "so small a base"),
        ("change", told(674), "none before"),
        ("change", told(674, before=673), "under 1 per cent"),
        ("multiple", told(433, before=100), "have a verb of their own"),
        ("multiple", told(674, before=591), "no simple multiple"),
        ("more-than", told(700), "no round number close below"),
        ("nearly", told(700), "no round number close above"),
        ("rate", told(0), "no rate"),
        ("difference", told(674, before=674), "no difference"),
        ("share", told(541), "no part of a total"),
        ("fraction", told(3, total=12), "so few"),
        ("count", told(Decimal("22.7"), is_proportion=True), "a proportion"),
        ("change", told(23, before=20, is_proportion=True), "proportion"),
        ("change", told(25_000, before=20_000, is_estimate=True), "estimate"),
        ("rate", told(25_000, is_estimate=True), "estimate"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_reason(name: str, figure: Told, reason: str) -> None:
    with pytest.raises(CannotSay, match=reason):
        words(name, figure)


@pytest.mark.parametrize("name", ["", "Count", "percent", "count ", "__class__", "<b>"])
def test_a_way_that_is_not_on_the_list_raises(name: str) -> None:
    with pytest.raises(UnknownFormat):
        format_named(name)


def test_what_stands_in_for_a_way_is_on_the_list() -> None:
    for each in FORMATS.values():
        assert set(each.instead) <= FORMATS.keys() - {each.name}


@given(COUNTS, COUNTS, st.sampled_from(sorted(FORMATS.keys() - {"share", "fraction"})))
def test_whatever_is_said_of_a_count_is_found_true(
    before: Decimal, value: Decimal, name: str
) -> None:
    figure = told(value, before=before)
    try:
        said = words(name, figure)
    except CannotSay:
        assume(False)
        raise
    then, now = Observation(LAST, before), Observation(THIS, value)
    assert verdict(name, said, then, now) is Verdict.SUPPORTED
    if name in {"change", "change-from", "difference", "multiple"} and before != value:
        assert verdict(name, said, Observation(LAST, value), Observation(THIS, before)) is (
            Verdict.CONTRADICTED
        )


@given(st.integers(1, 1000).map(Decimal), st.sampled_from(["share", "fraction"]))
def test_whatever_is_said_of_a_part_is_found_true(part: Decimal, name: str) -> None:
    try:
        said = words(name, told(part, total=1000))
    except CannotSay:
        assume(False)
        raise
    whole = Observation(THIS, Decimal(1000))
    assert (
        verdict(name, said, whole, Observation(THIS, part, None, "possession")) is Verdict.SUPPORTED
    )


@given(st.integers(20, 300_000).map(Decimal))
def test_an_estimate_says_that_it_is_one_and_is_found_true(value: Decimal) -> None:
    said = words("count", told(value, is_estimate=True))
    assert verdict("count", said, Observation(THIS, value)) is Verdict.SUPPORTED
