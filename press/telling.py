"""The corrected figures that releases quote, and the correction that the public is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from stats.models import Figure, FigureStatus, MeasureKind, Publication

from .corrected import quoted_by_releases, replaced_by
from .models import ReleasePage, ReleaseVersion
from .redrafting import Change, CorrectedFigure, what_changed
from .wording.profiles import PROFILES

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Told:
    """Which figures some corrections replace, by their keys, and which of them releases quote."""

    replaced: dict[int, int]
    quoted: dict[int, set[int]]
    figures: dict[int, Figure]


def told_of(corrections: Iterable[Publication], releases: Iterable[ReleasePage]) -> Told:
    """Read for all releases at once. A figure that several corrections replace is what the last
    says."""
    replaced: dict[int, int] = {}
    for correction in sorted(corrections, key=lambda each: each.publish_at or timezone.now()):
        replaced |= replaced_by(correction)
    wanted = {release.pk for release in releases}
    quoted = {pk: figures for pk, figures in quoted_by_releases(replaced).items() if pk in wanted}
    keys = {*replaced.values(), *(key for keys in quoted.values() for key in keys)}
    return Told(replaced, quoted, Figure.objects.for_display().in_bulk(keys))


def tell(release: ReleasePage, told: Told, changes: Sequence[Change], *, at: datetime) -> str:
    """The correction of a release that is public, in plain sentences; "" for any other.

    A release in Welsh has its correction written by a person: figures are said in English here.
    """
    versions = sorted(release.versions.all(), key=lambda version: version.number)
    if not versions or release.language != "en-gb":
        return ""
    pairs = _pairs(release, told, versions[-1])
    return what_changed(
        [_corrected(told.figures[old], told.figures[new]) for old, new in pairs],
        changes,
        profile=PROFILES[release.template_used.profile],
        public_since=_public_since(versions, {old for old, _new in pairs}),
        corrected_on=_day(at),
    )


def _pairs(release: ReleasePage, told: Told, version: ReleaseVersion) -> list[tuple[int, int]]:
    """Each corrected figure that the release quotes once: what it last said, and what it is."""
    quoted = told.quoted.get(release.pk, set())
    in_print = quoted.intersection(version.figure_ids) or quoted
    newest: dict[int, int] = {}
    for old in sorted(in_print):
        newest[told.replaced[old]] = old
    pairs = [(old, new) for new, old in newest.items()]
    return sorted(
        ((old, new) for old, new in pairs if _said(told.figures[old]) != _said(told.figures[new])),
        key=lambda pair: (told.figures[pair[1]].area_id != release.area_id, pair),
    )


def wrong_in_print(release: ReleasePage, told: Told) -> list[tuple[Figure, Figure]]:
    """The figures of a public release's own table that say something else now, old and new.

    A table is read as its words are: where the words still hold and a number in it does not, the
    release is wrong all the same.
    """
    versions = sorted(release.versions.all(), key=lambda version: version.number)
    if not versions:
        return []
    printed = set(versions[-1].figure_ids)
    pairs = [(old, new) for old, new in _pairs(release, told, versions[-1]) if old in printed]
    return [(told.figures[old], told.figures[new]) for old, new in pairs]


def _said(figure: Figure) -> tuple[object, str]:
    return figure.value, "" if figure.has_value else figure.status


def _corrected(old: Figure, new: Figure) -> CorrectedFigure:
    with translation.override("en-gb"):
        old_reason = "" if old.has_value else str(old.get_status_display())
        new_reason = "" if new.has_value else str(new.get_status_display())
    return CorrectedFigure(
        about=_about(new),
        old=old.value,
        new=new.value,
        old_reason=old_reason,
        new_reason=new_reason,
        why=new.note,
        is_suppressed=new.status == FigureStatus.SUPPRESSED,
    )


def _about(figure: Figure) -> str:
    """What is counted, where and when, as a sentence opens with it."""
    measure = figure.measure
    counted = (
        f"the number of {measure.noun_plural}"
        if measure.kind == MeasureKind.COUNT
        else f"the figure for “{measure.name}”"
    )
    kind = "" if figure.category is None else f" ({figure.category.name_in_prose})"
    return f"{counted} in {figure.area.name_in_prose} in {figure.period.label}{kind}"


def _public_since(versions: Sequence[ReleaseVersion], wrong: set[int]) -> date | None:
    """Since when the public has read what was wrong; None if it has not yet."""
    out = [version for version in versions if version.public_from <= timezone.now()]
    quoting = [version for version in out if wrong.intersection(version.figure_ids)] or out
    return _day(quoting[0].public_from) if quoting else None


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, LONDON).date()
