"""Drafts of releases about figures that are not public yet, and what becomes of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from press.actions import build_waiting_drafts, retry
from press.models import BuildState, DraftBuild, ReleaseClaim, ReleasePage, ReleaseState
from stats import actions
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.releasing import edit, put_out, staff
from tests.stats.people import client_of, in_review, person

SECOND = timedelta(seconds=1)


@pytest.fixture
def at() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


@pytest.fixture
def author(db: None) -> User:
    return person("author")


@pytest.fixture
def approver(db: None) -> User:
    return person("an-approver", "Approver")


@pytest.fixture
def embargoed(
    image_offences: Publication, author: User, approver: User, at: datetime
) -> Publication:
    """Scheduled for tomorrow, with its drafts built."""
    in_review(image_offences, by=author)
    actions.approve_and_schedule(publication=image_offences, by=approver, at=at)
    build_waiting_drafts()
    return image_offences


def take_back(publication: Publication, *, by: User) -> None:
    actions.cancel_schedule(publication=publication, by=by, reason="A doubt.")
    actions.return_to_draft(publication=publication, by=by, words="Look at Lancashire again.")


def test_the_drafts_are_ready_before_the_figures_are_public(embargoed: Publication) -> None:
    release = release_for(embargoed, "Lancashire")
    assert "674" in str(release.body) + release.title
    assert not release.versions.exists()


def test_the_press_desk_sees_them_beside_the_publication(embargoed: Publication) -> None:
    officer = person("press-officer", "Press officer")
    page = client_of(officer).get(f"/admin/publication/inspect/{embargoed.pk}/").content.decode()
    assert "4 of 4 drafts built" in page


def test_a_release_set_for_the_moment_of_its_figures_is_seen_at_its_second(
    embargoed: Publication, at: datetime, client: Client
) -> None:
    release = release_for(embargoed, "Lancashire")
    put_out(release, at=at)
    address = release.get_url()
    with time_machine.travel(at - SECOND, tick=False):
        assert client.get(address).status_code == 404
    with time_machine.travel(at, tick=False):
        assert client.get(address).status_code == 200


def test_a_moved_schedule_keeps_its_drafts(
    embargoed: Publication, approver: User, at: datetime
) -> None:
    before = set(ReleasePage.objects.values_list("pk", flat=True))
    later = at + timedelta(days=1)
    actions.reschedule(publication=embargoed, by=approver, at=later, reason="A holiday.")
    assert build_waiting_drafts() == 0
    assert set(ReleasePage.objects.values_list("pk", flat=True)) == before
    put_out(release_for(embargoed, "Lancashire"), at=later)
    assert not ReleasePage.objects.out().exists()
    with time_machine.travel(at, tick=False):
        assert not ReleasePage.objects.out().exists()
    with time_machine.travel(later, tick=False):
        assert ReleasePage.objects.out().count() == 1


def test_a_cancelled_schedule_shows_no_release_that_was_put_out(
    embargoed: Publication, approver: User, at: datetime
) -> None:
    put_out(release_for(embargoed, "Lancashire"), at=at)
    actions.cancel_schedule(publication=embargoed, by=approver, reason="A doubt.")
    with time_machine.travel(at + timedelta(days=9), tick=False):
        assert not ReleasePage.objects.out().exists()


def test_drafts_that_nobody_edited_go_when_the_figures_are_taken_back_and_come_anew(
    embargoed: Publication, author: User, approver: User, at: datetime
) -> None:
    take_back(embargoed, by=approver)
    assert not ReleasePage.objects.exists()
    assert not DraftBuild.objects.exists()
    embargoed.figures.get(area__name="Lancashire", category=None, value=674).delete()
    in_review(embargoed, by=author)
    actions.approve_and_schedule(
        publication=embargoed, by=approver, at=at, reason="Lancashire was wrong."
    )
    build_waiting_drafts()
    assert not ReleasePage.objects.filter(area__name="Lancashire").exists()
    assert ReleasePage.objects.filter(publication=embargoed).exists()


def test_what_a_person_wrote_stays_and_is_marked_to_be_compared(
    embargoed: Publication, author: User, approver: User, at: datetime
) -> None:
    release = release_for(embargoed, "Lancashire")
    release.title = "A person's own headline"
    release.save_revision(user=approver)
    take_back(embargoed, by=approver)
    release = release_for(embargoed, "Lancashire")
    assert release.get_latest_revision_as_object().title == "A person's own headline"
    assert ReleasePage.objects.count() == 1
    assert not ReleaseClaim.objects.filter(release=release).exists()
    build = DraftBuild.objects.get()
    assert build.state == BuildState.FAILED
    assert "Compare its numbers" in build.reason
    in_review(embargoed, by=author)
    actions.approve_and_schedule(publication=embargoed, by=approver, at=at, reason="It is right.")
    build_waiting_drafts()
    build.refresh_from_db()
    assert build.state == BuildState.FAILED  # it still waits for a person
    retry(build=build, by=approver)
    build_waiting_drafts()
    build.refresh_from_db()
    assert (build.state, build.release) == (BuildState.DONE, release)


def test_a_release_that_was_scheduled_is_a_draft_again(
    embargoed: Publication, author: User, approver: User, at: datetime
) -> None:
    edit(release_for(embargoed, "Lancashire"), by=staff("author"), title="674 offences in 2017-18")
    put_out(release_for(embargoed, "Lancashire"), at=at)
    take_back(embargoed, by=approver)
    release = release_for(embargoed, "Lancashire")
    assert (release.state, release.embargo_until) == (ReleaseState.DRAFT, None)
    assert not release.versions.exists()
    in_review(embargoed, by=author)
    actions.approve_and_schedule(publication=embargoed, by=approver, at=at, reason="It is right.")
    with time_machine.travel(at, tick=False):
        assert not ReleasePage.objects.out().exists()
