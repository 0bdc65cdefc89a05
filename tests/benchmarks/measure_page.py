"""The page of a measure, small and large: it may cost more only by the rows that it shows.

Small is 45 areas over 5 years, large 450 over 50: a hundred times as many figures. The charts are
asked for before anything is measured, as publishing does it.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import helpline_info.sample_content
from stats.models import Area, Figure, FigureStatus, Measure, Publication, PublicationState
from stats.periods import financial_year
from tests.benchmarks.lines import Line

ROUNDS = 41
FIRST_YEAR = 1970


@dataclass(frozen=True)
class Cost:
    """What one page costs: milliseconds (the median), queries, and the rows of its tables."""

    milliseconds: float
    queries: int
    rows: int


def lines() -> list[Line]:
    helpline_info.sample_content.load()
    small_page = _publish("small", areas=45, years=5)
    large_page = _publish("large", areas=450, years=50)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE stats_figure")  # as autovacuum does by itself, a minute later
    small, large = _costs(small_page, large_page)
    # What the small page costs for each row that it shows, for as many rows as the large one shows.
    allowed = small.milliseconds * large.rows / small.rows
    return [
        Line(
            what=f"measure page, 50 years × 450 areas ({large.rows} rows shown), beside what its"
            f" rows allow by 5 × 45 ({small.rows} rows, {small.milliseconds:.1f} ms)",
            ours=large.milliseconds,
            theirs=allowed,
            unit="ms",
            ratio=allowed / large.milliseconds,
            target=1.0,
        ),
        Line(
            what="measure page, queries at 50 years × 450 areas beside 5 × 45",
            ours=large.queries,
            theirs=small.queries,
            unit="queries",
            ratio=small.queries / large.queries,
            target=1.0,
        ),
    ]


def _costs(*addresses: str) -> list[Cost]:
    """Of each page in turn, so that whatever else the machine does falls on all alike."""
    client = Client(SERVER_NAME="localhost")
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for address in addresses:
        client.get(address)  # asks for its charts, and fills what is kept in memory
    for _round in range(ROUNDS):
        for address in addresses:
            gc.collect()
            start = time.perf_counter()
            response = client.get(address)
            times[address].append(1000 * (time.perf_counter() - start))
            if response.status_code != 200:
                raise RuntimeError(f"{address} answered {response.status_code}")
    costs = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            rows = client.get(address).content.count(b'<th scope="row">')
        costs.append(Cost(median(times[address]), len(captured), rows))
    return costs


def _publish(slug: str, *, areas: int, years: int) -> str:
    """A measure with the figures of a nation and of so many areas; the address of its page."""
    measure = Measure.objects.create(
        slug=f"{slug}-measure",
        name=f"Offences recorded, {slug}",
        noun_singular="offence",
        noun_plural="offences",
        definition="All offences recorded.",
    )
    publication = Publication.objects.create(
        slug=slug,
        title=slug.title(),
        state=PublicationState.PUBLISHED,
        publish_at=timezone.now(),
    )
    places = [Area.objects.get(level="united-kingdom"), *_areas(areas)]
    figures = (
        _figure(publication, place, measure, year=FIRST_YEAR + year, value=100 + number + year)
        for number, place in enumerate(places)
        for year in range(years)
    )
    Figure.objects.bulk_create(figures, batch_size=2000)
    return f"/statistics/{measure.slug}/"


def _figure(
    publication: Publication, area: Area, measure: Measure, *, year: int, value: int
) -> Figure:
    period = financial_year(year)
    return Figure(
        publication=publication,
        measure=measure,
        area=area,
        period_start=period.first,
        period_end=period.last,
        value=value,
        status=FigureStatus.FINAL,
        public_from=publication.publish_at,
    )


def _areas(count: int) -> list[Area]:
    """The police force areas, and invented ones where there are not as many."""
    known = list(Area.objects.police_forces().order_by("pk")[:count])
    region = Area.objects.filter(level="region").order_by("pk")[0]
    more = [
        Area(
            gss_code=f"E{98_000_000 + number}",
            slug=f"invented-{number}",
            level="police-force-area",
            name=f"Invented {number}",
            name_in_prose=f"Invented {number}",
            body_name=f"Invented {number} Police",
            parent=region,
        )
        for number in range(count - len(known))
    ]
    return [*known, *Area.objects.bulk_create(more)]
