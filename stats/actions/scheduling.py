"""A moment that is set ahead: the figures appear at it by themselves, everywhere at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import RestrictViolation
from wagtail.log_actions import log

from ..models import Figure, Publication, PublicationState
from ..signals import publication_published, publication_unscheduled
from . import announcing
from .locking import locked
from .publishing import check_approval, label_older_versions, make_public
from .refusals import TooLate, WrongState, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A moment nearer than this is neither set nor moved: while such a change is being committed the
# moment could come, and figures would be seen, and then not seen.
LAST_CALL = timedelta(minutes=1)


def approve_and_schedule(
    *, publication: Publication, by: User, at: datetime, reason: str = ""
) -> Publication:
    """Approve a publication in review and set the moment at which it appears everywhere.

    The moment is written into its figures now, so nothing has to run when it comes. It is announced
    in the release calendar; a reason is needed where another date was announced before. Idempotent
    for the same moment. Raises PublicationNotReady.
    """
    with transaction.atomic():
        publication = locked(publication)
        if publication.state == PublicationState.SCHEDULED and publication.publish_at == at:
            return publication
        check_approval(publication, by)
        _check_is_ahead(at)
        if announcing.changes_what_was_announced(publication, moment=at):
            reason = a_reason(reason)
        announcing.record(publication, moment=at, reason=reason.strip(), by=by)
        make_public(publication, at=at, by=by, log_as="stats.schedule")
    return publication


def reschedule(*, publication: Publication, by: User, at: datetime, reason: str) -> Publication:
    """Move the moment of a scheduled publication, with a reason, which is public in the calendar.

    Raises ReasonMissing, WrongState, and TooLate once less than a minute is left.
    """
    with _until_the_moment_comes(publication) as (held, old):
        reason = a_reason(reason)
        _check_is_ahead(at)
        own = Figure.objects.filter(publication=held)
        own.update(public_from=at)
        Figure.objects.filter(superseded_by__publication=held).update(superseded_at=at)
        held.publish_at = at
        held.save(update_fields=["publish_at"])
        announcing.record(held, moment=at, reason=reason, by=by)
        log(
            instance=held,
            action="stats.reschedule",
            user=by,
            data={"old": old.isoformat(), "new": at.isoformat(), "reason": reason},
        )
        publication_published.send(sender=Publication, publication=held, at=at)
    return held


def cancel_schedule(*, publication: Publication, by: User, reason: str) -> Publication:
    """Take the moment of a scheduled publication away: it is in review again, and needs approval.

    The calendar goes back to a provisional month, with the reason. Raises like reschedule().
    """
    with _until_the_moment_comes(publication) as (held, old):
        reason = a_reason(reason)
        # In this order: a cell has one figure without an end at any time.
        Figure.objects.filter(publication=held).update(public_from=None)
        Figure.objects.filter(superseded_by__publication=held).update(superseded_at=None)
        held.state = PublicationState.IN_REVIEW
        held.publish_at = held.published_by = None
        held.save(update_fields=["state", "publish_at", "published_by"])
        announcing.record(held, month=timezone.localdate(old), reason=reason, by=by)
        log(
            instance=held,
            action="stats.cancel_schedule",
            user=by,
            data={"old": old.isoformat(), "reason": reason},
        )
        publication_unscheduled.send(sender=Publication, publication=held)
    return held


def label_what_came_out() -> int:
    """Label the publications whose moment came by itself; the number of them.

    Only the labels that staff see wait for this. The figures were public at their second.
    """
    labelled = 0
    for due in Publication.objects.due_at(timezone.now()):
        with transaction.atomic():
            publication = locked(due)
            moment = publication.publish_at
            if (
                publication.state != PublicationState.SCHEDULED
                or moment is None
                or moment > timezone.now()
            ):
                continue  # another worker was quicker, or it was moved
            publication.state = PublicationState.PUBLISHED
            publication.save(update_fields=["state"])
            # The worker may have slept while a correction of it came out: that one is the newest.
            label_older_versions(Publication.objects.newest_visible_at().get(slug=publication.slug))
            log(
                instance=publication,
                action="stats.came_out",
                data={"at": moment.isoformat()},
            )
            labelled += 1
    return labelled


@contextmanager
def _until_the_moment_comes(publication: Publication) -> Iterator[tuple[Publication, datetime]]:
    """A scheduled publication under lock, with its moment, in a transaction that beats that moment.

    Raises WrongState unless it is scheduled, and TooLate, with nothing changed, when the moment is
    upon us or comes meanwhile: by this machine's clock, or by the database's, which has the last
    word.
    """
    try:
        with transaction.atomic():
            held = locked(publication)
            moment = held.publish_at
            if held.state != PublicationState.SCHEDULED or moment is None:
                raise WrongState(_("It is not scheduled."))
            _check_is_not_upon_us(moment)
            yield held, moment
            if moment <= timezone.now():
                raise _too_late()
    except IntegrityError as error:
        if isinstance(error.__cause__, RestrictViolation):
            raise _too_late() from error
        raise


def _check_is_not_upon_us(moment: datetime) -> None:
    now = timezone.now()
    if moment <= now:
        raise _too_late()
    if moment < now + LAST_CALL:
        raise TooLate(_("It comes out within a minute: its moment cannot be moved any more."))


def _too_late() -> TooLate:
    return TooLate(_("It is public: its moment cannot be moved any more."))


def _check_is_ahead(at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValueError("A moment needs its time zone.")
    if at < timezone.now() + LAST_CALL:
        raise WrongState(_("Choose a moment that is at least a minute ahead."))
