"""What an approver reads of a release, and the buttons of its way, each for whom it is meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions import build_waiting_drafts, workflow
from press.models import ReleasePage, ReleaseState
from press.workflow_forms import MomentForm, suggested_moment
from stats import actions
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.releasing import approved, edit, put_out, staff
from tests.stats.people import client_of, in_review, person


@pytest.fixture
def release(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


@pytest.fixture
def author(db: None) -> Client:
    return client_of(staff("author"))


@pytest.fixture
def approver(db: None) -> Client:
    return client_of(staff("second-person", "Approver"))


def address(release: ReleasePage, verb: str = "") -> str:
    return f"/admin/press-desk/release/{release.pk}/" + (f"{verb}/" if verb else "")


def read(client: Client, release: ReleasePage) -> str:
    response = client.get(address(release))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_approver_reads_the_words_the_check_the_people_and_the_decisions(
    release: ReleasePage, author: Client, approver: Client
) -> None:
    edit(release, by=staff("author"), title="Police recorded 674 offences in Lancashire in 2017-18")
    author.post(address(release, "submit"))
    page = read(approver, release)
    for told in (
        "Police recorded 674 offences in Lancashire in 2017-18",
        "up from 591",
        "What the check found",
        "<strong>author</strong>: words saved; submitted for review",
        "Submitted for review",
        "Read it to its end.",
    ):
        assert told in page


def test_the_way_is_pressed_from_a_draft_to_the_public_and_back(
    release: ReleasePage, author: Client, approver: Client
) -> None:
    author.post(address(release, "submit"))
    approver.post(address(release, "return"), {"words": "Name the year."})
    assert "Name the year." in read(author, release)
    author.post(address(release, "submit"))
    assert "somebody else has to approve it" in read(author, release)
    approver.post(
        address(release, "approve"), query_params={"revision": release.latest_revision_id}
    )
    assert "its figures are public" in read(approver, release)
    approver.post(address(release, "release-now"))
    assert "Version 1" in read(approver, release)
    approver.post(address(release, "withdraw"), {"why": "A figure is in doubt."})
    assert "A figure is in doubt." in read(approver, release)
    release.refresh_from_db()
    assert release.state == ReleaseState.WITHDRAWN


def test_who_contributed_is_refused_in_words(release: ReleasePage, author: Client) -> None:
    author.post(address(release, "submit"))
    read_words = {"revision": release.latest_revision_id}
    response = author.post(address(release, "approve"), query_params=read_words)
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told[-1] == "You contributed to this release, so somebody else has to approve it."
    release.refresh_from_db()
    assert release.state == ReleaseState.IN_REVIEW


def test_a_moment_is_set_moved_and_cancelled_on_screen(
    release: ReleasePage, approver: Client
) -> None:
    approved(release)
    form = approver.get(address(release, "release-at")).content.decode()
    assert "00:01" in form
    assert "Time in London" in form
    approver.post(address(release, "release-at"), {"day": "2030-07-04", "time": "00:01"})
    version = release.versions.get()
    assert version.public_from == datetime(2030, 7, 3, 23, 1, tzinfo=UTC)
    assert "00:01 on Thursday 4 July 2030 (BST), London time" in read(approver, release)
    moved = {"day": "2030-12-05", "time": "09:30", "reason": "A holiday."}
    approver.post(address(release, "move"), moved)
    version.refresh_from_db()
    assert version.public_from == datetime(2030, 12, 5, 9, 30, tzinfo=UTC)
    approver.post(address(release, "cancel"), {"reason": "A doubt."})
    assert not release.versions.exists()


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"day": "", "time": ""}, "This field is required."),
        ({"day": "the fourth", "time": "00:01"}, "Enter a valid date."),
        ({"day": "2030-07-04", "time": "25:00"}, "Enter a valid time."),
        ({"day": "2018-07-04", "time": "00:01"}, "at least a minute ahead"),
        ({"day": "2030-03-31", "time": "01:30"}, "the clocks go forward"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_on_the_same_screen(
    release: ReleasePage, approver: Client, sent: dict[str, str], problem: str
) -> None:
    approved(release)
    response = approver.post(address(release, "release-at"), sent)
    assert response.status_code == 200
    assert problem in response.content.decode()
    assert not release.versions.exists()


def test_a_minute_past_midnight_tomorrow_is_offered_or_when_the_figures_are_out(
    image_offences: Publication,
) -> None:
    with time_machine.travel(datetime(2030, 7, 3, 12, 0, tzinfo=UTC), tick=False):
        assert suggested_moment(image_offences) == datetime(2030, 7, 3, 23, 1, tzinfo=UTC)
        image_offences.publish_at = datetime(2030, 12, 5, 9, 30, tzinfo=UTC)
        assert suggested_moment(image_offences) == datetime(2030, 12, 6, 0, 1, tzinfo=UTC)
        image_offences.publish_at = datetime(2030, 12, 5, 0, 1, tzinfo=UTC)
        assert suggested_moment(image_offences) == image_offences.publish_at
        form = MomentForm(publication=image_offences)
    assert form.initial["day"].isoformat() == "2030-12-05"


def test_a_release_of_figures_under_embargo_says_from_when_it_may_be_public(
    image_offences: Publication, approver: Client
) -> None:
    at = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    in_review(image_offences, by=person("statistician"))
    actions.approve_and_schedule(
        publication=image_offences, by=person("statistics-approver", "Approver"), at=at
    )
    build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    approved(release)
    assert "Its figures are public from" in read(approver, release)
    refused = approver.post(address(release, "release-now")).content.decode()
    assert "Its figures are not public yet" in refused


def test_a_correction_asks_what_changed(release: ReleasePage, approver: Client) -> None:
    put_out(release)
    edit(release, by=staff("author"), title="Police in Lancashire recorded 674 offences in 2017-18")
    assert "submit them as a correction" in read(approver, release)
    approved(release)
    refused = approver.post(address(release, "release-now"), {"what_changed": ""})
    assert "This field is required." in refused.content.decode()
    approver.post(address(release, "release-now"), {"what_changed": "The place stood last."})
    page = read(approver, release)
    assert "Version 2" in page
    assert "The place stood last." in page


def test_a_release_is_given_to_somebody_of_the_desk_alone(
    release: ReleasePage, author: Client
) -> None:
    outsider = person("an-outsider", "Statistics officer")
    desk = staff("author")
    on_it = []
    for chosen in (outsider.pk, desk.pk, ""):
        author.post(address(release, "assign"), {"to": chosen})
        release.refresh_from_db()
        on_it.append(release.assigned_to)
    assert on_it == [None, desk, None]


VERBS = ("submit", "approve", "return", "assign", "release-now", "release-at", "move", "cancel")


@pytest.mark.parametrize("role", ["Editor", "Statistics officer"])
def test_others_are_refused_every_button(release: ReleasePage, role: str) -> None:
    other = client_of(person("other", role))
    assert other.get(address(release)).status_code == 302
    for verb in (*VERBS, "withdraw"):
        assert other.post(address(release, verb), {"words": "x", "why": "x"}).status_code == 302
    release.refresh_from_db()
    assert release.state == ReleaseState.DRAFT


def test_looking_changes_nothing(release: ReleasePage, approver: Client) -> None:
    workflow.submit_for_review(release=release, by=staff("author"))
    for verb in ("submit", "approve", "assign"):
        assert approver.get(address(release, verb)).status_code == 405
    for verb in ("return", "release-now", "release-at", "withdraw"):
        assert approver.get(address(release, verb)).status_code == 200
    release.refresh_from_db()
    assert release.state == ReleaseState.IN_REVIEW


def test_a_long_history_costs_no_more_queries(release: ReleasePage, approver: Client) -> None:
    read(approver, release)
    workflow.submit_for_review(release=release, by=staff("author"))
    read(approver, release)
    with CaptureQueriesContext(connection) as for_few:
        read(approver, release)
    for number in range(4):
        workflow.return_to_draft(
            release=release, by=staff("second-person", "Approver"), words=f"Again {number}."
        )
        workflow.submit_for_review(release=release, by=staff("author"))
    with CaptureQueriesContext(connection) as for_many:
        read(approver, release)
    assert len(for_many) == len(for_few)
