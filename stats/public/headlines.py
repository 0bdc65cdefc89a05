"""What the head of a page says of a figure, and what that of a publication is about."""

from __future__ import annotations

from dataclasses import dataclass

from .. import clock
from ..comparing import Breaks, NotComparable, previous_of
from ..downloads.collections import Collection
from ..models import Figure, Measure, Publication
from . import pictures
from .pictures import Picture
from .sentences import headline
from .series import AREA_WIDEST_FIRST, comparable_series, latest_period, totals_of
from .showing import told

MOST_MEASURES = 3


@dataclass(frozen=True)
class Headline:
    """The sentence; and why no change is stated, where there is one that might have been."""

    text: str
    why: str = ""


def headline_of(measure: Measure, figure: Figure, breaks: Breaks) -> Headline:
    """A figure in words, with its change since the figure that a release would compare it with."""
    before = previous_of([figure], breaks=breaks)[figure.pk]
    if before.figure is None:
        return Headline(headline(told(figure, measure, None, None)))
    if isinstance(before.change, NotComparable):
        why = before.change.reason if figure.has_value else ""
        return Headline(headline(told(figure, measure, None, None)), why)
    return Headline(headline(told(figure, measure, before.change, before.figure.period)))


def heads_of_version(
    publication: Publication, collection: Collection
) -> tuple[list[Headline], list[Picture]]:
    """Of each measure of a version its widest area, in words and as a chart.

    As at the moment when it was published: an old version goes on saying what it said.
    """
    headlines: list[Headline] = []
    found: list[Picture | None] = []
    if publication.publish_at is None:
        return [], []
    with clock.at(publication.publish_at):
        for measure in collection.measures[:MOST_MEASURES]:
            figure = _in_front(measure, collection)
            if figure is None:
                continue
            breaks = Breaks.of([measure.pk])
            totals = totals_of(measure, figure.area)
            upto = [total for total in totals if total.period_end <= figure.period_end]
            headlines.append(headline_of(measure, figure, breaks))
            series = comparable_series(upto)
            found.append(pictures.of_series(measure, figure.area, series, breaks))
    return headlines, [picture for picture in found if picture is not None]


def _in_front(measure: Measure, collection: Collection) -> Figure | None:
    """The total of the widest area in the latest period, if no area beside it is as wide."""
    totals = collection.figures.totals().filter(measure=measure)
    period = latest_period(totals)
    if period is None:
        return None
    inside = totals.filter(period_start=period.first, period_end=period.last)
    widest = list(inside.select_related("area").order_by(AREA_WIDEST_FIRST, "area__name")[:2])
    if len(widest) == 2 and widest[0].area.level == widest[1].area.level:
        return None
    return widest[0]
