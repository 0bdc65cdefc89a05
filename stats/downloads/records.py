"""A figure as a row: the columns of every file, what they mean, and the rows one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import translation

from ..models import Area, Category, FigureStatus, Measure, Publication, Source
from ..periods import Period
from ..queries import FigureQuerySet

ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Column:
    """A column: its name in every file, what it holds, and its type in the words of CSVW."""

    name: str
    meaning: str
    datatype: str = "string"


COLUMNS = (
    Column("measure", "What is counted, by its name in addresses."),
    Column("area_code", "The area, by its code of the Government Statistical Service (GSS)."),
    Column("area", "The name of the area."),
    Column("category", "The part of the total, by its name in addresses; empty for the total."),
    Column("category_name", "The name of the part; empty for the total."),
    Column("period", "The period as people call it."),
    Column("period_start", "Its first day.", "date"),
    Column("period_end", "Its last day, which belongs to it.", "date"),
    Column("value", "The figure; empty where there is none, which is never nought.", "decimal"),
    Column("status", "How the value is known, or why there is none."),
    Column("note", "What has to be known of this very figure."),
    Column("source", "Where it comes from."),
    Column("publication", "The publication it came out with, by its name in addresses."),
    Column("version", "The version of that publication.", "integer"),
)
KEY = ("measure", "area_code", "category", "period_start", "period_end")
NAMES = tuple(column.name for column in COLUMNS)

FIELDS = (
    *("measure_id", "area_id", "category_id", "period_start", "period_end", "value", "status"),
    *("note", "source_id", "publication_id"),
)

# As the index lies, so that nothing has to be sorted before the first row; the total first.
ORDER = (
    *("measure_id", "area_id", "-period_end"),
    F("category_id").asc(nulls_first=True),
    *("period_start", "pk"),
)


def records(figures: FigureQuerySet) -> Iterator[tuple[object, ...]]:
    """The figures in the order of COLUMNS, by area and the newest period first.

    Read through a cursor of the database, a few thousand at a time, and joined to their names here:
    memory stays flat, and the first row is there at once. A transaction stays open meanwhile, so
    that all rows are of one state.
    """
    with transaction.atomic(), translation.override("en-gb"):
        measures = dict(Measure.objects.values_list("pk", "slug"))
        areas = _pairs(Area.objects.values_list("pk", "gss_code", "name"))
        categories: dict[int | None, tuple[object, object]] = {None: ("", "")}
        categories.update(_pairs(Category.objects.values_list("pk", "slug", "name")))
        publications = _pairs(Publication.objects.values_list("pk", "slug", "version"))
        sources: dict[int | None, str] = {None: ""}
        sources.update((source.pk, str(source)) for source in Source.objects.iterator())
        statuses = {status: str(FigureStatus(status).label) for status in FigureStatus.values}
        rows = figures.order_by(*ORDER).values_list(*FIELDS)
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            measure, area, category, first, last, value, status, note, source, publication = row
            yield (
                measures[measure],
                *areas[area],
                *categories[category],
                Period(first, last).label,
                first,
                last,
                value,
                statuses[status],
                note,
                sources[source],
                *publications[publication],
            )


def _pairs(rows: Iterable[tuple[int, object, object]]) -> dict[int | None, tuple[object, object]]:
    return {pk: (first, second) for pk, first, second in rows}
