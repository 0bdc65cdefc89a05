"""Places among areas, held against the figures of every area given."""

import pytest

from press.wording.claims import Claim, Verdict, check, verdict_of
from press.wording.kinds import Kind
from tests.press.wording.forces import NORTH_WEST, WALES, Values, of_areas

SUPPORTED, CONTRADICTED, UNVERIFIABLE = Verdict
WITHOUT_CHESHIRE: Values = {**NORTH_WEST, "Cheshire": (400,)}


def verdict(text: str, values: Values, area: str) -> Verdict:
    measure = "child abuse image offences"
    return verdict_of(check(text, of_areas(values), area=area, measure=measure))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lancashire was the only force in the region to see a fall", SUPPORTED),
        ("Lancashire was the only force to record a drop", SUPPORTED),
        ("Cumbria was the only force to record a rise", CONTRADICTED),
        ("the only force to see a fall", SUPPORTED),
        ("the third highest of the five forces in the North West", SUPPORTED),
        ("the third-highest number of offences in the region", SUPPORTED),
        ("the second highest of the five forces in the North West", CONTRADICTED),
        ("Greater Manchester recorded the highest number of offences in the region", SUPPORTED),
        ("Lancashire recorded the highest number of offences in the region", CONTRADICTED),
        ("Greater Manchester recorded more offences than any other force", SUPPORTED),
        ("Merseyside recorded more offences than any other force", CONTRADICTED),
        ("Cumbria had the lowest number of offences of any force", SUPPORTED),
        ("Cumbria saw the biggest percentage rise of any force in the North West", SUPPORTED),
        ("Greater Manchester saw the largest rise in the region", SUPPORTED),
        ("Merseyside recorded the largest increase of the five forces", CONTRADICTED),
        ("Cheshire recorded the largest increase of the five forces", CONTRADICTED),
        ("Cheshire saw the steepest rise in the North West", CONTRADICTED),
        ("Four of the five forces in the North West saw a rise", SUPPORTED),
        ("Three of the five forces in the North West saw a rise", CONTRADICTED),
        ("One of the five forces saw a fall", SUPPORTED),
        ("All five forces recorded increases", CONTRADICTED),
        ("Every force in the region saw an increase", CONTRADICTED),
        ("Lancashire bucked the national trend", SUPPORTED),
        ("Lancashire bucked the regional trend with a seven per cent fall", SUPPORTED),
        ("Cumbria bucked the national trend", CONTRADICTED),
        ("Merseyside's rise was in line with the national trend", CONTRADICTED),
        ("Lancashire is in line with the national picture", CONTRADICTED),
        ("The rise in Cumbria was almost twice the national rise", SUPPORTED),
        ("The rise in Cumbria was three times the national increase", CONTRADICTED),
        ("the highest of the 45 forces in the UK", CONTRADICTED),
        ("the third highest of the 43 forces in England and Wales", UNVERIFIABLE),
        ("Lancashire had the highest number of the 43 forces in England and Wales", CONTRADICTED),
        ("Lancashire recorded 650 offences, the third highest in the North West", SUPPORTED),
        ("The largest rise was in Greater Manchester", SUPPORTED),
        ("offences were higher in Greater Manchester than in any other force area", SUPPORTED),
    ],
)
def test_a_rank_is_held_against_every_area_given(text: str, expected: Verdict) -> None:
    assert verdict(text, NORTH_WEST, "Lancashire") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Greater Manchester recorded more offences than any other force", UNVERIFIABLE),
        ("Merseyside recorded more offences than any other force", CONTRADICTED),
        ("Lancashire was the only force to see a fall", SUPPORTED),
        ("Cumbria was the only force to see a rise", CONTRADICTED),
        ("Four of the five forces saw a rise", UNVERIFIABLE),
        ("One of the five forces saw a rise", CONTRADICTED),
    ],
)
def test_an_area_without_a_figure_leaves_a_rank_open_unless_it_is_beaten(
    text: str, expected: Verdict
) -> None:
    assert verdict(text, WITHOUT_CHESHIRE, "Lancashire") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three of the four Welsh police forces saw a rise", SUPPORTED),
        ("Two of the four Welsh police forces saw a rise", CONTRADICTED),
        ("All four Welsh forces saw a rise", CONTRADICTED),
        ("Dyfed-Powys was the only Welsh force to log a drop", SUPPORTED),
        ("Gwent was the only Welsh force to log a drop", CONTRADICTED),
        ("Dyfed-Powys saw offences fall, from 363 to 275, bucking the regional trend", SUPPORTED),
    ],
)
def test_how_many_forces_went_which_way(text: str, expected: Verdict) -> None:
    assert verdict(text, WALES, "Wales") is expected


def only(text: str, values: Values, area: str) -> Claim:
    claims = check(text, of_areas(values), area=area, measure="offences")
    (rank,) = [claim for claim in claims if claim.kind is Kind.RANK]
    return rank


def test_a_wrong_rank_is_told_its_true_place() -> None:
    claim = only("the highest number of offences in the region", NORTH_WEST, "Lancashire")
    assert claim.truth == 3
    assert claim.truly == "the third highest"
    assert claim.instead == "third highest number of offences in the region"
    assert "Greater Manchester 1,100; Merseyside 690; Lancashire 650" in claim.explanation


def test_a_wrong_number_of_forces_is_told_the_right_one() -> None:
    claim = only("Two of the four Welsh police forces saw a rise", WALES, "Wales")
    assert claim.instead == "Three of the four Welsh police forces saw a rise"


def test_an_open_rank_names_the_area_that_is_missing() -> None:
    claim = only("more offences than any other force", WITHOUT_CHESHIRE, "Greater Manchester")
    assert claim.verdict is UNVERIFIABLE
    assert claim.explanation == "There is no comparable figure for Cheshire."


def test_a_rank_among_more_areas_than_were_given_is_open() -> None:
    claim = only("the highest of the 45 forces in the UK", NORTH_WEST, "Greater Manchester")
    assert claim.verdict is UNVERIFIABLE
    assert claim.explanation == "Figures of 5 areas were given, not 45."


def test_one_area_alone_has_no_rank() -> None:
    one = {"Norfolk": (591, 674)}
    assert only("the highest of the 45 forces in the UK", one, "Norfolk").verdict is UNVERIFIABLE
