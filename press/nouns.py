"""What a measure's figures are called in sentences, and what they are numbers of."""

from __future__ import annotations

from stats.models import Measure

from .facts import Nouns, Unit, described


def nouns_of(measure: Measure) -> Nouns:
    return Nouns(
        measure.noun_singular,
        measure.noun_plural,
        measure.noun_in_welsh,
        unit=Unit(measure.kind),
    )


def for_the_reader(measure: Measure) -> str:
    """The measure as the reader of claims is told of it, with its name and its nouns."""
    return described(f"{measure.name} ({measure.noun_plural})", Unit(measure.kind))
