"""What a reader can work out of hidden cells from everything that is shown. Pure.

The attacker knows every sum of the table, that counts are whole numbers, and that what is hidden
is 1 or more. They do not know which cells were hidden for their own sake. By integer programming
they find the smallest and the largest value that each hidden cell can have. Nothing of how cells
were chosen is used here, so that this proves the choice instead of repeating it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .table import LEAST_HIDDEN, Contradiction, Key, Relation

INFEASIBLE, UNBOUNDED, INFEASIBLE_OR_UNBOUNDED = 2, 3, 4


class Interval(NamedTuple):
    """The least and the greatest value that a cell can have; None where nothing bounds it."""

    low: int
    high: int | None

    @property
    def is_one_value(self) -> bool:
        return self.low == self.high


def attack(
    relations: Sequence[Relation[Key]],
    shown: Mapping[Key, int],
    hidden: Collection[Key],
    *,
    least: int = LEAST_HIDDEN,
) -> dict[Key, Interval]:
    """The interval that each hidden cell is proved to lie in. Raises Contradiction."""
    found: dict[Key, Interval] = {}
    for cells, knowledge in _components(relations, shown, hidden):
        system = _System(cells, knowledge, shown, least)
        for place, key in enumerate(cells):
            low, high = system.extreme(place, 1), system.extreme(place, -1)
            found[key] = Interval(least if low is None else low, high)
    return found


def worked_out(
    relations: Sequence[Relation[Key]],
    shown: Mapping[Key, int],
    hidden: Collection[Key],
    *,
    least: int = LEAST_HIDDEN,
) -> set[Key]:
    """The hidden cells that can have one value only. Raises Contradiction.

    Gives what attack() does, in far fewer steps: each solution shows of many cells at once that
    they can have two values.
    """
    found: set[Key] = set()
    for cells, knowledge in _components(relations, shown, hidden):
        system = _System(cells, knowledge, shown, least)
        for place, key in enumerate(cells):
            if system.seen_low[place] < system.seen_high[place]:
                continue
            highest = system.extreme(place, -1)
            if highest is None or system.seen_low[place] < system.seen_high[place]:
                continue
            if system.extreme(place, 1) == highest:
                found.add(key)
    return found


class _System:
    """The equations of one component, and the extremes of its solutions."""

    def __init__(
        self,
        cells: Sequence[Key],
        knowledge: Sequence[Relation[Key]],
        shown: Mapping[Key, int],
        least: int,
    ) -> None:
        self.count = len(cells)
        self.place = {key: place for place, key in enumerate(cells)}
        rows, columns, signs = [], [], []
        lows, highs = [], []
        for row, relation in enumerate(knowledge):
            known = 0
            for key, sign in _signed(relation):
                if key in self.place:
                    rows.append(row)
                    columns.append(self.place[key])
                    signs.append(float(sign))
                else:
                    known += sign * shown[key]
            lows.append(float(-known))
            highs.append(float(-known) if relation.is_exact else np.inf)
        matrix = csr_array((signs, (rows, columns)), shape=(len(knowledge), self.count))
        self.constraints = LinearConstraint(matrix, lows, highs) if knowledge else ()
        self.bounds = Bounds(np.full(self.count, float(least)), np.full(self.count, np.inf))
        self.seen_low = np.full(self.count, np.inf)
        self.seen_high = np.full(self.count, -np.inf)
        self._solve(np.zeros(self.count))  # raises Contradiction: after this, some table fits

    def extreme(self, place: int, sign: int) -> int | None:
        """The least (sign 1) or greatest (−1) value of a cell; None where it has no bound."""
        objective = np.zeros(self.count)
        objective[place] = sign
        values = self._solve(objective)
        return None if values is None else int(values[place])

    def _solve(self, objective: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """A table that fits with the least objective; None where that has no bound."""
        answer = milp(
            objective,
            integrality=np.ones(self.count),
            bounds=self.bounds,
            constraints=self.constraints,
        )
        if answer.status == INFEASIBLE:
            raise Contradiction("No table fits what is shown.")
        if answer.status in (UNBOUNDED, INFEASIBLE_OR_UNBOUNDED):
            return None
        if answer.x is None:
            raise RuntimeError(f"The attack came to no end: {answer.message}")
        values: NDArray[np.float64] = np.round(answer.x)
        self.seen_low = np.minimum(self.seen_low, values)
        self.seen_high = np.maximum(self.seen_high, values)
        return values


def _signed(relation: Relation[Key]) -> list[tuple[Key, int]]:
    return [(relation.total, 1), *((part, -1) for part in relation.parts)]


def _components(
    relations: Sequence[Relation[Key]], shown: Mapping[Key, int], hidden: Collection[Key]
) -> list[tuple[list[Key], list[Relation[Key]]]]:
    """Hidden cells that hang together, each with the relations that say something of them.

    A relation with a cell that is neither shown nor hidden says nothing: that cell is anything.
    """
    leader: dict[Key, Key] = {key: key for key in hidden}

    def lead(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    telling: list[tuple[Key, Relation[Key]]] = []
    for relation in relations:
        keys = (relation.total, *relation.parts)
        unknown = [key for key in keys if key in leader]
        if not unknown or any(key not in leader and key not in shown for key in keys):
            continue
        for other in unknown[1:]:
            leader[lead(other)] = lead(unknown[0])
        telling.append((unknown[0], relation))
    cells: dict[Key, list[Key]] = {}
    for key in leader:
        cells.setdefault(lead(key), []).append(key)
    knowledge: dict[Key, list[Relation[Key]]] = {}
    for key, relation in telling:
        knowledge.setdefault(lead(key), []).append(relation)
    return [(found, knowledge.get(head, [])) for head, found in cells.items()]
