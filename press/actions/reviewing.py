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
    says_the_same = version.text.says_the_same_as(release.words_of(release.latest_revision))
    if says_the_same and not version.prints_corrected_figures:
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


def approve(*, release: ReleasePage, by: User, revision: int | None = None) -> ReleasePage:
    """Approve the newest words of a release that is in review.

    `revision` is the one that they read. Raises NotYours for whoever contributed to it since it was
    last public, superusers included; NotNow unless it is in review with the words that were read;
    ReleaseNotReady while the check of its words finds what blocks.
    """
    with transaction.atomic():
        held = locked(release)
        if held.state != ReleaseState.IN_REVIEW:
            raise NotNow(held.state)
        if revision is not None:
            _check_says_what_was_read(held, revision)
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


def _check_says_what_was_read(release: ReleasePage, revision_id: int) -> None:
    """It may have been taken back, changed and submitted again since. Raises NotNow."""
    newest = release.latest_revision
    if newest.pk == revision_id:
        return
    read = release.revisions.filter(pk=revision_id).first()
    says = None if read is None else release.words_of(read)
    if says is None or not says.says_the_same_as(release.words_of(newest)):
        raise NotNow(
            release.state, _("Its words were changed since you opened it: read them first.")
        )


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


def reopen_after_answer(*, release: ReleasePage, by: User) -> bool:
    """Put a locked release back to draft because somebody answered for its words after they were
    approved: the second person approves them with their answers. Whether it was needed."""
    if release.state != ReleaseState.APPROVED:
        return False
    _reopen(release, by=by)
    return True


def reopen_after_edit(*, release_id: int, by: User | None) -> bool:
    """Put a release back to draft because its words were saved anew; whether it was needed.

    Runs inside the transaction that saves the words, whoever does so by whatever way: what is
    released is exactly what was approved. What is public or scheduled stays as it is, for its
    version holds its own words.
    """
    releases = ReleasePage.objects.filter(pk=release_id)
    # Whoever hands it on at this moment has it first: the state is read once it is ours.
    state = releases.order_by().select_for_update(no_key=True).values_list("state", flat=True).get()
    if state not in (ReleaseState.IN_REVIEW, ReleaseState.APPROVED):
        return False
    _reopen(releases.get(), by=by)
    return True


def _reopen(held: ReleasePage, *, by: User | None) -> None:
    was = str(held.state)
    restate(held, state=ReleaseState.DRAFT, approved_revision=None)
    log(instance=held, action="press.reopen", user=by, data={"was": was})
