"""A release laid out in the order of its parts, whatever the format it is written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stats.models import Figure

from ..models import NewsroomPage, ReleasePage, ReleaseText

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Row:
    """One figure of the table: where, when, what, and its value or why there is none."""

    area: str
    period: str
    category: str
    value: str


@dataclass(frozen=True)
class ReleaseDocument:
    """Everything that stands in an exported release, in order, without any layout."""

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

    @property
    def body(self) -> tuple[str, ...]:
        return (*self.lead, *self.detail)


def newest_document(
    release: ReleasePage, *, newsroom: NewsroomPage, at: datetime
) -> ReleaseDocument:
    """The release as staff last saved it: marked a draft unless just that is public."""
    is_public = release.live and not release.has_unpublished_changes
    shown = release.text if is_public or release.latest_revision is None else _newest(release)
    return lay_out(release, shown=shown, is_draft=not is_public, newsroom=newsroom, at=at)


def _newest(release: ReleasePage) -> ReleaseText:
    """The words of the newest revision. Rebuilding the whole page would cost seven queries."""
    content = release.latest_revision.content
    body = ReleasePage._meta.get_field("body").to_python(content["body"])
    return ReleaseText(content["title"], body)


def lay_out(
    release: ReleasePage,
    *,
    shown: ReleaseText,
    is_draft: bool,
    newsroom: NewsroomPage,
    at: datetime,
) -> ReleaseDocument:
    """Put the words of one version of a release (`shown`) into the order of the parts.

    Costs no query for a release from collecting.with_everything(); a few for any other.
    """
    figures = figures_behind(release)
    publication, measure = release.publication, release.template_used.measure
    return ReleaseDocument(
        is_draft=is_draft,
        timing=_timing(release, is_draft=is_draft, at=at),
        headline=shown.headline,
        lead=tuple(shown.paragraphs("lead")),
        detail=tuple(shown.paragraphs("detail")),
        quotes=tuple(
            (child.value["text"], child.value["speaker"])
            for child in shown.body
            if child.block_type == "quote"
        ),
        helpline=tuple(shown.paragraphs("helpline")),
        notes=tuple(
            note
            for note in (
                *shown.paragraphs("note"),
                publication.methodology,
                measure.caveat,
            )
            if note
        ),
        table_title=measure.name,
        table=tuple(_row(figure) for figure in figures),
        sources=tuple(
            dict.fromkeys(str(figure.source) for figure in figures if figure.source is not None)
        ),
        contacts=_contacts(newsroom),
        version=_version(release, at=at),
    )


def figures_behind(release: ReleasePage) -> list[Figure]:
    """Each figure once: the release's own area first, newest period first, totals before parts."""
    behind = {figure.pk: figure for claim in release.claims.all() for figure in claim.figures.all()}
    return sorted(
        behind.values(),
        key=lambda figure: (
            figure.area_id != release.area_id,
            -figure.period_end.toordinal(),
            figure.category is not None,
            figure.category.position if figure.category else 0,
        ),
    )


def _row(figure: Figure) -> Row:
    return Row(
        area=figure.area.name,
        period=figure.period.label,
        category=_("Total") if figure.category is None else figure.category.name,
        value=figure.shown_value,
    )


def _timing(release: ReleasePage, *, is_draft: bool, at: datetime) -> str:
    """The embargo line, for a release set to go out later; else that it is free."""
    if release.go_live_at is not None and release.go_live_at > at:
        moment = timezone.localtime(release.go_live_at, LONDON)
        return _("EMBARGOED UNTIL %(time)s (%(zone)s)") % {
            "time": date_format(moment, "H:i l j F Y"),
            "zone": moment.tzname(),
        }
    return _("FOR IMMEDIATE RELEASE (once approved)") if is_draft else _("FOR IMMEDIATE RELEASE")


def _contacts(newsroom: NewsroomPage) -> tuple[str, ...]:
    lines: Iterable[tuple[str, str]] = (
        ("%(value)s", newsroom.contact_name),
        (_("Telephone: %(value)s"), newsroom.contact_telephone),
        (_("Out of hours: %(value)s"), newsroom.contact_out_of_hours),
        (_("Email: %(value)s"), newsroom.contact_email),
    )
    return tuple(line % {"value": value} for line, value in lines if value)


def _version(release: ReleasePage, *, at: datetime) -> str:
    return _("Release %(number)s, version %(version)s, %(date)s") % {
        "number": release.pk,
        "version": release.latest_revision_id or 0,
        "date": date_format(timezone.localtime(at, LONDON), "j F Y"),
    }
