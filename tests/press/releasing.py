"""Releases on their way to the public, by the hands of two people."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from press.actions import workflow
from press.models import ReleasePage, ReleaseVersion
from tests.stats.people import person


def staff(name: str, role: str = "Press officer") -> User:
    """The account of that name, made when it is first asked for."""
    return User.objects.filter(username=name).first() or person(name, role)


def edit(release: ReleasePage, *, by: User, title: str = "", lead: str = "") -> None:
    """What the editor does when somebody saves: a revision with their name."""
    page = release.get_latest_revision_as_object()
    if title:
        page.title = title
    if lead:
        page.body = [("lead", lead), *((b.block_type, b.value) for b in page.body[1:])]
    page.save_revision(user=by, log_action=True)
    release.refresh_from_db()


def approved(release: ReleasePage) -> ReleasePage:
    workflow.submit_for_review(release=release, by=staff("author"))
    held = workflow.approve(release=release, by=staff("second-person", "Approver"))
    release.refresh_from_db()
    return held


def put_out(
    release: ReleasePage, *, at: datetime | None = None, what_changed: str = ""
) -> ReleaseVersion:
    """Submitted by one, approved by another, and released: now, or at a moment."""
    approved(release)
    approver = staff("second-person", "Approver")
    version = (
        workflow.release_now(release=release, by=approver, what_changed=what_changed)
        if at is None
        else workflow.release_at(release=release, by=approver, at=at, what_changed=what_changed)
    )
    release.refresh_from_db()
    return version
