"""From the database to the angles of a publication, in a number of queries that is fixed.

For the press desk alone: these are figures of publications that may be under embargo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import translation

from stats import clock
from stats.comparability import Break
from stats.comparing import Breaks
from stats.models import (
    Area,
    Category,
    Figure,
    FigureStatus,
    Measure,
    MeasureKind,
    Publication,
    Reply,
)
from stats.periods import Period
from stats.queries import FigureQuerySet
from stats.replies import coverage_of
from stats.versions import corrections_of, figures_of

from .angles import Angle, Corrected, Findings, Picture, Slice, Spot, find_angles
from .facts import KnownFigure, Nouns, Place
from .wording.profiles import CHARITY, Profile

COLUMNS = (
    "pk",
    "measure_id",
    "area_id",
    "category_id",
    "period_start",
    "period_end",
    "value",
    "status",
    "note",
)

Cell = tuple[int, int, int | None]
"""A measure, an area and a category; None for the total."""

Cells = Mapping[Cell, Mapping[Period, KnownFigure]]
Row = tuple[int, int, int, int | None, date, date, Decimal | None, str, str]


def angles_of(publication: Publication, *, profile: Profile = CHARITY) -> list[Angle]:
    """What is new and true in a publication, most newsworthy first."""
    return list(findings_of(publication, profile=profile).angles)


def findings_of(publication: Publication, *, profile: Profile = CHARITY) -> Findings:
    """Its angles, and what could not be said and why. Ten queries, whatever it holds."""
    return find_angles(pictures_of(publication), profile=profile)


def pictures_of(publication: Publication) -> list[Picture]:
    """One picture for each measure that the publication has totals of, by the measure's name."""
    shown = figures_of(publication)
    own = cells_of(shown.order_by("pk").values_list(*COLUMNS))
    measures = Measure.objects.in_bulk({measure for measure, _area, _category in own})
    known = cells_of(_public_figures(publication, measures).values_list(*COLUMNS))
    cells = {cell: {**known.get(cell, {}), **own.get(cell, {})} for cell in {**known, **own}}
    spots = spots_of(Area.objects.all())
    labels = dict(Category.objects.filter(measure__in=measures).values_list("pk", "name_in_prose"))
    breaks = Breaks.of(measures)
    covered = coverage_of(publication)
    replies = _replies(publication)
    corrected = _corrections(publication)
    pictures = []
    for measure in sorted(measures.values(), key=lambda one: (one.name, one.pk)):
        period = _latest_period(own, measure)
        if period is None:
            continue
        pictures.append(
            Picture(
                measure=f"{measure.name} ({measure.noun_plural})",
                nouns=Nouns(measure.noun_singular, measure.noun_plural),
                period=period,
                spots=spots,
                series=series_of(cells, measure, period),
                slices=_slices(cells, measure, period, labels),
                corrections=corrected.get(measure.pk, ()),
                breaks=breaks_of(breaks, measure),
                replies=replies,
                asked=None if covered is None else covered.asked,
                answered=None if covered is None else covered.answered,
                is_count=measure.kind == MeasureKind.COUNT,
            )
        )
    return pictures


def _public_figures(publication: Publication, measures: Iterable[int]) -> FigureQuerySet:
    """What else is public of the measures at the clock's moment."""
    return (
        Figure.objects.visible_at(clock.moment())
        .filter(measure__in=list(measures))
        .exclude(publication=publication)
        .order_by("pk")
    )


def cells_of(rows: Iterable[Row]) -> Cells:
    """Figures by their cell and period, as sentences see them. The last of two stands."""
    found: dict[Cell, dict[Period, KnownFigure]] = defaultdict(dict)
    periods: dict[tuple[date, date], Period] = {}
    with translation.override("en-gb"):
        reasons = {status.value: str(status.label) for status in FigureStatus}
    for pk, measure, area, category, first, last, value, status, note in rows:
        period = periods.setdefault((first, last), Period(first, last))
        reason = "" if value is not None else reasons[status]
        if note and value is None:
            reason = f"{reason} ({note})"
        found[measure, area, category][period] = KnownFigure(
            figure_id=pk,
            period=period,
            value=value,
            reason=reason,
            is_estimate=status == FigureStatus.ESTIMATED,
            is_suppressed=status == FigureStatus.SUPPRESSED,
        )
    return found


def spots_of(areas: Iterable[Area]) -> dict[int, Spot]:
    """Areas by their primary keys, as angles see them."""
    return {
        area.pk: Spot(
            area.pk,
            Place(area.name, area.name_in_prose, area.level, area.body_name),
            area.parent_id,
        )
        for area in areas
    }


def series_of(cells: Cells, measure: Measure, period: Period) -> dict[int, list[KnownFigure]]:
    """Each area's totals that end no later than the period, the earliest first."""
    found = {}
    for (measure_id, area, category), by_period in cells.items():
        if measure_id == measure.pk and category is None:
            known = [one for one in by_period.values() if one.period.last <= period.last]
            found[area] = sorted(known, key=lambda one: (one.period.last, one.period.first))
            # Of two that end on one day, that of the period itself is the one to be told of.
            found[area].sort(key=lambda one: one.period == period)
    return found


def breaks_of(breaks: Breaks, measure: Measure) -> Callable[[int], Sequence[Break]]:
    """The breaks of one measure, by area."""
    return lambda area: breaks.holding(measure.pk, area)


def _latest_period(own: Cells, measure: Measure) -> Period | None:
    """The latest period of a total; of two that end on one day the longer, as for releases."""
    periods = {
        period
        for (measure_id, _area, category), by_period in own.items()
        if measure_id == measure.pk and category is None
        for period in by_period
    }
    return max(periods, key=lambda one: (one.last, -one.first.toordinal()), default=None)


def _slices(
    cells: Cells, measure: Measure, period: Period, labels: Mapping[int, str]
) -> dict[int, list[Slice]]:
    """Each area's categories of the period, each with its latest earlier figure of that length."""
    found: dict[int, list[Slice]] = defaultdict(list)
    for (measure_id, area, category), by_period in sorted(
        cells.items(), key=lambda item: (item[0][1], item[0][2] or 0)
    ):
        if measure_id != measure.pk or category is None or period not in by_period:
            continue
        earlier = [one for one in by_period.values() if one.period.is_comparable_with(period)]
        before = [one for one in earlier if one.period < period]
        previous = max(before, key=lambda one: one.period, default=None)
        found[area].append(Slice(labels[category], by_period[period], previous))
    return dict(found)


def _replies(publication: Publication) -> dict[int, str]:
    """Where each force's request stands; a correction rests on those of the versions before it."""
    replies = Reply.objects.filter(
        Q(publication__slug=publication.slug, publication__version__lte=publication.version)
    ).order_by("publication__version")
    return dict(replies.values_list("area_id", "state"))


def _corrections(publication: Publication) -> dict[int, list[Corrected]]:
    """What this version corrects, by measure."""
    found: dict[int, list[Corrected]] = defaultdict(list)
    for figure in corrections_of(publication):
        old = figure.supersedes
        if old is None:
            continue
        category = "" if figure.category is None else figure.category.name_in_prose
        found[figure.measure_id].append(
            Corrected(figure.area_id, category, _told(old), _told(figure, reason=figure.note))
        )
    return dict(found)


def _told(figure: Figure, *, reason: str = "") -> KnownFigure:
    with translation.override("en-gb"):
        status = "" if figure.has_value else str(figure.get_status_display())
    return KnownFigure(figure.pk, figure.period, figure.value, status or reason)
