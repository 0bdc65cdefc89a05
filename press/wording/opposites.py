"""Words for a rise and for a fall that stand in the same places of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from press.wording.vocabulary import (
    FALL_PAST,
    MOVEMENTS,
    NOUN_MOVEMENTS,
    PAST_MOVEMENTS,
    RISE_PAST,
    STEEP_VERBS,
)
from stats.comparison import Direction

_PAIRS = (
    ("more", "fewer"),
    ("more", "less"),
    ("higher", "lower"),
    ("greater", "smaller"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("over", "under"),
    ("above", "below"),
    ("upward", "downward"),
    ("upwards", "downwards"),
    ("up", "down"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("increases", "decreases"),
    ("increase", "decrease"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rising", "falling"),
    ("rises", "falls"),
    ("rise", "fall"),
)
RISES: Mapping[str, str] = MappingProxyType(dict(reversed(_PAIRS)))
"""Words of a rise, each with that of a fall."""

FALLS: Mapping[str, str] = MappingProxyType({fall: rise for rise, fall in reversed(_PAIRS)})
WAYS: Mapping[Direction, re.Pattern[str]] = MappingProxyType(
    {
        Direction.SAME: re.compile(r"\bunchanged\b"),
        Direction.RISE: re.compile(r"\b(?:a rise|up|more)\b"),
        Direction.FALL: re.compile(r"\b(?:a fall|down|fewer)\b"),
    }
)
"""Which way something went, in the words of sayings."""

_HAS = re.compile(r"\b(?:has|have|had|having)(?: \w+ly| also| now| since)? $", re.IGNORECASE)
_DONE_TO = re.compile(r"\b(?:was|were|is|are|been|be|being)(?: \w+ly)? $", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def turned(written: str, way: Direction, *, before: str) -> Iterator[str]:
    """The words with their one word of direction put right, in the same part of speech.

    None where there are several, or where nothing changed: that is another sentence.
    """
    found = [one for one in _WORD.finditer(written) if _is_of_direction(one[0].lower())]
    if len(found) != 1 or way is Direction.SAME:
        return
    place = found[0]
    for word in _instead(place[0].lower(), way, written[: place.start()] or before):
        large = word.capitalize() if place[0][0].isupper() else word
        yield written[: place.start()] + large + written[place.end() :]


def _is_of_direction(word: str) -> bool:
    return word in RISES or word in FALLS or word in MOVEMENTS


def _instead(word: str, way: Direction, before: str) -> Iterator[str]:
    is_rise = word in RISES or MOVEMENTS.get(word) is Direction.RISE
    is_same_way = is_rise == (way is Direction.RISE)
    if is_same_way and word not in STEEP_VERBS:
        yield word  # only the size beside it was wrong
    elif not is_same_way and (pair := RISES.get(word) or FALLS.get(word)):
        yield pair
    if (plain := _plain(word, before)) is not None:
        yield plain if way is Direction.RISE else RISES[plain]


def _plain(word: str, before: str) -> str | None:
    """The plainest word of a rise in the form of a word of change."""
    if word.endswith("ing"):
        return "rising"
    if word in PAST_MOVEMENTS and word in RISE_PAST | FALL_PAST:
        if _DONE_TO.search(before):
            return None
        return "risen" if _HAS.search(before) else "rose"
    if word in NOUN_MOVEMENTS:
        return "rises" if word.endswith("s") else "rise"
    return None
