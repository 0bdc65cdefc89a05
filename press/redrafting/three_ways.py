"""As built, as a person left it, as it would be built now: side by side, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .aligning import Pair, aligned, likeness_of_passages
from .passages import Passage


@dataclass(frozen=True)
class Three:
    """One paragraph in its three forms; None where a form does not have it."""

    base: Passage | None
    theirs: Passage | None
    proposed: Passage | None

    @property
    def is_as_built(self) -> bool:
        """Whether no person has touched it."""
        return self.theirs == self.base

    @property
    def is_built_alike(self) -> bool:
        """Whether the corrected figures build what was built before."""
        return self.base == self.proposed


def three_ways(
    base: Sequence[Passage], theirs: Sequence[Passage], proposed: Sequence[Passage]
) -> list[Three]:
    """Every paragraph of any of the three once, in the order in which they stand.

    What a person added stands where they put it, what building adds where building puts it; both
    having added the same is one paragraph.
    """
    to_theirs = _by_base(base, theirs)
    to_proposed = _by_base(base, proposed)
    rows: list[Three] = []
    for place in range(len(base) + 1):
        rows += _added(to_theirs.before[place], to_proposed.before[place])
        if place < len(base):
            rows.append(Three(base[place], to_theirs.same[place], to_proposed.same[place]))
    return rows


@dataclass
class _Placed:
    """What each paragraph of the base became, and what was added before it (or at the end)."""

    same: list[Passage | None]
    before: list[list[Passage]]


def _by_base(base: Sequence[Passage], other: Sequence[Passage]) -> _Placed:
    placed = _Placed([None] * len(base), [[] for _ in range(len(base) + 1)])
    at = 0
    for i, j in _rewritten(aligned(base, other, likeness_of_passages), base, other):
        if i is not None:
            placed.same[i] = None if j is None else other[j]
            at = i + 1
        elif j is not None:
            placed.before[at].append(other[j])
    return placed


def _rewritten(
    pairs: Sequence[Pair], base: Sequence[Passage], other: Sequence[Passage]
) -> Iterator[Pair]:
    """The same, where a paragraph that went is the one that came in its place.

    Somebody who writes a paragraph wholly anew has written that one, and has not taken one out.
    """
    gone: list[int] = []
    came: list[int] = []
    for i, j in [*pairs, (len(base), len(other))]:
        if j is None and i is not None:
            gone.append(i)
        elif i is None and j is not None:
            came.append(j)
        else:
            yield from _matched(gone, came, base, other)
            gone, came = [], []
            if i is not None and i < len(base):
                yield i, j


def _matched(
    gone: list[int], came: list[int], base: Sequence[Passage], other: Sequence[Passage]
) -> Iterator[Pair]:
    for i in gone:
        place = next((k for k, j in enumerate(came) if other[j].part == base[i].part), None)
        if place is None:
            yield i, None
            continue
        yield from ((None, j) for j in came[:place])
        yield i, came[place]
        came = came[place + 1 :]
    yield from ((None, j) for j in came)


def _added(theirs: list[Passage], proposed: list[Passage]) -> list[Three]:
    return [
        Three(
            None,
            None if i is None else theirs[i],
            None if j is None else proposed[j],
        )
        for i, j in aligned(theirs, proposed, likeness_of_passages)
    ]
