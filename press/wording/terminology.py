"""Words that the charity does not use, found in prose whatever their form. Pure.

A term is found as a whole word: in singular and plural, in any capitals, with a hyphen or a space
between its words, inside quotation marks of any kind, and with straight or curly apostrophes. A
star stands for the rest of a word ("paedo*"), or alone for a whole word ("kiddie *").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "\u2018\u2019\u02bc\u2032\uff07`"
QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"
HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing, and would hide a word from a plain search."""

AS_TYPED = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(UNSEEN, "")
    | {"\u00a0": " ", "\u202f": " "}
)

IRREGULAR = (
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("person", "people"),
)
SHORTEST_WITH_A_PLURAL = 4
"""Letters. "sex" and "his" are left as they are: their plurals are other words."""

NOT_A_PART_OF_A_WORD = r"(?<!\w)(?<!\bnon-)"
"""Nor after "non-": non-consensual is the opposite of what the list warns of."""

BETWEEN_WORDS = r"""["'(]*[\s\-]+["'(]*"""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A word or phrase of the list: `level` is "stop" or "warn"."""

    phrase: str
    level: str
    instead: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """Where a term stands in a text, in characters, and the words as written there."""

    start: int
    end: int
    words: str
    term: KnownTerm


def find_terms(text: str, terms: Iterable[KnownTerm]) -> list[FoundTerm]:
    """Every term in a text, in order. Of two that overlap, the one to stop at, or the longer."""
    known = tuple(terms)
    folded, places = _folded(text)
    anything = _anything(tuple(term.phrase for term in known))
    if anything is None or anything.search(folded) is None:
        return []
    found = [
        _found(text, places, match.start(), match.end(), term)
        for term in known
        if (pattern := _pattern(term.phrase)) is not None
        for match in pattern.finditer(folded)
    ]
    return _without_overlaps(found)


def _found(text: str, places: Sequence[int], start: int, end: int, term: KnownTerm) -> FoundTerm:
    first, last = places[start], places[end - 1] + 1
    return FoundTerm(first, last, text[first:last], term)


def _without_overlaps(found: Iterable[FoundTerm]) -> list[FoundTerm]:
    by_weight = sorted(
        found, key=lambda one: (one.term.level != "stop", one.start - one.end, one.start)
    )
    kept: list[FoundTerm] = []
    for one in by_weight:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as a plain keyboard would type it, and where each character of it stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFKC", letter).translate(AS_TYPED).lower()
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places


@lru_cache(maxsize=2048)
def _pattern(phrase: str) -> re.Pattern[str] | None:
    """How a phrase is found; None for one that says nothing, such as a star alone."""
    written = _folded(phrase)[0].replace('"', " ")
    words = [word for word in re.split(r"[\s\-]+", written) if word]
    if not any(any(sign.isalnum() for sign in word) for word in words):
        return None
    inside = BETWEEN_WORDS.join(_word(word) for word in words)
    return re.compile(rf"{NOT_A_PART_OF_A_WORD}(?:{inside})(?!\w)")


@lru_cache(maxsize=64)
def _anything(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """All phrases at once: most texts hold none, and are read a single time."""
    patterns = [found.pattern for phrase in phrases if (found := _pattern(phrase)) is not None]
    return re.compile("|".join(patterns)) if patterns else None


def _word(word: str) -> str:
    if word == "*":
        return r"\w[\w']*"
    if "*" in word:
        return r"[\w']*".join(re.escape(piece) for piece in word.split("*"))
    return f"(?:{'|'.join(re.escape(form) for form in forms(word))})(?:'s?(?!\\w))?"


def forms(word: str) -> list[str]:
    """A word in singular and plural, the longest first: whichever of them was given."""
    for one, many in IRREGULAR:
        if word in (one, many):
            return [many, one] if len(many) > len(one) else [one, many]
    found = {word}
    if len(word) < SHORTEST_WITH_A_PLURAL or not word.isalpha():
        return [word]
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh")):
        found.add(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.add(word[:-1])
    else:
        found.add(word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"))
        if word.endswith("y") and word[-2] not in "aeiou":
            found.add(word[:-1] + "ies")
    return sorted(found, key=lambda form: (-len(form), form))
