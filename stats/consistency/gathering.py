"""From the database to the picture that the rules judge, in a number of queries that is fixed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from ..comparing import Breaks
from ..models import Area, Category, Figure, Measure, MeasureKind, Publication, Reply
from ..periods import Period
from ..replies import coverage_of
from .picture import Picture, SeenArea, SeenFigure, SeenMeasure

COLUMNS = (
    "id",
    "measure_id",
    "area_id",
    "category_id",
    "period_start",
    "period_end",
    "value",
    "status",
    "publication_id",
    "supersedes_id",
    "file_id",
)

# What is public or scheduled elsewhere of the same measures and periods, and the whole series of
# every cell here. Each condition is looked up in a hash of its own, however many rows there are.
STANDING = """
WITH ours AS MATERIALIZED (
    SELECT measure_id, area_id, COALESCE(category_id, 0) AS category, period_start, period_end
    FROM stats_figure WHERE publication_id = %(publication)s
)
SELECT standing.id, standing.measure_id, standing.area_id, standing.category_id,
       standing.period_start, standing.period_end, standing.value, standing.status,
       standing.publication_id, standing.supersedes_id, standing.file_id
FROM stats_figure standing
WHERE standing.public_from IS NOT NULL AND standing.superseded_at IS NULL
  AND standing.publication_id <> %(publication)s
  AND standing.measure_id IN (SELECT measure_id FROM ours)
  AND ((standing.measure_id, standing.period_start, standing.period_end)
         IN (SELECT measure_id, period_start, period_end FROM ours)
    OR (standing.measure_id, standing.area_id, COALESCE(standing.category_id, 0))
         IN (SELECT measure_id, area_id, category FROM ours))
"""


def picture_of(publication: Publication) -> Picture:
    """A publication's figures among those that stand, with all that the rules ask for."""
    periods: dict[tuple[date, date], Period] = {}
    rows = Figure.objects.filter(publication=publication).order_by("pk").values_list(*COLUMNS)
    ours = [_seen(row, periods, is_ours=True) for row in rows.iterator(chunk_size=10_000)]
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"publication": publication.pk})
        standing = [_seen(row, periods, is_ours=False) for row in cursor]
    measure_ids = {figure.measure for figure in ours}
    categories = _categories(measure_ids)
    coverage = coverage_of(publication)
    return Picture(
        ours=ours,
        standing=standing,
        measures=_measures(measure_ids, categories),
        areas={
            pk: SeenArea(name, parent, bool(body))
            for pk, name, parent, body in Area.objects.values_list(
                "pk", "name", "parent_id", "body_name"
            )
        },
        categories={pk: name for pk, _measure, name in categories},
        breaks=Breaks.of(measure_ids).holding,
        replies=_replies(publication),
        asked=None if coverage is None else coverage.asked,
        answered=None if coverage is None else coverage.answered,
    )


def _seen(
    row: tuple[Any, ...], periods: dict[tuple[date, date], Period], *, is_ours: bool
) -> SeenFigure:
    pk, measure, area, category, first, last, value, status, publication, supersedes, file = row
    period = periods.get((first, last))
    if period is None:
        period = periods[first, last] = Period(first, last)
    amount: Decimal | None = value
    return SeenFigure(
        pk=pk,
        measure=measure,
        area=area,
        category=category,
        period=period,
        value=amount,
        status=status,
        is_ours=is_ours,
        publication=publication,
        supersedes=supersedes,
        file=file,
    )


def _categories(measure_ids: Iterable[int]) -> list[tuple[int, int, str]]:
    return list(
        Category.objects.filter(measure__in=measure_ids).values_list("pk", "measure_id", "name")
    )


def _measures(
    measure_ids: Iterable[int], categories: Iterable[tuple[int, int, str]]
) -> dict[int, SeenMeasure]:
    of_measure: dict[int, list[int]] = defaultdict(list)
    for pk, measure, _name in categories:
        of_measure[measure].append(pk)
    return {
        measure.pk: SeenMeasure(
            name=measure.name,
            is_count=measure.kind == MeasureKind.COUNT,
            threshold=measure.suppression_threshold,
            large_change_percent=measure.large_change_percent,
            categories=tuple(of_measure[measure.pk]),
        )
        for measure in Measure.objects.filter(pk__in=measure_ids)
    }


def _replies(publication: Publication) -> dict[int, str]:
    """Where each force's request stands; a correction rests on those of the versions before it."""
    replies = Reply.objects.filter(
        publication__slug=publication.slug, publication__version__lte=publication.version
    ).order_by("publication__version")
    return dict(replies.values_list("area_id", "state"))
