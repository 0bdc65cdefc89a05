"""How fast figures are imported, and in how much memory.

`run` and `memory` are called by the benchmark runner. Both leave the database as they found it.
Run as a program, this file is the process whose memory is measured.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable

    from stats.importing.actions import Imported
    from stats.models import Measure
    from tests.benchmarks.lines import Line

ROOT = Path(__file__).resolve().parent.parent.parent
MEMORY_LIMIT = 300  # megabytes, of the whole process
FIRST_DAY = date(1990, 1, 1)
MEASURE = "benchmark-measure"
HEADER = [
    *("measure", "area_gss_code", "category", "period_start", "period_end"),
    *("value", "status", "source", "note"),
]


class Silent:
    """An import's progress, told to nobody."""

    def reading(self, *, rows: int, share: float) -> None: ...

    def comparing(self, *, rows: int) -> None: ...

    def adding(self, *, rows: int) -> None: ...


def lines() -> list[Line]:
    """What `make bench` prints of imports."""
    from tests.benchmarks.lines import Line

    found = run()
    rivals = against_rivals()
    megabytes = memory()
    imported = found["import_rows_per_second"]
    return [
        Line(
            what=f"import of {found['rows']:,.0f} rows against the ORM, one by one from the file",
            ours=imported,
            theirs=found["orm_rows_per_second"],
            unit="rows/s",
            ratio=found["ratio"],
            target=20,
        ),
        Line(
            what=f"import of {found['rows']:,.0f} rows against bare saves of ready figures",
            ours=imported,
            theirs=found["ready_orm_rows_per_second"],
            unit="rows/s",
            ratio=found["ratio_to_ready"],
        ),
        Line(
            what=f"import of {rivals['rows']:,.0f} rows against COPY of ready rows",
            ours=rivals["import_rows_per_second"],
            theirs=rivals["copy_rows_per_second"],
            unit="rows/s",
            ratio=rivals["import_rows_per_second"] / rivals["copy_rows_per_second"],
            target=1 / 4,
        ),
        Line(
            what=f"import against django-import-export in bulk, {rivals['bulk_rows']:,.0f} rows",
            ours=rivals["import_rows_per_second"],
            theirs=rivals["bulk_rows_per_second"],
            unit="rows/s",
            ratio=rivals["import_rows_per_second"] / rivals["bulk_rows_per_second"],
            target=5,
        ),
        Line(
            what="memory of an import of 100,000 rows against its limit",
            ours=megabytes,
            theirs=MEMORY_LIMIT,
            unit="MB",
            ratio=MEMORY_LIMIT / megabytes,
            target=1,
        ),
    ]


def run(rows: int = 5_000) -> dict[str, float]:
    """Rows a second: imported, and saved one by one by the ORM, in turn on one database.

    Two ways of saving one by one. From the file: each row is read, what it names is looked up, and
    its figure is saved; no more is checked than the database does by itself. Ready:
    `Figure(…).save()` alone, with nothing to read or look up. Both have one transaction for all
    rows, which is kind to them. All times include PostgreSQL's own work for a row, its nine indexes
    and its foreign keys, which is most of the import's and cannot be less for anybody.
    """
    with TemporaryDirectory() as directory:
        path = Path(directory) / "figures.csv"
        write_rows(path, rows)
        imported, from_file, ready = [], [], []
        for _ in range(2):  # in turn, so that a busy moment of the machine falls on each alike
            imported.append(_rolled_back(lambda: _import(path)))
            ready.append(_rolled_back(lambda: _save_ready(rows)))
            imported.append(_rolled_back(lambda: _import(path)))
            from_file.append(_rolled_back(lambda: _save_from_file(path)))
    return {
        "rows": rows,
        "import_rows_per_second": rows / min(imported),
        "orm_rows_per_second": rows / min(from_file),
        "ratio": min(from_file) / min(imported),
        "ready_orm_rows_per_second": rows / min(ready),
        "ratio_to_ready": min(ready) / min(imported),
    }


def against_rivals(rows: int = 100_000, bulk_rows: int = 5_000) -> dict[str, float]:
    """Rows a second of an import, of a bare COPY of the same rows, and of django-import-export.

    The last takes its time, so it is given fewer rows, which is kind to it: its batches are equal.
    """
    from tests.benchmarks import rivals

    with TemporaryDirectory() as directory:
        path, fewer = Path(directory) / "figures.csv", Path(directory) / "fewer.csv"
        write_rows(path, rows)
        write_rows(fewer, bulk_rows)
        imported, copied = [], []
        for _ in range(3):  # in turn, so that a busy moment of the machine falls on each alike
            imported.append(_rolled_back(lambda: _import(path)))
            copied.append(_rolled_back(lambda: rivals.copied(path, _measure())))
        bulk = _rolled_back(lambda: rivals.by_django_import_export(fewer, _measure()))
    return {
        "rows": rows,
        "bulk_rows": bulk_rows,
        "import_rows_per_second": rows / min(imported),
        "copy_rows_per_second": rows / min(copied),
        "bulk_rows_per_second": bulk_rows / bulk,
    }


def write_rows(path: Path, rows: int) -> None:
    """A file of figures for police force areas, each area and day a row."""
    from stats.models import Area

    codes = list(Area.objects.police_forces().values_list("gss_code", flat=True))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for index in range(rows):
            day = (FIRST_DAY + timedelta(days=index // len(codes))).isoformat()
            code = codes[index % len(codes)]
            writer.writerow(
                [MEASURE, code, "", day, day, index % 2_000, "final", f"reply {code}", ""]
            )


def _measure() -> Measure:
    from stats.models import Measure

    return Measure.objects.create(
        slug=MEASURE,
        name=MEASURE,
        noun_singular="offence",
        noun_plural="offences",
        definition="offences",
    )


def _rolled_back(work: Callable[[], float]) -> float:
    from django.db import transaction

    with transaction.atomic():
        seconds = work()
        transaction.set_rollback(True)
    return seconds


def _import(path: Path) -> float:
    _measure()
    started = time.perf_counter()
    imported = import_file(path)
    seconds = time.perf_counter() - started
    if imported.added == 0:
        raise RuntimeError("Nothing was imported, so there is nothing to compare.")
    return seconds


def import_file(path: Path) -> Imported:
    from stats.importing.actions import Destination, import_figures

    with path.open("rb") as file:
        return import_figures(
            file=file,
            file_name=path.name,
            size=path.stat().st_size,
            destination=Destination(slug="benchmark", title="Benchmark"),
            report=lambda problem: None,
            progress=Silent(),
        )


def _save_from_file(path: Path) -> float:
    """The same rows, read, looked up and saved one by one."""
    from stats.models import Area, Category, Figure, Measure, Publication, Source

    _measure()
    publication = Publication.objects.create(slug="benchmark", title="Benchmark")
    started = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            measure = Measure.objects.get(slug=row["measure"])
            category = row["category"] and Category.objects.get(
                measure=measure, slug=row["category"]
            )
            figure = Figure(
                publication=publication,
                measure=measure,
                area=Area.objects.get(gss_code=row["area_gss_code"]),
                category=category or None,
                period_start=date.fromisoformat(row["period_start"]),
                period_end=date.fromisoformat(row["period_end"]),
                value=Decimal(row["value"]),
                status=row["status"],
                source=Source.objects.get_or_create(reference=row["source"])[0],
                note=row["note"],
            )
            figure.save()
    _check_foreign_keys()
    return time.perf_counter() - started


def _check_foreign_keys() -> None:
    """What a commit would do."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _save_ready(rows: int) -> float:
    from stats.models import Area, Figure, FigureStatus, Publication, Source

    measure = _measure()
    publication = Publication.objects.create(slug="benchmark", title="Benchmark")
    areas = list(Area.objects.police_forces())
    sources = [Source.objects.create(reference=f"reply {area.gss_code}") for area in areas]
    started = time.perf_counter()
    for index in range(rows):
        day = FIRST_DAY + timedelta(days=index // len(areas))
        Figure(
            publication=publication,
            measure=measure,
            area=areas[index % len(areas)],
            period_start=day,
            period_end=day,
            value=Decimal(index % 2_000),
            status=FigureStatus.FINAL,
            source=sources[index % len(areas)],
        ).save()
    _check_foreign_keys()
    return time.perf_counter() - started


def memory(rows: int = 100_000) -> float:
    """The most memory, in megabytes, of a whole process that imports so many rows."""
    finished = subprocess.run(
        [sys.executable, __file__, str(rows)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _database_url(), "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(finished.stdout)


def _database_url() -> str:
    """The address of the database in use, which in a test is not the one of the environment."""
    from django.db import connection

    named = connection.settings_dict
    address = {"host": named["HOST"], "port": named["PORT"], "user": named["USER"]}
    address |= {"password": named["PASSWORD"]}
    address |= {key: named["OPTIONS"].get(key) for key in ("host", "port") if not address[key]}
    query = urlencode({key: value for key, value in address.items() if value})
    return f"postgresql:///{quote(named['NAME'])}?{query}"


def _import_and_tell_memory(rows: int) -> None:
    import django

    django.setup()
    with TemporaryDirectory() as directory:
        path = Path(directory) / "figures.csv"
        write_rows(path, rows)
        _rolled_back(lambda: _import(path))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{kilobytes / 1024}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")
    os.environ.setdefault("SITE_ENVIRONMENT", "development")
    _import_and_tell_memory(int(sys.argv[1]))
