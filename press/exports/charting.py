"""The chart of each release: its area over time, of the figures that the release was made of.

What is drawn is named by its digest, so the picture that the statistics pages have of the same
figures is the same picture, and is drawn already. Only a chart that is passed on by itself before
its moment is another: it bears its embargo in the picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from stats import clock
from stats.charts.outbox import request_charts
from stats.charts.points import Drawing
from stats.comparing import Breaks
from stats.models import Chart, ChartState, Figure
from stats.public import pictures
from stats.public.pictures import Picture
from stats.public.series import comparable_series

from ..models import ReleasePage
from .document import ReleaseChart, ReleaseDocument

Series = tuple[int, int]  # measure, area


@dataclass(frozen=True)
class Wanted:
    """A release's chart as it is to be drawn, and from when the public may see it."""

    drawing: Drawing
    public_from: datetime

    def marked(self, document: ReleaseDocument) -> Wanted:
        """The same with the document's own mark under the title, where it has one."""
        if not document.marks:
            return self
        specification = dict(self.drawing.specification)
        title = dict(specification["title"])
        title["subtitle"] = [*document.marks, *title.get("subtitle", ())]
        specification["title"] = title
        return replace(self, drawing=replace(self.drawing, specification=specification))


def charts_of(releases: Iterable[ReleasePage]) -> dict[int, Wanted]:
    """The chart of each release by its number, in three queries; none where there is none to draw.

    For an area with one period alone, how its total was split.
    """
    chosen = list(releases)
    figures = _figures(chosen)
    breaks = Breaks.of({release.template_used.measure_id for release in chosen})
    found = {}
    for release in chosen:
        own = [
            figure
            for figure in figures[release.template_used.measure_id, release.area_id]
            if _belongs_to(figure, release)
        ]
        picture = _picture(release, own, breaks)
        if picture is not None:
            found[release.pk] = Wanted(picture.wide, picture.public_from)
    return found


def with_drawn(
    documents: Mapping[int, ReleaseDocument], wanted: Mapping[int, Wanted]
) -> dict[int, ReleaseDocument]:
    """The documents with their charts, drawn as far as they are kept; one query."""
    digests = {one.drawing.digest for one in wanted.values()}
    kept = {
        chart.digest: chart
        for chart in Chart.objects.filter(digest__in=digests, state=ChartState.DONE)
    }
    complete = {}
    for number, document in documents.items():
        one = wanted.get(number)
        if one is None or document.is_withdrawn:
            complete[number] = document
            continue
        drawn = kept.get(one.drawing.digest)
        complete[number] = replace(
            document,
            chart=ReleaseChart(
                title=one.drawing.title,
                text=one.drawing.text,
                digest=one.drawing.digest,
                svg=drawn.svg if drawn else "",
                png=bytes(drawn.png) if drawn else b"",
            ),
        )
    return complete


def ask_for(wanted: Iterable[Wanted]) -> None:
    """Have charts drawn by a worker. Nobody but the press desk is shown one before its moment."""
    request_charts((one.drawing, one.public_from) for one in wanted)


def _figures(releases: list[ReleasePage]) -> dict[Series, list[Figure]]:
    """What is public by now, and what comes out with the releases, of their measures and areas."""
    measures = {release.template_used.measure_id for release in releases}
    areas = {release.area_id for release in releases}
    publications = {release.publication_id for release in releases}
    found: dict[Series, list[Figure]] = defaultdict(list)
    for figure in (
        Figure.objects.filter(measure__in=measures, area__in=areas)
        .filter(
            Q(publication__in=publications)
            | Q(pk__in=Figure.objects.visible_at(clock.moment()).values("pk"))
        )
        .select_related("area", "category", "source")
        .order_by("-period_end", "period_start", "category__position", "-pk")
    ):
        found[figure.measure_id, figure.area_id].append(figure)
    return found


def _belongs_to(figure: Figure, release: ReleasePage) -> bool:
    """Whether it comes out with this release, or was public without it."""
    if figure.publication_id == release.publication_id:
        return True
    moment = clock.moment()
    is_public = figure.public_from is not None and figure.public_from <= moment
    return is_public and (figure.superseded_at is None or figure.superseded_at > moment)


def _picture(release: ReleasePage, figures: list[Figure], breaks: Breaks) -> Picture | None:
    measure = release.template_used.measure
    once: dict[tuple[object, ...], Figure] = {}
    # The release's own figure comes before one of the same cell that corrects it, or that it does.
    for figure in sorted(figures, key=lambda each: each.publication_id != release.publication_id):
        figure.measure = measure
        once.setdefault((figure.category_id, figure.period_start, figure.period_end), figure)
    own = {
        figure.period
        for figure in figures
        if figure.publication_id == release.publication_id and figure.category_id is None
    }
    newest = max((period.last for period in own), default=None)
    if newest is None or any(figure.public_from is None for figure in once.values()):
        return None
    totals = [
        figure
        for figure in once.values()
        if figure.category_id is None and figure.period_end <= newest
    ]
    totals.sort(key=lambda figure: (-figure.period_end.toordinal(), figure.period_start))
    series = comparable_series(totals)
    picture = pictures.of_series(measure, release.area, series, breaks)
    if picture is not None or not series:
        return picture
    period = series[-1].period
    parts = [
        figure
        for figure in once.values()
        if figure.category_id is not None and figure.period == period
    ]
    return pictures.of_categories(measure, release.area, period, parts)
