"""The pages of a measure, of a measure in an area, and the front page of statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..calendar import upcoming_at
from ..comparing import Breaks
from ..downloads.collections import Collection, of_area, of_measure
from ..downloads.metadata import citation
from ..models import Area, Figure, Measure, Publication
from ..periods import Period
from ..replies import coverage_of
from ..versions import corrections_at
from . import pictures
from .asked import (
    area_asked,
    measure_asked,
    number_asked,
    order_asked,
    period_asked,
    period_query,
    public_page,
)
from .dataset import dataset
from .headlines import headline_of
from .over_areas import over_forces
from .series import (
    area_in_front,
    breaks_of_a_measure,
    breaks_of_an_area,
    categories_of,
    comparable_series,
    latest_period,
    page_of_period,
    standing,
    totals_of,
)
from .tables import area_rows, category_rows, period_rows

NEWEST = 6


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Every measure, what came out last, what comes next, and what was corrected."""
    context = {
        "measures": Measure.objects.visible_at().order_by("name"),
        "publications": Publication.objects.newest_visible_at().order_by("-publish_at", "-pk")[
            :NEWEST
        ],
        "upcoming": upcoming_at()[:NEWEST],
        "corrections": corrections_at()[:NEWEST],
    }
    return render(request, "stats/index.html", context)


@public_page
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """A measure: the widest area over time, and every area in one period."""
    chosen = measure_asked(measure)
    period = period_asked(request) or latest_period(standing(chosen))
    if period is None:  # it has parts, and no total
        raise Http404
    order, number = order_asked(request), number_asked(request)
    breaks = Breaks.of([chosen.pk])
    page = page_of_period(chosen, period, order=order, number=number, breaks=breaks)
    if not page.rows:
        raise Http404
    front = area_in_front(chosen)
    totals = totals_of(chosen, front) if front else []
    series = comparable_series(totals)
    figure = _of_period(totals, latest_period_of(totals))
    shown = [
        pictures.of_series(chosen, front, series, breaks) if front else None,
        pictures.of_areas(chosen, period, page.rows, page.before) if number == 1 else None,
    ]
    newest = _newest([*totals, *(row.figure for row in page.rows)])
    collection = of_measure(chosen)
    context = {
        "front": front,
        "headline": headline_of(chosen, figure, breaks) if figure else None,
        "pictures": pictures.on_page(shown),
        "areas": area_rows(chosen, page),
        "over_forces": over_forces(chosen, page, breaks),
        "page": page,
        "order": order,
        "orders": _orders(request, order),
        "before": _period_link(request, page.before),
        "after": _period_link(request, page.after),
        "next_page": _link(request, page=number + 1) if page.has_more else "",
        "previous_page": _link(request, page=number - 1) if number > 1 else "",
        "periods": period_rows(chosen, totals, address=request.path),
        "breaks": breaks_of_a_measure(chosen),
        **_about(chosen, collection, newest, [total.period for total in totals] or [period], None),
    }
    return render(request, "stats/measure.html", context)


@public_page
def area(request: HttpRequest, measure: str, area: str) -> HttpResponse:
    """A measure in one area, over all its periods, and how one of them was split."""
    chosen, place = measure_asked(measure), area_asked(area)
    totals = totals_of(chosen, place)
    figure = _of_period(totals, period_asked(request) or latest_period_of(totals))
    if figure is None:
        raise Http404
    breaks = Breaks.of([chosen.pk])
    parts = categories_of(chosen, place, figure.period)
    series = comparable_series([total for total in totals if total.period_end <= figure.period_end])
    shown = [
        pictures.of_series(chosen, place, series, breaks),
        pictures.of_categories(chosen, place, figure.period, parts),
    ]
    context = {
        "area": place,
        "figure": figure,
        "is_latest": figure is totals[0],
        "headline": headline_of(chosen, figure, breaks),
        "pictures": pictures.on_page(shown),
        "periods": period_rows(chosen, totals, address=request.path),
        "parts": category_rows(chosen, figure, parts),
        "breaks": breaks_of_an_area(chosen, place, breaks, until=totals[0].period_end),
        **_about(
            chosen,
            of_area(chosen, place),
            _newest([*totals, *parts]),
            [total.period for total in totals],
            place,
        ),
    }
    return render(request, "stats/area.html", context)


def latest_period_of(totals: Sequence[Figure]) -> Period | None:
    return totals[0].period if totals else None


def _of_period(totals: Sequence[Figure], period: Period | None) -> Figure | None:
    return next((figure for figure in totals if figure.period == period), None)


def _newest(figures: Sequence[Figure]) -> Publication | None:
    """The publication that the newest of the figures came out with."""
    dated = [figure for figure in figures if figure.public_from is not None]
    if not dated:
        return None
    newest = max(dated, key=lambda figure: (figure.public_from, figure.pk))
    return newest.publication


def _about(
    measure: Measure,
    collection: Collection,
    newest: Publication | None,
    periods: Sequence[Period],
    area: Area | None,
) -> dict[str, Any]:
    """What every page of figures says besides: what they mean, cover, and how to take them away."""
    return {
        "measure": measure,
        "collection": collection,
        "newest": newest,
        "coverage": coverage_of(newest) if newest else None,
        "citation": citation(title=collection.title, address=collection.address, publication=newest)
        if newest
        else "",
        "files": {form: collection.file_address(form) for form in ("csv", "xlsx", "json")},
        "dataset": dataset(
            collection,
            description=measure.definition,
            publication=newest,
            periods=periods,
            area=area,
        ),
        "measure_address": reverse("statistics:measure", args=[measure.slug]),
    }


def _link(request: HttpRequest, **changes: object) -> str:
    """This page with some of what was asked changed, and without what was not."""
    asked = {name: request.GET[name] for name in ("from", "to", "sort") if name in request.GET}
    asked.update({name: str(value) for name, value in changes.items()})
    return f"?{urlencode(asked)}#areas"


def _orders(request: HttpRequest, current: str) -> dict[str, str]:
    """Where each heading of the table leads: the order it gives, or the opposite of it."""
    return {
        "area": _link(request, sort="area"),
        "figure": _link(request, sort="fewest" if current == "most" else "most"),
    }


def _period_link(request: HttpRequest, period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    sort = {"sort": request.GET["sort"]} if "sort" in request.GET else {}
    return {
        "label": period.label,
        "address": f"?{urlencode({**period_query(period), **sort})}#areas",
    }
