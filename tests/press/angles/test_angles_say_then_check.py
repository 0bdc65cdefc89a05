"""Whatever angles say, the reader of claims supports; with a figure moved, it contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from press.angles import Angle, Kind, find_angles
from press.wording.claims import Observation, Verdict, check, verdict_of
from press.wording.profiles import CHARITY, WEB, Profile
from tests.press.angles.tables import FORCES, claims_of, picture, slices

Table = dict[str, list[int]]
YEARS = 6
COUNTS = st.integers(0, 4000)
GAPPED = st.lists(st.one_of(COUNTS, COUNTS, COUNTS, st.none()), min_size=1, max_size=YEARS)
FULL = st.lists(COUNTS, min_size=2, max_size=YEARS)
NAMES = [name for name, _force, _parent in FORCES.values()]
TABLES = st.fixed_dictionaries(
    dict.fromkeys(NAMES, FULL), optional={"United Kingdom": FULL, "North West": FULL}
)
GAPPED_TABLES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys([*NAMES, "United Kingdom", "North West"], GAPPED)
)
PARTS = st.dictionaries(
    st.sampled_from(
        ["possession of images of children", "taking, making or distributing images of children"]
    ),
    st.tuples(st.integers(0, 900), st.integers(0, 900)),
    min_size=2,
)
WITHOUT_FIGURES = (Kind.COVERAGE, Kind.NO_BREAKDOWN)


def supported(angles: Sequence[Angle]) -> None:
    for angle in angles:
        claims = claims_of(angle)
        wrong = [
            (claim.text, claim.explanation)
            for claim in claims
            if claim.verdict is not Verdict.SUPPORTED
        ]
        assert not wrong, (angle.sentence, wrong)
        assert claims, angle.sentence


@settings(max_examples=25, deadline=None)
@given(TABLES, st.sampled_from([CHARITY, WEB]))
def test_every_sentence_of_a_full_table_is_supported(table: Table, profile: Profile) -> None:
    supported(find_angles([picture(table)], profile=profile).angles)


@settings(max_examples=25, deadline=None)
@given(GAPPED_TABLES)
def test_every_sentence_of_a_table_with_gaps_is_supported(table: Table) -> None:
    supported(find_angles([picture(table)]).angles)


@settings(max_examples=25, deadline=None)
@given(PARTS)
def test_every_sentence_of_a_breakdown_is_supported(parts: dict[str, tuple[int, int]]) -> None:
    old, new = (sum(part[year] for part in parts.values()) for year in (0, 1))
    seen = picture({"Lancashire": (old, new)}, slices={11: slices(parts)})
    supported(find_angles([seen]).angles)


def moved(angle: Angle) -> list[Observation]:
    """The evidence with the newest figure of the area spoken of set far out of its place."""
    own = [one for one in angle.evidence if one.area == angle.about and one.category is None]
    newest = max(own, key=lambda one: one.period)
    return [
        replace(one, value=one.value * 3 + 17) if one is newest else one for one in angle.evidence
    ]


def _is_as_before(angle: Angle) -> bool:
    own = sorted(
        (one for one in angle.evidence if one.area == angle.about), key=lambda one: one.period
    )
    return any(one.value == own[-1].value for one in own[:-1])


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_a_figure_moved_away_belies_every_sentence_that_gives_it(table: Table) -> None:
    for angle in find_angles([picture(table)]).angles:
        if angle.kind in {Kind.HOW_MANY, Kind.CLUSTER}:
            continue  # they give no count: turned round below
        if _is_as_before(angle):
            continue  # the number stands among the figures still, for the year before
        claims = check(angle.sentence, moved(angle), area=angle.about, measure=angle.measure)
        assert verdict_of(claims) is Verdict.CONTRADICTED, angle.sentence


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_a_set_turned_round_belies_what_was_said_of_it(table: Table) -> None:
    for angle in find_angles([picture(table)]).angles:
        if angle.kind not in {Kind.HOW_MANY, Kind.CLUSTER}:
            continue
        last = max(one.period for one in angle.evidence)
        old = {one.area: one.value for one in angle.evidence if one.period != last}
        turned = [
            replace(one, value=2 * old[one.area] - one.value)
            if one.period == last and one.value <= 2 * old[one.area]
            else replace(one, value=old[one.area])
            if one.period == last
            else one
            for one in angle.evidence
        ]
        claims = check(angle.sentence, turned, area=angle.about, measure=angle.measure)
        assert verdict_of(claims) is Verdict.CONTRADICTED, angle.sentence


@settings(max_examples=15, deadline=None)
@given(TABLES)
def test_the_order_is_by_newsworthiness_and_always_the_same(table: Table) -> None:
    first = find_angles([picture(table)]).angles
    turned = dict(reversed(list(table.items())))
    assert find_angles([picture(turned)]).angles == first
    points = [angle.newsworthiness for angle in first]
    assert points == sorted(points, reverse=True)
    for angle in first:
        assert angle.newsworthiness == max(0, sum(one.points for one in angle.reasons))


@settings(max_examples=25, deadline=None)
@given(TABLES, st.sampled_from(NAMES))
def test_no_rank_is_offered_of_a_set_with_an_area_missing(table: Table, lost: str) -> None:
    seen = picture({**table, lost: (*table[lost][:-1], None)})
    found = find_angles([seen])
    pk = next(pk for pk, (name, _force, _parent) in FORCES.items() if name == lost)
    among = {group.whole.place.in_prose for group in seen.groups if pk in group.members}
    ranked = {Kind.ONLY, Kind.LARGEST_RISE, Kind.LARGEST_FALL, Kind.LARGEST_TOTAL, Kind.HOW_MANY}
    for angle in found.angles:
        if angle.kind in ranked:
            first_sentence = angle.sentence.partition(". ")[0]
            assert not any(f" {name}" in first_sentence for name in among), angle.sentence
    for name in among:
        assert any(name in one.what and lost in one.because for one in found.unsaid)


@given(COUNTS.filter(lambda count: count > 0))
def test_house_style_holds_in_both_profiles(count: int) -> None:
    for profile, wrong in ((CHARITY, "%"), (WEB, "per cent")):
        for angle in find_angles([picture({"Lancashire": (count, 700)})], profile=profile).angles:
            assert wrong not in angle.sentence
            assert not angle.sentence[0].isdigit()
            assert "committed" not in angle.sentence
            assert Decimal(len(angle.sentence.split(".")[0].split())) <= 30
