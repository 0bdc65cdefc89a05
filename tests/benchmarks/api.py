"""How fast the API hands out figures: a list of a thousand, and a million as CSV.

Run as a program, this file is the process that streams the CSV, whose memory is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.lines import Line

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = 1_000
MILLION = 1_000_000
MEMORY_LIMIT = 150  # megabytes, of the whole process
FIRST_BYTE_LIMIT = 200  # milliseconds
LONGEST = 180  # seconds for the whole million
ROUNDS = 7
MEASURE = "benchmark-of-the-api"


def lines() -> list[Line]:
    """What `make bench` prints of the API."""
    from tests.benchmarks.lines import Line

    figures = int(os.environ.get("BENCH_API_FIGURES", MILLION))
    make_figures(figures)
    try:
        ours, theirs = list_of_a_thousand()
        streamed = stream_in_a_process()
    finally:
        remove_figures()
    return [
        Line(
            what=f"API list of {LIST:,} figures against a plain DRF ModelViewSet",
            ours=LIST / ours,
            theirs=LIST / theirs,
            unit="figures/s",
            ratio=theirs / ours,
            target=4,
        ),
        Line(
            what=f"memory of streaming {figures:,} figures as CSV against its limit",
            ours=streamed["megabytes"],
            theirs=MEMORY_LIMIT,
            unit="MB",
            ratio=MEMORY_LIMIT / streamed["megabytes"],
            target=1,
        ),
        Line(
            what=f"growth of that memory from the first line to the last of {figures:,}",
            ours=streamed["growth"],
            theirs=streamed["megabytes"],
            unit="MB",
            ratio=streamed["megabytes"] / max(streamed["growth"], 0.1),
        ),
        Line(
            what=f"first byte of {figures:,} figures as CSV against its limit",
            ours=streamed["first_byte"],
            theirs=FIRST_BYTE_LIMIT,
            unit="ms",
            ratio=FIRST_BYTE_LIMIT / streamed["first_byte"],
            target=1,
        ),
        Line(
            what=f"all of {figures:,} figures as CSV against its limit",
            ours=streamed["seconds"],
            theirs=LONGEST * figures / MILLION,
            unit="s",
            ratio=LONGEST * figures / MILLION / streamed["seconds"],
            target=1,
        ),
    ]


def make_figures(count: int) -> None:
    """Public figures of every police force area, day after day, made where they are kept."""
    from django.db import connection, transaction

    from stats.models import Measure, Publication, Source

    remove_figures()
    with transaction.atomic(), connection.cursor() as cursor:
        measure = Measure.objects.create(
            slug=MEASURE,
            name=MEASURE,
            noun_singular="offence",
            noun_plural="offences",
            definition="offences",
        )
        publication = Publication.objects.create(slug=MEASURE, title=MEASURE)
        source = Source.objects.create(reference=MEASURE)
        cursor.execute(
            """
            WITH force AS (
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
                FROM stats_area WHERE body_name <> ''
            ), number AS (
                SELECT n, n %% (SELECT count(*) FROM force) AS place,
                       n / (SELECT count(*) FROM force) AS day
                FROM generate_series(0, %s - 1) AS n
            )
            INSERT INTO stats_figure
                (publication_id, measure_id, area_id, period_start, period_end, value, status,
                 source_id, note, public_from, added_at)
            SELECT %s, %s, force.id, date '1950-01-01' + day::int, date '1950-01-01' + day::int,
                   n %% 2000, 'final', %s, '', now() - interval '1 day', now()
            FROM number JOIN force USING (place) ORDER BY n
            """,
            [count, publication.pk, measure.pk, source.pk],
        )
        Publication.objects.filter(pk=publication.pk).update(
            state="published", publish_at=publication.created_at
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does of any table that has grown


def remove_figures() -> None:
    """Leave the database as it was. What is public cannot be deleted, but by the server's owner."""
    from django.db import connection, transaction

    from stats.models import Measure, Publication, Source

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "DELETE FROM stats_figure WHERE measure_id IN"
            " (SELECT id FROM stats_measure WHERE slug = %s)",
            [MEASURE],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        for model, field in ((Publication, "slug"), (Measure, "slug"), (Source, "reference")):
            model._default_manager.filter(**{field: MEASURE}).delete()


def list_of_a_thousand() -> tuple[float, float]:
    """Seconds for the same thousand figures, as the API gives them and as plain DRF does.

    Both answer a request to their view, from its parameters to the bytes of JSON. The plain one has
    select_related, without which it asks the database thousands of times, and neither filters,
    throttling, tags nor an embargo. The results are compared first: they must be the same.
    """
    from django.test import RequestFactory
    from django.urls import resolve

    from charity_site.api_throttling import COUNTS

    plain = _plain_view()
    address = f"/api/v1/figures/?page_size={LIST}"
    view = resolve("/api/v1/figures/").func

    def ask(answer: Callable[..., Any]) -> Any:
        response = answer(RequestFactory(SERVER_NAME="localhost").get(address))
        if not response.is_rendered:
            response = response.render()
        return response

    COUNTS.forget(now=0)
    mine, other = (json.loads(ask(answer).content)["results"] for answer in (view, plain))
    if mine != other or len(mine) != LIST:
        raise RuntimeError("The two lists differ, so there is nothing to compare.")
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine falls on each alike
        for answer, seconds in ((view, ours), (plain, theirs)):
            started = time.perf_counter()
            ask(answer)
            seconds.append(time.perf_counter() - started)
    return median(ours), median(theirs)


def _plain_view() -> Callable[..., Any]:
    from rest_framework import pagination, renderers, viewsets

    from stats.api import FigureSerializer
    from stats.models import Figure

    class Pages(pagination.PageNumberPagination):
        page_size = LIST

    class Plain(viewsets.ModelViewSet[Figure]):
        serializer_class = FigureSerializer
        pagination_class = Pages
        renderer_classes = [renderers.JSONRenderer]
        filter_backends = []
        throttle_classes = []
        queryset = (
            Figure.objects.filter(public_from__isnull=False)
            .select_related("measure", "area", "category", "source", "publication")
            .select_related("supersedes", "superseded_by")
            .order_by("pk")
        )

    view: Callable[..., Any] = Plain.as_view({"get": "list"})
    return view


def stream_in_a_process() -> dict[str, float]:
    """What a process of its own tells of streaming all figures as CSV."""
    finished = subprocess.run(
        [sys.executable, __file__],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _database_url(), "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(finished.stdout)
    return told


def _database_url() -> str:
    """The address of the database in use, which in a test is not the one of the environment."""
    from django.db import connection

    named = connection.settings_dict
    address = {"host": named["HOST"], "port": named["PORT"], "user": named["USER"]}
    address |= {"password": named["PASSWORD"]}
    address |= {key: named["OPTIONS"].get(key) for key in ("host", "port") if not address[key]}
    query = urlencode({key: value for key, value in address.items() if value})
    return f"postgresql:///{quote(named['NAME'])}?{query}"


def _stream_and_tell() -> None:
    import django

    django.setup()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.get("/api/v1/figures.csv", {"status": "refused"}).getvalue()  # whatever is loaded once
    before = most = _megabytes()
    started = time.perf_counter()
    response = client.get("/api/v1/figures.csv", {"measure": MEASURE})
    pieces = iter(response)
    rows = next(pieces).count(b"\r\n")
    first_byte = time.perf_counter() - started
    for piece in pieces:
        rows += piece.count(b"\r\n")
        most = max(most, _megabytes())
    told = {
        "rows": rows - 1,
        "first_byte": first_byte * 1000,
        "seconds": time.perf_counter() - started,
        "megabytes": most,
        "growth": most - before,
    }
    sys.stdout.write(json.dumps(told))


def _megabytes() -> float:
    """What this process holds. Linux would count the one that started it into the most it had."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 1024**2


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charity_site.settings")
    os.environ.setdefault("SITE_ENVIRONMENT", "development")
    _stream_and_tell()
