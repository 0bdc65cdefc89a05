"""Whether right words can stand where wrong ones stood without the sentence around them breaking.

A claim's `instead` is true in its place. What a person wrote may have hung on the old figures by
more than the number: only what surely fits is put in, and everything else is left for a person.
"""

from __future__ import annotations

from press.wording.approximators import BY_WORDS
from press.wording.claims import Claim
from press.wording.kinds import Kind
from press.wording.numbers import MULTIPLIERS, NUMBER_WORDS

# Words for a number stand where words for a number stood.
NUMBERS = frozenset(
    {
        Kind.COUNT,
        Kind.RATE,
        Kind.INTERVAL_RATE,
        Kind.PERCENT,
        Kind.FRACTION,
        Kind.SHARE,
        Kind.ONE_IN,
    }
)
# fmt: off
UNITS = frozenset(
    {
        "a", "an", "and", "as", "average", "cent", "day", "days", "each", "every", "hour", "hours",
        "in", "many", "minute", "minutes", "month", "months", "of", "on", "one", "per", "percent",
        "than", "the", "week", "weeks", "year", "years",
    }
)
# fmt: on
HEDGES = frozenset(word for words in BY_WORDS for word in words.split())


def fitting_words(claim: Claim, before: Claim | None) -> str:
    """The words to put in the place of a claim's own; "" where only a person can write them.

    `before` is the same claim held against the figures of before: a change that has turned from a
    rise into a fall needs another sentence, not another number.
    """
    words = _still_about(claim, _same_shape(claim, before))
    if not words or _lost(claim.text, words):
        return ""
    return words[:1].upper() + words[1:] if claim.text[:1].isupper() else words


def _same_shape(claim: Claim, before: Claim | None) -> str:
    if claim.kind in NUMBERS:
        return claim.instead
    if not _goes_the_same_way(claim, before):
        return ""
    if claim.kind is Kind.PERCENT_CHANGE:
        return claim.instead
    if claim.kind is Kind.DIFFERENCE:
        return _with_the_same_ending(claim)
    if claim.kind is Kind.MULTIPLE:
        return _with_the_same_ending(claim)
    return ""


def _still_about(claim: Claim, words: str) -> str:
    """ "about 780" for "about 674": the word may be no hedge at all, as in "a report about 674"."""
    first = claim.text.split(maxsplit=1)[0]
    return f"{first} {words}" if first in ("about", "around") and words[:1].isdigit() else words


def _goes_the_same_way(claim: Claim, before: Claim | None) -> bool:
    if before is None or before.truth is None or claim.truth is None:
        return False
    return before.truth * claim.truth > 0


def _with_the_same_ending(claim: Claim) -> str:
    """ "89 more" for "83 more", and never for "83"; "trebled" for "doubled"."""
    own, right = claim.text.lower().split(), claim.instead.lower().split()
    if len(own) > 1 or len(right) > 1:
        return claim.instead if own[-1:] == right[-1:] else ""
    return claim.instead if own[0].isdigit() == right[0].isdigit() else ""


def _lost(own: str, right: str) -> bool:
    """Whether a word of the sentence's own, such as the noun, would go with the number."""
    kept = set(right.lower().split())
    return any(
        word not in kept
        and word not in UNITS
        and word not in HEDGES
        and word not in NUMBER_WORDS
        and word not in MULTIPLIERS
        for word in own.lower().replace("-", " ").replace("%", " ").split()
        if word.isalpha()
    )
