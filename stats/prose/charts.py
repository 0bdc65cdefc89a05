"""The picture of a series on a page, drawn by the same hand as those of the statistics pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..charts.in_words import categories_in_words, series_in_words
from ..charts.points import Drawing, Point, Specification
from ..charts.series import series_chart
from ..comparing import Breaks
from ..models import Figure
from ..public.pictures import Picture, ShownPicture, on_page, sources_of
from ..public.series import points_of
from ..public.showing import point
from .series import Across, Series
from .standing import standing_of


def pictures_of(series: Iterable[tuple[Series, list[Figure]]]) -> dict[Series, ShownPicture]:
    """What is drawn of each series, in a number of queries that does not grow.

    A picture that nobody has drawn yet is asked for and not waited for: until then the page tells
    the same in words and in its table. A series of one figure has no picture.
    """
    wanted = [(each, figures) for each, figures in series if _is_worth_drawing(figures)]
    if not wanted:
        return {}
    standing = standing_of(each.chosen.pk for each, _ignored in wanted)
    pictures = [
        _picture(each, figures, standing[each.chosen.pk].breaks.breaks) for each, figures in wanted
    ]
    shown = on_page(pictures)
    return {each: found for (each, _ignored), found in zip(wanted, shown, strict=True)}


def _is_worth_drawing(figures: list[Figure]) -> bool:
    return len(figures) > 1 and any(figure.has_value for figure in figures)


def _picture(series: Series, figures: list[Figure], breaks: Breaks) -> Picture:
    is_over_time = series.across is Across.PERIODS
    points = _points(series, figures, breaks)
    text = series_in_words(points) if is_over_time else categories_in_words(points)
    source = sources_of(figures)

    def drawn(*, narrow: bool) -> Drawing:
        specification: Specification = series_chart(
            points,
            title=series.title,
            below=[_("Source: %(source)s") % {"source": source}] if source else [],
            narrow=narrow,
            always_lying=not is_over_time,
        )
        return Drawing(series.title, specification, text)

    return Picture(
        title=series.title,
        source=source,
        text=text,
        wide=drawn(narrow=False),
        narrow=drawn(narrow=True),
        public_from=max(figure.public_from for figure in figures if figure.public_from),
    )


def _points(series: Series, figures: list[Figure], breaks: Breaks) -> list[Point]:
    measure = series.chosen.measure
    if series.across is Across.PERIODS:
        return points_of(figures, measure, breaks)
    return [point(figure, measure, label=figure.area.name) for figure in figures]
