"""Handing a release to a second person, and getting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..audit import contributors
from ..models import ReleasePage, ReleaseState
from .holding import locked, newest_version, restate
from .proving import what_blocks
from .refusals import NotNow, NotYours, ReleaseNotReady, some_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def submit_for_review(*, release: ReleasePage, by: User) -> ReleasePage:
    """Ask a second person to read a release. Idempotent.

    A release that is public, or was withdrawn, is submitted again once its words were changed: what
    is approved then becomes its next version. Raises NotNow.
    """
    with transaction.atomic():
        held = locked(release)
        if held.state == ReleaseState.IN_REVIEW:
            return held
        _check_may_be_submitted(held)
        restate(held, state=ReleaseState.IN_REVIEW, approved_revision=None)
        log(
            instance=held,
            action="press.submit",
            user=by,
            data={"revision": held.latest_revision_id},
        )
    return held


def _check_may_be_submitted(release: ReleasePage) -> None:
    if release.latest_revision_id is None:
        raise ReleaseNotReady([_("It has no words yet.")])
    if release.state == ReleaseState.DRAFT:
        return
    version = newest_version(release)
    if release.state == ReleaseState.APPROVED or version is None:
        raise NotNow(release.state)
    if release.state == ReleaseState.WITHDRAWN:
        return
    if version.public_from > timezone.now():
        raise NotNow(release.state, _("It is scheduled: cancel that first."))
    if version.text.says_the_same_as(release.words_of(release.latest_revision)):
        raise NotNow(release.state, _("Its words are those that were released: change them first."))


def return_to_draft(*, release: ReleasePage, by: User, words: str) -> ReleasePage:
    """Give a release back to its authors, telling them why.

    Raises NotNow unless it is in review or approved, and ReleaseNotReady without words.
    """
    with transaction.atomic():
        held = locked(release)
        if held.state not in (ReleaseState.IN_REVIEW, ReleaseState.APPROVED):
            raise NotNow(held.state)
        words = some_words(words, missing=_("Say what to change, for the words are kept."))
        restate(held, state=ReleaseState.DRAFT, approved_revision=None)
        log(instance=held, action="press.return", user=by, data={"words": words})
    return held


def approve(*, release: ReleasePage, by: User) -> ReleasePage:
    """Approve the newest words of a release that is in review.

    Raises NotYours for whoever contributed to it since it was last public, superusers included;
    NotNow unless it is in review; ReleaseNotReady while the check of its words finds what blocks.
    """
    with transaction.atomic():
        held = locked(release)
        if held.state != ReleaseState.IN_REVIEW:
            raise NotNow(held.state)
        if any(contributor.user_id == by.pk for contributor in contributors(held)):
            raise NotYours
        problems = what_blocks(held)
        if problems:
            raise ReleaseNotReady(problems)
        restate(held, state=ReleaseState.APPROVED, approved_revision=held.latest_revision)
        log(
            instance=held,
            action="press.approve",
            user=by,
            data={"revision": held.latest_revision_id},
        )
    return held


def assign(*, release: ReleasePage, to: User | None, by: User) -> ReleasePage:
    """Say who is on a release; `None` is nobody. Idempotent."""
    with transaction.atomic():
        held = locked(release)
        if held.assigned_to_id == (to and to.pk):
            return held
        restate(held, assigned_to=to)
        log(
            instance=held,
            action="press.assign",
            user=by,
            data={"to": "" if to is None else to.get_full_name() or to.get_username()},
        )
    return held


def reopen_after_edit(*, release_id: int, by: User | None) -> bool:
    """Put a release back to draft because its words were saved anew; whether it was needed.

    Runs inside the transaction that saves the words, whoever does so by whatever way: what is
    released is exactly what was approved. What is public or scheduled stays as it is, for its
    version holds its own words.
    """
    held = ReleasePage.objects.select_for_update(of=("self",), no_key=True).get(pk=release_id)
    if held.state not in (ReleaseState.IN_REVIEW, ReleaseState.APPROVED):
        return False
    was = str(held.state)
    restate(held, state=ReleaseState.DRAFT, approved_revision=None)
    log(instance=held, action="press.reopen", user=by, data={"was": was})
    return True
