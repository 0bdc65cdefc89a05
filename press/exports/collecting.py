"""Which releases an export holds, how each format is written, and under which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stats.charts.drawing import draw
from stats.models import Figure

from ..models import NewsroomPage, ReleasePage
from .charting import Wanted, charts_of, with_drawn
from .document import ReleaseChart, ReleaseDocument, Surroundings, newest_document
from .figures_csv import as_csv
from .house_styles import stylesheet_in_use
from .html import as_html
from .news_article import as_news_article
from .ninjs import as_ninjs
from .pdf import as_pdf
from .text import as_text
from .word import as_word
from .word_styles import Stylesheet

ExportFormat = Literal[
    "text", "docx", "pdf", "html", "ninjs", "newsarticle", "csv", "chart-svg", "chart-png"
]
StrOrPromise = str | Promise
RELEASES_AT_ONCE = 50
LONGEST_NAME = 100
RESERVED_ON_WINDOWS = frozenset(
    (
        *("con", "prn", "aux", "nul"),
        *(f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789"),
    )
)


@dataclass(frozen=True)
class Writer:
    """How a format is written, its file ending and its media type.

    `shows_chart` for one that has the release's chart in it; `is_chart` for one that is nothing
    else, and is left out where there is none. None of them is written before it is drawn.
    """

    write: Callable[[ReleaseDocument, Stylesheet | None], bytes]
    ending: str
    media_type: str
    label: StrOrPromise
    shows_chart: bool = False
    is_chart: bool = False


WRITERS: dict[str, Writer] = {
    "text": Writer(
        lambda document, styles: as_text(document).encode("utf-8"),
        "txt",
        "text/plain; charset=utf-8",
        _("Plain text"),
    ),
    "docx": Writer(
        as_word,
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word, in the house style"),
        shows_chart=True,
    ),
    "pdf": Writer(
        lambda document, styles: as_pdf(document),
        "pdf",
        "application/pdf",
        _("PDF, accessible"),
        shows_chart=True,
    ),
    "html": Writer(
        lambda document, styles: as_html(document),
        "html",
        "text/html; charset=utf-8",
        _("Web page in one file"),
        shows_chart=True,
    ),
    "chart-png": Writer(
        lambda document, styles: document.chart.png if document.chart else b"",
        "chart.png",
        "image/png",
        _("Chart as a picture (PNG)"),
        is_chart=True,
    ),
    "chart-svg": Writer(
        lambda document, styles: document.chart.svg.encode("utf-8") if document.chart else b"",
        "chart.svg",
        "image/svg+xml",
        _("Chart as a drawing (SVG)"),
        is_chart=True,
    ),
    "csv": Writer(
        lambda document, styles: as_csv(document),
        "csv",
        "text/csv; charset=utf-8",
        _("Figures behind it (CSV)"),
    ),
    "ninjs": Writer(
        lambda document, styles: as_ninjs(document),
        "ninjs.json",
        "application/json",
        _("IPTC ninjs 2.1, for news systems (JSON)"),
    ),
    "newsarticle": Writer(
        lambda document, styles: as_news_article(document),
        "newsarticle.json",
        "application/ld+json",
        _("schema.org NewsArticle (JSON-LD)"),
    ),
}


@dataclass(frozen=True)
class ExportedFile:
    """A file of one release. `folder` is named by its area."""

    name: str
    content: bytes
    media_type: str
    folder: str = ""


class ChartIsNotDrawn(Exception):
    """A worker has to draw it first. `wanted` is what to ask for."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(wanted.drawing.title)
        self.wanted = wanted


def with_everything(releases: QuerySet[ReleasePage]) -> QuerySet[ReleasePage]:
    """Releases with all that an export reads, in a number of queries that does not grow."""
    figures = Figure.objects.select_related("area", "category", "source", "measure", "publication")
    return releases.select_related(
        "area", "publication", "template_used__measure", "latest_revision"
    ).prefetch_related("versions", "claims", Prefetch("claims__figures", queryset=figures))


class Export:
    """Some releases as files, a few at a time: memory does not grow with their number.

    Charts that no worker has drawn yet are drawn here when `may_draw` is set, which no web request
    does; otherwise they raise ChartIsNotDrawn, unless they may be `left_out`.
    """

    def __init__(
        self,
        releases: QuerySet[ReleasePage],
        *,
        formats: Sequence[str],
        at: datetime,
        may_draw: bool,
        charts_left_out: bool = False,
    ) -> None:
        self.formats = [name for name in WRITERS if name in formats]
        self.at = at
        self.may_draw = may_draw
        self.charts_left_out = charts_left_out
        self.newsroom = NewsroomPage.objects.first() or NewsroomPage()
        self.around = Surroundings.now(self.newsroom)
        chosen = list(
            releases.order_by("area__slug", "template_used_id", "pk").values_list(
                "pk", "area__slug", "template_used__measure__slug", "template_used_id"
            )
        )
        self.names = _names(chosen)

    def __len__(self) -> int:
        return len(self.names)

    def chunks(self) -> Iterator[list[tuple[ReleasePage, list[ExportedFile]]]]:
        """A few releases at a time, in the order of their names, each with its files."""
        numbers = list(self.names)
        for start in range(0, len(numbers), RELEASES_AT_ONCE):
            yield self._together(numbers[start : start + RELEASES_AT_ONCE])

    def files(self) -> Iterator[ExportedFile]:
        for chunk in self.chunks():
            for _release, files in chunk:
                yield from files

    @cached_property
    def styles(self) -> Stylesheet | None:
        return stylesheet_in_use() if "docx" in self.formats else None

    def _together(self, numbers: list[int]) -> list[tuple[ReleasePage, list[ExportedFile]]]:
        found = with_everything(ReleasePage.objects.filter(pk__in=numbers)).in_bulk()
        # One that was deleted meanwhile is left out.
        releases = [found[number] for number in numbers if number in found]
        figures = self._figures_of_versions(releases)
        documents = {
            release.pk: newest_document(
                release, newsroom=self.newsroom, at=self.at, around=self.around, figures=figures
            )
            for release in releases
        }
        documents, pictured = self._with_charts(releases, documents)
        return [
            (release, list(self._files(release, documents[release.pk], pictured.get(release.pk))))
            for release in releases
        ]

    def _figures_of_versions(self, releases: Iterable[ReleasePage]) -> dict[int, Figure]:
        wanted = {
            number
            for release in releases
            for version in release.versions.all()
            for number in version.figure_ids
        }
        if not wanted:
            return {}
        chosen = Figure.objects.filter(pk__in=wanted)
        return chosen.select_related(
            "area", "category", "source", "measure", "publication"
        ).in_bulk()

    def _with_charts(
        self, releases: list[ReleasePage], documents: dict[int, ReleaseDocument]
    ) -> tuple[dict[int, ReleaseDocument], dict[int, ReleaseDocument]]:
        """The documents with their charts, and those of charts by themselves with their marks."""
        shown = any(WRITERS[name].shows_chart for name in self.formats)
        alone = any(WRITERS[name].is_chart for name in self.formats)
        if not shown and not alone:
            return documents, {}
        wanted = charts_of(releases)
        marked = {
            pk: one.marked(documents[pk])
            for pk, one in wanted.items()
            if alone and not documents[pk].is_withdrawn
        }
        by_itself = self._drawn_as(documents, marked, instead={})
        if not shown:
            return documents, by_itself
        return self._drawn_as(documents, wanted, instead=by_itself), by_itself

    def _drawn_as(
        self,
        documents: dict[int, ReleaseDocument],
        wanted: dict[int, Wanted],
        *,
        instead: dict[int, ReleaseDocument],
    ) -> dict[int, ReleaseDocument]:
        """With the charts that are wanted; rather than draw two of a release, the one `instead`."""
        complete = with_drawn(documents, wanted)
        for number, document in complete.items():
            chart = document.chart
            if chart is None or chart.is_drawn:
                continue
            other = instead[number].chart if number in instead else None
            if other is not None and other.is_drawn:
                svg, png = other.svg, other.png
            elif self.may_draw:
                svg, png = draw(wanted[number].drawing.specification)
            elif self.charts_left_out:
                continue
            else:
                raise ChartIsNotDrawn(wanted[number])
            complete[number] = replace(document, chart=replace(chart, svg=svg, png=png))
        return complete

    def _files(
        self, release: ReleasePage, document: ReleaseDocument, pictured: ReleaseDocument | None
    ) -> Iterator[ExportedFile]:
        folder, name = self.names[release.pk]
        for format_name in self.formats:
            writer = WRITERS[format_name]
            source = pictured if writer.is_chart else document
            if source is None or (writer.is_chart and not _has_chart(source.chart)):
                continue
            content = writer.write(source, self.styles)
            yield ExportedFile(f"{name}.{writer.ending}", content, writer.media_type, folder)


def export(
    releases: QuerySet[ReleasePage], *, format_name: str, at: datetime, may_draw: bool = True
) -> Iterator[ExportedFile]:
    """Each release as a file named by its area; with several for one area, by template too."""
    return Export(releases, formats=[format_name], at=at, may_draw=may_draw).files()


def _has_chart(chart: ReleaseChart | None) -> bool:
    return chart is not None and chart.is_drawn


def _names(chosen: Iterable[tuple[int, str, str, int]]) -> dict[int, tuple[str, str]]:
    """Folder and file name of each release: safe on every system, and no two alike."""
    rows = list(chosen)
    releases_of = Counter(area for _pk, area, _measure, _template in rows)
    names = {}
    for pk, area, measure, template in rows:
        folder = area[:LONGEST_NAME]
        if folder in RESERVED_ON_WINDOWS:
            folder = f"{folder}-area"
        name = f"{folder}-{measure[:LONGEST_NAME]}-{template}" if releases_of[area] > 1 else folder
        names[pk] = (folder, name)
    return names
