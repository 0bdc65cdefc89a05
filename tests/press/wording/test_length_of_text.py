"""Long texts: the work grows with the text and not with its square, and nothing fails."""

import time

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
SHORT, TIMES_LONGER = 400, 8
ALLOWED = 3
"""How many times more than its share a longer text may take before it counts as not linear."""


def seconds(text: str) -> float:
    began = time.process_time()
    check(text, FIGURES, area="Lancashire", measure="offences")
    return time.process_time() - began


@pytest.mark.parametrize("odd", ODD_TEXTS)
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(odd: str) -> None:
    short = min(seconds(odd * SHORT) for _ in range(2))
    long = seconds(odd * SHORT * TIMES_LONGER)
    assert long <= max(short, 0.002) * TIMES_LONGER * ALLOWED


@pytest.mark.parametrize("digit", ["9", "1,", "0"])
def test_a_number_without_end_is_no_number(digit: str) -> None:
    text = digit * 5_000
    for before in ("", "Jane, ", "under ", "aged ", "in ", "31 March ", "rose by "):
        assert all(claim.explanation for claim in check(f"{before}{text}, said", FIGURES))
