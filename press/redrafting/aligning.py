"""Which passage, or which sentence, of one text became which of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from .passages import Passage

Item = TypeVar("Item")
Pair = tuple[int | None, int | None]

ALIKE = 0.4
"""Two texts that share fewer of their words than this are two texts, not one that was changed."""

ONE_OF_ITS_KIND = frozenset({"headline", "lead", "helpline"})
"""A release has one of each: it is the same one, however it was rewritten."""


def likeness(old: str, new: str) -> float:
    """How many of their words two texts share in the same order: 1 for the same text, 0 for none.

    Numbers do not count against it: two sentences that differ in their numbers alone are one.
    """
    if old == new:
        return 1.0
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return ["#" if any(map(str.isdigit, word)) else word for word in text.lower().split()]


def likeness_of_passages(old: Passage, new: Passage) -> float:
    """The same of paragraphs, which are never alike in different parts of a release."""
    if old.part != new.part:
        return 0.0
    shared = likeness(old.text, new.text)
    return max(shared, ALIKE) if old.part in ONE_OF_ITS_KIND else shared


def aligned(
    old: Sequence[Item], new: Sequence[Item], alike: Callable[[Item, Item], float]
) -> list[Pair]:
    """Pairs of places in both, in order: what became what, what went (no new) and what came.

    The alignment that keeps the order and shares the most; of several, what came earlier first.
    """
    shared = [[_worth(alike(one, other)) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = shared[i][j] + best[i + 1][j + 1] if shared[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return list(_walk(shared, best, len(old), len(new)))


def _worth(likeness: float) -> float:
    return likeness if likeness >= ALIKE else 0.0


def _walk(
    shared: list[list[float]], best: list[list[float]], olds: int, news: int
) -> Sequence[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    while i < olds and j < news:
        if shared[i][j] and best[i][j] == shared[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(place, None) for place in range(i, olds)]
    pairs += [(None, place) for place in range(j, news)]
    return pairs


def sentence_pairs(old: str, new: str) -> list[tuple[str, str]]:
    """The sentences of two texts side by side; "" where one has no partner."""
    from .passages import sentences_of

    before, after = sentences_of(old), sentences_of(new)
    return [
        ("" if i is None else before[i], "" if j is None else after[j])
        for i, j in aligned(before, after, likeness)
    ]
