"""A publication's figures among those that stand already, as the rules see them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from ..comparability import Break
from ..periods import Period

Key = tuple[int, int, int | None, Period]
Series = tuple[int, int, int | None]

ESTIMATED = "estimated"
SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class SeenMeasure:
    """`threshold` is the smallest count that may be shown, None where every count may be."""

    name: str
    is_count: bool
    threshold: int | None
    large_change_percent: int
    categories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeenArea:
    name: str
    parent: int | None
    is_police_force: bool


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """A figure as a rule sees it. `is_ours` tells the publication's own from what stands."""

    pk: int
    measure: int
    area: int
    category: int | None
    period: Period
    value: Decimal | None
    status: str
    is_ours: bool
    publication: int
    supersedes: int | None = None
    file: int | None = None

    @property
    def key(self) -> Key:
        return self.measure, self.area, self.category, self.period

    @property
    def series(self) -> Series:
        return self.measure, self.area, self.category

    @property
    def is_estimate(self) -> bool:
        return self.status == ESTIMATED

    @property
    def is_suppressed(self) -> bool:
        return self.status == SUPPRESSED

    @property
    def shown(self) -> str:
        """The value as people read it, or the status as it is kept."""
        if self.value is None:
            return self.status.replace("-", " ")
        text = f"{self.value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)
def _label(period: Period) -> str:
    """Thousands of findings name a handful of periods."""
    return period.label


def _no_breaks(measure: int, area: int) -> Sequence[Break]:
    return ()


@dataclass(frozen=True)
class Picture:
    """Everything that the rules are told.

    `standing` are public or scheduled figures of other publications: those of the same measures
    and periods, and the whole series of each of ours. One that ours corrects is among them.
    """

    ours: Sequence[SeenFigure]
    standing: Sequence[SeenFigure]
    measures: Mapping[int, SeenMeasure]
    areas: Mapping[int, SeenArea]
    categories: Mapping[int, str]
    breaks: Callable[[int, int], Sequence[Break]] = _no_breaks
    replies: Mapping[int, str] = field(default_factory=dict)
    asked: int | None = None
    answered: int | None = None

    @cached_property
    def world(self) -> dict[Key, SeenFigure]:
        """Every cell as it will read once this is public: ours, and around it what stands."""
        cells = {figure.key: figure for figure in self.standing}
        cells.update((figure.key, figure) for figure in self.ours)
        return cells

    @cached_property
    def children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = defaultdict(list)
        for pk, area in self.areas.items():
            if area.parent is not None:
                children[area.parent].append(pk)
        return dict(children)

    @cached_property
    def series(self) -> dict[Series, dict[Period, SeenFigure]]:
        """Each series that ours add to, as it will read, the earliest period first."""
        wanted = {figure.series for figure in self.ours}
        found: dict[Series, dict[Period, SeenFigure]] = defaultdict(dict)
        for figure in sorted(self.world.values(), key=lambda each: each.period):
            if figure.series in wanted:
                found[figure.series][figure.period] = figure
        return dict(found)

    @cached_property
    def categories_in_use(self) -> dict[tuple[int, Period], frozenset[int]]:
        """The categories that a measure is split by in a period, anywhere."""
        used: dict[tuple[int, Period], set[int]] = defaultdict(set)
        for measure, _area, category, period in self.world:
            if category is not None:
                used[measure, period].add(category)
        return {key: frozenset(found) for key, found in used.items()}

    def parts_of_area(
        self, area: int, present: Callable[[int], bool]
    ) -> tuple[list[int], list[int]]:
        """The nearest areas inside that are present and make it up, and those that are missing.

        Where a region is absent, the forces inside it stand for it. What is missing is named at the
        lowest level: a force, not its region.
        """
        found: list[int] = []
        missing: list[int] = []
        waiting = list(self.children.get(area, ()))
        while waiting:
            child = waiting.pop()
            if present(child):
                found.append(child)
            elif child in self.children:
                waiting += self.children[child]
            else:
                missing.append(child)
        return sorted(found), sorted(missing)

    def label(self, figure: SeenFigure) -> str:
        """ "Lancashire, 2017-18, Possession"."""
        parts = [self.areas[figure.area].name, _label(figure.period)]
        if figure.category is not None:
            parts.append(self.categories[figure.category])
        return ", ".join(parts)

    def labels(self, figures: Collection[SeenFigure], *, at_most: int = 5) -> str:
        """Some figures by name and value, and how many more there are."""
        named = [f"{self.label(each)} ({each.shown})" for each in list(figures)[:at_most]]
        more = len(figures) - len(named)
        return "; ".join([*named, f"+{more}"] if more else named)

    def names(self, areas: Collection[int], *, at_most: int = 5) -> str:
        named = [self.areas[area].name for area in list(areas)[:at_most]]
        more = len(areas) - len(named)
        return ", ".join([*named, f"+{more}"] if more else named)
