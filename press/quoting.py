"""Where a quotation may land: which way the figure went, and what the speaker says of it. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from stats.comparison import Direction
from stats.periods import Period

from .facts import Facts, KnownFigure, Nouns, Place, Spoken
from .reading_back import contradictions
from .wording.profiles import ENGLISH

ANY, RISE, FALL, SIMILAR = "any", "rise", "fall", "similar"
"""The directions of a quotation; a person chooses from press.models.QuoteDirection."""


def fits(direction: str, facts: Facts) -> bool:
    """Whether a figure moved the way that a quotation is for.

    Each area is one of rise, fall and similar, or none where nothing is known to compare with: a
    change of under 1 per cent or fewer than five is similar, and nobody is quoted about its rise.
    """
    if direction == ANY:
        return True
    change = facts.comparison
    if change is None:
        return False
    if change.is_similar:
        return direction == SIMILAR
    return direction == {Direction.RISE: RISE, Direction.FALL: FALL}.get(change.direction)


def why_not(text: str, facts: Facts, *, language: str = ENGLISH) -> str:
    """How the speaker's own words part ways with the figures; nothing where they do not."""
    found = contradictions("quote", text, facts, language=language)
    return " ".join(f"“{one.words}”: {one.why}" for one in found)


def directions_spoken_of(text: str) -> frozenset[str]:
    """The directions (rise, fall, similar) that a quotation's own words allow."""
    return frozenset(
        direction
        for direction, pairs in _MOVES.items()
        if any(not why_not(text, _moved(*pair)) for pair in pairs)
    )


_MOVES = {
    RISE: ((100, 150), (100, 210), (1_000, 1_015)),
    FALL: ((150, 100), (210, 100), (1_015, 1_000)),
    SIMILAR: ((1_000, 1_000), (1_000, 1_002), (1_002, 1_000)),
}
_YEARS = tuple(Period(date(year, 4, 1), date(year + 1, 3, 31)) for year in (2016, 2017))


def _moved(old: int, new: int) -> Facts:
    """The plainest figures that moved from the one to the other."""
    before, now = _YEARS
    return Facts(
        place=Place("Midshire", "Midshire", "police-force-area"),
        nouns=Nouns("offence", "offences"),
        previous=KnownFigure(-2, before, Decimal(old)),
        current=KnownFigure(-1, now, Decimal(new)),
    )


def local_words(candidates: list[Spoken], facts: Facts) -> Spoken | None:
    """The first local quotation that may be used of these figures; it is taken off the list."""
    for place, spoken in enumerate(candidates):
        if fits(spoken.direction, facts) and not why_not(spoken.text, facts):
            return candidates.pop(place)
    return None
