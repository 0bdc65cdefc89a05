"""The charts of a page: what to draw of the figures in hand, and whether it is drawn already.

A page asks for the chart of exactly the data that it shows, by their digest. So a chart follows
its figures by itself: a correction asks for another one, and nothing is drawn in a web request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from ..charts.comparison import comparison_chart
from ..charts.in_words import (
    categories_in_words,
    comparison_in_words,
    series_in_words,
    tiles_in_words,
)
from ..charts.outbox import request_charts
from ..charts.points import Drawing, Pair, Point, Specification
from ..charts.series import series_chart
from ..charts.tiles import LAYOUT, Tile, tile_map
from ..comparing import Breaks
from ..comparison import Comparison
from ..models import Area, Chart, ChartState, Figure, Measure
from ..periods import Period
from .series import Row, on_tiles, points_of
from .showing import point, shown_shortly

FEWEST_ON_A_MAP = 13
MOST_COMPARED = 12
SOURCES_NAMED = 3

# How a drawing begins: it says there how large it is.
BEGINNING = 300
SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A chart for two widths, with the moment from which all that is in it is public."""

    title: str
    source: str
    text: str
    wide: Drawing
    narrow: Drawing
    public_from: datetime

    @property
    def drawings(self) -> tuple[Drawing, Drawing]:
        return self.wide, self.narrow


@dataclass(frozen=True)
class Size:
    """CSS pixels. A page that knows them keeps the room that a drawing will take."""

    width: int
    height: int


@dataclass(frozen=True)
class ShownPicture:
    """A picture on a page. `is_drawn` is false until the worker has made it for both widths."""

    picture: Picture
    is_drawn: bool
    has_failed: bool
    wide_size: Size | None = None
    narrow_size: Size | None = None

    @property
    def wide_svg(self) -> str:
        return address_of(self.picture.wide, "svg")

    @property
    def narrow_svg(self) -> str:
        return address_of(self.picture.narrow, "svg")

    @property
    def png(self) -> str:
        return address_of(self.picture.wide, "png")


def address_of(drawing: Drawing, form: str) -> str:
    return reverse("statistics:chart", kwargs={"digest": drawing.digest, "form": form})


def on_page(pictures: Iterable[Picture | None]) -> list[ShownPicture]:
    """The pictures with what has been drawn of them; the rest are asked for, and not waited for.

    One query, and one more where a chart has never been asked for.
    """
    wanted = [picture for picture in pictures if picture is not None]
    digests = [drawing.digest for picture in wanted for drawing in picture.drawings]
    is_public = Exists(Chart.objects.visible_at().filter(pk=OuterRef("pk")))
    known = Chart.objects.filter(digest__in=digests).values_list(
        "digest", "state", is_public, Left("svg", BEGINNING)
    )
    states = {digest: state for digest, state, _, _ in known}
    public = {digest for digest, _state, is_public, _ in known if is_public}
    sizes = {digest: _size_of(beginning) for digest, _state, _, beginning in known}
    request_charts(
        (drawing, picture.public_from)
        for picture in wanted
        for drawing in picture.drawings
        if drawing.digest not in states
    )
    return [
        ShownPicture(
            picture,
            is_drawn=all(drawing.digest in public for drawing in picture.drawings),
            has_failed=any(
                states.get(drawing.digest) == ChartState.FAILED for drawing in picture.drawings
            ),
            wide_size=sizes.get(picture.wide.digest),
            narrow_size=sizes.get(picture.narrow.digest),
        )
        for picture in wanted
    ]


def _size_of(beginning: str) -> Size | None:
    found = SIZE.match(beginning)
    return Size(round(float(found[1])), round(float(found[2]))) if found else None


def sources_of(figures: Iterable[Figure]) -> str:
    """Where figures come from, each source once, in the order in which they are met."""
    names = list(dict.fromkeys(str(figure.source) for figure in figures if figure.source_id))
    if len(names) > SOURCES_NAMED:
        more = {"named": "; ".join(names[:SOURCES_NAMED]), "more": len(names) - SOURCES_NAMED}
        return _("%(named)s; and %(more)d more") % more
    return "; ".join(names)


def _picture(
    title: str,
    figures: Sequence[Figure],
    text: str,
    draw: Callable[..., Specification],
    *below: str,
) -> Picture:
    source = sources_of(figures)
    lines = [*below, _("Source: %(source)s") % {"source": source} if source else ""]
    wide, narrow = (
        Drawing(title, draw(title=title, below=lines, narrow=narrow), text)
        for narrow in (False, True)
    )
    moments = [figure.public_from for figure in figures if figure.public_from is not None]
    return Picture(title, source, text, wide, narrow, max(moments))


def of_series(
    measure: Measure, area: Area, series: Sequence[Figure], breaks: Breaks
) -> Picture | None:
    """An area over time; none where there is only one period, which a sentence tells better."""
    if len(series) < 2 or not any(figure.has_value for figure in series):
        return None
    points = points_of(series, measure, breaks)

    def draw(**how: object) -> Specification:
        return series_chart(points, **how)  # type: ignore[arg-type]

    title = _("%(measure)s: %(area)s") % {"measure": measure.name, "area": area.name}
    return _picture(title, series, series_in_words(points), draw)


def of_categories(
    measure: Measure, area: Area, period: Period, parts: Sequence[Figure]
) -> Picture | None:
    """How a total was split; none unless two parts of it at least are known."""
    if sum(figure.has_value for figure in parts) < 2:
        return None
    points: list[Point] = [
        point(figure, measure, label=figure.category_or_total) for figure in parts
    ]

    def draw(**how: object) -> Specification:
        return series_chart(points, always_lying=True, **how)  # type: ignore[arg-type]

    named = {"measure": measure.name, "area": area.name, "period": period.label}
    title = _("%(measure)s by kind: %(area)s, %(period)s") % named
    return _picture(title, parts, categories_in_words(points), draw)


def of_areas(
    measure: Measure, period: Period, rows: Sequence[Row], before: Period | None
) -> Picture | None:
    """The police forces of a period: on a map when many have a figure, compared when few."""
    on_map = on_tiles(measure, period, tuple(LAYOUT))
    if len(on_map) >= FEWEST_ON_A_MAP:
        return _map(measure, period, on_map)
    return None if before is None else _compared(measure, period, rows, before)


def _map(measure: Measure, period: Period, figures: Sequence[Figure]) -> Picture:
    tiles = [
        Tile(
            figure.area.gss_code,
            figure.area.name,
            figure.value,
            shown_shortly(figure, measure),
        )
        for figure in figures
    ]

    def draw(**how: object) -> Specification:
        return tile_map(tiles, **how)  # type: ignore[arg-type]

    named = {"measure": measure.name, "period": period.label}
    title = _("%(measure)s by police force area, %(period)s") % named
    caution = _("Areas differ in how many people live there: these are counts, not rates.")
    return _picture(title, figures, tiles_in_words(tiles), draw, caution)


def _compared(
    measure: Measure, period: Period, rows: Sequence[Row], before: Period
) -> Picture | None:
    compared = [
        (row.figure, row.older, row.change)
        # By name, whatever the order of the table: another order is not another chart.
        for row in sorted(rows, key=lambda row: row.figure.area.name)
        if row.older is not None
        and isinstance(row.change, Comparison)
        and row.figure.area.is_police_force_area
    ]
    if not 2 <= len(compared) <= MOST_COMPARED:
        return None
    pairs = [
        Pair(
            figure.area.name,
            point(older, measure, label=before.label),
            point(figure, measure, label=period.label),
        )
        for figure, older, _change in compared
    ]

    def draw(**how: object) -> Specification:
        return comparison_chart(pairs, **how)  # type: ignore[arg-type]

    named = {"measure": measure.name, "before": before.label, "period": period.label}
    title = _("%(measure)s: %(before)s and %(period)s") % named
    figures = [figure for newer, older, _change in compared for figure in (older, newer)]
    return _picture(title, figures, comparison_in_words(pairs), draw)
