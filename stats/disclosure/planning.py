"""Which figures of a publication to suppress, for whose sake, and what stands against it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..consistency.picture import Key, Picture, SeenFigure
from .table import Contradiction
from .tables import MeasureTable, tables_of

if TYPE_CHECKING:
    from .choosing import Plan


@dataclass(frozen=True)
class Hiding:
    """A figure to suppress: small itself or, as a second one, to protect a small one."""

    figure: SeenFigure
    protects: SeenFigure | None = None

    @property
    def is_primary(self) -> bool:
        return self.protects is None


@dataclass(frozen=True)
class Narrowed:
    """A small figure of which readers learn more than that it is small: it is from low to high."""

    figure: SeenFigure
    low: int
    high: int | None


@dataclass(frozen=True)
class Suppression:
    """What to hide in a publication.

    `exposed` can be worked out whatever is hidden. `contradictory` are tables whose sums do not
    hold, so that nothing can be proved of them.
    """

    hidings: tuple[Hiding, ...]
    narrowed: tuple[Narrowed, ...]
    exposed: tuple[SeenFigure, ...]
    contradictory: tuple[MeasureTable, ...]


class NotProved(RuntimeError):
    """The attack found what the choice had promised to protect: nothing may be suppressed so."""


def suppression_of(picture: Picture) -> Suppression:
    """Choose what to hide in every table of the picture, and prove it by attacking the outcome.

    Raises NotProved if the attack finds a hidden figure that was not said to be exposed.
    """
    from .choosing import choose  # 50 MB of solver, for whoever has need of it

    hidings: list[Hiding] = []
    narrowed: list[Narrowed] = []
    exposed: list[SeenFigure] = []
    contradictory: list[MeasureTable] = []
    for found in tables_of(picture):
        try:
            plan = choose(found.table)
        except Contradiction:
            contradictory.append(found)
            continue
        _prove(found, plan)
        seen = picture.world
        hidings += [Hiding(seen[key]) for key in plan.primary]
        hidings += [Hiding(seen[key], seen[other]) for key, other in plan.secondary.items()]
        narrowed += [Narrowed(seen[key], *interval) for key, interval in plan.narrowed.items()]
        exposed += [seen[key] for key in plan.exposed if seen[key].is_ours]
    return Suppression(
        hidings=tuple(sorted(hidings, key=lambda each: _in_order(picture, each.figure))),
        narrowed=tuple(sorted(narrowed, key=lambda each: _in_order(picture, each.figure))),
        exposed=tuple(sorted(exposed, key=lambda each: _in_order(picture, each))),
        contradictory=tuple(contradictory),
    )


def _prove(found: MeasureTable, plan: Plan[Key]) -> None:
    from .attack import worked_out

    table = found.table
    shown = {key: value for key, value in table.shown.items() if key not in plan.hidden}
    known = worked_out(table.relations, shown, [*table.hidden, *plan.hidden])
    if not known <= plan.exposed:
        raise NotProved(f"{len(known - plan.exposed)} hidden figures can be worked out.")


def _in_order(picture: Picture, figure: SeenFigure) -> tuple[object, ...]:
    area = picture.areas[figure.area]
    return figure.measure, figure.period, area.name, figure.category or 0


def notes_that_give_away(hidings: Iterable[Hiding], notes: dict[int, str]) -> list[SeenFigure]:
    """The figures whose note says the very number that is to be hidden."""
    found = []
    for hiding in hidings:
        figure = hiding.figure
        numbers = re.findall(r"\d[\d,]*", notes.get(figure.pk, ""))
        if figure.value is not None and any(
            number.replace(",", "").rstrip(".") == f"{figure.value.normalize():f}"
            for number in numbers
        ):
            found.append(figure)
    return found
