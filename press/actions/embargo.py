"""A release's moment that lies ahead: moved, cancelled, or moved along with that of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import RestrictViolation
from wagtail.log_actions import log

from stats.models import Publication

from ..models import EventKind, ReleaseEvent, ReleasePage, ReleaseState, ReleaseVersion
from ..signals import version_moved
from . import proving
from .holding import locked, locked_with_publication, newest_version, restate, was_sent
from .refusals import NotNow, ReleaseNotReady, a_reason
from .releasing import LAST_CALL, bears_approved_words, check_moment
from .withdrawing import take_from_the_public

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def reschedule(*, release: ReleasePage, by: User, at: datetime, reason: str) -> ReleaseVersion:
    """Move the moment of a scheduled release, with a reason. Idempotent for the same moment.

    Raises ReleaseNotReady without a reason or for a moment that cannot be, and NotNow unless it is
    scheduled and more than a minute is left.
    """
    with _until_the_moment_comes(release) as (held, publication, version):
        if version.public_from == at:
            return version
        reason = a_reason(reason)
        check_moment(at, publication)
        problems = proving.problems_of_unseen(proving.figures_not_public_at(version.figure_ids, at))
        if problems:
            raise ReleaseNotReady(problems)
        move(held, version, at=at, by=by, reason=reason)
    return version


def cancel_schedule(*, release: ReleasePage, by: User, reason: str) -> ReleasePage:
    """Take a scheduled release's moment away: it is approved again, or a draft if it was edited.

    Raises like reschedule(); and ReleaseNotReady once the version was sent to anybody, who would
    never hear of it: then it is moved, or withdrawn.
    """
    with _until_the_moment_comes(release) as (held, _publication, version):
        reason = a_reason(reason)
        if was_sent(version):
            raise ReleaseNotReady(
                [
                    _(
                        "It was sent to reporters under embargo: move its moment, or withdraw it"
                        " and tell them why."
                    )
                ]
            )
        take_back(held, version, by=by, reason=reason)
    return held


def take_back(
    release: ReleasePage, version: ReleaseVersion, *, by: User | None, reason: str
) -> None:
    """Delete a version that nobody has seen, within a verb's transaction and under its locks."""
    moment = version.public_from
    is_as_approved = bears_approved_words(release)
    version.dispatches.all().delete()
    version.delete()
    restate(
        release,
        state=ReleaseState.APPROVED if is_as_approved else ReleaseState.DRAFT,
        approved_revision=release.approved_revision if is_as_approved else None,
        embargo_until=None,
    )
    log(
        instance=release,
        action="press.cancel_schedule",
        user=by,
        data={"old": moment.isoformat(), "reason": reason},
    )


def move(
    release: ReleasePage, version: ReleaseVersion, *, at: datetime, by: User | None, reason: str
) -> None:
    """Write a version's new moment, within a verb's transaction and under its locks."""
    old = version.public_from
    version.public_from = at
    version.save(update_fields=["public_from"])
    restate(release, embargo_until=at)
    ReleaseEvent.objects.create(version=version, kind=EventKind.MOVED, public_from=at)
    log(
        instance=release,
        action="press.reschedule",
        user=by,
        data={"old": old.isoformat(), "new": at.isoformat(), "reason": reason},
    )
    version_moved.send(sender=ReleaseVersion, version=version)


def keep_behind_its_figures(*, publication: Publication, at: datetime) -> int:
    """Move the releases of a publication that would be public before its figures; their number.

    Runs inside the transaction that sets or moves the publication's moment. What is later than its
    figures stays where it is.
    """
    early = _still_to_come(publication).filter(public_from__lt=at)
    for version in early.order_by("release_id").select_related("release"):
        held = locked(version.release)
        move(held, version, at=at, by=None, reason=_("The moment of its figures was moved."))
    return len(early)


def take_back_with_its_figures(*, publication: Publication) -> int:
    """Undo the moments of a publication's releases, because its own was cancelled; their number.

    Runs inside the transaction that cancels it. What nobody saw is approved again, or a draft. What
    was sent under embargo is withdrawn: whoever got it finds that said, and why, at its address.
    """
    ahead = _still_to_come(publication)
    for version in ahead.order_by("release_id").select_related("release"):
        held = locked(version.release)
        reason = _("The moment of its figures was cancelled.")
        if was_sent(version):
            take_from_the_public(held, version, by=None, why=reason)
        else:
            take_back(held, version, by=None, reason=reason)
    return len(ahead)


def _still_to_come(publication: Publication) -> QuerySet[ReleaseVersion]:
    """Versions that rest on a publication's figures and are not public yet.

    Its own releases, and those of any other that quote it: a correction's figures are quoted by the
    releases of the version that it corrects.
    """
    own = list(publication.figures.values_list("pk", flat=True))
    return ReleaseVersion.objects.filter(
        Q(release__publication=publication) | Q(figure_ids__overlap=own),
        public_from__gt=timezone.now(),
    )


@contextmanager
def _until_the_moment_comes(
    release: ReleasePage,
) -> Iterator[tuple[ReleasePage, Publication, ReleaseVersion]]:
    """A scheduled release under lock, with its version, in a transaction that beats the moment.

    Raises NotNow, with nothing changed, unless it is scheduled, or when the moment is upon us or
    comes meanwhile: by this machine's clock, or by the database's, which has the last word.
    """
    try:
        with transaction.atomic():
            held, publication = locked_with_publication(release)
            version = newest_version(held)
            if held.state != ReleaseState.RELEASED or version is None:
                raise NotNow(held.state, _("It is not scheduled."))
            moment = version.public_from
            if moment < timezone.now() + LAST_CALL:
                raise _too_late(held)
            yield held, publication, version
            if moment <= timezone.now():
                raise _too_late(held)
    except IntegrityError as error:
        if isinstance(error.__cause__, RestrictViolation):
            raise _too_late(release) from error
        raise


def _too_late(release: ReleasePage) -> NotNow:
    return NotNow(
        release.state,
        _("It is public, or will be within a minute: its moment cannot be moved any more."),
    )
