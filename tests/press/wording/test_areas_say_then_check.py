"""Whatever is true of areas and years passes a check in any order of figures; moved, it falls."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from press.wording.claims import Observation, Verdict, check, verdict_of
from press.wording.profiles import CHARITY, WEB
from press.wording.ranks import PLACE_WORDS
from press.wording.sayings import CannotSay, say_change, say_count, say_percent_change
from stats.comparison import Comparison, Direction
from stats.periods import financial_year
from tests.press.wording.forces import of_areas

NAMES = ("Lancashire", "Cumbria", "Cheshire", "Merseyside", "Greater Manchester")
VALUES = st.tuples(st.integers(20, 5000), st.integers(20, 5000))
AREAS = st.lists(VALUES, min_size=len(NAMES), max_size=len(NAMES)).map(
    lambda rows: dict(zip(NAMES, rows, strict=True))
)
OWN = st.sampled_from(NAMES)
SERIES = st.lists(st.integers(20, 5000), min_size=3, max_size=8)
MEASURE = "child abuse image offences"


def verdict(text: str, areas: Mapping[str, tuple[int, ...]], own: str) -> Verdict:
    return verdict_of(check(text, of_areas(areas), area=own, measure=MEASURE))


@given(AREAS, OWN)
def test_every_place_from_the_highest(areas: dict[str, tuple[int, int]], own: str) -> None:
    above = sum(1 for _, value in areas.values() if value > areas[own][1])
    level = sum(1 for _, value in areas.values() if value == areas[own][1])
    for place in range(1, len(NAMES) + 1):
        ordinal = "" if place == 1 else f"{PLACE_WORDS[place - 1]} "
        text = f"{own} recorded the {ordinal}highest number of offences of the five forces."
        is_true = above < place <= above + level
        expected = Verdict.SUPPORTED if is_true else Verdict.CONTRADICTED
        assert verdict(text, areas, "Lancashire") is expected


@given(AREAS)
def test_every_number_of_forces_that_rose(areas: dict[str, tuple[int, int]]) -> None:
    rose = sum(1 for old, new in areas.values() if new > old)
    for number in range(len(NAMES) + 1):
        text = f"{number} of the five forces in the North West saw a rise"
        expected = Verdict.SUPPORTED if number == rose else Verdict.CONTRADICTED
        assert verdict(text, areas, "North West") is expected


@given(AREAS, OWN, OWN)
def test_what_is_said_of_two_areas_holds_and_falls_when_they_are_swapped(
    areas: dict[str, tuple[int, int]], one: str, other: str
) -> None:
    def said(area: str) -> str:
        comparison = Comparison(*map(Decimal, areas[area]))
        count = say_count(comparison.new, profile=CHARITY).text
        return f"{count} offences, {say_change(comparison, profile=CHARITY).text}"

    text = f"{one} recorded {said(one)}, while in {other} there were {said(other)}."
    assert verdict(text, areas, "Cheshire") is Verdict.SUPPORTED
    if areas[one][1] != areas[other][1]:
        swapped = f"{other} recorded {said(one)}, while in {one} there were {said(other)}."
        assert verdict(swapped, areas, "Cheshire") is Verdict.CONTRADICTED


@given(AREAS)
def test_the_sum_of_areas_stands_for_the_place_they_make_up(
    areas: dict[str, tuple[int, int]],
) -> None:
    old, new = (sum(row[year] for row in areas.values()) for year in (0, 1))
    assert verdict(f"{new} offences, compared with {old}", areas, "North West") is Verdict.SUPPORTED
    assert verdict(f"{old + new + 3} offences", areas, "North West") is Verdict.CONTRADICTED
    comparison = Comparison(Decimal(old), Decimal(new))
    try:
        percent = say_percent_change(comparison, profile=WEB).text
    except CannotSay:
        return
    noun = "rise" if comparison.direction is Direction.RISE else "fall"
    assert verdict(f"a {percent} {noun}", areas, "North West") is Verdict.SUPPORTED


@given(SERIES)
def test_runs_and_records_of_years(values: list[int]) -> None:
    figures = [
        Observation(financial_year(year), Decimal(value))
        for year, value in enumerate(values, start=2010)
    ]
    run = 0
    while run + 1 < len(values) and values[-1 - run] > values[-2 - run]:
        run += 1

    def verdict_on(text: str) -> Verdict:
        return verdict_of(check(text, figures, measure=MEASURE))

    is_record = values[-1] > max(values[:-1])
    expected = Verdict.SUPPORTED if is_record else Verdict.CONTRADICTED
    assert verdict_on("a record high") is expected
    for number in range(2, len(values)):
        expected = Verdict.SUPPORTED if run >= number else Verdict.CONTRADICTED
        assert verdict_on(f"the {PLACE_WORDS[number - 1]} consecutive rise") is expected
