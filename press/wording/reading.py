"""The one pass over a text that finds everything in it that carries figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from types import MappingProxyType

from press.wording.amounts import HALVING, MULTIPLE_WORDS, amount_at
from press.wording.fractions import PARTS
from press.wording.lexemes import Lexeme
from press.wording.movements import PLACES, movement_at
from press.wording.names import OPENERS, name_end
from press.wording.noughts import NOUGHT_WORDS, nought_at
from press.wording.numbers import NUMBER_WORDS
from press.wording.quotations import passages_to_skip
from press.wording.ranks import RANK_WORDS, how_many_at, rank_at
from press.wording.standstills import FLAT_WORDS, flat_at
from press.wording.streaks import STREAK_WORDS, streak_at
from press.wording.times import (
    ADVERB_UNITS,
    EARLIER_PHRASES,
    HIGH_WORDS,
    LOW_WORDS,
    earlier_at,
    every_at,
    per_at,
    record_at,
    span_at,
)
from press.wording.tokens import Prose
from press.wording.vocabulary import COMPARATIVES, MONTHS, MOVEMENTS
from press.wording.written_numbers import HEDGES
from press.wording.years import year_at

Reader = Callable[[Prose, int], Lexeme | None]

READERS: tuple[Reader, ...] = (
    year_at,
    record_at,
    every_at,
    earlier_at,
    streak_at,
    span_at,
    rank_at,
    per_at,
    nought_at,
    amount_at,
    flat_at,
    movement_at,
)
"""Tried in this order: a year is no count, and "over" a number is no movement."""


def _first_words() -> dict[Reader, frozenset[str]]:
    """Which words each reader can begin at; digits are seen to apart."""
    return {
        year_at: frozenset(MONTHS) | {"year", "months"},
        record_at: HIGH_WORDS | LOW_WORDS | frozenset(NUMBER_WORDS) | {"record", "all"},
        every_at: frozenset({"every"}),
        earlier_at: frozenset(phrase[0] for phrase in EARLIER_PHRASES),
        span_at: frozenset(NUMBER_WORDS) | {"decade", "decades"},
        streak_at: STREAK_WORDS,
        rank_at: RANK_WORDS,
        per_at: frozenset(ADVERB_UNITS) | {"a", "an", "per", "each", "/"},
        nought_at: NOUGHT_WORDS,
        amount_at: frozenset(NUMBER_WORDS)
        | frozenset(HEDGES)
        | frozenset(MULTIPLE_WORDS)
        | HALVING
        | frozenset(PARTS)
        | {"twice", "thrice"},
        flat_at: FLAT_WORDS,
        movement_at: frozenset(MOVEMENTS) | frozenset(PLACES) | frozenset(COMPARATIVES),
    }


def _readers_by_word() -> Mapping[str, tuple[Reader, ...]]:
    first_words = _first_words()
    return MappingProxyType(
        {
            word: tuple(reader for reader in READERS if word in first_words[reader])
            for word in frozenset[str]().union(*first_words.values())
        }
    )


BY_WORD = _readers_by_word()
AT_DIGITS: tuple[Reader, ...] = (year_at, record_at, span_at, how_many_at, amount_at)


def read_lexemes(prose: Prose) -> list[Lexeme]:
    """Everything in the prose that carries figures, in order and never overlapping."""
    found: list[Lexeme] = []
    index, count, words = 0, len(prose.words), prose.words
    skipped = _skipped_tokens(prose)
    while index < count:
        word = words[index]
        is_digits = word[0].isdecimal()
        if index in skipped or not (is_digits or word in BY_WORD or word in OPENERS):
            index += 1
            continue
        lexeme: Lexeme | None = year_at(prose, index) if is_digits or word in MONTHS else None
        if lexeme is None and (is_digits or word in OPENERS):
            end = name_end(prose, index)
            if end is not None:
                index = end
                continue
        if lexeme is None:
            lexeme = _first_reading(prose, index, AT_DIGITS if is_digits else BY_WORD.get(word, ()))
        if lexeme is None:
            index += 1
        else:
            found.append(lexeme)
            index = lexeme.end
    return found


def _first_reading(prose: Prose, index: int, readers: tuple[Reader, ...]) -> Lexeme | None:
    for reader in readers:
        lexeme = reader(prose, index)
        if lexeme is not None:
            return lexeme
    return None


def _skipped_tokens(prose: Prose) -> frozenset[int]:
    """The tokens inside quotations and addresses."""
    passages = passages_to_skip(prose.source)
    if not passages:
        return frozenset()
    starts = [token.start for token in prose.tokens]
    return frozenset[int]().union(
        *(range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in passages)
    )
