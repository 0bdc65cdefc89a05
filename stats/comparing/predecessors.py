"""For many figures at once, the earlier figure that each of them compares with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ..comparability import Refusal
from ..comparison import Comparison
from ..models import Figure, Measure, Publication
from ..periods import Period
from .breaks import Breaks, NotComparable
from .pairs import compare


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The figure before another one, and the change since then or why none may be stated."""

    figure: Figure | None
    change: Comparison | NotComparable


def previous_of(
    figures: Iterable[Figure],
    *,
    among: Publication | None = None,
    moment: datetime | None = None,
    breaks: Breaks | None = None,
) -> dict[int, Predecessor]:
    """For each figure, by its primary key, the latest earlier one that it compares with.

    Four queries, however many figures. Looks among what is visible at the moment (by default the
    clock's) and, for a publication that is not public yet, among its own figures as well: they
    come before those that they correct. A time that is not comparable is passed over. A break is
    not, nor a figure without a value: the predecessor is then the one that was refused.
    """
    figures = list(figures)
    measures = Measure.objects.in_bulk({figure.measure_id for figure in figures})
    for figure in figures:
        figure.measure = measures[figure.measure_id]
    if breaks is None:
        breaks = Breaks.of(measures)
    series = _series_of(figures, among=among, moment=moment)
    earlier = {figure.pk: _candidate(figure, series[_cell(figure)], breaks) for figure in figures}
    wanted = {pk for pk in earlier.values() if pk is not None}
    found = Figure.objects.for_display().in_bulk(wanted)
    return {
        figure.pk: _predecessor(figure, found.get(earlier[figure.pk] or 0), breaks)
        for figure in figures
    }


def predecessor_among(figure: Figure, earlier: Iterable[Figure], *, breaks: Breaks) -> Predecessor:
    """previous_of() for one figure and those of its cell at hand, with their measures. No query."""
    latest_first = sorted(earlier, key=lambda each: each.period_end, reverse=True)
    by_pk = {each.pk: each for each in latest_first}
    chosen = _candidate(figure, [(each.period, each.pk) for each in latest_first], breaks)
    return _predecessor(figure, None if chosen is None else by_pk[chosen], breaks)


_Cell = tuple[int, int, int | None]


def _cell(figure: Figure) -> _Cell:
    return figure.measure_id, figure.area_id, figure.category_id


def _series_of(
    figures: list[Figure], *, among: Publication | None, moment: datetime | None
) -> dict[_Cell, list[tuple[Period, int]]]:
    """The periods and primary keys of each cell's earlier figures, the latest first."""
    series: dict[_Cell, dict[Period, int]] = defaultdict(dict)
    if figures:
        visible = Q(pk__in=Figure.objects.visible_at(moment).values("pk"))
        earlier = Figure.objects.filter(
            visible if among is None else visible | Q(publication=among),
            measure__in={figure.measure_id for figure in figures},
            area__in={figure.area_id for figure in figures},
            period_end__lt=max(figure.period_start for figure in figures),
        )
        rows = earlier.order_by("-period_end", "pk").values_list(
            "pk", "publication_id", "measure_id", "area_id", "category_id", "period_start",
            "period_end",
        )  # fmt: skip
        for pk, publication_id, measure_id, area_id, category_id, first, last in rows:
            periods = series[measure_id, area_id, category_id]
            if among is not None and publication_id == among.pk:
                periods[Period(first, last)] = pk
            else:
                periods.setdefault(Period(first, last), pk)
    return defaultdict(list, {cell: list(found.items()) for cell, found in series.items()})


def _candidate(figure: Figure, series: list[tuple[Period, int]], breaks: Breaks) -> int | None:
    """The primary key of the latest one that no break keeps apart, or the latest of all."""
    period = figure.period
    holding = breaks.holding(figure.measure_id, figure.area_id)
    latest = None
    for earlier, pk in series:
        if earlier.last >= period.first or not earlier.is_as_long_as(period):
            continue
        latest = latest or pk
        if not any(broken.parts(earlier, period) for broken in holding):
            return pk
        if any(broken.parts_all_earlier(earlier, period) for broken in holding):
            break
    return latest


def _predecessor(figure: Figure, earlier: Figure | None, breaks: Breaks) -> Predecessor:
    if earlier is None:
        reason = _("There is no earlier figure over as long a period.")
        return Predecessor(None, NotComparable(reason, Refusal.ALONE))
    return Predecessor(earlier, compare(earlier, figure, breaks=breaks))
