"""From a publication's picture to tables of counts with the sums that hold in them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from ..consistency.picture import Key, Picture, SeenFigure
from ..periods import Period
from .table import Cell, Relation, Table

# What readers lose with a cell: more with each level of areas, with a total, and with its size.
COST_OF_A_LEVEL = 4.0
COST_OF_A_TOTAL = 3.0


@dataclass(frozen=True)
class MeasureTable:
    """The counts of a measure over periods that hang together: a year, or a year and its halves."""

    measure: int
    periods: tuple[Period, ...]
    table: Table[Key]


def tables_of(
    picture: Picture, *, is_missing_nought: bool = False, only_with_hidden: bool = False
) -> list[MeasureTable]:
    """A table for each measure and period in which a number is hidden or, unless said so, small.

    `is_missing_nought` is how a reader guesses: that a total holds nothing of a part that is
    missing. Where all else is known and comes to the total, that is taken as known in any case.
    """
    by_measure: dict[int, dict[Period, list[SeenFigure]]] = defaultdict(lambda: defaultdict(list))
    for figure in picture.world.values():
        if picture.measures[figure.measure].is_count:
            by_measure[figure.measure][figure.period].append(figure)
    touched = {(figure.measure, figure.period) for figure in picture.ours}
    levels = _levels(picture)
    public = {each.key: each.value for each in picture.standing if each.value is not None}
    found = []
    for measure, by_period in by_measure.items():
        tilings = list(_tilings(sorted(by_period)))
        for periods in _together(sorted(by_period), tilings):
            if not any((measure, period) in touched for period in periods):
                continue
            figures = [figure for period in periods for figure in by_period[period]]
            threshold = None if only_with_hidden else picture.measures[measure].threshold
            if _is_of_concern(figures, threshold):
                building = _Building(
                    picture=picture,
                    figures=figures,
                    public=public,
                    measure=measure,
                    periods=periods,
                    tilings=[tiling for tiling in tilings if tiling[0] in periods],
                    levels=levels,
                    is_missing_nought=is_missing_nought,
                )
                found.append(building.table())
    return found


def _is_of_concern(figures: Iterable[SeenFigure], threshold: int | None) -> bool:
    return any(
        figure.is_suppressed
        or (threshold is not None and figure.value is not None and 0 < figure.value < threshold)
        for figure in figures
    )


def _levels(picture: Picture) -> dict[int, int]:
    """How many levels of areas lie inside each: a police force area has none."""

    def level(area: int) -> int:
        return max((1 + level(child) for child in picture.children.get(area, ())), default=0)

    return {area: level(area) for area in picture.areas}


class _Building:
    """One table, from the cells of one measure and some periods."""

    def __init__(
        self,
        *,
        picture: Picture,
        figures: Iterable[SeenFigure],
        public: Mapping[Key, Decimal],
        measure: int,
        periods: Sequence[Period],
        tilings: Sequence[tuple[Period, tuple[Period, ...]]],
        levels: dict[int, int],
        is_missing_nought: bool,
    ) -> None:
        self.picture = picture
        self.measure = measure
        self.periods = tuple(periods)
        self.tilings = tilings
        self.levels = levels
        self.is_missing_nought = is_missing_nought
        self.public = public
        self.cells = {figure.key: self._cell(figure) for figure in figures if _is_counted(figure)}

    def table(self) -> MeasureTable:
        relations = tuple(
            relation
            for total, parts, missing in self._sums()
            if (relation := self._relation(total, parts, missing)) is not None
        )
        threshold = self.picture.measures[self.measure].threshold
        return MeasureTable(self.measure, self.periods, Table(self.cells, relations, threshold))

    def _cell(self, figure: SeenFigure) -> Cell:
        if figure.value is None:
            return Cell(None)
        value = int(figure.value)
        # What was public with this very value stays known, in the version that it corrects.
        is_known = self.public.get(figure.key) == figure.value
        cost = COST_OF_A_LEVEL ** self.levels[figure.area] * (1 + log10(max(value, 1)))
        if figure.category is None:
            cost *= COST_OF_A_TOTAL
        return Cell(value, may_be_hidden=figure.is_ours and not is_known, cost=cost)

    def _sums(self) -> Iterator[tuple[Key, list[Key], int]]:
        """Each total, its parts that are in the table, and how many of its parts are not."""
        for key in self.cells:
            _measure, area, category, period = key
            if category is None:
                used = self.picture.categories_in_use.get((self.measure, period), frozenset())
                yield key, *self._present((area, each, period) for each in sorted(used))
            if area in self.picture.children:
                inside, missing = self.picture.parts_of_area(area, self._is_there(category, period))
                yield key, [(self.measure, each, category, period) for each in inside], len(missing)
            for whole, parts in self.tilings:
                if whole == period:
                    yield key, *self._present((area, category, part) for part in parts)

    def _is_there(self, category: int | None, period: Period) -> Callable[[int], bool]:
        return lambda area: (self.measure, area, category, period) in self.cells

    def _present(self, places: Iterable[tuple[int, int | None, Period]]) -> tuple[list[Key], int]:
        keys = [(self.measure, *place) for place in places]
        present = [key for key in keys if key in self.cells]
        return present, len(keys) - len(present)

    def _relation(self, total: Key, parts: list[Key], missing: int) -> Relation[Key] | None:
        """The sum as far as it is known to hold.

        Figures that contradict each other tell a reader nothing.
        """
        if not parts:
            return None
        known = sum(self.cells[part].value or 0 for part in parts)
        hidden = sum(self.cells[part].value is None for part in parts)
        whole = self.cells[total].value
        is_full = missing == 0 or self.is_missing_nought
        if whole is None:
            return Relation(total, tuple(parts), is_exact=is_full)
        if known + hidden > whole:
            return None
        is_exact = is_full if hidden else known == whole
        return Relation(total, tuple(parts), is_exact=is_exact)


def _is_counted(figure: SeenFigure) -> bool:
    """Whether a cell is a whole number or a hidden one; what nobody gave is in no table."""
    if figure.value is None:
        return figure.is_suppressed
    return figure.value == int(figure.value)


def _tilings(periods: Sequence[Period]) -> Iterator[tuple[Period, tuple[Period, ...]]]:
    """Periods that equally long others make up without a gap: a year of halves or of quarters."""
    by_first: dict[object, list[Period]] = defaultdict(list)
    for period in periods:
        by_first[period.first].append(period)
    for whole in periods:
        for start in by_first[whole.first]:
            if start.last >= whole.last:
                continue
            parts = [start]
            while parts[-1].last < whole.last:
                following = [
                    each
                    for each in periods
                    if each.first > parts[-1].last
                    and each.previous().last == parts[-1].last
                    and each.is_as_long_as(start)
                ]
                if not following:
                    break
                parts.append(following[0])
            if parts[-1].last == whole.last:
                yield whole, tuple(parts)


def _together(
    periods: Sequence[Period], tilings: Iterable[tuple[Period, tuple[Period, ...]]]
) -> list[list[Period]]:
    """The periods in groups, so that those that make up another are with it."""
    group = {period: {period} for period in periods}
    for whole, parts in tilings:
        joined = set().union(group[whole], *(group[part] for part in parts))
        for period in joined:
            group[period] = joined
    return [sorted(found) for found in {id(each): each for each in group.values()}.values()]
