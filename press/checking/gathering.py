"""From the database to what releases are held against, for many of them in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db.models import Q
from django.utils import translation

from press.wording.figures import Observation
from press.wording.terminology import KnownTerm
from stats import clock
from stats.comparing import Breaks
from stats.models import Area, AreaLevel, Figure, Publication
from stats.periods import Period
from stats.replies import coverages_of

from ..models import Language, ReleasePage, Term
from ..nouns import for_the_reader
from ..ways_to_help import current_help
from ..welsh_names import names_in_welsh
from .background import Background, KnownFact, Peers, PoliceForces

# A publication and a measure: what the releases of one template are about.
Subject = tuple[int, int]


def terms_in_use() -> tuple[KnownTerm, ...]:
    """The terminology list, as staff keep it."""
    rows = Term.objects.filter(is_in_use=True).order_by("pk")
    return tuple(KnownTerm(row.phrase, row.level, row.instead, row.why) for row in rows)


def backgrounds_of(releases: Sequence[ReleasePage]) -> dict[int, Background]:
    """What each release is held against, by its primary key.

    The number of queries does not grow with the releases of a publication. Give releases with
    `publication`, `area` and `template_used` at hand.
    """
    return Gathered(releases).backgrounds()


class Gathered:
    """Everything that is read for some releases, once."""

    def __init__(self, releases: Sequence[ReleasePage]) -> None:
        self.releases = list(releases)
        self.moment = clock.moment()
        self.areas = {area.pk: area for area in Area.objects.all()}
        self.publications = {one.publication_id: one.publication for one in self.releases}
        self.measures = {
            one.template_used.measure_id: one.template_used.measure for one in self.releases
        }
        self.kingdom = next(
            (one for one in self.areas.values() if one.level == AreaLevel.UNITED_KINGDOM), None
        )
        # Of a measure: its categories are read only where a release is in Welsh.
        self.welsh_names_of = lru_cache(maxsize=None)(self._read_welsh_names)
        self.terms = terms_in_use()
        self.facts = _facts()
        self.breaks = Breaks.of(self.measures)
        self.periods = self._periods()
        covered = coverages_of(list(self.publications.values()))
        self.police_forces = {
            pk: None if found is None else PoliceForces(found.asked, found.answered)
            for pk, found in covered.items()
        }
        wanted = {area.pk for one in self.releases for area in self._around(one)}
        self.by_area = self._figures(Q(area__in=wanted))
        self.all_forces_are_read = False
        # Read only when a sentence sets areas beside each other, and then once.
        self.peers_of = lru_cache(maxsize=None)(self._read_peers)

    def backgrounds(self) -> dict[int, Background]:
        return {release.pk: self._background(release) for release in self.releases}

    def _read_welsh_names(self, measure_id: int) -> dict[str, str]:
        measure = self.measures[measure_id]
        return names_in_welsh(self.areas.values(), measure, measure.categories.all())

    def _periods(self) -> dict[Subject, Period]:
        """The latest period that each publication has totals of a measure for."""
        rows = (
            Figure.objects.totals()
            .filter(publication__in=self.publications, measure__in=self.measures)
            .order_by("period_end", "-period_start")
            .values_list("publication_id", "measure_id", "period_start", "period_end")
            .distinct()
        )
        return {(row[0], row[1]): Period(row[2], row[3]) for row in rows}

    def _around(self, release: ReleasePage) -> list[Area]:
        """The release's area, those it is part of, the nearest first, and the United Kingdom."""
        found: list[Area] = []
        area = self.areas.get(release.area_id)
        while area is not None and area not in found:
            found.append(area)
            area = None if area.parent_id is None else self.areas.get(area.parent_id)
        if self.kingdom is not None and self.kingdom not in found:
            found.append(self.kingdom)
        return found

    def _figures(self, where: Q) -> dict[tuple[int, int], list[Figure]]:
        """Figures by measure and area: the publications' own, in every version that is approved,
        and what else is public. Of a figure and its correction both are read; see _standing()."""
        slugs = {publication.slug for publication in self.publications.values()}
        figures = (
            Figure.objects.filter(where, measure__in=self.measures)
            .filter(
                Q(publication__in=self.publications)
                | Q(publication__slug__in=slugs, publication__publish_at__isnull=False)
                | Q(pk__in=Figure.objects.visible_at(self.moment).values("pk"))
            )
            .select_related("publication", "category")
            .order_by("period_start", "pk")
        )
        found: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for figure in figures:
            found[figure.measure_id, figure.area_id].append(figure)
        return found

    def _background(self, release: ReleasePage) -> Background:
        measure = release.template_used.measure
        subject: Subject = (release.publication_id, measure.pk)
        around = self._around(release)
        names = _names(around)
        known: dict[Observation, int] = {}
        for area_id, name in names.items():
            for figure in self._standing(release.publication, measure.pk, area_id):
                observation = _observation(figure, name)
                if observation is not None:
                    known.setdefault(observation, figure.pk)
        own = names.get(release.area_id, release.area.name)
        period = self.periods.get(subject)
        region = next((one.name for one in around[1:] if one.level == AreaLevel.REGION), "")
        return Background(
            area=own,
            measure=for_the_reader(measure),
            observations=tuple(known),
            figure_ids=known,
            measure_name=measure.name,
            period=period,
            region=region,
            gap=self._gap(release, period),
            police_forces=self.police_forces[release.publication_id],
            facts=self.facts,
            terms=self.terms,
            welsh_names=(
                self.welsh_names_of(measure.pk) if release.language == Language.WELSH else {}
            ),
            peers=self._peers(release, names),
            why_not_compared=self._parting(measure.pk, {names[pk]: pk for pk in names}),
        )

    def _standing(self, publication: Publication, measure_id: int, area_id: int) -> list[Figure]:
        """The figures of an area that a release of a publication is held against.

        One for a cell: a correction takes the place of what it corrects, and the publication's own
        comes before any other. Nothing after its period, and nothing of another length, which
        would be set beside it as an earlier figure.
        """
        period = self.periods.get((publication.pk, measure_id))
        found = [
            figure
            for figure in self.by_area.get((measure_id, area_id), [])
            if self._may_bear(figure, publication)
            and (period is None or _is_beside(figure, publication, period))
        ]
        corrected = {figure.supersedes_id for figure in found}
        cells: dict[tuple[Period, int | None], Figure] = {}
        for figure in found:
            if figure.pk in corrected:
                continue
            cell = (figure.period, figure.category_id)
            if cell not in cells or figure.publication.slug == publication.slug:
                cells[cell] = figure
        return list(cells.values())

    def _may_bear(self, figure: Figure, publication: Publication) -> bool:
        theirs = figure.publication
        if theirs.pk == publication.pk:
            return True
        if theirs.slug == publication.slug and theirs.publish_at is not None:
            return True
        return _is_visible(figure, self.moment)

    def _gap(self, release: ReleasePage, period: Period | None) -> str:
        """Why the release's own area has no figure for the period, if it has none."""
        if period is None:
            return f"“{release.publication.title}” has no figures of this measure."
        own = self._standing(release.publication, release.template_used.measure_id, release.area_id)
        totals = [one for one in own if one.category_id is None and one.period == period]
        if not totals:
            return f"“{release.publication.title}” has no figure for {release.area.name}."
        missing = totals[0]
        if missing.value is not None:
            return ""
        return f"{release.area.name} in {period.label}: {_why_missing(missing)}."

    def _peers(self, release: ReleasePage, taken: dict[int, str]) -> Callable[[str], Peers]:
        def peers(region: str) -> Peers:
            return self.peers_of(
                release.publication_id,
                release.template_used.measure_id,
                release.area_id,
                region,
                frozenset(taken.values()),
            )

        return peers

    def _read_peers(
        self,
        publication_id: int,
        measure_id: int,
        own: int,
        region: str,
        taken: frozenset[str],
    ) -> Peers:
        """All police forces' totals, or those of one region, without the areas that are known."""
        self._read_all_forces()
        publication = self.publications[publication_id]
        period = self.periods.get((publication_id, measure_id))
        known: dict[Observation, int] = {}
        missing: dict[str, str] = {}
        for area in self.areas.values():
            if not area.body_name or area.pk == own or area.name in taken:
                continue
            if region and self._region_of(area) != region:
                continue
            totals = [
                one
                for one in self._standing(publication, measure_id, area.pk)
                if one.category_id is None
            ]
            for figure in totals:
                observation = _observation(figure, area.name)
                if observation is not None:
                    known.setdefault(observation, figure.pk)
            newest = next((one for one in totals if one.period == period), None)
            if newest is None:
                missing[area.name] = "no figure is known"
            elif newest.value is None:
                missing[area.name] = _why_missing(newest)
        return Peers(tuple(known), missing, known)

    def _read_all_forces(self) -> None:
        if self.all_forces_are_read:
            return
        self.all_forces_are_read = True
        forces = Q(category__isnull=True) & ~Q(area__body_name="")
        for key, figures in self._figures(forces).items():
            self.by_area.setdefault(key, figures)

    def _region_of(self, area: Area) -> str:
        parent = None if area.parent_id is None else self.areas.get(area.parent_id)
        return parent.name if parent is not None and parent.level == AreaLevel.REGION else ""

    def _parting(
        self, measure_id: int, areas: dict[str, int]
    ) -> Callable[[str, Period, Period], str]:
        def why_not_compared(area: str, older: Period, newer: Period) -> str:
            if area not in areas:
                return ""
            refused = self.breaks.between(measure_id, areas[area], older, newer)
            return "" if refused is None else refused.reason

        return why_not_compared


def _names(areas: Iterable[Area]) -> dict[int, str]:
    """A name for each area, the nearest first: a region called like its force is left out."""
    names: dict[int, str] = {}
    for area in areas:
        if area.name not in names.values():
            names[area.pk] = area.name
    return names


def _observation(figure: Figure, area: str) -> Observation | None:
    if figure.value is None:
        return None
    category = None if figure.category is None else figure.category.name_in_prose
    return Observation(figure.period, figure.value, area=area, category=category)


def _is_beside(figure: Figure, publication: Publication, period: Period) -> bool:
    if figure.period.last > period.last:
        return False
    if figure.publication_id == publication.pk:
        return True
    return figure.period == period or figure.period.is_comparable_with(period)


def _is_visible(figure: Figure, moment: datetime) -> bool:
    if figure.public_from is None or figure.public_from > moment:
        return False
    return figure.superseded_at is None or figure.superseded_at > moment


def _why_missing(figure: Figure) -> str:
    with translation.override("en-gb"):
        return str(figure.get_status_display())


def _facts() -> tuple[KnownFact, ...]:
    """What the helpline's own record says: its number and hours are nobody's figures."""
    help_now = current_help()
    why = "As the helpline's own record says."
    return tuple(KnownFact(words, why) for words in (help_now.number, help_now.hours) if words)
