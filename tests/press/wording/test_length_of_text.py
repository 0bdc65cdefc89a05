"""Long texts: the work grows with the text and not with its square, and nothing fails."""

import sys
from types import FrameType

import pytest

from press.wording.claims import Observation, check
from tests.press.wording.forces import NORTH_WEST, of_areas

ODD_TEXTS = (
    "674 ",
    "674, ",
    "rose ",
    "million ",
    "hundred ",
    "a-",
    "a.",
    "“a ",
    "“rose by 14 per cent in five years” ",
    "'a ",
    "twenty ",
    "from 591 to 674 ",
    "between ",
    "aged ",
    "highest ",
    "the only ",
    "In Norfolk and ",
    "Norfolk, ",
    "Jane, 47, ",
    "the year to ",
    "more than the ",
    "one in ",
    "the first time in ",
    "two of the ",
    "a@",
    "1.",
)
FIGURES: list[Observation] = of_areas(NORTH_WEST)
SHORT, TIMES_LONGER = 100, 8
ALLOWED = 2
"""How many times more than its share a longer text may take before it counts as not linear."""


def steps(text: str) -> int:
    """How many functions are called to check a text: the same on any machine, however busy."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        check(text, FIGURES, area="Lancashire", measure="offences")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("odd", ODD_TEXTS)
def test_a_text_eight_times_as_long_takes_about_eight_times_as_many_steps(odd: str) -> None:
    short = steps(odd * SHORT)
    assert steps(odd * SHORT * TIMES_LONGER) <= short * TIMES_LONGER * ALLOWED


@pytest.mark.parametrize("digit", ["9", "1,", "0"])
def test_a_number_without_end_is_no_number(digit: str) -> None:
    text = digit * 5_000
    for before in ("", "Jane, ", "under ", "aged ", "in ", "31 March ", "rose by "):
        assert all(claim.explanation for claim in check(f"{before}{text}, said", FIGURES))
