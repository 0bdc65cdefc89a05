"""What an exported release is made of, before it has any layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from stats.downloads.collections import absolute, publisher
from stats.models import Figure

from ..facts import Help
from ..models import NewsroomPage
from ..ways_to_help import current_help
from .labels import Labels, labels_in


@dataclass(frozen=True)
class Row:
    """One figure of the table: where, when, what, and its value or why there is none."""

    area: str
    period: str
    category: str
    value: str


@dataclass(frozen=True)
class Correction:
    """What a later version put right: what was wrong, what is right, and from which day."""

    on: str
    words: str


@dataclass(frozen=True)
class ReleaseChart:
    """The picture of an area's figures and the same in words, made from the data.

    `svg` and `png` are empty until a worker has drawn it.
    """

    title: str
    text: str
    digest: str
    svg: str = ""
    png: bytes = b""

    @property
    def is_drawn(self) -> bool:
        return bool(self.svg and self.png)


@dataclass(frozen=True)
class Surroundings:
    """What stands around every release of an export, read once for them all.

    `address` is the newsroom's own, with a slash at its end; `help_address` that of the site's ways
    to get help.
    """

    publisher: str
    address: str
    help: Help
    help_address: str

    @classmethod
    def now(cls, newsroom: NewsroomPage) -> Surroundings:
        address = str(newsroom.full_url or "") if newsroom.pk else ""
        if address.startswith("/"):
            address = absolute(address)
        return cls(
            publisher=publisher(),
            address=address,
            help=current_help(),
            help_address=absolute(reverse("helpline:index")),
        )


@dataclass(frozen=True)
class ReleaseDocument:
    """Everything that stands in an exported release, in order, without any layout.

    Texts are without control characters; a paragraph may hold line breaks, a headline none. `link`
    is set once the release is public. `is_withdrawn` leaves a notice and no figures.
    """

    is_draft: bool
    timing: str
    headline: str
    lead: tuple[str, ...]
    detail: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    helpline: tuple[str, ...]
    notes: tuple[str, ...]
    table_title: str
    table: tuple[Row, ...]
    sources: tuple[str, ...]
    contacts: tuple[str, ...]
    version: str
    language: str = "en-gb"
    corrections: tuple[Correction, ...] = ()
    link: str = ""
    is_withdrawn: bool = False
    embargo: datetime | None = None
    released_at: datetime | None = None
    changed_at: datetime | None = None
    exported_at: datetime | None = None
    version_number: int = 0
    identifier: str = ""
    publisher: str = ""
    area: str = ""
    area_code: str = ""
    chart: ReleaseChart | None = None
    figures: tuple[Figure, ...] = ()
    released_on: str = ""
    english_notes: tuple[str, ...] = ()

    @property
    def source_line(self) -> str:
        return self.labels.source.format(sources="; ".join(self.sources)) if self.sources else ""

    @property
    def body(self) -> tuple[str, ...]:
        return (*self.lead, *self.detail)

    @property
    def labels(self) -> Labels:
        return labels_in(self.language)

    @property
    def marks(self) -> tuple[str, ...]:
        """What must stand on every page, first and last, while it is not for everybody."""
        if self.is_withdrawn:
            return (self.labels.withdrawn,)
        if self.is_draft:
            return (self.labels.draft,)
        return (self.timing,) if self.embargo is not None else ()
