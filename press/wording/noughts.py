"""Nought in words: "no offences were recorded", "up from none"."""

from __future__ import annotations

from decimal import Decimal

from press.wording.lexemes import Amount, Measure
from press.wording.tokens import Prose
from press.wording.vocabulary import COUNTED_NOUNS, MOVEMENTS, words_of

NOUGHT_WORDS = frozenset({"no", "none"})
RECORDED = words_of("recorded logged reported registered noted")
_BEFORE = RECORDED | words_of("were was had")
_LINKS = words_of("from with against to")
_NOT_BETWEEN = words_of(
    "in of on for to from with by and or the a an more fewer less such other further additional "
    "similar that which who whether if"
)
FARTHEST_NOUN = 6
FARTHEST_VERB = 3


def nought_at(prose: Prose, index: int) -> Amount | None:
    """A count of none that begins here.

    Only where something is said to have been recorded: "no crime is victimless" counts nothing.
    """
    word = prose.words[index]
    if word == "none":
        is_count = prose.word(index - 1) in _LINKS and prose.word(index + 1) != "of"
    else:
        is_count = word == "no" and _is_of_records(prose, index)
    return Amount(index, index + 1, Measure.COUNT, Decimal(0)) if is_count else None


def _is_of_records(prose: Prose, index: int) -> bool:
    noun = _noun_after(prose, index)
    if noun is None or prose.word(index - 1) in {"in", "by", "at"}:  # "in no cases were …"
        return False
    if prose.word(index - 1) in _BEFORE:
        return True
    return not RECORDED.isdisjoint(prose.words[noun + 1 : noun + 1 + FARTHEST_VERB])


def _noun_after(prose: Prose, index: int) -> int | None:
    """Where the counted noun after "no" stands, with nothing but words that describe it between."""
    for place in range(index + 1, min(index + 1 + FARTHEST_NOUN, len(prose.words))):
        word = prose.words[place]
        if word in COUNTED_NOUNS and word.endswith("s"):
            return place
        if not word.isalpha() or word in _NOT_BETWEEN or word in MOVEMENTS:
            return None
    return None
