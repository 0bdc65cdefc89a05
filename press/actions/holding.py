"""Holding a release still while something is decided about it."""

from __future__ import annotations

from django.db.models import Q

from stats.actions.locking import locked as locked_publication
from stats.models import Publication

from ..models import DispatchState, ReleasePage, ReleaseVersion


def locked(release: ReleasePage) -> ReleasePage:
    """The release as it stands now, locked until the transaction ends.

    Saving a revision takes the same lock (press/receivers.py), so nobody edits meanwhile. A verb
    that asks when figures are public takes the lock of the publication first, with
    locked_with_publication(): always in this order, so that none waits for another in a ring.
    """
    held: ReleasePage = ReleasePage.objects.select_for_update(of=("self",), no_key=True).get(
        pk=release.pk
    )
    return held


def locked_with_publication(release: ReleasePage) -> tuple[ReleasePage, Publication]:
    """The release and its publication as they stand now, both locked."""
    publication = locked_publication(release.publication)
    return locked(release), publication


def newest_version(release: ReleasePage) -> ReleaseVersion | None:
    """The version that was made last, whether or not its moment has come."""
    version: ReleaseVersion | None = release.versions.order_by("-number").first()
    return version


def was_sent(version: ReleaseVersion) -> bool:
    """Whether anybody may have got a version; also one to whom it is perhaps sent once more."""
    unsent = Q(state__in=(DispatchState.READY, DispatchState.STOPPED), sent_at__isnull=True)
    return version.dispatches.of_words().exclude(unsent).exists()


def restate(release: ReleasePage, **fields: object) -> None:
    """Write fields of the desk, and nothing of the page: its words belong to its revisions."""
    for name, value in fields.items():
        setattr(release, name, value)
    ReleasePage.objects.filter(pk=release.pk).update(**fields)
