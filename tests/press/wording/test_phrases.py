"""Hundreds of ways to put a figure in words: true beside their figures, false beside others.

phrases.json holds them by the figures they are true of: one value for a year, or the values of
years in a row, and what they count where it is not images.
"""

import json
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from press.wording.claims import Observation, Verdict, check, verdict_of
from stats.periods import financial_year

PHRASES = json.loads(Path(__file__).with_name("phrases.json").read_text(encoding="utf-8"))
MEASURE = "child abuse image offences (offences recorded)"


def phrases() -> list[tuple[tuple[int, ...], str, str]]:
    return [
        (tuple(group["values"]), group.get("measure", MEASURE), text)
        for group in PHRASES
        for text in group["texts"]
    ]


def falsified(values: tuple[int, ...]) -> tuple[int, ...]:
    """The last value moved so far that no words about the first ones hold.

    A count is halved; a rise ends at half its beginning, a fall at twice its beginning.
    """
    first, last = values[0], values[-1]
    half = int((Decimal(first) / 2).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    moved = half if len(values) == 1 or last > first else 2 * first + 1
    return (*values[:-1], moved)


def verdict(text: str, measure: str, values: tuple[int, ...]) -> Verdict:
    years = range(2016, 2016 + len(values))
    observations = [
        Observation(financial_year(year), Decimal(value))
        for year, value in zip(years, values, strict=True)
    ]
    return verdict_of(check(text, observations, measure=measure))


@pytest.mark.parametrize(("values", "measure", "text"), phrases())
def test_true_words_are_supported_and_false_ones_contradicted(
    values: tuple[int, ...], measure: str, text: str
) -> None:
    assert verdict(text, measure, values) is Verdict.SUPPORTED
    assert verdict(text, measure, falsified(values)) is Verdict.CONTRADICTED
