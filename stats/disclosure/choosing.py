"""Which cells to hide so that none of them can be worked out. Pure.

Small counts are hidden for their own sake. For each of them the cheapest other cells are found
that, hidden as well, let it be 1 and let it be one less than the threshold: a *witness*, a whole
table that fits everything shown. The witnesses prove that a reader learns of a small count only
that it is small, and of any other hidden cell at least two values. (This is the linear form of
secondary suppression of Kelly, Golden and Assad, 1992, with the protection of every cell asked
for at once; docs/decisions/0009 says why.)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Generic

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from .attack import INFEASIBLE, Interval
from .table import LEAST_HIDDEN, Contradiction, Key, Table

FREE = 1e-3  # the cost of moving what is hidden already: next to nothing, so that moves stay small
MOST_REVEALING_TRIES = 60  # cells looked at again, the dearest first
NO_BOUND = 10**6


@dataclass(frozen=True)
class Plan(Generic[Key]):
    """What to hide. `secondary` tells for each cell which small count it protects.

    `narrowed` are small counts of which a reader learns more than that they are small: the values
    up to there that remain possible. A total is at least the number of its parts that are not
    nought; or something is public already. `exposed` can be worked out whatever else is hidden.
    """

    primary: frozenset[Key]
    secondary: dict[Key, Key]
    narrowed: dict[Key, Interval] = field(default_factory=dict)
    exposed: frozenset[Key] = frozenset()

    @property
    def hidden(self) -> frozenset[Key]:
        return self.primary | self.secondary.keys()


@dataclass(frozen=True)
class _Witness(Generic[Key]):
    """Another table that fits what is shown: how far each cell moves, and for whose sake."""

    protected: Key
    moves: NDArray[np.float64]


def choose(table: Table[Key]) -> Plan[Key]:
    """The cells to hide. Raises Contradiction where the figures fit no table."""
    if not table.small and not table.hidden:
        return Plan(frozenset(), {})
    return _Choice(table).plan()


class _Choice(Generic[Key]):
    """The search, over how far cells move from the table as it is."""

    def __init__(self, table: Table[Key]) -> None:
        self.table = table
        self.keys = [
            key
            for key, cell in table.cells.items()
            if cell.value is None or (cell.may_be_hidden and cell.value > 0)
        ]
        self.place = {key: place for place, key in enumerate(self.keys)}
        self.is_exact = np.array([each.is_exact for each in table.relations], dtype=bool)
        self.matrix = self._equations()
        self.base, self.slack = self._complete()
        self.primary = frozenset(key for key in table.small if key in self.place)
        self.exposed = {key for key in table.small if key not in self.place}
        self.hidden: set[Key] = set(self.primary | table.hidden)
        self.witnesses: list[_Witness[Key]] = []
        # What the witnesses have to show: that a cell can move so far or, for 0, at all.
        self.needs: list[tuple[Key, int]] = []
        self.narrowed: dict[Key, Interval] = {}

    def plan(self) -> Plan[Key]:
        table = self.table
        for key in sorted(self.primary, key=lambda key: (self._value(key), self.place[key])):
            self._protect(key)
        for key in sorted(table.hidden, key=lambda key: self.place[key]):
            self._keep_two_values(key)
        self._reveal_what_need_not_be_hidden()
        secondary: dict[Key, Key] = {}
        for witness in self.witnesses:
            for key in self._moved(witness.moves):
                if key not in self.primary and key not in table.hidden:
                    secondary.setdefault(key, witness.protected)
        return Plan(self.primary, secondary, self.narrowed, frozenset(self.exposed))

    def _value(self, key: Key) -> int:
        return int(self.base[self.place[key]])

    # Each small count: from 1 to one less than the threshold

    def _protect(self, key: Key) -> None:
        value, most = self._value(key), (self.table.threshold or 0) - 1
        low = self._reach(key, LEAST_HIDDEN - value)
        high = self._reach(key, most - value)
        if low == high == 0:
            self._keep_two_values(key)
        if (low, high) != (LEAST_HIDDEN - value, most - value):
            self.narrowed[key] = Interval(value + low, value + high)

    def _reach(self, key: Key, need: int) -> int:
        """Hide what lets the cell move so far, or as far as it can; gives how far."""
        if need == 0:
            return 0
        if self._is_shown(key, need, self.witnesses):
            self.needs.append((key, need))
            return need
        moves = self._cheapest(key, need, self.place.keys())
        if moves is None:
            need = self._furthest(key, need)
            if need == 0:
                return 0
            moves = self._cheapest(key, need, self.place.keys())
        if moves is None:
            raise RuntimeError("A cell cannot move as far as it was just found to.")
        self._keep(_Witness(key, moves))
        self.needs.append((key, need))
        return need

    def _is_shown(self, key: Key, need: int, witnesses: Collection[_Witness[Key]]) -> bool:
        place = self.place[key]
        if need == 0:
            return any(witness.moves[place] for witness in witnesses)
        if need > 0:
            return any(witness.moves[place] >= need for witness in witnesses)
        return any(witness.moves[place] <= need for witness in witnesses)

    def _keep(self, witness: _Witness[Key]) -> None:
        self.witnesses.append(witness)
        self.hidden.update(self._moved(witness.moves))

    def _moved(self, moves: NDArray[np.float64]) -> list[Key]:
        return [self.keys[place] for place in np.flatnonzero(moves)]

    def _keep_two_values(self, key: Key) -> None:
        """What was hidden before, by us or by whoever sent it, must not have one value only."""
        if self._is_shown(key, 0, self.witnesses):
            self.needs.append((key, 0))
            return
        for movable in (self.hidden, self.place.keys()):  # nothing more is hidden if it need not be
            for step in (1, -1):
                moves = self._cheapest(key, step, movable)
                if moves is not None:
                    self._keep(_Witness(key, moves))
                    self.needs.append((key, 0))
                    return
        self.exposed.add(key)

    # What was hidden along the way and is not needed in the end

    def _reveal_what_need_not_be_hidden(self) -> None:
        self.hidden = self._hidden_by(self.witnesses)
        kept = self.primary | self.table.hidden
        dear = sorted(
            self.hidden - kept, key=lambda key: (-self.table.cells[key].cost, self.place[key])
        )
        for key in dear[:MOST_REVEALING_TRIES]:
            if key not in self.hidden:
                continue
            witnesses = self._witnesses_without(key)
            if witnesses is not None:
                self.witnesses = witnesses
                self.hidden = self._hidden_by(witnesses)

    def _hidden_by(self, witnesses: Collection[_Witness[Key]]) -> set[Key]:
        moved = (key for witness in witnesses for key in self._moved(witness.moves))
        return {*self.primary, *self.table.hidden, *moved}

    def _witnesses_without(self, key: Key) -> list[_Witness[Key]] | None:
        """Witnesses for every need from the hidden cells less this one; None if there are none."""
        place = self.place[key]
        rest = self.hidden - {key}
        witnesses = [witness for witness in self.witnesses if not witness.moves[place]]
        for wanted, need in self.needs:
            if self._is_shown(wanted, need, witnesses):
                continue
            for trial in (need,) if need else (1, -1):
                moves = self._cheapest(wanted, trial, rest)
                if moves is not None:
                    witnesses.append(_Witness(wanted, moves))
                    break
            else:
                return None
        return witnesses

    # Linear programs

    def _equations(self) -> csr_array:
        """A row for each relation, over the cells that can move."""
        rows, columns, signs = [], [], []
        for row, relation in enumerate(self.table.relations):
            for key, sign in ((relation.total, 1.0), *((part, -1.0) for part in relation.parts)):
                if key in self.place:
                    rows.append(row)
                    columns.append(self.place[key])
                    signs.append(sign)
        shape = (len(self.table.relations), len(self.keys))
        return csr_array((signs, (rows, columns)), shape=shape)

    def _complete(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A value for every cell that can move, and how far each relation is from tight.

        What is hidden and not known gets any value that fits what is shown: a reader knows no
        better.
        """
        cells = [self.table.cells[key] for key in self.keys]
        unknown = np.array([cell.value is None for cell in cells], dtype=bool)
        values = np.array([float(cell.value or 0) for cell in cells])
        fixed = np.array(
            [
                self._fixed(relation.total) - sum(map(self._fixed, relation.parts))
                for relation in self.table.relations
            ]
        )
        if unknown.any():
            answer = milp(
                unknown.astype(float),
                integrality=np.ones(len(cells)),
                bounds=Bounds(
                    np.where(unknown, LEAST_HIDDEN, values), np.where(unknown, np.inf, values)
                ),
                constraints=LinearConstraint(
                    self.matrix, -fixed, np.where(self.is_exact, -fixed, np.inf)
                )
                if fixed.size
                else (),
            )
            if answer.x is None:
                raise Contradiction("The figures contradict each other.")
            values = np.round(answer.x)
        room = self.matrix @ values + fixed if fixed.size else fixed
        if np.any(room < 0) or np.any(room[self.is_exact] != 0):
            raise Contradiction("The figures contradict each other.")
        return values, room

    def _fixed(self, key: Key) -> float:
        return 0.0 if key in self.place else float(self.table.cells[key].value or 0)

    def _cheapest(
        self, key: Key, need: int, movable: Collection[Key]
    ) -> NDArray[np.float64] | None:
        """The moves of least cost by which a cell moves so far, or None where there are none."""
        places = np.fromiter((self.place[each] for each in movable), dtype=int, count=len(movable))
        places.sort()
        cost = np.array(
            [
                FREE if self.keys[place] in self.hidden else self.table.cells[self.keys[place]].cost
                for place in places
            ]
        )
        target = int(np.searchsorted(places, self.place[key]))
        moves = self._solve(places, cost, target, need, is_whole=False)
        if moves is not None and not np.allclose(moves, np.round(moves), atol=1e-6):
            moves = self._solve(places, cost, target, need, is_whole=True)
        if moves is None:
            return None
        everywhere = np.zeros(len(self.keys))
        everywhere[places] = np.round(moves)
        return everywhere

    def _furthest(self, key: Key, need: int) -> int:
        """How far towards a need the cell can move at all."""
        places = np.arange(len(self.keys))
        sign = 1 if need > 0 else -1
        objective = np.zeros(len(self.keys))
        objective[self.place[key]] = -sign
        moves = self._solve(places, objective, self.place[key], need, is_whole=True, is_goal=True)
        return 0 if moves is None else round(moves[self.place[key]])

    def _solve(
        self,
        places: NDArray[np.int_],
        cost: NDArray[np.float64],
        target: int,
        need: int,
        *,
        is_whole: bool,
        is_goal: bool = False,
    ) -> NDArray[np.float64] | None:
        """Moves up and down of some cells. The target's is the need or, as a goal, up to it."""
        count = len(places)
        down = self.base[places] - LEAST_HIDDEN
        up = np.full(count, float(NO_BOUND))
        up_least = np.zeros(2 * count)
        most = np.concatenate([up, np.minimum(down, NO_BOUND)])
        most[[target, count + target]] = 0
        wanted = target if need > 0 else count + target
        most[wanted] = min(abs(need), NO_BOUND if need > 0 else down[target])
        if most[wanted] < abs(need) and not is_goal:
            return None
        if not is_goal:
            up_least[wanted] = abs(need)
        part = self.matrix[:, places]
        objective = np.concatenate([cost, -cost]) if is_goal else np.concatenate([cost, cost])
        answer = milp(
            objective,
            integrality=np.full(2 * count, int(is_whole)),
            bounds=Bounds(up_least, most),
            constraints=LinearConstraint(
                hstack([part, -part], format="csr"),
                np.where(self.is_exact, 0.0, -self.slack),
                np.where(self.is_exact, 0.0, np.inf),
            )
            if self.matrix.shape[0]
            else (),
        )
        if answer.status == INFEASIBLE:
            return None
        if answer.x is None:
            raise RuntimeError(f"The choice came to no end: {answer.message}")
        return np.asarray(answer.x[:count] - answer.x[count:])
