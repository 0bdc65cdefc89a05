"""Who reads releases before everybody does: given with a reason, ended, and told to the public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions.access import end_access, give_access
from press.actions.refusals import ReleaseNotReady
from press.models import PreReleaseAccess
from press.pre_release import public_access_list
from stats import actions
from stats.models import AuditEntry, Publication
from tests.press.releasing import staff
from tests.stats.people import client_of, in_review, person

SECOND = timedelta(seconds=1)


@pytest.fixture
def at() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


@pytest.fixture
def publication(image_offences: Publication, at: datetime) -> Publication:
    in_review(image_offences, by=person("statistician"))
    approver = person("statistics-approver", "Approver")
    return actions.approve_and_schedule(publication=image_offences, by=approver, at=at)


def given(publication: Publication, **fields: str) -> PreReleaseAccess:
    said: dict[str, Any] = {
        "name": "The duty officer",
        "role": "Duty officer",
        "organisation": "A police force",
        "email": "duty@example.org",
        "reason": "Answers calls on the day.",
        **fields,
    }
    return give_access(publication=publication, by=staff("press"), **said)


def test_it_is_kept_with_its_reason_and_who_gave_it(publication: Publication) -> None:
    access = given(publication)
    assert (access.reason, access.given_by_name) == ("Answers calls on the day.", "press")
    entry = AuditEntry.objects.about(access).get()
    assert (entry.by_name, entry.action) == ("press", "press.give_access")
    assert "duty@example.org" not in str(entry.data) + entry.subject_name


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"reason": "  "}, "Say why"),
        ({"name": " "}, "Name"),
        ({"email": "duty at example"}, "Email"),
        ({"organisation": "x" * 121}, "Organisation"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    publication: Publication, fields: dict[str, str], problem: str
) -> None:
    with pytest.raises(ReleaseNotReady, match=problem):
        given(publication, **fields)
    assert not PreReleaseAccess.objects.exists()


def test_an_address_has_access_once_however_it_is_written(publication: Publication) -> None:
    access = given(publication)
    with pytest.raises(ReleaseNotReady, match="already"):
        given(publication, email="DUTY@example.org")
    end_access(access=access, by=staff("press"), reason="Changed post.")
    given(publication)
    assert PreReleaseAccess.objects.count() == 2


def test_nobody_needs_it_once_the_figures_are_public(
    publication: Publication, at: datetime
) -> None:
    with time_machine.travel(at, tick=False), pytest.raises(ReleaseNotReady, match="public"):
        given(publication)


def test_it_ends_once_with_a_reason_and_is_never_deleted(publication: Publication) -> None:
    access = given(publication)
    with pytest.raises(ReleaseNotReady, match="Say why"):
        end_access(access=access, by=staff("press"), reason="")
    end_access(access=access, by=staff("press"), reason="Changed post.")
    with pytest.raises(ReleaseNotReady, match="already"):
        end_access(access=access, by=staff("press"), reason="Again.")
    with pytest.raises(DatabaseError), transaction.atomic():
        access.delete()


def test_the_public_is_told_at_the_moment_of_the_figures_and_never_the_address(
    publication: Publication, at: datetime, client: Client
) -> None:
    end_access(access=given(publication), by=staff("press"), reason="Changed post.")
    address = f"/newsroom/pre-release-access/{publication.slug}/1/"
    assert public_access_list(publication, at - SECOND) == []
    with time_machine.travel(at - SECOND, tick=False):
        assert client.get(address).status_code == 404
        assert str(publication) not in client.get("/newsroom/pre-release-access/").content.decode()
    with time_machine.travel(at, tick=False):
        page = client.get(address).content.decode()
        assert address in client.get("/newsroom/pre-release-access/").content.decode()
    for told in ("The duty officer", "Duty officer", "A police force", "Answers calls on the day."):
        assert told in page
    assert "duty@example.org" not in page


def test_staff_give_and_end_it_on_a_screen(publication: Publication) -> None:
    client = client_of(staff("press"))
    address = f"/admin/press-desk/access/{publication.pk}/"
    sent = {
        "name": "The duty officer",
        "role": "Duty officer",
        "organisation": "A police force",
        "email": "duty@example.org",
        "reason": "",
    }
    refused = client.post(address, sent)
    assert "This field is required." in refused.content.decode()
    client.post(address, {**sent, "reason": "Answers calls."})
    access = PreReleaseAccess.objects.get()
    again = client.post(address, {**sent, "reason": "Answers calls."}).content.decode()
    assert "This address has access already." in again
    client.post(f"/admin/press-desk/access/{access.pk}/end/", {"reason": "Changed post."})
    access.refresh_from_db()
    assert access.ended_at is not None


def test_only_those_who_may_see_and_give_it(publication: Publication) -> None:
    address = f"/admin/press-desk/access/{publication.pk}/"
    for role in ("Statistics officer", "Editor"):
        client = client_of(person(f"a-{role}", role))
        assert client.get(address).status_code == 302
        assert client.post(address, {"name": "Somebody"}).status_code == 302
    assert client_of(staff("an-approver", "Approver")).get(address).status_code == 200


def test_more_people_cost_no_more_queries(
    publication: Publication, at: datetime, client: Client
) -> None:
    given(publication)
    officer = client_of(staff("press"))
    public = f"/newsroom/pre-release-access/{publication.slug}/1/"
    screen = f"/admin/press-desk/access/{publication.pk}/"

    def cost() -> tuple[int, int]:
        officer.get(screen)
        with CaptureQueriesContext(connection) as on_screen:
            officer.get(screen)
        with time_machine.travel(at, tick=False):
            client.get(public)
            with CaptureQueriesContext(connection) as in_public:
                client.get(public)
        return len(on_screen), len(in_public)

    for_one = cost()
    for number in range(4):
        given(publication, email=f"duty-{number}@example.org", name=f"Duty officer {number}")
    assert cost() == for_one
