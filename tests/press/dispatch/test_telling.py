"""Who was sent a release hears that it was moved or withdrawn: once, and nobody else does."""

from __future__ import annotations

import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from helpline_info.models import Channel
from press.actions import embargo, withdrawing
from press.actions.dispatching import decide, send_version, send_waiting
from press.actions.refusals import ReleaseNotReady
from press.actions.subscribing import unsubscribe
from press.actions.telling import tell_those_who_were_sent_it
from press.dispatch.message import told
from press.dispatch.telling import to_be_told
from press.models import (
    Dispatch,
    DispatchState,
    DispatchSubject,
    PreReleaseAccess,
    ReleaseEvent,
    ReleasePage,
    ReleaseVersion,
    Reporter,
)
from press.models.release import Language
from stats.models import AuditEntry
from tests.press.dispatch.conftest import make_release, released, reporter
from tests.press.dispatch.mail_server import MailServer
from tests.press.releasing import staff
from tests.stats.people import client_of, person

pytestmark = pytest.mark.django_db

JO, KIM = "jo@example.org", "kim@example.net"
LONG_AGO = timedelta(hours=2)


@pytest.fixture
def ahead(release: ReleasePage, officer: User, mail_server: MailServer) -> ReleaseVersion:
    """Under embargo until the day after tomorrow, and sent to Jo two hours ago."""
    reporter(JO, "Lancashire", name="Jo", outlet="The Example Gazette")
    with time_machine.travel(timezone.now() - LONG_AGO, tick=True):
        version = released(release, at=timezone.now() + timedelta(days=2))
        send_version(version=version, by=officer)
        send_waiting()
    mail_server.accepted.clear()
    return version


def move(version: ReleaseVersion, **later: int) -> ReleaseEvent:
    release = ReleasePage.objects.get(pk=version.release_id)
    version.refresh_from_db()
    with transaction.atomic():
        at = version.public_from + timedelta(**later or {"days": 1})
        embargo.move(release, version, at=at, by=None, reason="A secret reason.")
    event = ReleaseEvent.objects.last()
    assert event is not None
    return event


def withdraw(version: ReleaseVersion, why: str = "A figure was counted twice.") -> ReleaseEvent:
    release = ReleasePage.objects.get(pk=version.release_id)
    withdrawing.withdraw(release=release, by=staff("approver", "Approver"), why=why)
    event = ReleaseEvent.objects.last()
    assert event is not None
    return event


def tell(event: ReleaseEvent, officer: User) -> int:
    asked = tell_those_who_were_sent_it(event=event, by=officer)
    send_waiting()
    return asked


def waiting(version: ReleaseVersion) -> list[str]:
    found = to_be_told(version.release, at=timezone.now())
    return [] if found is None else [one.email for one in found]


class TestMoved:
    def test_who_was_sent_it_is_told_until_when(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        assert tell(event, officer) == 1
        message = mail_server.to(JO)
        until = told(event.public_from or timezone.now())
        assert message["Subject"].split() == (
            f"EMBARGO MOVED, now until {until}: {ahead.headline}".split()
        )
        text = message.get_content()
        assert text.startswith(f"EMBARGO MOVED: NOW UNTIL {until}")
        assert f"Please do not publish anything of it before {until}." in text
        assert f"At {told(event.at)} its embargo was moved" in text
        assert "302 offences" not in text, "nothing of the words but the headline"
        assert "A secret reason." not in text, "that is the desk's own"
        assert "999" in text, "the way to get help"
        assert "/newsroom/unsubscribe/" in text
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    def test_the_record_says_what_it_was_about(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        tell(event, officer)
        row = Dispatch.objects.get(event=event)
        assert (row.about, row.state) == (DispatchSubject.MOVED, DispatchState.SENT)
        entry = AuditEntry.objects.get(action="press.tell")
        assert (entry.data["people"], entry.data["what"]) == (1, "moved")

    def test_nobody_else_is_told_that_there_is_such_a_release(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        reporter(KIM, "Lancashire", everything=True)
        PreReleaseAccess.objects.create(
            publication=ahead.release.publication,
            name="A named person",
            role="Minister",
            organisation="A department",
            email="minister@example.org",
            reason="To answer questions on the day.",
            given_by_name="officer",
        )
        assert tell(move(ahead), officer) == 1
        assert mail_server.addresses() == [JO]

    def test_who_was_sent_it_after_the_move_has_read_the_new_moment(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        with time_machine.travel(timezone.now() - timedelta(hours=1), tick=True):
            move(ahead)
        reporter(KIM, "Lancashire")
        send_version(version=ahead, by=officer)
        send_waiting()
        assert mail_server.addresses() == [KIM]
        assert waiting(ahead) == [JO]

    def test_nor_is_anybody_who_was_sent_an_earlier_version_alone(
        self, version: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        reporter(JO, "Lancashire")
        send_version(version=version, by=officer)
        send_waiting()
        second = released(version.release, at=timezone.now() + timedelta(days=1))
        move(second)
        assert waiting(second) == []

    def test_nobody_is_told_once_it_is_public(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        with time_machine.travel(timezone.now() + timedelta(days=4), tick=True):
            assert waiting(ahead) == []
            with pytest.raises(ReleaseNotReady, match="does not hold any more"):
                tell(event, officer)
        assert not mail_server.accepted

    def test_moved_twice_they_hear_where_it_is_now(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        first = move(ahead)
        tell_those_who_were_sent_it(event=first, by=officer)
        second = move(ahead, days=2)
        send_waiting()
        assert Dispatch.objects.get(event=first).state == DispatchState.STOPPED
        assert tell(second, officer) == 1
        assert told(second.public_from or timezone.now()) in mail_server.to(JO).get_content()

    def test_moved_there_and_back_they_hear_both(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        for days in (1, -1, 1):
            assert tell(move(ahead, days=days), officer) == 1
        assert mail_server.addresses() == [JO, JO, JO]

    def test_when_its_figures_move_it_is_offered_too(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        embargo.keep_behind_its_figures(
            publication=ahead.release.publication, at=timezone.now() + timedelta(days=9)
        )
        assert waiting(ahead) == [JO]


class TestWithdrawn:
    def test_who_was_sent_it_is_told_why(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = withdraw(ahead)
        assert tell(event, officer) == 1
        message = mail_server.to(JO)
        assert message["Subject"].split() == f"WITHDRAWN: {ahead.headline}".split()
        text = message.get_content()
        assert text.startswith("WITHDRAWN – PLEASE DO NOT USE")
        assert f"We withdrew it at {told(event.at)}. Please do not publish it" in text
        assert "The reason: A figure was counted twice." in text
        assert "999" in text
        assert "/newsroom/unsubscribe/" in text
        assert Dispatch.objects.get(event=event).about == DispatchSubject.WITHDRAWN

    def test_whoever_had_the_first_version_alone_reads_its_headline_and_not_the_next(
        self, version: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        reporter(JO, "Lancashire")
        send_version(version=version, by=officer)
        send_waiting()
        mail_server.accepted.clear()
        coming = released(
            version.release, at=timezone.now() + timedelta(days=1), headline="Still a secret"
        )
        assert tell(withdraw(coming), officer) == 1
        message = mail_server.to(JO)
        assert "Still a secret" not in message.as_string()
        assert version.headline in message.get_content()
        assert Dispatch.objects.latest("pk").version == version

    def test_who_waits_to_hear_of_a_move_hears_of_the_withdrawal_instead(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        tell_those_who_were_sent_it(event=move(ahead), by=officer)
        assert tell(withdraw(ahead), officer) == 1
        (subject,) = (message["Subject"] for _to, message in mail_server.accepted)
        assert subject.startswith("WITHDRAWN")

    def test_once_there_is_a_newer_version_that_goes_out_instead(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        withdraw(ahead)
        with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=True):
            newer = released(ahead.release, at=timezone.now())
        assert waiting(newer) == []

    def test_of_a_welsh_release_they_read_in_welsh(
        self, release: ReleasePage, officer: User, mail_server: MailServer
    ) -> None:
        welsh = make_release("Wales", language=Language.WELSH)
        version = released(welsh, at=timezone.now())
        row = reporter(JO, "Wales")
        Reporter.objects.filter(pk=row.pk).update(wants_welsh=True)
        send_version(version=version, by=officer)
        send_waiting()
        mail_server.accepted.clear()
        tell(withdraw(version), officer)
        assert mail_server.to(JO).get_content().startswith("TYNNWYD YN ÔL")


class TestOnce:
    def test_pressing_twice_tells_once(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        assert tell(event, officer) == 1
        assert tell(event, officer) == 0
        assert mail_server.addresses() == [JO]

    def test_the_database_takes_no_second_row_for_a_mailbox(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        tell(event, officer)
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.create(
                version=ahead, email=JO.upper(), about=DispatchSubject.MOVED, event=event
            )
        for fields in ({"event": None}, {"about": DispatchSubject.RELEASE, "email": KIM}):
            given: dict[str, Any] = {
                "version": ahead,
                "email": KIM,
                "about": DispatchSubject.MOVED,
                "event": event,
                **fields,
            }
            with pytest.raises(IntegrityError), transaction.atomic():
                Dispatch.objects.create(**given)

    def test_nor_lets_anybody_change_what_an_email_was_about(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        tell(event, officer)
        for change in ({"event": None, "about": "release"}, {"about": "withdrawn"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Dispatch.objects.filter(event=event).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReleaseEvent.objects.filter(pk=event.pk).update(kind="withdrawn", public_from=None)

    def test_under_a_new_address_the_same_person_is_not_told_again(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        event = move(ahead)
        tell(event, officer)
        Reporter.objects.update(email="jo@example.com")
        assert waiting(ahead) == []
        assert tell(event, officer) == 0

    def test_a_worker_that_dies_at_the_yes_leaves_it_to_a_person(
        self,
        ahead: ReleaseVersion,
        officer: User,
        mail_server: MailServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        class PowerCut(BaseException):
            pass

        answer = smtplib.SMTP.data

        def cut(self: smtplib.SMTP, words: Any) -> Any:
            answer(self, words)
            raise PowerCut

        event = move(ahead)
        tell_those_who_were_sent_it(event=event, by=officer)
        with monkeypatch.context() as patch:
            patch.setattr(smtplib.SMTP, "data", cut)
            with pytest.raises(PowerCut):
                send_waiting()
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=True):
            send_waiting()
            row = Dispatch.objects.get(event=event)
            assert row.state == DispatchState.UNSURE
            assert tell(event, officer) == 0, "who perhaps heard counts as told"
            assert mail_server.addresses() == [JO]
            assert decide(dispatch=row, send_again=False, by=officer)
        assert mail_server.addresses() == [JO]

    def test_being_told_is_not_having_been_sent_the_words(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        """Nor does it stand in the way of being sent them again, or the next."""
        tell(move(ahead), officer)
        assert send_version(version=ahead, by=officer) == 0
        second = released(ahead.release, at=timezone.now())
        assert send_version(version=second, by=officer) == 1
        row = Dispatch.objects.get(version=second)
        assert row.about == DispatchSubject.CORRECTION


class TestWhoCannotBe:
    def test_they_are_named_to_be_telephoned(
        self, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        unsubscribe(token=Reporter.objects.get().token)
        withdraw(ahead)
        found = to_be_told(ahead.release, at=timezone.now())
        assert found is not None
        assert not len(found)
        (person_to_call,) = found.to_telephone
        assert (person_to_call.email, person_to_call.reason) == (JO, "has unsubscribed")
        page = client_of(officer).get(reverse("press_dispatch:release", args=[ahead.release_id]))
        assert "Telephone them: they cannot be told by email" in page.content.decode()

    def test_whose_access_has_ended_since_still_has_the_words_and_is_told(
        self, release: ReleasePage, officer: User, mail_server: MailServer
    ) -> None:
        version = released(release, at=timezone.now() + timedelta(days=1))
        access = PreReleaseAccess.objects.create(
            publication=release.publication,
            name="A named person",
            role="Minister",
            organisation="A department",
            email="minister@example.org",
            reason="To answer questions on the day.",
            given_by_name="officer",
        )
        send_version(version=version, by=officer)
        send_waiting()
        mail_server.accepted.clear()
        PreReleaseAccess.objects.filter(pk=access.pk).update(ended_at=timezone.now())
        assert tell(withdraw(version), officer) == 1
        text = mail_server.to("minister@example.org").get_content()
        assert "because you were sent the release before its moment" in text


class TestScreens:
    @pytest.fixture
    def desk(self, officer: User) -> Client:
        return client_of(officer)

    @pytest.mark.parametrize(
        "name", ["press_dispatch:release", "press_workflow:review", "press_dispatch:publication"]
    )
    def test_the_button_is_offered_where_the_release_is_looked_at(
        self, desk: Client, ahead: ReleaseVersion, name: str
    ) -> None:
        is_of_publication = name.endswith("publication")
        key = ahead.release.publication_id if is_of_publication else ahead.release_id
        address = reverse(name, args=[key])
        ask = reverse("press_dispatch:tell", args=[ahead.release_id])
        assert ask not in desk.get(address).content.decode()
        withdraw(ahead)
        assert ask in desk.get(address).content.decode()

    def test_it_shows_what_they_would_read_and_tells_exactly_these(
        self, desk: Client, ahead: ReleaseVersion, mail_server: MailServer
    ) -> None:
        withdraw(ahead)
        ask = reverse("press_dispatch:tell", args=[ahead.release_id])
        page = desk.get(ask).content.decode()
        assert "Tell one person" in page
        assert "A figure was counted twice." in page
        assert JO in page
        assert not Dispatch.objects.filter(event__isnull=False).exists(), "looking sends nothing"
        assert desk.post(ask, {"shown": "something else"}).status_code == 200
        assert not Dispatch.objects.filter(event__isnull=False).exists()
        (shown,) = re.findall(r'name="shown" value="(\w+)"', page)
        assert desk.post(ask, {"shown": shown}).status_code == 302
        send_waiting()
        assert mail_server.addresses() == [JO]
        record = desk.get(reverse("press_dispatch:release", args=[ahead.release_id]))
        assert "withdrawn</td>" in record.content.decode()
        csv = desk.get(reverse("press_dispatch:record", args=[ahead.release_id]))
        assert b"1,withdrawn,Jo" in csv.content
        assert "nobody to tell" in desk.get(ask, follow=True).content.decode()

    @pytest.mark.parametrize("role", ["Approver", "Editor", "Statistics officer"])
    def test_only_the_press_office_tells_anybody(self, ahead: ReleaseVersion, role: str) -> None:
        withdraw(ahead)
        client = client_of(person("somebody", role))
        ask = reverse("press_dispatch:tell", args=[ahead.release_id])
        assert client.get(ask).status_code in (302, 403)
        assert client.post(ask, {"shown": "x"}).status_code in (302, 403)
        assert not Dispatch.objects.filter(event__isnull=False).exists()
        assert (
            ask
            not in client.get(
                reverse("press_workflow:review", args=[ahead.release_id])
            ).content.decode()
        )

    def test_the_screens_cost_no_more_queries_with_more_people_and_releases(
        self, desk: Client, ahead: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        withdraw(ahead)
        addresses = [
            reverse("press_dispatch:tell", args=[ahead.release_id]),
            reverse("press_dispatch:release", args=[ahead.release_id]),
            reverse("press_dispatch:publication", args=[ahead.release.publication_id]),
        ]

        def queries() -> list[int]:
            counts = []
            for address in addresses:
                with CaptureQueriesContext(connection) as captured:
                    assert desk.get(address).status_code == 200
                counts.append(len(captured))
            return counts

        queries()
        few = queries()
        for area in ("Kent", "Essex"):
            other = released(make_release(area), at=timezone.now())
            for number in range(4):
                reporter(f"{area.lower()}{number}@example.org", area)
            send_version(version=other, by=officer)
            send_waiting()
            withdraw(other)
        for number in range(5):
            row = reporter(f"r{number}@example.org", "Lancashire")
            Dispatch.objects.create(
                version=ahead,
                reporter=row,
                email=row.email,
                state=DispatchState.SENT,
                tried_at=timezone.now() - timedelta(hours=1),
                sent_at=timezone.now() - timedelta(hours=1),
            )
        assert queries() == few


def test_the_helplines_number_of_today_stands_in_it(
    ahead: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    import helpline_info.sample_content

    helpline_info.sample_content.load()
    number = Channel.objects.live().filter(kind="telephone").values_list("contact", flat=True)[0]
    tell(move(ahead), officer)
    assert number in mail_server.to(JO).get_content()
