"""Phrases of newsrooms by the kind of claim that falls when their figures are changed.

kinds.json holds them: `values` are those of a year, or of years in a row up to the last.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from press.wording.claims import Claim, Observation, Verdict, check, verdict_of
from press.wording.kinds import Kind
from stats.periods import financial_year

GROUPS = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))


def phrases() -> list[tuple[Kind, tuple[int, ...], str, str]]:
    return [
        (Kind(group["kind"]), tuple(group["values"]), group["measure"], text)
        for group in GROUPS
        for text in group["texts"]
    ]


def falsified(values: tuple[int, ...]) -> tuple[int, ...]:
    """The last value halved, or moved to the other side of the first one and far away."""
    first, last = values[0], values[-1]
    is_halved = len(values) == 1 or last > first
    return (*values[:-1], round(Decimal(first) / 2) if is_halved else 2 * first + 1)


def claims(text: str, measure: str, values: tuple[int, ...]) -> list[Claim]:
    observations = [
        Observation(financial_year(year), Decimal(value))
        for year, value in enumerate(values, start=2016)
    ]
    return check(text, observations, area="Norfolk", measure=measure)


@pytest.mark.parametrize(("kind", "values", "measure", "text"), phrases())
def test_phrases_stand_with_their_figures_and_fall_without(
    kind: Kind, values: tuple[int, ...], measure: str, text: str
) -> None:
    assert verdict_of(claims(text, measure, values)) is Verdict.SUPPORTED
    found = claims(text, measure, falsified(values))
    assert kind in {claim.kind for claim in found if claim.verdict is Verdict.CONTRADICTED}
    assert all(claim.explanation for claim in found)
