"""Drafts built a second, against bare Wagtail pages made a second on the same database.

Ours is what a worker of Celery does for drafts that wait: it gathers the figures, writes the words,
stores each release with its first revision and the proof of every number, and has all of them
checked. Theirs is the page and its first revision alone.
"""

from __future__ import annotations

import time
from statistics import median

from django.utils import timezone
from wagtail.models import Page

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press.models import NewsroomPage, ReleaseCheck
from press.tasks import build_drafts
from stats import actions
from stats.models import Area, Category, Figure, Measure, Publication
from stats.periods import Period, financial_year
from tests.benchmarks.counties import county
from tests.benchmarks.lines import Line

TARGET = 0.8
MEASURE = "child-abuse-image-offences"


def lines() -> list[Line]:
    """Each size on figures of its own. The database is thrown away afterwards, so all is kept.

    One transaction around the whole would measure PostgreSQL instead: within it, each of the
    thousand versions of the newsroom's row would have to be read past.
    """
    _load_vocabulary()
    _line(areas=20, rounds=1, first_year=2020)  # warms caches, and is not counted
    return [
        _line(areas=45, rounds=3, first_year=2030),
        _line(areas=200, rounds=1, first_year=2050),
    ]


def _line(*, areas: int, rounds: int, first_year: int) -> Line:
    """Ours and theirs in turn; the ratio is the median of the rounds' own ratios.

    Raises RuntimeError unless every release was built, checked, and found to be true.
    """
    ours, theirs = [], []
    places = _add_areas(areas)
    for year in range(first_year, first_year + rounds):
        publication = _publish(year, places)
        start = time.perf_counter()
        build_drafts()
        ours.append(time.perf_counter() - start)
        true = ReleaseCheck.objects.filter(release__publication=publication, contradicted=0)
        if (found := true.count()) != areas:
            raise RuntimeError(f"{found} drafts were built and found true, of {areas}")
        start = time.perf_counter()
        _bare_pages(year, areas)
        theirs.append(time.perf_counter() - start)
    ratio = median(slow / fast for fast, slow in zip(ours, theirs, strict=True))
    return Line(
        what=f"drafts of {areas} areas against bare pages",
        ours=areas / median(ours),
        theirs=areas / median(theirs),
        unit="pages/s",
        ratio=ratio,
        target=TARGET,
    )


def _load_vocabulary() -> None:
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()


def _add_areas(areas: int) -> list[Area]:
    parent = Area.objects.get(gss_code="E12000002")
    return Area.objects.bulk_create(
        Area(
            gss_code=f"E{areas:04d}{number:04d}",
            slug=f"bench-{areas}-{number}",
            level="police-force-area",
            name=name,
            name_in_prose=name,
            body_name=f"{name} Police",
            parent=parent,
        )
        for number in range(areas)
        for name in [county(areas + number)]
    )


def _publish(year: int, places: list[Area]) -> Publication:
    """A year and its breakdown for every area, published: drafts are asked for, not built."""
    publication = Publication.objects.create(slug=f"bench-{year}", title=f"Bench {year}")
    measure = Measure.objects.get(slug=MEASURE)
    now, before = financial_year(year), financial_year(year - 1)
    parts = list(Category.objects.filter(measure=measure))
    cells: list[tuple[Period, Category | None]] = [(now, category) for category in (None, *parts)]
    if not Figure.objects.filter(area=places[0]).exists():
        cells.append((before, None))  # later rounds compare with the round before
    Figure.objects.bulk_create(
        Figure(
            publication=publication,
            measure=measure,
            area=place,
            category=category,
            period_start=period.first,
            period_end=period.last,
            value=values[category.slug if category else None],
            status="final",
        )
        for place in places
        for values in [_values(500 + (year * place.pk) % 190, parts)]
        for period, category in cells
    )
    return actions.publish(publication=publication, by=None, at=timezone.now())


def _values(total: int, parts: list[Category]) -> dict[str | None, int]:
    """A total and parts that add up to it, by the slug of the part: the last is what is left."""
    values: dict[str | None, int] = dict.fromkeys([part.slug for part in parts], 100)
    return values | {None: total, parts[-1].slug: total - 100 * (len(parts) - 1)}


def _bare_pages(year: int, count: int) -> None:
    """What anybody would write: a page under the newsroom, and its first revision."""
    parent = NewsroomPage.objects.get()
    for place in range(count):
        parent.refresh_from_db(fields=["numchild", "path", "depth"])
        page = Page(title=f"Bare {year}-{place}", slug=f"bare-{year}-{place}", live=False)
        parent.add_child(instance=page)
        page.save_revision()
