"""Taking a release back from the public, which is told so at its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import (
    DispatchState,
    EventKind,
    ReleaseEvent,
    ReleasePage,
    ReleaseState,
    ReleaseVersion,
)
from ..signals import release_withdrawn
from .holding import locked_with_publication, newest_version, restate, was_sent
from .refusals import NotNow, some_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def withdraw(*, release: ReleasePage, by: User, why: str) -> ReleasePage:
    """Show nothing of a release's words any more; at its address stands when it went and why.

    All its versions go, also one that is still to come. Dispatches that wait are stopped. Its words
    can be changed, approved and released again, as its next version. Raises NotNow for what was
    never out, and ReleaseNotReady without the reason, which is public.
    """
    with transaction.atomic():
        held, _publication = locked_with_publication(release)
        if held.state == ReleaseState.WITHDRAWN:
            raise NotNow(held.state)
        version = newest_version(held)
        if version is None:
            raise NotNow(held.state, _("It was never out, so there is nothing to withdraw."))
        was_out = held.versions.public_at(timezone.now()).exists()
        if not was_out and not any(was_sent(each) for each in held.versions.defer("body")):
            raise NotNow(held.state, _("Nobody has seen it yet: cancel its moment instead."))
        why = some_words(why, missing=_("Say why, for the public is told."))
        take_from_the_public(held, version, by=by, why=why)
    return held


def take_from_the_public(
    release: ReleasePage, newest: ReleaseVersion, *, by: User | None, why: str
) -> None:
    """Withdraw a release, within a verb's transaction and under its locks."""
    waiting = newest.dispatches.filter(state=DispatchState.READY, sent_at__isnull=True)
    waiting.update(state=DispatchState.STOPPED, reason=_("The release was withdrawn."))
    if release.live:
        release.unpublish(log_action=False)
    now = timezone.now()
    restate(
        release,
        state=ReleaseState.WITHDRAWN,
        withdrawn_at=now,
        withdrawn_why=why,
        approved_revision=None,
        embargo_until=None,
    )
    ReleaseEvent.objects.create(version=newest, kind=EventKind.WITHDRAWN, at=now, why=why)
    log(
        instance=release,
        action="press.withdraw",
        user=by,
        data={"why": why, "version": newest.number},
    )
    release_withdrawn.send(sender=ReleasePage, release=release)
