"""What a page of statistics shows, read in a number of queries that does not grow.

Every query goes through visible_at(), and none reads more rows than the page has places for: the
figures of one period a page at a time, or those of one area over all its periods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Value, When
from django.utils.translation import gettext as _

from ..charts.points import Point
from ..comparing import Breaks, NotComparable, compare
from ..comparison import Comparison
from ..models import Area, AreaLevel, BreakKind, Figure, Measure, SeriesBreak
from ..periods import Period, spoken_day
from ..queries import FigureQuerySet
from .showing import point

ROWS_ON_A_PAGE = 60
MOST_PLACES_IN_A_GAP = 20

WIDEST_FIRST = Case(
    *(When(level=level, then=Value(rank)) for rank, level in enumerate(AreaLevel.values)),
    output_field=IntegerField(),
)
AREA_WIDEST_FIRST = Case(
    *(When(area__level=level, then=Value(rank)) for rank, level in enumerate(AreaLevel.values)),
    output_field=IntegerField(),
)
ORDERS = {
    "area": (AREA_WIDEST_FIRST, "area__name", "area_id"),
    "most": (F("value").desc(nulls_last=True), "area__name", "area_id"),
    "fewest": (F("value").asc(nulls_last=True), "area__name", "area_id"),
}


@dataclass(frozen=True)
class Row:
    """A figure of the period shown, the one before it, and the change or why it is not stated."""

    figure: Figure
    older: Figure | None
    change: Comparison | NotComparable | None


@dataclass(frozen=True)
class PeriodPage:
    """The figures of one period, one page of them. `before` and `after` are the periods beside."""

    period: Period
    rows: tuple[Row, ...]
    before: Period | None
    after: Period | None
    number: int
    has_more: bool


def standing(measure: Measure) -> FigureQuerySet:
    """The totals of a measure that stand at the clock's moment."""
    return Figure.objects.visible_at().totals().filter(measure=measure)


def latest_period(figures: FigureQuerySet) -> Period | None:
    """The period that ends last; of several that do, the longest."""
    first = figures.order_by("-period_end", "period_start").values_list(
        "period_start", "period_end"
    )[:1]
    return next((Period(*days) for days in first), None)


def area_in_front(measure: Measure) -> Area | None:
    """The widest area that the measure has figures for, if none beside it is as wide."""
    figures = standing(measure).filter(area=OuterRef("pk")).order_by()
    found = list(
        Area.objects.filter(Exists(figures))
        .annotate(rank=WIDEST_FIRST)
        .order_by("rank", "name")[:2]
    )
    if not found or (len(found) == 2 and found[0].level == found[1].level):
        return None
    return found[0]


def page_of_period(
    measure: Measure, period: Period, *, order: str, number: int, breaks: Breaks
) -> PeriodPage:
    """One page of a period's figures, each with its change since the period before."""
    figures = standing(measure)
    inside = figures.filter(period_start=period.first, period_end=period.last)
    first = (number - 1) * ROWS_ON_A_PAGE
    found = list(
        inside.select_related("area", "source").order_by(*ORDERS[order])[
            first : first + ROWS_ON_A_PAGE + 1
        ]
    )
    before = _neighbour(figures, period, is_later=False)
    shown = found[:ROWS_ON_A_PAGE]
    older = _older(figures, before, shown) if before is not None else {}
    for figure in (*shown, *older.values()):
        figure.measure = measure
    return PeriodPage(
        period=period,
        rows=tuple(_row(figure, older.get(figure.area_id), breaks) for figure in shown),
        before=before,
        after=_neighbour(figures, period, is_later=True),
        number=number,
        has_more=len(found) > ROWS_ON_A_PAGE,
    )


def _row(figure: Figure, older: Figure | None, breaks: Breaks) -> Row:
    change = None if older is None else compare(older, figure, breaks=breaks)
    return Row(figure, older, change)


def _neighbour(figures: FigureQuerySet, period: Period, *, is_later: bool) -> Period | None:
    """The nearest period on one side that shares no day with this one and is as long."""
    if is_later:
        beside = figures.filter(period_start__gt=period.last).order_by("period_end", "period_start")
    else:
        beside = figures.filter(period_end__lt=period.first).order_by("-period_end", "period_start")
    days = beside.values_list("period_start", "period_end")[:1]
    return next((Period(*found) for found in days), None)


def _older(figures: FigureQuerySet, period: Period, shown: Sequence[Figure]) -> dict[int, Figure]:
    found = figures.filter(
        period_start=period.first,
        period_end=period.last,
        area__in=[figure.area_id for figure in shown],
    ).select_related("source")
    return {figure.area_id: figure for figure in found}


def totals_of(measure: Measure, area: Area) -> list[Figure]:
    """An area's totals over all its periods, the newest first."""
    found = list(
        standing(measure)
        .filter(area=area)
        .select_related("source", "publication")
        .order_by("-period_end", "period_start")
    )
    for figure in found:
        figure.measure, figure.area = measure, area
    return found


def categories_of(measure: Measure, area: Area, period: Period) -> list[Figure]:
    """How an area's total of a period was split, in the order that staff chose."""
    found = list(
        Figure.objects.visible_at()
        .filter(
            measure=measure,
            area=area,
            category__isnull=False,
            period_start=period.first,
            period_end=period.last,
        )
        .select_related("category", "source", "publication")
        .order_by("category__position", "category__name")
    )
    for figure in found:
        figure.measure, figure.area = measure, area
    return found


def on_tiles(measure: Measure, period: Period, codes: Sequence[str]) -> list[Figure]:
    """The totals of the areas with these GSS codes, for a map."""
    return list(
        standing(measure)
        .filter(period_start=period.first, period_end=period.last, area__gss_code__in=codes)
        .select_related("area", "source")
        .order_by("area__name")
    )


def comparable_series(totals: Sequence[Figure]) -> list[Figure]:
    """Of an area's totals, given newest first, those that make a series; the oldest first.

    They are as long as the newest, and no two of them share a day.
    """
    series: list[Figure] = []
    for figure in totals:
        if not series or (
            figure.period.is_as_long_as(series[0].period)
            and figure.period_end < series[-1].period_start
        ):
            series.append(figure)
    return series[::-1]


def points_of(series: Sequence[Figure], measure: Measure, breaks: Breaks) -> list[Point]:
    """A series as a chart draws it: a place for each period, also for those without a figure."""
    if not series:
        return []
    points = [point(series[0], measure, label=series[0].period.label)]
    for older, newer in pairwise(series):
        points += [Point(period.label, None, "no figure") for period in _between(older, newer)]
        is_parted = breaks.between(measure.pk, newer.area_id, older.period, newer.period)
        points.append(
            point(newer, measure, label=newer.period.label, starts_anew=is_parted is not None)
        )
    return points


def _between(older: Figure, newer: Figure) -> list[Period]:
    """The periods that have no figure between two that have, the oldest first."""
    missing: list[Period] = []
    period = newer.period.previous()
    while period.first > older.period_end and len(missing) < MOST_PLACES_IN_A_GAP:
        missing.append(period)
        period = period.previous()
    return missing[::-1]


@dataclass(frozen=True)
class BreakShown:
    """A break in a series, as a page tells it."""

    when: str
    what: str
    place: str
    reason: str


def breaks_of_an_area(
    measure: Measure, area: Area, breaks: Breaks, *, until: date
) -> list[BreakShown]:
    """Every break that holds for an area's figures up to the last day of them, newest first."""
    found = (one for one in breaks.holding(measure.pk, area.pk) if one.starts_on <= until)
    holding = sorted(found, key=lambda one: one.starts_on)
    return [
        _shown(str(BreakKind(one.kind).label), one.starts_on, one.ends_on, one.place, one.reason)
        for one in holding[::-1]
    ]


def breaks_of_a_measure(measure: Measure) -> list[BreakShown]:
    """Every break that a measure's public figures reach, wherever it holds, the newest first."""
    visible = SeriesBreak.objects.visible_at().filter(measure=measure)
    return [
        _shown(
            str(entry.get_kind_display()),
            entry.starts_on,
            entry.ends_on,
            entry.area.name_in_prose if entry.area else "",
            entry.reason,
        )
        for entry in visible.select_related("area").order_by("-starts_on", "-pk")
    ]


def _shown(what: str, first: date, last: date | None, place: str, reason: str) -> BreakShown:
    when = spoken_day(first)
    if last is not None:
        when = _("%(first)s to %(last)s") % {"first": when, "last": spoken_day(last)}
    return BreakShown(when, what, place, reason)
