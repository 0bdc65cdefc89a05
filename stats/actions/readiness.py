"""What keeps a publication from being published."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import clock, consistency
from ..models import Figure, Publication

REASONS_NAMED = 10


def what_blocks(publication: Publication) -> list[str]:
    """Every reason why nobody can approve a publication now, in sentences; none if somebody can.

    Beside what would break the record, these are figures that contradict one another, and warnings
    that nobody has answered yet.
    """
    return what_stands_in_the_way(publication) or consistency.what_blocks(publication)


def what_is_wrong(publication: Publication) -> list[str]:
    """Every reason why a publication cannot be published even without review, in sentences.

    A warning is not among them: it asks for words, and a command on the server has none to give.
    """
    errors = [each for each in consistency.check(publication) if each.finding.is_error]
    return what_stands_in_the_way(publication) or _shortened([each.sentence for each in errors])


def what_stands_in_the_way(publication: Publication) -> list[str]:
    """Every reason why a publication would break the record of what is public, in sentences."""
    if publication.figures.exists():
        return [
            *_shortened([_contradiction(draft, rival) for draft, rival in _rivals(publication)]),
            *_shortened(_corrections_that_cannot_be(publication)),
        ]
    if publication.version == 1:
        return [_("It has no figures: import some first.")]
    if _says_what_the_version_before_said(publication):
        return [_("It corrects nothing: neither a figure nor a word differs from what is public.")]
    return []


def _shortened(reasons: list[str]) -> list[str]:
    more = len(reasons) - REASONS_NAMED
    if more <= 0:
        return reasons
    rest = ngettext("And %(more)d more like it.", "And %(more)d more like them.", more)
    return [*reasons[:REASONS_NAMED], rest % {"more": more}]


def _contradiction(draft: Figure, rival: Figure) -> str:
    named = {"figure": rival, "publication": rival.publication}
    if rival.public_from is not None and rival.public_from <= timezone.now():
        return (
            _(
                "%(figure)s is already public in “%(publication)s”, and this figure does not"
                " correct it."
            )
            % named
        )
    return (
        _(
            "%(figure)s is scheduled in “%(publication)s”: the same cell cannot come out twice."
            " Cancel one of the schedules, or correct the figure once it is public."
        )
        % named
    )


def _rivals(publication: Publication) -> list[tuple[Figure, Figure]]:
    """Pairs of a figure here and one elsewhere, public or scheduled, that it does not correct."""
    return [
        (draft, rival)
        for draft, rival in _cells_taken(publication)
        if draft.supersedes_id != rival.pk
    ]


def _cells_taken(publication: Publication) -> list[tuple[Figure, Figure]]:
    """Pairs of a figure of this publication and the one that holds the same cell elsewhere.

    A scheduled correction holds its cell from the moment when it was approved.
    """
    rivals = Figure.objects.raw(
        """
        SELECT standing.*, draft.id AS draft_id
        FROM stats_figure draft
        JOIN stats_figure standing
          ON standing.measure_id = draft.measure_id
         AND standing.area_id = draft.area_id
         AND standing.category_id IS NOT DISTINCT FROM draft.category_id
         AND standing.period_start = draft.period_start
         AND standing.period_end = draft.period_end
         AND standing.public_from IS NOT NULL
         AND standing.superseded_at IS NULL
        WHERE draft.publication_id = %s AND standing.publication_id <> %s
        ORDER BY standing.id
        """,
        [publication.pk, publication.pk],
    ).prefetch_related("measure", "area", "category", "publication")
    by_pk = Figure.objects.in_bulk([rival.draft_id for rival in rivals])  # type: ignore[attr-defined]
    return [(by_pk[rival.draft_id], rival) for rival in rivals]  # type: ignore[attr-defined]


def _corrections_that_cannot_be(publication: Publication) -> list[str]:
    """Corrections of what nobody has seen, and those that do not say why."""
    corrections = publication.figures.filter(supersedes__isnull=False).for_display()
    unseen = corrections.filter(
        Q(supersedes__public_from__isnull=True) | Q(supersedes__public_from__gt=clock.moment())
    )
    wordless = corrections.filter(note__regex=r"^\s*$")
    return [
        *(
            _("%(figure)s corrects a figure that is not public yet: correct it there instead.")
            % {"figure": figure}
            for figure in unseen
        ),
        *(
            _("%(figure)s corrects a public figure and does not say why.") % {"figure": figure}
            for figure in wordless
        ),
    ]


WORDS_OF_A_PUBLICATION = (
    "title",
    "summary",
    "methodology",
    "police_forces_asked",
    "police_forces_answered",
)


def _says_what_the_version_before_said(publication: Publication) -> bool:
    before = Publication.objects.filter(
        slug=publication.slug, version=publication.version - 1
    ).first()
    return before is not None and all(
        getattr(before, name) == getattr(publication, name) for name in WORDS_OF_A_PUBLICATION
    )
