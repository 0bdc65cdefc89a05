"""What releases would say if they were built from corrected figures, and who reads them back.

Everything is asked as at two moments: just before a correction, and from it on. A correction that
is still to come is read as if its moment were here, by the one clock; nothing of it is public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from stats import clock
from stats.models import Area, AreaLevel, Category, Figure, Publication

from .compose import CannotCompose, ComposedRelease
from .drafting import Draftsman
from .gathering import subject_of
from .models import Redraft, ReleasePage
from .nouns import nouns_of
from .redrafting import Passage
from .welsh_names import names_in_welsh
from .wording.claims import Claim, Observation, check
from .wording.profiles import ENGLISH, WELSH
from .wording.welsh.checking import check_welsh

JUST_BEFORE = timedelta(microseconds=1)

Composed = ComposedRelease | CannotCompose


def moment_of(correction: Publication) -> datetime:
    """From when its figures stand: its own moment, or now if that is past."""
    now = timezone.now()
    return now if correction.publish_at is None else max(now, correction.publish_at)


def before_of(redrafts: Iterable[Redraft]) -> datetime:
    """Just before the first of these corrections: what the release's words were written of."""
    moments = [each.correction.publish_at or timezone.now() for each in redrafts]
    return min(moments, default=timezone.now()) - JUST_BEFORE


def compose_as_at(releases: Iterable[ReleasePage], moment: datetime) -> dict[int, Composed]:
    """Each release's words as its template makes them of the figures that stand at a moment.

    A refusal takes their place where nothing can be made. The template is the one in use now. In a
    number of queries that grows with the publications and templates, not with the releases.
    """
    groups: defaultdict[tuple[int, int], list[ReleasePage]] = defaultdict(list)
    for release in releases:
        groups[release.publication_id, release.template_used_id].append(release)
    found: dict[int, Composed] = {}
    with clock.at(moment):
        for group in groups.values():
            found |= _compose_together(group)
    return found


def _compose_together(releases: Sequence[ReleasePage]) -> dict[int, Composed]:
    publication, template = releases[0].publication, releases[0].template_used
    subject = subject_of(publication, template.measure)
    version = Publication.objects.newest_visible_at().filter(slug=publication.slug).first()
    if subject is not None and version is not None and version.version > publication.version:
        subject = replace(subject, publication=version)
    draftsman = Draftsman(publication, template, releases, subject=subject)
    found: dict[int, Composed] = {}
    for release in releases:
        try:
            found[release.pk] = draftsman.compose(release.area)
        except CannotCompose as refusal:
            found[release.pk] = refusal
    return found


def passages_of(composed: Composed | None) -> tuple[Passage, ...]:
    """The words of a composition; none where there is none."""
    if not isinstance(composed, ComposedRelease):
        return ()
    return tuple(
        Passage(paragraph.part, paragraph.text, paragraph.speaker)
        for paragraph in (composed.headline, *composed.paragraphs)
    )


@dataclass(frozen=True)
class Reader:
    """Reads a release's claims against the figures of one moment, and knows those by their keys."""

    area: str
    measure: str
    known: dict[Observation, int]
    language: str = ENGLISH
    welsh_names: dict[str, str] = field(default_factory=dict)

    def check(self, text: str) -> list[Claim]:
        if self.language == WELSH:
            return check_welsh(
                text,
                tuple(self.known),
                area=self.area,
                measure=self.measure,
                names=self.welsh_names,
            )
        return check(text, tuple(self.known), area=self.area, measure=self.measure)

    def keys_of(self, observations: Iterable[Observation]) -> list[int]:
        """The keys of figures; sums that the reader made of several have none."""
        return [self.known[one] for one in observations if one in self.known]


def readers_as_at(releases: Iterable[ReleasePage], moment: datetime) -> dict[int, Reader]:
    """A reader for each release, with what stands at a moment of its own area and of the nation.

    Of a publication that is not out by then, its own figures count as if they were.
    """
    releases = list(releases)
    nation = Area.objects.get(level=AreaLevel.UNITED_KINGDOM)
    with clock.at(moment):
        visible = Figure.objects.visible_at()
        own = Q(publication__in={release.publication_id for release in releases})
        still_to_come = own & (Q(public_from__isnull=True) | Q(public_from__gt=moment))
        figures = (
            Figure.objects.filter(
                measure__in={release.template_used.measure_id for release in releases},
                area__in={release.area_id for release in releases} | {nation.pk},
                value__isnull=False,
            )
            .filter(Q(pk__in=visible.values("pk")) | still_to_come)
            .select_related("area", "category")
            .order_by("pk")
        )
        by_series: defaultdict[tuple[int, int], dict[Observation, int]] = defaultdict(dict)
        for figure in figures:
            by_series[figure.measure_id, figure.area_id][_observed(figure)] = figure.pk
    names = _welsh_names(releases)
    return {release.pk: _reader(release, by_series, nation, names) for release in releases}


def _welsh_names(releases: Iterable[ReleasePage]) -> dict[int, dict[str, str]]:
    """Of each measure that a release in Welsh is about; none, and no query, without one."""
    measures = {
        release.template_used.measure_id: release.template_used.measure
        for release in releases
        if release.language == WELSH
    }
    if not measures:
        return {}
    areas = list(Area.objects.all())
    categories: defaultdict[int, list[Category]] = defaultdict(list)
    for category in Category.objects.filter(measure__in=measures):
        categories[category.measure_id].append(category)
    return {pk: names_in_welsh(areas, each, categories[pk]) for pk, each in measures.items()}


def _reader(
    release: ReleasePage,
    by_series: dict[tuple[int, int], dict[Observation, int]],
    nation: Area,
    welsh_names: dict[int, dict[str, str]],
) -> Reader:
    measure = release.template_used.measure
    return Reader(
        area=release.area.name,
        measure=nouns_of(measure).for_the_reader,
        known={
            **by_series[measure.pk, nation.pk],
            **by_series[measure.pk, release.area_id],
        },
        language=release.language,
        welsh_names=welsh_names.get(measure.pk, {}),
    )


def _observed(figure: Figure) -> Observation:
    if figure.value is None:
        raise ValueError("A figure without a value says nothing that words could be held against.")
    return Observation(
        figure.period,
        figure.value,
        area=figure.area.name,
        category=None if figure.category is None else figure.category.name_in_prose,
    )
