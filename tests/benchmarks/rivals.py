"""Other ways of bringing the same file of figures into the same tables, for `make bench`.

Both are given what they cannot do by themselves: the measure, the publication and the sources are
there. Neither says what is new, changed or refused, and neither keeps the file.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

from django.db import connection

COLUMNS = (
    *("publication_id", "measure_id", "area_id", "period_start", "period_end", "value", "status"),
    *("source_id", "note", "added_at", "cell"),
)


class Rival:
    """A database made ready for a file: its measure, a publication and its sources."""

    def __init__(self, measure: Any) -> None:
        from stats.models import Area, Publication, Source

        self.measure = measure
        self.publication = Publication.objects.create(slug="benchmark", title="Benchmark")
        areas = Area.objects.police_forces()
        self.areas = {area.gss_code: area for area in areas}
        self.sources = {
            code: Source.objects.create(reference=f"reply {code}") for code in self.areas
        }


def copied(path: Path, measure: Any) -> float:
    """Seconds that COPY takes for the rows, which are ready to be sent: nothing is read or checked.

    PostgreSQL does for each row what it does for an import's: its indexes, triggers and keys.
    """
    rival = Rival(measure)
    with path.open(newline="", encoding="utf-8") as file:
        rows = [_ready(row, number, rival) for number, row in enumerate(csv.DictReader(file), 2)]
    started = time.perf_counter()
    with connection.cursor() as cursor:
        names = ", ".join(COLUMNS)
        with cursor.copy(f"COPY stats_figure ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would do
    return time.perf_counter() - started


def _ready(row: dict[str, str], number: int, rival: Rival) -> tuple[object, ...]:
    code = row["area_gss_code"]
    return (
        rival.publication.pk,
        rival.measure.pk,
        rival.areas[code].pk,
        row["period_start"],
        row["period_end"],
        row["value"],
        row["status"],
        rival.sources[code].pk,
        row["note"],
        "now",
        f"F{number}",
    )


def by_django_import_export(path: Path, measure: Any) -> float:
    """Seconds that django-import-export's bulk path takes, its foreign keys looked up but once."""
    from import_export import fields, resources
    from import_export.widgets import CachedForeignKeyWidget, DateWidget
    from tablib import Dataset

    from stats.models import Area, Figure, Measure, Source

    rival = Rival(measure)

    class FigureResource(resources.ModelResource):
        measure = fields.Field("measure", "measure", CachedForeignKeyWidget(Measure, "slug"))
        area = fields.Field("area", "area_gss_code", CachedForeignKeyWidget(Area, "gss_code"))
        source = fields.Field("source", "source", CachedForeignKeyWidget(Source, "reference"))
        period_start = fields.Field("period_start", "period_start", DateWidget("%Y-%m-%d"))
        period_end = fields.Field("period_end", "period_end", DateWidget("%Y-%m-%d"))

        class Meta:
            model = Figure
            fields = (
                *("measure", "area", "source", "period_start", "period_end"),
                *("value", "status", "note"),
            )
            import_id_fields: list[str] = []
            use_bulk = True
            batch_size = 1_000
            force_init_instance = True
            skip_diff = True
            use_transactions = False  # there is one around it, as for the others

        def before_save_instance(self, instance: Any, row: Any, **options: Any) -> None:
            instance.publication = rival.publication

    started = time.perf_counter()
    dataset = Dataset().load(path.read_text(encoding="utf-8"), format="csv")
    result = FigureResource().import_data(dataset, raise_errors=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    seconds = time.perf_counter() - started
    if result.totals["new"] != len(dataset):
        raise RuntimeError("django-import-export did not import what it was to be measured by.")
    return seconds
