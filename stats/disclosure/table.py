"""A table of counts with the sums that everybody knows to hold in it. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

LEAST_HIDDEN = 1
"""Nought is published as it is and never hidden, so that whatever is hidden is 1 or more."""


class Contradiction(ValueError):
    """The figures contradict each other: no table at all fits what is shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, or None for one that is hidden already and that nobody here knows.

    What is public elsewhere cannot be hidden any more. `cost` is what readers lose with the cell.
    """

    value: int | None
    may_be_hidden: bool = True
    cost: float = 1.0


@dataclass(frozen=True)
class Relation(Generic[Key]):
    """The total is the sum of its parts or, where some are missing, at least that."""

    total: Key
    parts: tuple[Key, ...]
    is_exact: bool = True


@dataclass(frozen=True)
class Table(Generic[Key]):
    """`threshold` is the smallest count that may be shown; None where every count may be."""

    cells: Mapping[Key, Cell]
    relations: tuple[Relation[Key], ...]
    threshold: int | None

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """What is hidden already."""
        return frozenset(key for key, cell in self.cells.items() if cell.value is None)

    @cached_property
    def small(self) -> frozenset[Key]:
        """The counts that may not be shown: from 1 to one less than the threshold."""
        if self.threshold is None:
            return frozenset()
        return frozenset(
            key
            for key, cell in self.cells.items()
            if cell.value is not None and 0 < cell.value < self.threshold
        )

    @cached_property
    def shown(self) -> dict[Key, int]:
        """What can be read in it now."""
        return {key: cell.value for key, cell in self.cells.items() if cell.value is not None}
