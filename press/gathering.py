"""From the database to the facts that sentences are made of, for many areas in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation

from stats import clock
from stats.comparability import Refusal
from stats.comparing import Breaks, NotComparable, predecessor_among
from stats.models import Area, AreaLevel, Category, Figure, FigureStatus, Measure, Publication
from stats.periods import Period
from stats.replies import coverage_of
from stats.versions import figures_of

from .facts import Coverage, Facts, Help, KnownFigure, Nouns, Part, Place, Spoken, Unit, Welsh
from .models import LocalQuotation
from .nouns import nouns_of
from .peers_of import peers_of
from .ways_to_help import current_help


@dataclass(frozen=True)
class Subject:
    """What a publication's releases are about: its latest period of one measure, and whose.

    A version of a publication is read with the versions before it, which it corrects: a release
    that is made again from the corrected version has all that was not corrected as well.
    """

    publication: Publication
    measure: Measure
    period: Period
    area_ids: tuple[int, ...]


def subject_of(publication: Publication, measure: Measure) -> Subject | None:
    """The latest period that the publication has totals of a measure for, and their areas.

    None when it has none. An area whose figure is missing with a reason is among them: its release
    is asked for, and stopped with that reason.
    """
    totals = figures_of(publication).filter(measure=measure).totals()
    latest = totals.order_by("-period_end", "period_start").first()
    if latest is None:
        return None
    areas = totals.filter(period_start=latest.period_start, period_end=latest.period_end)
    return Subject(
        publication,
        measure,
        latest.period,
        tuple(areas.order_by("area__name").values_list("area_id", flat=True)),
    )


def gather(subject: Subject, areas: Iterable[Area]) -> dict[int, Facts]:
    """The facts of each area by its primary key, in a number of queries that does not grow.

    Figures of earlier periods come from this publication or from what is public already.
    """
    areas = list(areas)
    nation = Area.objects.get(level=AreaLevel.UNITED_KINGDOM)
    by_area = _totals(subject, {area.pk for area in areas} | {nation.pk})
    parts = _parts(subject, {area.pk for area in areas})
    spokespeople = _spokespeople(subject, {area.pk for area in areas})
    shared = _shared(subject)
    # Shares found in samples are neither ranked nor added up to a region's.
    is_count = shared.nouns.unit is Unit.COUNT
    peers = peers_of(subject, areas) if is_count else {}
    wider = Area.objects.exclude(level=AreaLevel.POLICE_FORCE_AREA)
    by_pk = {area.pk: area for area in wider}
    of_nation = by_area[nation.pk]
    facts = {}
    for area in areas:
        here = by_area[area.pk]
        facts[area.pk] = Facts(
            place=Place(area.name, area.name_in_prose, area.level, area.body_name),
            nouns=shared.nouns,
            current=here.current,
            previous=here.previous,
            not_comparable=here.not_comparable,
            parts=parts.of[area.pk],
            nation=of_nation.current,
            nation_previous=of_nation.previous,
            nation_not_comparable=of_nation.not_comparable,
            coverage=shared.coverage,
            forces_with_breakdown=shared.forces_with_breakdown,
            forces_in_all=shared.forces_in_all,
            help=shared.help,
            seed=area.gss_code,
            country=_country(area, by_pk),
            earliest=here.earliest,
            spokespeople=spokespeople[area.pk],
            peers=peers.get(area.pk),
            welsh=_welsh(area, parts.in_welsh, by_pk),
        )
    return facts


def _country(area: Area, by_pk: dict[int, Area]) -> str:
    """The slug of the nation that an area is, or lies in; blank for the United Kingdom."""
    here: Area | None = area
    while here is not None and here.level != AreaLevel.NATION:
        here = None if here.parent_id is None else by_pk.get(here.parent_id)
    return "" if here is None else here.slug


def _welsh(area: Area, parts: tuple[tuple[str, str], ...], wider: dict[int, Area]) -> Welsh:
    around = [each for each in wider.values() if each.name_in_welsh]
    return Welsh(
        area=area.name_in_welsh,
        in_area=area.in_welsh,
        force=area.body_name_in_welsh,
        parts=parts,
        around=tuple((each.name, each.name_in_welsh) for each in around),
    )


def _spokespeople(subject: Subject, area_ids: set[int]) -> dict[int, tuple[Spoken, ...]]:
    """The local quotations in use: those given for the measure before those that fit any."""
    spoken: dict[int, tuple[Spoken, ...]] = defaultdict(tuple)
    rows = LocalQuotation.objects.in_use_for(subject.measure).filter(area__in=area_ids)
    for row in rows:
        spoken[row.area_id] += (Spoken(row.text, row.speaker, row.direction),)
    return spoken


@dataclass(frozen=True)
class _Shared:
    nouns: Nouns
    coverage: Coverage | None
    forces_with_breakdown: int
    forces_in_all: int
    help: Help


def _shared(subject: Subject) -> _Shared:
    publication, measure = subject.publication, subject.measure
    covered = coverage_of(publication)
    return _Shared(
        nouns=nouns_of(measure),
        coverage=None if covered is None else Coverage(covered.asked, covered.answered),
        forces_with_breakdown=(
            figures_of(publication)
            .filter(
                measure=measure,
                category__isnull=False,
                period_start=subject.period.first,
                period_end=subject.period.last,
                value__isnull=False,
            )
            .exclude(area__body_name="")
            .values("area")
            .distinct()
            .count()
        ),
        # Not the forces that happen to be in the publication: "most forces" is most of them all.
        forces_in_all=(covered.asked if covered else publication.police_forces_asked)
        or Area.objects.police_forces().count(),
        help=current_help(),
    )


@dataclass(frozen=True)
class _Total:
    """An area's figure, the earlier one that it compares with, or why it compares with none."""

    current: KnownFigure | None
    previous: KnownFigure | None
    not_comparable: str = ""
    earliest: Period | None = None


def _totals(subject: Subject, area_ids: set[int]) -> dict[int, _Total]:
    """Each area's figure for the period, and its latest earlier one over as long a period."""
    moment = clock.moment()
    figures = (
        Figure.objects.totals()
        .filter(measure=subject.measure, area_id__in=area_ids, period_end__lte=subject.period.last)
        .filter(
            Q(
                publication__slug=subject.publication.slug,
                publication__version__lte=subject.publication.version,
            )
            | Q(pk__in=Figure.objects.visible_at(moment).values("pk"))
        )
        .select_related("publication")
        .order_by("-period_end", "-pk")
    )
    known: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.measure = subject.measure
        known[figure.area_id].append(figure)
    breaks = Breaks.of([subject.measure.pk])
    return {area_id: _total(known[area_id], subject, breaks) for area_id in area_ids}


def _total(figures: list[Figure], subject: Subject, breaks: Breaks) -> _Total:
    by_period: dict[Period, Figure] = {}
    for figure in sorted(figures, key=lambda each: _distance(each, subject.publication)):
        by_period.setdefault(figure.period, figure)
    current = by_period.pop(subject.period, None)
    if current is None:
        return _Total(None, None)
    before = predecessor_among(current, by_period.values(), breaks=breaks)
    change = before.change
    earliest = min((period for period in by_period if period < subject.period), default=None)
    if isinstance(change, NotComparable) and change.refusal not in SAID_BY_THE_FIGURES:
        return _Total(_known(current), None, change.reason, earliest)
    return _Total(_known(current), _known(before.figure), "", earliest)


def _distance(figure: Figure, publication: Publication) -> int:
    """A version's own figure comes first, before one that it corrects, and before all others."""
    versions_before = publication.version - figure.publication.version
    is_own = figure.publication.slug == publication.slug and versions_before >= 0
    return versions_before if is_own else publication.version


# A gap is told from the figure itself; what is told here is why two numbers do not compare.
SAID_BY_THE_FIGURES = (Refusal.MISSING, Refusal.ALONE)


@dataclass(frozen=True)
class _Parts:
    """Each area's breakdown, and what its categories are in Welsh, where that is known."""

    of: dict[int, tuple[Part, ...]]
    in_welsh: tuple[tuple[str, str], ...]


def _parts(subject: Subject, area_ids: set[int]) -> _Parts:
    figures = (
        figures_of(subject.publication)
        .filter(
            measure=subject.measure,
            area_id__in=area_ids,
            category__isnull=False,
            period_start=subject.period.first,
            period_end=subject.period.last,
        )
        .select_related("category")
        .order_by("category__position", "category_id")
    )
    parts: dict[int, list[Part]] = defaultdict(list)
    in_welsh: dict[str, str] = {}
    for figure in figures:
        category = figure.category
        known = _known(figure)
        if isinstance(category, Category) and known is not None:
            parts[figure.area_id].append(Part(category.name_in_prose, known))
            if category.name_in_welsh:
                in_welsh[category.name_in_prose] = category.name_in_welsh
    found = {area_id: tuple(those) for area_id, those in parts.items()}
    return _Parts(defaultdict(tuple, found), tuple(in_welsh.items()))


def _known(figure: Figure | None) -> KnownFigure | None:
    if figure is None:
        return None
    with translation.override("en-gb"):
        reason = "" if figure.has_value else str(figure.get_status_display())
    if figure.note and not figure.has_value:
        reason = f"{reason} ({figure.note})"
    return KnownFigure(
        figure_id=figure.pk,
        period=figure.period,
        value=figure.value,
        reason=reason,
        is_estimate=figure.status == FigureStatus.ESTIMATED,
        is_suppressed=figure.status == FigureStatus.SUPPRESSED,
    )
