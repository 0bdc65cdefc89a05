"""Under the table of areas: the change over the police force areas that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..comparability import Refusal
from ..comparing import Breaks, LeftOut, NotComparable, change_over_areas
from ..models import Area, Figure, FigureStatus, Measure
from .sentences import over_police_forces
from .series import PeriodPage

FEWEST = 2  # areas that make a total
NAMED_AT_ONCE = 5  # areas left out; more are behind a line that opens


@dataclass(frozen=True)
class LeftOutTogether:
    """Areas that are left out for one reason."""

    names: str
    reason: str


@dataclass(frozen=True)
class OverForces:
    """The sentence with the areas that it leaves out, or why there is none."""

    text: str = ""
    why: str = ""
    left_out: tuple[LeftOutTogether, ...] = ()
    left_out_count: int = 0

    @property
    def is_long(self) -> bool:
        return self.left_out_count > NAMED_AT_ONCE


def over_forces(measure: Measure, page: PeriodPage, breaks: Breaks) -> OverForces | None:
    """The change since the period before; None where there is nothing to add up.

    Three queries, however many areas and periods there are.
    """
    if page.before is None:
        return None
    found = change_over_areas(
        measure=measure,
        areas=Area.objects.police_forces(),
        older=page.before,
        newer=page.period,
        breaks=breaks,
    )
    if isinstance(found.change, NotComparable):
        is_silent = found.change.refusal is Refusal.MISSING or _forces_on(page) < FEWEST
        return None if is_silent else OverForces(why=found.change.reason)
    if len(found.covered) < FEWEST:
        return None
    sentence = over_police_forces(
        found.change, areas=len(found.covered), older=page.before, newer=page.period
    )
    return OverForces(
        text=" ".join(filter(None, (sentence, _how_known(found.figures)))),
        left_out=_by_reason(found.left_out),
        left_out_count=len(found.left_out),
    )


def _forces_on(page: PeriodPage) -> int:
    return sum(row.figure.area.is_police_force_area for row in page.rows)


def _how_known(figures: Iterable[Figure]) -> str:
    statuses = {figure.status for figure in figures}
    match FigureStatus.PROVISIONAL in statuses, FigureStatus.ESTIMATED in statuses:
        case True, True:
            return _("Some of these figures are provisional, and some estimated.")
        case True, False:
            return _("Some of these figures are provisional.")
        case False, True:
            return _("Some of these figures are estimated.")
    return ""


def _by_reason(left_out: Iterable[LeftOut]) -> tuple[LeftOutTogether, ...]:
    names: dict[str, list[str]] = {}
    for left in left_out:
        names.setdefault(left.reason, []).append(left.area.name)
    return tuple(LeftOutTogether(", ".join(each), reason) for reason, each in names.items())
