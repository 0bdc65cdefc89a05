"""Making a version: the words that two people left, public from a moment on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from stats.models import Publication

from ..audit import approval_of
from ..models import ReleasePage, ReleaseState, ReleaseVersion
from ..signals import version_made
from . import proving
from .holding import locked_with_publication, newest_version, restate
from .refusals import NotNow, ReleaseNotReady, some_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A moment nearer than this is neither set nor moved: while such a change is being committed the
# moment could come, and a release would be seen, and then not seen.
LAST_CALL = timedelta(minutes=1)


def release_now(*, release: ReleasePage, by: User, what_changed: str = "") -> ReleaseVersion:
    """Make an approved release public at once, as its next version.

    `what_changed` is needed from the second version on, and is public. Raises NotNow unless it is
    approved, and ReleaseNotReady while its figures are not public or its words do not hold.
    """
    with transaction.atomic():
        held, publication = locked_with_publication(release)
        _check_is_approved(held)
        now = timezone.now()
        if not Publication.objects.visible_at(now).filter(pk=publication.pk).exists():
            raise ReleaseNotReady([_("Its figures are not public yet: choose a moment instead.")])
        version = _make(held, by=by, at=now, what_changed=what_changed, log_as="press.release")
        show_on_the_page(held, version)
    return version


def release_at(
    *, release: ReleasePage, by: User, at: datetime, what_changed: str = ""
) -> ReleaseVersion:
    """Set the moment at which an approved release becomes public: nothing has to run when it comes.

    Raises ValueError for a moment without its time zone, NotNow unless it is approved, and
    ReleaseNotReady for a moment that is past or before that of its figures.
    """
    with transaction.atomic():
        held, publication = locked_with_publication(release)
        _check_is_approved(held)
        check_moment(at, publication)
        return _make(held, by=by, at=at, what_changed=what_changed, log_as="press.schedule")


def check_moment(at: datetime, publication: Publication) -> None:
    """Raise ReleaseNotReady for a moment that is past, or before the publication's own."""
    if timezone.is_naive(at):
        raise ValueError("A moment needs its time zone.")
    if at < timezone.now() + LAST_CALL:
        raise ReleaseNotReady([_("Choose a moment that is at least a minute ahead.")])
    if publication.publish_at is None:
        raise ReleaseNotReady([_("Its figures are not approved yet, so they have no moment.")])
    if at < publication.publish_at:
        raise ReleaseNotReady([_("Its figures are not public by then: choose a later moment.")])


def bears_approved_words(release: ReleasePage) -> bool:
    """Whether its newest words are those that were approved; comments may have come since."""
    approved, newest = release.approved_revision, release.latest_revision
    return (
        approved is not None
        and newest is not None
        and (
            approved.pk == newest.pk
            or release.words_of(approved).says_the_same_as(release.words_of(newest))
        )
    )


def _check_is_approved(release: ReleasePage) -> None:
    if release.state != ReleaseState.APPROVED:
        raise NotNow(release.state)
    if not bears_approved_words(release):
        raise NotNow(release.state, _("Its words were changed after they were approved."))


def _make(
    release: ReleasePage, *, by: User, at: datetime, what_changed: str, log_as: str
) -> ReleaseVersion:
    """Write the version, within a verb's transaction. The words are proved once more: a figure may
    have been corrected since they were approved."""
    last = newest_version(release)
    if last is not None:
        what_changed = some_words(
            what_changed, missing=_("Say what was wrong and what is right: the public is told.")
        )
    kept = proving.check(release)
    problems = proving.problems_of(kept) + proving.problems_of_unseen(
        proving.figures_not_public_at(kept.figure_ids, at)
    )
    if problems:
        raise ReleaseNotReady(problems)
    words = release.words_of(release.approved_revision)
    approver = approval_of(release)
    version = ReleaseVersion.objects.create(
        release=release,
        number=1 if last is None else last.number + 1,
        headline=words.headline,
        body=words.body,
        public_from=at,
        what_changed="" if last is None else what_changed,
        figure_ids=sorted(set(kept.figure_ids)),
        approved_by_id=approver.user_id,
        approved_by_name=approver.name,
    )
    restate(release, state=ReleaseState.RELEASED, embargo_until=at)
    log(
        instance=release,
        action=log_as,
        user=by,
        data={
            "version": version.number,
            "revision": release.approved_revision_id,
            "at": at.isoformat(),
            "what_changed": version.what_changed,
        },
    )
    version_made.send(sender=ReleaseVersion, version=version)
    return version


def show_on_the_page(release: ReleasePage, version: ReleaseVersion) -> None:
    """Publish the page that staff work on, with the words of a version that is public.

    The public asks the versions, not the page. But Wagtail's own lists and links ask the page, so
    it never holds words before their moment, nor any once it is withdrawn.
    """
    revision = release.approved_revision
    if revision is None:
        return
    revision.publish(log_action=False, skip_permission_checks=True)
    first = release.versions.order_by("number").values_list("public_from", flat=True)[0]
    ReleasePage.objects.filter(pk=release.pk).update(
        first_published_at=first, last_published_at=version.public_from
    )


def show_what_came_out() -> int:
    """Publish the pages of versions whose moment came by itself; the number of them.

    Only what staff see of Wagtail's pages waits for this: the words were public at their second.
    """
    now = timezone.now()
    ahead = ReleaseVersion.objects.filter(release=OuterRef("pk"), public_from__gt=now)
    due = (
        ReleasePage.objects.filter(state=ReleaseState.RELEASED, approved_revision__isnull=False)
        .filter(publication__in=Publication.objects.visible_at(now))
        .exclude(live=True, live_revision=F("approved_revision"))
        .exclude(Exists(ahead))
    )
    shown = 0
    for release in due:
        with transaction.atomic():
            held, _publication = locked_with_publication(release)
            version = newest_version(held)
            if (
                held.state != ReleaseState.RELEASED
                or version is None
                or version.public_from > timezone.now()
                or (held.live and held.live_revision_id == held.approved_revision_id)
            ):
                continue  # another worker was quicker, or somebody decided otherwise
            show_on_the_page(held, version)
            log(
                instance=held,
                action="press.came_out",
                data={"version": version.number, "at": version.public_from.isoformat()},
            )
            shown += 1
    return shown
