"""A release read back by the reader of claims, against the facts that it was made from. Pure.

Whatever composing says is true by its own sums. What a person typed around it is not: the reader
finds the words that part ways with the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from stats.comparison import Direction

from .angles.histories import run_of
from .facts import Facts, KnownFigure
from .wording.claims import Claim as ReadClaim
from .wording.claims import Observation, Verdict, check
from .wording.kinds import CHANGES, Kind
from .wording.lexemes import Form, Movement
from .wording.numbers import digits
from .wording.profiles import ENGLISH, WELSH
from .wording.reading import read_lexemes
from .wording.tokens import read_prose
from .wording.vocabulary import CHANGE_ADJECTIVES, words_of
from .wording.welsh.checking import check_welsh
from .wording.welsh.names import NamesInWelsh
from .wording.welsh.pointing import changes_pointed_at

UNITED_KINGDOM = "United Kingdom"
NOT_BROKEN_DOWN = "not broken down"
NOTHING_EARLIER = "There is no earlier figure that could bear it out."
POINTING = words_of("this these such")
BETWEEN = CHANGE_ADJECTIVES | words_of("a an very most terrible dreadful appalling")
PARTS_READ = frozenset({"headline", "lead", "detail", "quote"})
"""Notes and ways to get help tell of method and of opening hours, not of the area's figures."""


@dataclass(frozen=True)
class Contradiction:
    """Words of one part that the figures belie, with the reader's reasons."""

    part: str
    words: str
    why: str


def observations_of(facts: Facts) -> list[Observation]:
    """Every figure that a release may be made from, as the reader of claims takes them."""
    place = facts.place.name
    rows = [
        *_observed(facts.current, place),
        *_observed(facts.previous, place),
        *(row for part in facts.parts for row in _observed(part.figure, place, part.label)),
        *_rest(facts),
    ]
    if place != UNITED_KINGDOM:
        rows += _observed(facts.nation, UNITED_KINGDOM)
        rows += _observed(facts.nation_previous, UNITED_KINGDOM)
    if facts.peers is not None:
        rows += run_of(facts.peers.picture, facts.peers.area)
        rows += () if facts.peers.standing is None else facts.peers.standing.evidence
    once = {(row.area, row.category, row.period): row for row in reversed(rows)}
    return list(once.values())


def _rest(facts: Facts) -> Iterator[Observation]:
    """What a whole breakdown leaves of the total, under the name that composing gives it."""
    if facts.current is None or facts.current.value is None or not facts.known_parts:
        return
    parts = sum((part.figure.value or Decimal(0) for part in facts.known_parts), Decimal(0))
    if 0 < parts < facts.current.value:
        left = facts.current.value - parts
        yield Observation(facts.current.period, left, facts.place.name, NOT_BROKEN_DOWN)


def _observed(
    figure: KnownFigure | None, area: str, category: str | None = None
) -> Iterator[Observation]:
    if figure is not None and figure.value is not None:
        yield Observation(figure.period, figure.value, area=area, category=category)


def contradictions(
    part: str, text: str, facts: Facts, *, language: str = ENGLISH
) -> list[Contradiction]:
    """What of one paragraph the figures belie; of a quotation, only which way it says they went.

    A speaker may give numbers of their own, which the figures of this release cannot bear.
    """
    if part not in PARTS_READ:
        return []
    if part == "quote":
        belied = _changes_belied(text, facts, language)
        return [Contradiction(part, words, why) for words, why in belied]
    claims = _claims(text, facts, language)
    return [
        Contradiction(part, claim.text, claim.explanation)
        for claim in claims
        if claim.verdict is Verdict.CONTRADICTED
    ]


def _claims(text: str, facts: Facts, language: str) -> list[ReadClaim]:
    known, area, measure = observations_of(facts), facts.place.name, facts.nouns.for_the_reader
    if language == WELSH:
        return check_welsh(text, known, area=area, measure=measure, names=names_in_welsh(facts))
    return check(text, known, area=area, measure=measure)


def names_in_welsh(facts: Facts) -> dict[str, str]:
    """The Welsh names that a release of these facts may say, and what they are in English."""
    names = NamesInWelsh()
    for english, welsh in facts.welsh.around:
        names.of_area(english, name=welsh)
    own = facts.welsh
    names.of_area(facts.place.in_prose, name=own.area, within=own.in_area)
    names.of_force(facts.place.force, name=own.force)
    names.of_measure(facts.nouns.plural, name=facts.nouns.welsh)
    for label, welsh in own.parts:
        names.of_category(label, name=welsh)
    return names.known


def _changes_belied(text: str, facts: Facts, language: str) -> Iterator[tuple[str, str]]:
    """The rises and falls that a quotation speaks of and that this area did not have.

    Where nothing is known to compare with, no words may say which way it went.
    """
    yield from _pointed_at_and_not_there(text, facts, language)
    if language != WELSH and not _speaks_of_change(text, facts.nouns.plural):
        return
    for claim in _claims(text, facts, language):
        if claim.kind not in CHANGES:
            continue
        if claim.verdict is Verdict.CONTRADICTED and _goes_the_other_way(claim):
            yield claim.text, claim.explanation
        elif claim.verdict is Verdict.UNVERIFIABLE and facts.comparison is None:
            yield claim.text, NOTHING_EARLIER


def _pointed_at_and_not_there(text: str, facts: Facts, language: str) -> Iterator[tuple[str, str]]:
    change = facts.comparison
    pointed_at = changes_pointed_at(text) if language == WELSH else _pointed_at(text)
    for words, direction in pointed_at:
        if change is None:
            yield words, NOTHING_EARLIER
        elif change.direction is not direction:
            yield words, f"{digits(change.old)} to {digits(change.new)} is none."


@lru_cache(maxsize=1024)
def _speaks_of_change(text: str, nouns: str) -> bool:
    """Most quotations state no change, and are the same for every area: read once."""
    return any(claim.kind in CHANGES for claim in check(text, (), measure=nouns))


@lru_cache(maxsize=1024)
def _pointed_at(text: str) -> tuple[tuple[str, Direction], ...]:
    """ "This rise", "these shocking increases": a change that the speaker takes as known.

    In running prose that may be any change told before. A quotation stands by itself beside the
    release, where it is the release's.
    """
    prose = read_prose(text)
    found = []
    for lexeme in read_lexemes(prose):
        if isinstance(lexeme, Movement) and lexeme.form is not Form.PAST:
            place = lexeme.first - 1
            while prose.word(place) in BETWEEN:
                place -= 1
            if prose.word(place) in POINTING:
                found.append((" ".join(prose.words[place : lexeme.end]), lexeme.direction))
    return tuple(found)


def _goes_the_other_way(claim: ReadClaim) -> bool:
    """Whether a belied change is wrong in its direction, and not only in its size.

    The size of a change comes measured along the direction stated: below nought, or below one for
    a multiple, it went the other way.
    """
    if claim.kind is Kind.DIRECTION or claim.truth is None:
        return True
    return claim.truth < (1 if claim.kind is Kind.MULTIPLE else 0)
