"""Which releases an export holds, and under which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Prefetch, QuerySet

from stats.models import Figure

from ..models import NewsroomPage, ReleasePage
from .document import ReleaseDocument, newest_document
from .text import as_text
from .word import as_word

ExportFormat = Literal["text", "docx"]


@dataclass(frozen=True)
class Writer:
    """How a format is written, its file ending and its media type."""

    write: Callable[[ReleaseDocument], bytes]
    ending: str
    media_type: str


WRITERS: dict[ExportFormat, Writer] = {
    "text": Writer(
        lambda document: as_text(document).encode("utf-8"), "txt", "text/plain; charset=utf-8"
    ),
    "docx": Writer(
        as_word, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
}


@dataclass(frozen=True)
class ExportedFile:
    name: str
    content: bytes
    media_type: str


def with_everything(releases: QuerySet[ReleasePage]) -> QuerySet[ReleasePage]:
    """Releases with all that an export reads, in a number of queries that does not grow."""
    figures = Figure.objects.select_related("area", "category", "source", "measure")
    return releases.select_related(
        "area", "publication", "template_used__measure", "latest_revision"
    ).prefetch_related("claims", Prefetch("claims__figures", queryset=figures))


def export(
    releases: QuerySet[ReleasePage], *, format_name: ExportFormat, at: datetime
) -> Iterator[ExportedFile]:
    """Each release as a file named by its area; with several for one area, by template too."""
    writer = WRITERS[format_name]
    newsroom = NewsroomPage.objects.first() or NewsroomPage()
    chosen = list(with_everything(releases).order_by("area__name", "template_used_id"))
    releases_of = Counter(release.area_id for release in chosen)
    for release in chosen:
        name = release.area.slug
        if releases_of[release.area_id] > 1:
            name = f"{name}-{release.template_used.measure.slug}-{release.template_used_id}"
        document = newest_document(release, newsroom=newsroom, at=at)
        yield ExportedFile(f"{name}.{writer.ending}", writer.write(document), writer.media_type)
