"""A release laid out in the order of its parts, whatever the format it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from stats.models import Figure

from ..models import NewsroomPage, ReleasePage, ReleaseState, ReleaseText, ReleaseVersion
from ..wording.profiles import WELSH
from ..wording.welsh.periods import period_label_in_welsh
from .cleaning import cleaned, on_one_line
from .labels import Labels, labels_in
from .parts import Correction, ReleaseChart, ReleaseDocument, Row, Surroundings

LONDON = ZoneInfo("Europe/London")


def newest_document(
    release: ReleasePage,
    *,
    newsroom: NewsroomPage,
    at: datetime,
    around: Surroundings | None = None,
    figures: dict[int, Figure] | None = None,
) -> ReleaseDocument:
    """The release as staff last saved it: marked a draft unless a version says just that.

    The same words on their way out again above corrected figures are a draft too, with its table.
    """
    around = around or Surroundings.now(newsroom)
    if release.state == ReleaseState.WITHDRAWN:
        return _withdrawn(release, newsroom=newsroom, at=at, around=around)
    newest = release.latest_revision
    shown = release.text if newest is None else ReleasePage.words_of(newest)
    versions = _versions_up_to(release)
    if (
        versions
        and versions[-1].text.says_the_same_as(shown)
        and not _goes_out_above_other_figures(release, versions[-1])
    ):
        return document_of_version(
            versions[-1], newsroom=newsroom, at=at, around=around, figures=figures, release=release
        )
    return lay_out(
        release,
        shown=shown,
        is_draft=True,
        newsroom=newsroom,
        at=at,
        around=around,
        corrections=versions,
    )


def _goes_out_above_other_figures(release: ReleasePage, version: ReleaseVersion) -> bool:
    """Whether a later version is being made whose figures correct some of this one's."""
    printed = set(version.figure_ids)
    return release.state != ReleaseState.RELEASED and any(
        figure.supersedes_id in printed for figure in figures_behind(release)
    )


def document_of_version(
    version: ReleaseVersion,
    *,
    newsroom: NewsroomPage,
    at: datetime,
    around: Surroundings | None = None,
    figures: dict[int, Figure] | None = None,
    release: ReleasePage | None = None,
) -> ReleaseDocument:
    """The words of one version, as they were approved and whatever was saved since.

    `figures` are those of `figure_ids` by their number; they are read where they are not given.
    """
    release = release or version.release
    around = around or Surroundings.now(newsroom)
    taken_back = release.withdrawn_at
    if taken_back is not None and version.made_at <= taken_back <= at:
        return _withdrawn(release, newsroom=newsroom, at=at, around=around)
    return lay_out(
        release,
        shown=version.text,
        is_draft=False,
        newsroom=newsroom,
        at=at,
        around=around,
        version=version,
        figures=_figures_of(version, release, figures),
        corrections=_versions_up_to(release, version.number),
    )


def lay_out(
    release: ReleasePage,
    *,
    shown: ReleaseText,
    is_draft: bool,
    newsroom: NewsroomPage,
    at: datetime,
    around: Surroundings | None = None,
    version: ReleaseVersion | None = None,
    figures: Sequence[Figure] | None = None,
    corrections: Sequence[ReleaseVersion] = (),
) -> ReleaseDocument:
    """Put the words of one version of a release (`shown`) into the order of the parts.

    Costs no query for a release from collecting.with_everything(); a few for any other. Without
    `around`, as on the site's own page, it names no publisher and adds no way to get help.
    """
    behind = figures_behind(release) if figures is None else list(figures)
    labels = labels_in(release.language)
    embargo = _embargo(release, version, at=at)
    is_out = version is not None and embargo is None
    from_statistics = (release.publication.methodology, _caveat(release))
    is_welsh = release.language == WELSH
    return ReleaseDocument(
        is_draft=is_draft,
        timing=_timing(labels, release.language, embargo, is_draft=is_draft),
        headline=on_one_line(shown.headline),
        lead=_cleaned(shown.paragraphs("lead")),
        detail=_cleaned(shown.paragraphs("detail")),
        quotes=_quotes(shown),
        helpline=ways_to_help(_cleaned(shown.paragraphs("helpline")), labels, around),
        notes=_cleaned((*shown.paragraphs("note"), *from_statistics)),
        table_title=release.template_used.measure.name,
        table=tuple(_row(figure, labels, release.language) for figure in behind),
        sources=_sources(behind),
        contacts=contacts_of(newsroom, labels),
        version=_version(release, version, labels, at=at),
        language=release.language,
        corrections=_corrections(corrections, release.language),
        link=f"{around.address}{release.slug}/" if is_out and around and around.address else "",
        embargo=embargo,
        released_at=_first_moment(version, corrections),
        changed_at=version.public_from if version else at,
        exported_at=at,
        version_number=version.number if version else 0,
        identifier=_identifier(release),
        publisher=around.publisher if around else "",
        area=release.area.name,
        area_code=release.area.gss_code,
        figures=tuple(behind),
        released_on=_day_of(_first_moment(version, corrections), release.language),
        english_notes=_cleaned(from_statistics) if is_welsh else (),
    )


def _quotes(shown: ReleaseText) -> tuple[tuple[str, str], ...]:
    """What was said, and by whom."""
    return tuple(
        (cleaned(str(child.value["text"])), on_one_line(str(child.value["speaker"])))
        for child in shown.body
        if child.block_type == "quote"
    )


def _sources(behind: Iterable[Figure]) -> tuple[str, ...]:
    """Each once, in the order of the figures."""
    named = (on_one_line(str(figure.source)) for figure in behind if figure.source is not None)
    return tuple(dict.fromkeys(named))


def _corrections(versions: Iterable[ReleaseVersion], language: str) -> tuple[Correction, ...]:
    return tuple(
        Correction(spoken_day(each.public_from, language), cleaned(each.what_changed))
        for each in versions
        if each.what_changed
    )


def figures_behind(release: ReleasePage) -> list[Figure]:
    """Each figure once: the release's own area first, newest period first, totals before parts."""
    behind = {figure.pk: figure for claim in release.claims.all() for figure in claim.figures.all()}
    return in_order(release, behind.values())


def in_order(release: ReleasePage, figures: Iterable[Figure]) -> list[Figure]:
    return sorted(
        figures,
        key=lambda figure: (
            figure.area_id != release.area_id,
            -figure.period_end.toordinal(),
            figure.category is not None,
            figure.category.position if figure.category else 0,
        ),
    )


def spoken_day(moment: datetime | date, language: str) -> str:
    """The day in London, in the language of the release."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment, LONDON)
    with translation.override(language):
        return date_format(moment, "j F Y")


def _day_of(moment: datetime | None, language: str) -> str:
    return "" if moment is None else spoken_day(moment, language)


def _versions_up_to(release: ReleasePage, number: int | None = None) -> list[ReleaseVersion]:
    """From what is prefetched, so that many releases cost one query."""
    versions = sorted(release.versions.all(), key=lambda version: version.number)
    return [version for version in versions if number is None or version.number <= number]


def _figures_of(
    version: ReleaseVersion, release: ReleasePage, known: dict[int, Figure] | None
) -> list[Figure]:
    """The figures that the version's numbers were held against; those it was built with, if none
    were kept."""
    if not version.figure_ids:
        return figures_behind(release)
    if known is None:
        chosen = Figure.objects.filter(pk__in=version.figure_ids)
        known = chosen.select_related(
            "area", "category", "source", "measure", "publication"
        ).in_bulk()
    return in_order(release, [known[pk] for pk in version.figure_ids if pk in known])


def _withdrawn(
    release: ReleasePage, *, newsroom: NewsroomPage, at: datetime, around: Surroundings
) -> ReleaseDocument:
    """A notice in place of the release: whoever asks for the file must not get the old words."""
    labels = labels_in(release.language)
    on = spoken_day(release.withdrawn_at or at, release.language)
    notice = [labels.withdrawn_notice.format(day=on)]
    if release.withdrawn_why:
        notice.append(labels.withdrawn_reason.format(why=cleaned(release.withdrawn_why)))
    versions = _versions_up_to(release)
    last = versions[-1] if versions else None
    return ReleaseDocument(
        is_draft=False,
        timing=labels.withdrawn,
        headline=on_one_line(last.headline if last else release.title),
        lead=tuple(notice),
        detail=(),
        quotes=(),
        helpline=ways_to_help((), labels, around),
        notes=(),
        table_title="",
        table=(),
        sources=(),
        contacts=contacts_of(newsroom, labels),
        version=_version(release, last, labels, at=at),
        language=release.language,
        is_withdrawn=True,
        released_at=_first_moment(last, versions),
        changed_at=release.withdrawn_at or at,
        exported_at=at,
        version_number=last.number if last else 0,
        identifier=_identifier(release),
        publisher=around.publisher,
        area=release.area.name,
        area_code=release.area.gss_code,
    )


def _cleaned(paragraphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(words for paragraph in paragraphs if (words := cleaned(paragraph)))


def _caveat(release: ReleasePage) -> str:
    return str(release.template_used.measure.caveat)


def _row(figure: Figure, labels: Labels, language: str) -> Row:
    """In Welsh with the names that there are; a category has none that stands by itself."""
    is_welsh = language == WELSH
    return Row(
        area=(is_welsh and figure.area.name_in_welsh) or figure.area.name,
        period=period_label_in_welsh(figure.period) if is_welsh else figure.period.label,
        category=labels.total if figure.category is None else figure.category.name,
        value=figure.shown_value,
    )


def _embargo(
    release: ReleasePage, version: ReleaseVersion | None, *, at: datetime
) -> datetime | None:
    """The moment that is still waited for: a version's own, else the one that staff have set."""
    moment = version.public_from if version is not None else release.embargo_until
    return moment if moment is not None and moment > at else None


def _timing(labels: Labels, language: str, embargo: datetime | None, *, is_draft: bool) -> str:
    """The embargo line with its time zone; else that it is free."""
    if embargo is None:
        return labels.immediate_once_released if is_draft else labels.immediate
    moment = timezone.localtime(embargo, LONDON)
    with translation.override(language):
        day = date_format(moment, "l j F Y")
    return labels.embargoed.format(time=f"{moment:%H:%M}", day=day, zone=moment.tzname())


def ways_to_help(
    written: tuple[str, ...], labels: Labels, around: Surroundings | None
) -> tuple[str, ...]:
    """The release's own words; and where they lack the helpline's number of today, that as well."""
    if around is None:
        return written
    number = _digits(around.help.number)
    if number and any(number in _digits(paragraph) for paragraph in written):
        return written
    if not number:
        return written or (labels.help_online.format(address=around.help_address),)
    hours = f" ({around.help.hours})" if around.help.hours else ""
    current = labels.help_by_telephone.format(
        number=around.help.number, hours=hours, address=around.help_address
    )
    return (*written, current)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def contacts_of(newsroom: NewsroomPage, labels: Labels) -> tuple[str, ...]:
    lines: Iterable[tuple[str, str]] = (
        ("{value}", newsroom.contact_name),
        (labels.telephone, newsroom.contact_telephone),
        (labels.out_of_hours, newsroom.contact_out_of_hours),
        (labels.email, newsroom.contact_email),
    )
    return tuple(line.format(value=on_one_line(value)) for line, value in lines if value)


def _version(
    release: ReleasePage, version: ReleaseVersion | None, labels: Labels, *, at: datetime
) -> str:
    if version is None:
        return labels.draft_version.format(
            release=release.pk,
            version=release.latest_revision_id or 0,
            day=spoken_day(at, release.language),
        )
    return labels.version.format(
        release=release.pk,
        version=version.number,
        day=spoken_day(version.public_from, release.language),
    )


def _first_moment(
    version: ReleaseVersion | None, versions: Sequence[ReleaseVersion]
) -> datetime | None:
    moments = [each.public_from for each in (*versions, *((version,) if version else ()))]
    return min(moments, default=None)


def _identifier(release: ReleasePage) -> str:
    """A name for this release in every catalogue: a tag URI (RFC 4151), the same for ever."""
    host = re.sub(r"^https?://([^/:]+).*$", r"\1", settings.WAGTAILADMIN_BASE_URL)
    return f"tag:{host},{release.publication.created_at.year}:release/{release.pk}"


__all__ = [
    "LONDON",
    "Correction",
    "ReleaseChart",
    "ReleaseDocument",
    "Row",
    "Surroundings",
    "contacts_of",
    "document_of_version",
    "figures_behind",
    "in_order",
    "lay_out",
    "newest_document",
    "spoken_day",
    "ways_to_help",
]
