"""The newest figures that a template can be proved with, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from stats.models import Area, Figure, Measure, Publication

from ..facts import Facts, Nouns
from ..gathering import Subject, gather, subject_of
from ..nouns import nouns_of as nouns_of_measure
from ..permissions import USE_THE_DESK
from .report import Report, report_on

if TYPE_CHECKING:
    from ..models import ReleaseTemplate

SECONDS_FOR_ALL_AREAS = 8.0
"""How long a person waits for a proof; what it did not come to, it says."""

UNNAMED = Nouns("offence", "offences")
"""What is counted while no measure is chosen."""


@dataclass(frozen=True)
class Proved:
    """A template's proof, the publication whose areas were used, and their facts."""

    report: Report
    publication: Publication | None
    facts: dict[int, Facts]


def newest_publication(measure: Measure, *, user: Any) -> Publication | None:
    """The newest publication with totals of a measure that this user may see.

    The press desk sees what is approved, under embargo or not; anybody else what is public.
    """
    totals = Figure.objects.totals().filter(publication=OuterRef("pk"), measure=measure)
    known = Publication.objects.filter(publish_at__isnull=False)
    if not user.has_perm(USE_THE_DESK):
        known = Publication.objects.visible_at()
    return known.filter(Exists(totals)).order_by("-publish_at", "-version", "-pk").first()


def newest_subject(template: ReleaseTemplate, *, user: Any) -> Subject | None:
    """What the template's next releases would be about, as far as this user may know."""
    if not _has_measure(template):
        return None
    publication = newest_publication(template.measure, user=user)
    return None if publication is None else subject_of(publication, template.measure)


def facts_for(template: ReleaseTemplate, subject: Subject, areas: list[Area]) -> dict[int, Facts]:
    """The facts of the areas that the template is for, by name, in a few queries."""
    facts = gather(subject, areas)
    if template.language == "cy":
        facts = {pk: known for pk, known in facts.items() if known.country == "wales"}
    return dict(sorted(facts.items(), key=lambda item: item[1].place.name))


def _has_measure(template: ReleaseTemplate) -> bool:
    """False while a template is being added and nobody has chosen yet what it is about."""
    chosen: int | None = template.measure_id
    return chosen is not None


def nouns_of(template: ReleaseTemplate) -> Nouns:
    if not _has_measure(template):
        return UNNAMED
    return nouns_of_measure(template.measure)


def prove_template(template: ReleaseTemplate, *, user: Any) -> Proved:
    """Prove a template over invented figures and over all areas of the newest publication."""
    subject = newest_subject(template, user=user)
    facts: dict[int, Facts] = {}
    if subject is not None:
        areas = list(Area.objects.filter(pk__in=subject.area_ids))
        facts = facts_for(template, subject, areas)
    report = report_on(
        template.as_template(), facts, nouns=nouns_of(template), seconds=SECONDS_FOR_ALL_AREAS
    )
    return Proved(report, None if subject is None else subject.publication, facts)
