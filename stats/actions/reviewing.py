"""Handing a publication to a second person, and getting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Publication, PublicationState
from ..signals import publication_reopened
from .locking import locked
from .readiness import what_blocks
from .refusals import PublicationNotReady, WrongState, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit_for_review(*, publication: Publication, by: User) -> Publication:
    """Close a draft to changes and ask for a second person. Idempotent.

    Raises PublicationNotReady, naming every figure that stands in the way.
    """
    with transaction.atomic():
        publication = locked(publication)
        if publication.state == PublicationState.IN_REVIEW:
            return publication
        if publication.state != PublicationState.DRAFT:
            raise WrongState(_("Only a draft is submitted for review."))
        reasons = what_blocks(publication)
        if reasons:
            raise PublicationNotReady(reasons)
        publication.state = PublicationState.IN_REVIEW
        publication.save(update_fields=["state"])
        log(
            instance=publication,
            action="stats.submit_for_review",
            user=by,
            data={"figures": publication.figures.count()},
        )
    return publication


def return_to_draft(*, publication: Publication, by: User, words: str) -> Publication:
    """Open a publication in review for changes again, telling its authors why.

    Raises ReasonMissing without words, and WrongState unless it is in review: a schedule is
    cancelled first.
    """
    with transaction.atomic():
        publication = locked(publication)
        if publication.state != PublicationState.IN_REVIEW:
            raise WrongState(_("Only a publication that is in review is returned to its authors."))
        words = a_reason(words)
        publication.state = PublicationState.DRAFT
        publication.save(update_fields=["state"])
        log(instance=publication, action="stats.return_to_draft", user=by, data={"words": words})
        publication_reopened.send(sender=Publication, publication=publication)
    return publication
