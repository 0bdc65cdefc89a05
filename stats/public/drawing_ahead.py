"""Asking for charts when figures are published, so that they are drawn when the pages are read.

Runs inside the transaction that publishes or schedules. What it asks for is what the pages will
show at the moment of publication, found by the same code with the clock set to it. A page that
finds a chart missing all the same asks for it itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from .. import clock
from ..charts.outbox import request_charts, withdraw_charts_to_come
from ..comparing import Breaks
from ..models import Figure, Measure, Publication, PublicationState
from . import pictures
from .pictures import Picture
from .series import (
    area_in_front,
    comparable_series,
    latest_period,
    page_of_period,
    standing,
    totals_of,
)


def request_charts_of(publication: Publication, *, at: datetime) -> None:
    """Ask for the charts of every measure and area that a publication touches, as at its moment."""
    with clock.at(at):
        wanted = [
            picture
            for measure in Measure.objects.filter(figures__publication=publication).distinct()
            for picture in _of_measure(measure, publication)
            if picture is not None
        ]
    request_charts(
        (drawing, picture.public_from) for picture in wanted for drawing in picture.drawings
    )


def request_charts_to_come() -> None:
    """Ask anew for the charts of everything that is scheduled, after a schedule was changed."""
    withdraw_charts_to_come()
    scheduled = Publication.objects.filter(
        state=PublicationState.SCHEDULED, publish_at__gt=timezone.now()
    )
    for publication in scheduled:
        if publication.publish_at is not None:
            request_charts_of(publication, at=publication.publish_at)


def _of_measure(measure: Measure, publication: Publication) -> Iterator[Picture | None]:
    period = latest_period(standing(measure))
    if period is None:
        return
    breaks = Breaks.of([measure.pk])
    front = area_in_front(measure)
    if front is not None:
        series = comparable_series(totals_of(measure, front))
        yield pictures.of_series(measure, front, series, breaks)
    page = page_of_period(measure, period, order="area", number=1, breaks=breaks)
    yield pictures.of_areas(measure, period, page.rows, page.before)
    yield from _of_areas(measure, publication, breaks)


def _of_areas(
    measure: Measure, publication: Publication, breaks: Breaks
) -> Iterator[Picture | None]:
    """The charts of every area that the publication touches, from two queries for them all."""
    touched = publication.figures.filter(measure=measure).order_by().values("area")
    visible = Figure.objects.visible_at().filter(measure=measure, area__in=touched)
    totals: dict[int, list[Figure]] = defaultdict(list)
    for figure in (
        visible.totals()
        .select_related("area", "source")
        .order_by("area_id", "-period_end", "period_start")
    ):
        totals[figure.area_id].append(figure)
    latest = {area_id: figures[0] for area_id, figures in totals.items()}
    parts: dict[int, list[Figure]] = defaultdict(list)
    for figure in (
        visible.filter(
            category__isnull=False,
            period_end__in={figure.period_end for figure in latest.values()},
        )
        .select_related("area", "source", "category")
        .order_by("area_id", "category__position", "category__name")
    ):
        if figure.area_id in latest and figure.period == latest[figure.area_id].period:
            parts[figure.area_id].append(figure)
    for area_id, newest in latest.items():
        series = comparable_series(totals[area_id])
        yield pictures.of_series(measure, newest.area, series, breaks)
        yield pictures.of_categories(measure, newest.area, newest.period, parts[area_id])
