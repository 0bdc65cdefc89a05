"""Making figures public."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import audit
from ..models import Figure, Publication, PublicationState
from ..signals import publication_published
from . import announcing
from .locking import locked
from .readiness import what_blocks, what_is_wrong
from .refusals import PublicationNotReady, TwoPeopleNeeded, WrongState, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def publish(*, publication: Publication, by: User | None, at: datetime) -> Publication:
    """Make a publication's figures public at a moment and ask for its press drafts.

    Idempotent: a publication that is public already is returned as it stands, however many ask at
    once. A person publishes what is in review and what they did not contribute to. Without `by`, a
    command on the server published it: it needs no review, and the log says so.

    Raises PublicationNotReady, naming every figure that stands in the way.
    """
    with transaction.atomic():
        publication = locked(publication)
        if publication.is_published:
            return publication
        if by is None:
            return _publish_on_the_server(publication, at)
        check_approval(publication, by)
        make_public(publication, at=at, by=by, log_as="stats.publish")
    return publication


def approve_and_publish(*, publication: Publication, by: User, reason: str = "") -> Publication:
    """Approve a publication in review and make it public now. Idempotent.

    A reason is needed where another date was announced. Raises PublicationNotReady.
    """
    with transaction.atomic():
        publication = locked(publication)
        if publication.is_published:
            return publication
        now = timezone.now()
        check_approval(publication, by)
        if announcing.changes_what_was_announced(publication, moment=now):
            reason = a_reason(reason)
        if publication.release_dates.exists():
            announcing.record(publication, moment=now, reason=reason.strip(), by=by)
        make_public(publication, at=now, by=by, log_as="stats.publish")
    return publication


def check_approval(publication: Publication, by: User) -> None:
    """Raise PublicationNotReady unless this person may approve the publication as it stands.

    Called under the lock, which everybody who contributes takes as well: nobody can have added a
    figure that is not in the audit log yet.
    """
    if publication.state == PublicationState.DRAFT:
        raise WrongState(_("It is a draft: submit it for review first."))
    if publication.state != PublicationState.IN_REVIEW:
        raise WrongState(_("It is approved already: to change its time, move it."))
    if any(contributor.user_id == by.pk for contributor in audit.contributors(publication)):
        raise TwoPeopleNeeded
    reasons = what_blocks(publication)
    if reasons:
        raise PublicationNotReady(reasons)


def _publish_on_the_server(publication: Publication, at: datetime) -> Publication:
    if publication.state == PublicationState.SCHEDULED:
        raise WrongState(_("It is scheduled: cancel that first."))
    reasons = what_is_wrong(publication)
    if reasons:
        raise PublicationNotReady(reasons)
    if publication.release_dates.exists():
        announcing.record(
            publication, moment=at, reason=_("Published by a command on the server."), by=None
        )
    # Nobody was asked: what a reviewer would have been stopped by is written down.
    unanswered = what_blocks(publication)
    make_public(
        publication,
        at=at,
        by=None,
        log_as="stats.publish",
        data={"without_review": True, "unanswered": unanswered},
    )
    return publication


def make_public(
    publication: Publication,
    *,
    at: datetime,
    by: User | None,
    log_as: str,
    data: dict[str, Any] | None = None,
) -> None:
    """Write the moment into the figures and what they correct, within a verb's transaction."""
    is_ahead = at > timezone.now()
    own = Figure.objects.filter(publication=publication)
    # In this order: a cell has one figure without an end at any time.
    corrected = Figure.objects.filter(superseded_by__in=own).update(superseded_at=at)
    count = own.update(public_from=at)
    publication.state = PublicationState.SCHEDULED if is_ahead else PublicationState.PUBLISHED
    publication.publish_at = at
    publication.published_by = by
    publication.save(update_fields=["state", "publish_at", "published_by"])
    if not is_ahead:
        label_older_versions(publication)
    log(
        instance=publication,
        action=log_as,
        user=by,
        data={"at": at.isoformat(), "figures": count, "corrections": corrected, **(data or {})},
    )
    publication_published.send(sender=Publication, publication=publication, at=at)
    transaction.on_commit(  # nothing is told of what is rolled back
        partial(logger.info, "published publication %s, figures: %s", publication.pk, count)
    )


def label_older_versions(publication: Publication) -> None:
    Publication.objects.filter(
        slug=publication.slug, version__lt=publication.version, state=PublicationState.PUBLISHED
    ).update(state=PublicationState.SUPERSEDED)
