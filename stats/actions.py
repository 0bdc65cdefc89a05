"""The verbs of statistics. One transaction each; what follows outside it waits for the commit."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from .models import Figure, Publication, PublicationState
from .signals import publication_published

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

REASONS_NAMED = 10


class PublicationNotReady(ValueError):
    """A publication cannot be published; `reasons` names everything that stands in the way."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def publish(*, publication: Publication, by: User | None, at: datetime) -> Publication:
    """Make a publication's figures public at a moment and ask for its press drafts.

    Idempotent: a publication that is public already is returned as it stands, however many ask at
    once. Without `by`, a command on the server published it.

    Raises PublicationNotReady, naming every figure that stands in the way.
    """
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=publication.pk)
        if publication.state in (PublicationState.PUBLISHED, PublicationState.SUPERSEDED):
            return publication
        reasons = what_stands_in_the_way(publication)
        if reasons:
            raise PublicationNotReady(reasons)

        drafts = Figure.objects.filter(publication=publication)
        corrected = Figure.objects.filter(superseded_by__in=drafts, superseded_at__isnull=True)
        corrected.update(superseded_at=at)
        count = drafts.update(public_from=at)
        publication.state = PublicationState.PUBLISHED
        publication.publish_at = at
        publication.published_by = by
        publication.save(update_fields=["state", "publish_at", "published_by"])
        log(instance=publication, action="stats.publish", user=by)
        publication_published.send(sender=Publication, publication=publication, at=at)
        transaction.on_commit(  # nothing is told of what is rolled back
            partial(logger.info, "published publication %s, figures: %s", publication.pk, count)
        )
    return publication


def what_stands_in_the_way(publication: Publication) -> list[str]:
    """Every reason why a publication cannot be published now, in sentences; none if it can."""
    figures = Figure.objects.filter(publication=publication)
    count = figures.count()
    if count == 0:
        return [_("It has no figures: import some first.")]

    rivals = [
        (draft, rival)
        for draft, rival in _cells_already_public(publication)
        if draft.supersedes_id != rival.pk
    ]
    reasons = [
        _("%(figure)s is already public in “%(publication)s”, and this figure does not correct it.")
        % {"figure": rival, "publication": rival.publication}
        for _draft, rival in rivals[:REASONS_NAMED]
    ]
    if len(rivals) > REASONS_NAMED:
        more = len(rivals) - REASONS_NAMED
        reasons.append(
            ngettext("And %(more)d more like it.", "And %(more)d more like them.", more)
            % {"more": more}
        )
    return reasons


def _cells_already_public(publication: Publication) -> list[tuple[Figure, Figure]]:
    """Pairs of a figure of this publication and the current public figure of the same cell."""
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
