"""Who is sent a release, and whom the desk has to telephone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions.dispatching import send_version, send_waiting
from press.actions.subscribing import unsubscribe
from press.dispatch.audience import recipients_of
from press.dispatch.reaching import Why
from press.models import (
    Dispatch,
    DispatchState,
    PreReleaseAccess,
    ReleasePage,
    ReleaseVersion,
    Reporter,
)
from press.models.release import Language
from tests.press.dispatch.conftest import make_release, released, reporter
from tests.press.dispatch.mail_server import MailServer

pytestmark = pytest.mark.django_db


def addresses(version: ReleaseVersion, at: datetime | None = None) -> list[str]:
    return sorted(one.email for one in recipients_of(version, at=at or timezone.now()))


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def access(version: ReleaseVersion, email: str, **fields: object) -> PreReleaseAccess:
    return PreReleaseAccess.objects.create(
        publication=version.release.publication,
        name="A named person",
        role="Minister",
        organisation="A department",
        email=email,
        reason="To answer questions on the day.",
        given_by_name="officer",
        **fields,
    )


def test_those_who_follow_the_area_and_those_who_want_everything(version: ReleaseVersion) -> None:
    reporter("area@example.org", "Lancashire", "Kent")
    reporter("all@example.org", everything=True)
    reporter("elsewhere@example.org", "Kent")
    reporter("nothing@example.org")
    assert addresses(version) == ["all@example.org", "area@example.org"]


def test_a_follower_of_the_region_is_not_sent_each_of_its_forces(version: ReleaseVersion) -> None:
    reporter("region@example.org", "North West")
    assert addresses(version) == []
    assert addresses(released(make_release("North West"), at=timezone.now())) == [
        "region@example.org"
    ]


def test_nobody_who_unsubscribed_or_cannot_be_reached(version: ReleaseVersion) -> None:
    gone = reporter("gone@example.org", "Lancashire")
    unsubscribe(token=gone.token)
    broken = reporter("broken@example.org", "Lancashire")
    Reporter.objects.filter(pk=broken.pk).update(undeliverable_at=timezone.now())
    audience = recipients_of(version, at=timezone.now())
    assert not audience.recipients
    assert [one.email for one in audience.undeliverable] == ["broken@example.org"]


def test_whoever_was_sent_the_first_version_is_sent_the_second_whatever_they_follow_now(
    version: ReleaseVersion, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    person = reporter("jo@example.org", "Lancashire")
    send_version(version=version, by=officer)
    send_waiting()
    person.areas.clear()
    second = released(release, at=timezone.now())
    (found,) = recipients_of(second, at=timezone.now())
    assert (found.email, found.why) == ("jo@example.org", Why.SENT_EARLIER)


def test_whoever_was_perhaps_sent_the_first_version_is_sent_the_second(
    version: ReleaseVersion, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    person = reporter("jo@example.org", "Lancashire")
    mail_server.drops_words_of.add("jo@example.org")
    send_version(version=version, by=officer)
    send_waiting()
    person.areas.clear()
    assert addresses(released(release, at=timezone.now())) == ["jo@example.org"]


def test_those_who_were_sent_the_first_and_have_left_are_to_be_telephoned(
    version: ReleaseVersion, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    left = reporter("left@example.org", "Lancashire", name="Left")
    reporter("broken@example.org", "Lancashire", name="Broken")
    deleted = reporter("deleted@example.org", "Lancashire", name="Deleted")
    send_version(version=version, by=officer)
    send_waiting()
    unsubscribe(token=left.token)
    Reporter.objects.filter(email="broken@example.org").update(undeliverable_at=timezone.now())
    deleted.delete()
    audience = recipients_of(released(release, at=timezone.now()), at=timezone.now())
    assert not audience.recipients
    assert {one.name: one.reason for one in audience.to_telephone} == {
        "Left": "has unsubscribed",
        "Broken": "cannot be reached at the address",
        "Deleted": "is not on the list of reporters any more",
    }


class TestPreReleaseAccess:
    @pytest.fixture
    def embargoed(self, release: ReleasePage) -> ReleaseVersion:
        return released(release, at=tomorrow())

    def test_named_people_are_sent_it_before_its_moment(self, embargoed: ReleaseVersion) -> None:
        access(embargoed, "minister@example.gov.uk")
        (found,) = recipients_of(embargoed, at=timezone.now())
        assert (found.why, found.is_pre_release) == (Why.PRE_RELEASE, True)

    def test_not_once_it_is_out(self, embargoed: ReleaseVersion) -> None:
        access(embargoed, "minister@example.gov.uk")
        assert addresses(embargoed, tomorrow() + timedelta(hours=1)) == []

    def test_nor_once_their_access_has_ended(self, embargoed: ReleaseVersion) -> None:
        access(embargoed, "minister@example.gov.uk", ended_at=timezone.now())
        assert addresses(embargoed) == []

    def test_nor_against_their_own_wish(self, embargoed: ReleaseVersion) -> None:
        access(embargoed, "minister@example.gov.uk")
        unsubscribe(token=reporter("Minister@example.gov.uk").token)
        assert addresses(embargoed) == []

    def test_access_that_ends_while_the_email_waits_stops_it(
        self, embargoed: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        row = access(embargoed, "minister@example.gov.uk")
        send_version(version=embargoed, by=officer)
        PreReleaseAccess.objects.filter(pk=row.pk).update(ended_at=timezone.now())
        assert send_waiting() == 0
        assert Dispatch.objects.get().state == DispatchState.STOPPED

    def test_one_who_is_a_reporter_too_is_sent_one_email(
        self, embargoed: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        reporter("Both@example.org", "Lancashire")
        access(embargoed, "both@example.org")
        assert send_version(version=embargoed, by=officer) == 1
        send_waiting()
        assert len(mail_server.accepted) == 1


class TestWelsh:
    def test_whoever_prefers_welsh_is_sent_the_welsh_release_where_there_is_one(
        self, release: ReleasePage
    ) -> None:
        both = {
            language: make_release("North Wales", language=language)
            for language in (Language.ENGLISH, Language.WELSH)
        }
        cymraes = reporter("cy@example.org", "North Wales")
        Reporter.objects.filter(pk=cymraes.pk).update(wants_welsh=True)
        reporter("en@example.org", "North Wales")
        english = released(both[Language.ENGLISH], at=timezone.now())
        assert addresses(english) == ["cy@example.org", "en@example.org"]
        welsh = released(both[Language.WELSH], at=timezone.now())
        assert addresses(welsh) == ["cy@example.org"]
        assert addresses(english) == ["en@example.org"]


def test_the_number_of_queries_does_not_grow_with_reporters(
    version: ReleaseVersion, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            recipients_of(second, at=timezone.now())
        return len(captured)

    reporter("first@example.org", "Lancashire")
    send_version(version=version, by=officer)
    send_waiting()
    second = released(release, at=timezone.now())
    queries()  # what the release itself is read with, once
    few = queries()
    for number in range(12):
        row = reporter(f"r{number}@example.org", "Lancashire")
        if number % 2:
            Dispatch.objects.create(
                version=version,
                reporter=row,
                email=row.email,
                state=DispatchState.SENT,
                sent_at=timezone.now(),
            )
    assert queries() == few


def test_reporters_chosen_by_hand_are_sent_it_whatever_they_follow(
    version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    reporter("area@example.org", "Lancashire")
    chosen = reporter("kent@example.org", "Kent")
    left = reporter("left@example.org", "Lancashire")
    unsubscribe(token=left.token)
    left.refresh_from_db()
    assert send_version(version=version, by=officer, reporters=[chosen, left]) == 1
    send_waiting()
    assert mail_server.addresses() == ["kent@example.org"]
