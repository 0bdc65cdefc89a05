"""A publication and its versions, the release calendar, and what was corrected."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ..calendar import Stage, calendar_at
from ..downloads.collections import of_version
from ..downloads.metadata import citation
from ..models import Publication
from ..replies import coverage_of
from ..versions import corrections_at, corrections_of, versions_of
from . import pictures
from .asked import number_asked, public_page
from .dataset import dataset
from .headlines import heads_of_version
from .showing import mark, shown

ROWS_ON_A_PAGE = 100
TOTAL_FIRST = F("category__position").asc(nulls_first=True)


@public_page
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version of a publication."""
    newest = get_object_or_404(Publication.objects.newest_visible_at(), slug=slug)
    return _page(request, newest)


@public_page
def version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version, as it was published. One that was superseded says so, and links on."""
    chosen = get_object_or_404(Publication.objects.visible_at(), slug=slug, version=version)
    return _page(request, chosen)


def _page(request: HttpRequest, chosen: Publication) -> HttpResponse:
    number = number_asked(request)
    versions = list(versions_of(chosen).visible_at())
    collection = of_version(chosen)
    first = (number - 1) * ROWS_ON_A_PAGE
    ordered = collection.figures.select_related("measure", "area", "category", "source").order_by(
        "measure__name", "measure_id", "-period_end", "area_id", TOTAL_FIRST, "pk"
    )
    found = list(ordered[first : first + ROWS_ON_A_PAGE + 1])
    if not found:
        raise Http404
    figures = found[:ROWS_ON_A_PAGE]
    headlines, charts = heads_of_version(chosen, collection)
    context = {
        "publication": chosen,
        "versions": versions,
        "newest": versions[0],
        "headlines": headlines,
        "pictures": pictures.on_page(charts),
        "is_newest": chosen.pk == versions[0].pk,
        "rows": [
            {
                "figure": figure,
                "value": shown(figure, figure.measure),
                "has_value": figure.has_value,
                "mark": mark(figure),
                "address": reverse("statistics:area", args=[figure.measure.slug, figure.area.slug]),
            }
            for figure in figures
        ],
        "has_notes": any(figure.note for figure in figures),
        "next_page": f"?page={number + 1}#figures" if len(found) > ROWS_ON_A_PAGE else "",
        "previous_page": f"?page={number - 1}#figures" if number > 1 else "",
        "corrections": corrections_of(chosen).known_at(),
        "coverage": coverage_of(chosen),
        "sources": collection.sources,
        "collection": collection,
        "files": {form: collection.file_address(form) for form in ("csv", "xlsx", "json")},
        "citation": citation(title=chosen.title, address=collection.address, publication=chosen),
        "dataset": dataset(
            collection,
            description=chosen.summary or chosen.methodology or chosen.title,
            publication=chosen,
            periods=[figure.period for figure in figures],
        ),
    }
    return render(request, "stats/publication.html", context)


@public_page
def calendar(request: HttpRequest) -> HttpResponse:
    """What is expected and what came out, with the reasons why a date changed."""
    entries = calendar_at()
    context = {
        "ahead": [entry for entry in entries if entry.stage != Stage.PUBLISHED],
        "published": [entry for entry in entries if entry.stage == Stage.PUBLISHED],
    }
    return render(request, "stats/calendar.html", context)


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Every figure that was corrected: what it was, what it is, why, and since when."""
    number = number_asked(request)
    first = (number - 1) * ROWS_ON_A_PAGE
    found = list(corrections_at()[first : first + ROWS_ON_A_PAGE + 1])
    if number > 1 and not found:
        raise Http404
    context = {
        "corrections": found[:ROWS_ON_A_PAGE],
        "next_page": f"?page={number + 1}" if len(found) > ROWS_ON_A_PAGE else "",
        "previous_page": f"?page={number - 1}" if number > 1 else "",
    }
    return render(request, "stats/corrections.html", context)
