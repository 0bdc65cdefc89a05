"""The figures around a chosen one: the same place over time, or other places in its period.

Tables and charts on a page are kept as one chosen figure and a direction, so that they follow
corrections and new figures by themselves.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Figure
from ..queries import FigureQuerySet

PERIODS_SHOWN = 12


class Across(StrEnum):
    """Which way a table or chart goes from the figure that was chosen."""

    PERIODS = "periods"
    NEIGHBOURS = "neighbours"
    LEVEL = "level"


@dataclass(frozen=True)
class Series:
    """A chosen figure, and which way the table or chart goes from it."""

    chosen: Figure
    across: Across

    def holds(self, figure: Figure) -> bool:
        """Whether a figure is one of those shown, so far as their number allows."""
        chosen = self.chosen
        if (figure.measure_id, figure.category_id) != (chosen.measure_id, chosen.category_id):
            return False
        if self.across is Across.PERIODS:
            # On one grid: years to March and years to December of one place are two series.
            is_on_its_grid = figure.period.intervals_since(chosen.period) is not None
            return figure.area_id == chosen.area_id and is_on_its_grid
        if figure.period != chosen.period or figure.area.level != chosen.area.level:
            return False
        return self.across is Across.LEVEL or figure.area.parent_id == chosen.area.parent_id

    @property
    def wanted(self) -> Q:
        """A condition that every figure of the series meets; `holds` makes it exact."""
        chosen = self.chosen
        same = Q(measure=chosen.measure_id)
        same &= (
            Q(category__isnull=True)
            if chosen.category_id is None
            else Q(category=chosen.category_id)
        )
        if self.across is Across.PERIODS:
            return same & Q(area=chosen.area_id)
        same &= Q(period_start=chosen.period_start, period_end=chosen.period_end)
        same &= Q(area__level=chosen.area.level)
        return same if self.across is Across.LEVEL else same & Q(area__parent=chosen.area.parent_id)

    @property
    def title(self) -> str:
        """What a table or chart of it is called."""
        chosen = self.chosen
        what = chosen.measure.name
        if chosen.category is not None:
            what = f"{what}: {chosen.category.name}"
        if self.across is Across.PERIODS:
            return _("%(what)s, %(area)s") % {"what": what, "area": chosen.area.name}
        return _("%(what)s, %(period)s") % {"what": what, "period": chosen.period.label}


def standing_series(series: Iterable[Series]) -> dict[Series, list[Figure]]:
    """The figures that stand for each series, in the order they are read: one query for all.

    Over time the latest few periods, the oldest first; places by name. A figure without a value is
    among them with its reason: a gap that is left out reads as though nothing were missing.
    """
    wanted = list(series)
    if not wanted:
        return {}
    condition = reduce(operator.or_, (each.wanted for each in wanted))
    figures: FigureQuerySet = Figure.objects.visible_at().filter(condition).for_display()
    found = list(figures.order_by("period_start", "area__name", "pk"))
    return {each: _of(each, found) for each in wanted}


def _of(series: Series, found: list[Figure]) -> list[Figure]:
    held = [figure for figure in found if series.holds(figure)]
    return held[-PERIODS_SHOWN:] if series.across is Across.PERIODS else held
