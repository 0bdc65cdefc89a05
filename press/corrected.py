"""Which figures a correction replaces, and which releases quote them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import OuterRef, Subquery

from stats.models import Publication

from .models import ClaimFigure, ReleaseCheck, ReleasePage, ReleaseState, ReleaseVersion

# Not only the figure just before: a release may still quote one that was corrected twice since.
REPLACED = """
    WITH RECURSIVE replaced(old, new) AS (
        SELECT supersedes_id, id FROM stats_figure
        WHERE publication_id = %s AND supersedes_id IS NOT NULL
      UNION ALL
        SELECT earlier.supersedes_id, replaced.new
        FROM replaced JOIN stats_figure earlier ON earlier.id = replaced.old
        WHERE earlier.supersedes_id IS NOT NULL
    )
    SELECT old, new FROM replaced
"""


def replaced_by(correction: Publication) -> dict[int, int]:
    """Each figure that a correction replaces, with the one that it says now, by their keys."""
    with connection.cursor() as cursor:
        cursor.execute(REPLACED, [correction.pk])
        return dict(cursor.fetchall())


def quoted_by_releases(figure_ids: Iterable[int]) -> dict[int, set[int]]:
    """Each release that quotes any of these figures, by its key, with those that it quotes.

    A figure is quoted by the words that a draft was built with, by what its newest words were
    checked against, and by the newest version that the public has or will have. A release that was
    withdrawn is none: nobody reads it.
    """
    wanted = list(figure_ids)
    if not wanted:
        return {}
    quoted: defaultdict[int, set[int]] = defaultdict(set)
    claims = ClaimFigure.objects.filter(figure__in=wanted).values_list(
        "claim__release_id", "figure_id"
    )
    for release_id, figure_id in claims.distinct():
        quoted[release_id].add(figure_id)
    newest = ReleaseVersion.objects.filter(release=OuterRef("release")).order_by("-number")
    versions = ReleaseVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    for rows in (ReleaseCheck.objects.all(), versions):
        found = rows.filter(figure_ids__overlap=wanted)
        for release_id, held in found.values_list("release_id", "figure_ids"):
            quoted[release_id] |= set(held).intersection(wanted)
    withdrawn = ReleasePage.objects.filter(pk__in=quoted, state=ReleaseState.WITHDRAWN)
    for release_id in withdrawn.values_list("pk", flat=True):
        del quoted[release_id]
    return dict(quoted)
