"""What stands between a release's newest words and the public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stats.models import Figure

from ..models import ReleaseCheck, ReleasePage

WORDS_NAMED = 5


def check(release: ReleasePage) -> ReleaseCheck:
    """Check the newest words against the figures as they stand now, and keep what was found."""
    from ..checking import keep_check

    return keep_check(release)


def what_blocks(release: ReleasePage) -> list[str]:
    """Every finding that stands in the way of approval, in sentences; checked anew."""
    return problems_of(check(release))


def problems_of(kept: ReleaseCheck) -> list[str]:
    """The findings of a check that stand in the way, counted, and the first of them named."""
    problems = []
    if kept.contradicted:
        problems.append(
            ngettext(
                "%(count)s statement is contradicted by the figures.",
                "%(count)s statements are contradicted by the figures.",
                kept.contradicted,
            )
            % {"count": kept.contradicted}
        )
    if kept.unverifiable:
        problems.append(
            ngettext(
                "%(count)s statement has no figure that bears it out, and nobody has answered it.",
                "%(count)s statements have no figure that bears them out, and nobody has answered"
                " them.",
                kept.unverifiable,
            )
            % {"count": kept.unverifiable}
        )
    if kept.stopped_terms:
        problems.append(
            ngettext(
                "%(count)s term is on the list of those that are not used.",
                "%(count)s terms are on the list of those that are not used.",
                kept.stopped_terms,
            )
            % {"count": kept.stopped_terms}
        )
    return problems


def figures_not_public_at(figure_ids: Iterable[int], moment: datetime) -> list[Figure]:
    """The figures among these that the public cannot know at a moment."""
    return list(
        Figure.objects.for_display()
        .filter(pk__in=list(figure_ids))
        .filter(Q(public_from__isnull=True) | Q(public_from__gt=moment))
        .order_by("pk")
    )


def problems_of_unseen(figures: list[Figure]) -> list[str]:
    """Why words cannot be public before their figures, naming the first few."""
    named = [str(figure.name_without_value) for figure in figures[:WORDS_NAMED]]
    return [_("%(figure)s is not public by then.") % {"figure": name} for name in named]
