"""Nobody is sent a version twice, nor told nothing, whatever changes while the emails wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from press.actions import sending
from press.actions.dispatching import decide, send_version, send_waiting
from press.actions.embargo import cancel_schedule
from press.actions.refusals import ReleaseNotReady
from press.actions.subscribing import bring_in, resubscribe, try_address_again, unsubscribe
from press.dispatch.audience import recipients_of
from press.dispatch.comparing import Verdict, compare
from press.dispatch.message import told
from press.models import (
    Dispatch,
    DispatchState,
    PreReleaseAccess,
    ReleasePage,
    ReleaseState,
    ReleaseVersion,
    Reporter,
)
from press.views.reporters import ReporterForm
from tests.press.dispatch.conftest import released, reporter
from tests.press.dispatch.mail_server import MailServer

pytestmark = pytest.mark.django_db

JO = "jo@example.org"
NEW = "jo@example.net"


@pytest.fixture
def jo(db: None, version: ReleaseVersion) -> Reporter:
    return reporter(JO, "Lancashire", name="Jo")


def sent_to(version: ReleaseVersion, officer: User) -> int:
    asked = send_version(version=version, by=officer)
    send_waiting()
    return asked


def after(patch: pytest.MonkeyPatch, step: str, do: Callable[[], object]) -> None:
    """Have something happen elsewhere whenever a worker has done a step."""
    original = getattr(sending, step)

    def then(*args: Any, **kwargs: Any) -> Any:
        given = original(*args, **kwargs)
        do()
        return given

    patch.setattr(sending, step, then)


def row_of(address: str) -> Dispatch:
    return Dispatch.objects.select_related("reporter", "version").get(email=address)


class TestOnePersonOfTwoAddresses:
    def test_whoever_was_sent_it_is_not_sent_it_again_at_a_new_address(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        sent_to(version, officer)
        Reporter.objects.filter(pk=jo.pk).update(email=NEW)
        assert sent_to(version, officer) == 0
        assert mail_server.addresses() == [JO]

    def test_an_address_that_is_changed_while_its_email_waits_is_sent_one(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        send_version(version=version, by=officer)
        Reporter.objects.filter(pk=jo.pk).update(email=NEW)
        assert send_version(version=version, by=officer) == 1
        Reporter.objects.filter(pk=jo.pk).update(email=JO)  # and changed back
        send_waiting()
        assert mail_server.addresses() == [JO]
        assert row_of(NEW).state == DispatchState.STOPPED

    def test_nor_when_it_was_changed_between_taking_the_row_and_asking_again(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        send_version(version=version, by=officer)
        Reporter.objects.filter(pk=jo.pk).update(email=NEW)
        send_version(version=version, by=officer)
        Dispatch.objects.filter(email=JO).update(
            state=DispatchState.SENT, sent_at=timezone.now(), tried_at=timezone.now()
        )
        send_waiting()
        assert not mail_server.asked
        assert row_of(NEW).state == DispatchState.STOPPED

    def test_whoever_could_not_be_reached_is_sent_it_at_the_new_address(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        mail_server.refusals[JO] = "550 5.1.1 No such mailbox"
        sent_to(version, officer)
        Reporter.objects.filter(pk=jo.pk).update(email=NEW, undeliverable_at=None)
        assert sent_to(version, officer) == 1
        assert mail_server.addresses() == [NEW]

    @pytest.mark.parametrize(
        "other", ["jo@xn--bcher-kva.example", "Jo@XN--BCHER-KVA.Example", '"jo"@bücher.example']
    )
    def test_two_spellings_of_one_mailbox_are_one(
        self, version: ReleaseVersion, officer: User, mail_server: MailServer, other: str
    ) -> None:
        """Rows from before spellings were made one."""
        reporter("jo@bücher.example", "Lancashire")
        reporter(other, "Lancashire")
        assert sent_to(version, officer) == 1
        assert len(mail_server.accepted) == 1

    def test_a_list_knows_a_mailbox_by_every_spelling(self, db: None) -> None:
        text = 'jo@bücher.example\njo@XN--BCHER-KVA.example\n"jo"@bücher.example'
        picture = compare(text)
        assert len(picture.of(Verdict.NEW)) == 1
        assert len(picture.of(Verdict.DOUBLED)) == 2

    def test_whoever_unsubscribed_is_known_by_every_spelling(self, officer: User) -> None:
        bring_in(
            text="jo@bücher.example",
            shown=compare("jo@bücher.example").digest,
            leave_out_wrong=False,
            by=officer,
        )
        unsubscribe(token=Reporter.objects.get().token)
        (line,) = compare("jo@xn--bcher-kva.example").lines
        assert line.verdict is Verdict.UNSUBSCRIBED
        form = ReporterForm({"email": "jo@xn--bcher-kva.example"})
        assert "unsubscribed on" in str(form.errors["email"])


def test_the_address_of_whoever_unsubscribed_stays(jo: Reporter) -> None:
    """Under another one, the next list of addresses would bring the old one back."""
    unsubscribe(token=jo.token)
    jo.refresh_from_db()
    form = ReporterForm({"email": NEW, "name": ""}, instance=jo)
    assert "unsubscribed" in str(form.errors["email"])
    assert ReporterForm({"email": JO, "name": ""}, instance=jo).is_valid()


class TestEmbargo:
    @pytest.fixture
    def embargoed(self, release: ReleasePage) -> ReleaseVersion:
        return released(release, at=timezone.now() + timedelta(days=1))

    def test_access_that_ends_while_the_email_waits_stops_it_for_a_known_reporter_too(
        self, embargoed: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        reporter(JO)  # follows nothing: only their access lets them have it
        access = PreReleaseAccess.objects.create(
            publication=embargoed.release.publication,
            **dict.fromkeys(("name", "role", "organisation", "reason", "given_by_name"), "–"),
            email=JO,
        )
        assert send_version(version=embargoed, by=officer) == 1
        PreReleaseAccess.objects.filter(pk=access.pk).update(ended_at=timezone.now())
        send_waiting()
        assert not mail_server.asked
        assert row_of(JO).state == DispatchState.STOPPED

    def test_an_embargo_that_is_moved_between_two_emails_is_told_in_the_second(
        self,
        embargoed: ReleaseVersion,
        officer: User,
        mail_server: MailServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        reporter(JO, "Lancashire", outlet="A")
        reporter("kim@example.net", "Lancashire", outlet="B")
        send_version(version=embargoed, by=officer)
        later = embargoed.public_from + timedelta(hours=7)
        after(monkeypatch, "_note", lambda: ReleaseVersion.objects.update(public_from=later))
        send_waiting()
        assert told(later) in str(mail_server.to("kim@example.net")["Subject"])


class TestAWorkerThatStoodStill:
    """Its machine slept between taking the row and speaking to the mail server."""

    def test_it_sends_nothing_that_a_person_had_sent_again_meanwhile(
        self,
        version: ReleaseVersion,
        jo: Reporter,
        officer: User,
        mail_server: MailServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def others_go_on() -> None:
            monkeypatch.undo()
            Dispatch.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
            assert sending.mark_unsure() == 1
            assert decide(dispatch=row_of(JO), send_again=True, by=officer)
            assert send_waiting() == 1

        send_version(version=version, by=officer)
        after(monkeypatch, "letter_of", others_go_on)
        send_waiting()
        assert mail_server.addresses() == [JO]
        assert row_of(JO).state == DispatchState.SENT

    def test_what_it_surely_did_not_send_waits_again(
        self,
        version: ReleaseVersion,
        jo: Reporter,
        officer: User,
        mail_server: MailServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def run_out() -> None:
            Dispatch.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

        send_version(version=version, by=officer)
        with monkeypatch.context() as patched:
            after(patched, "letter_of", run_out)
            send_waiting()
        assert not mail_server.asked
        assert row_of(JO).state == DispatchState.READY

    def test_nor_a_release_that_was_withdrawn_meanwhile(
        self,
        version: ReleaseVersion,
        jo: Reporter,
        officer: User,
        mail_server: MailServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def withdrawn() -> None:
            ReleasePage.objects.update(state=ReleaseState.WITHDRAWN)

        send_version(version=version, by=officer)
        after(monkeypatch, "letter_of", withdrawn)
        send_waiting()
        assert not mail_server.asked


class TestStoppedAndWantedAgain:
    def test_whoever_asks_back_is_sent_what_was_stopped(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        send_version(version=version, by=officer)
        unsubscribe(token=jo.token)
        send_waiting()
        assert row_of(JO).state == DispatchState.STOPPED
        assert resubscribe(reporter=jo, by=officer, reason="By telephone, today.")
        assert len(recipients_of(version, at=timezone.now())) == 1
        assert sent_to(version, officer) == 1
        assert mail_server.addresses() == [JO]
        assert sent_to(version, officer) == 0

    def test_an_address_that_works_again_is_sent_what_was_stopped(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        send_version(version=version, by=officer)
        Reporter.objects.filter(pk=jo.pk).update(undeliverable_at=timezone.now())
        send_waiting()
        assert try_address_again(reporter=jo, by=officer)
        assert sent_to(version, officer) == 1
        assert mail_server.addresses() == [JO]


class TestPerhapsSentAndAskedForAgain:
    """The first try may have arrived: nothing that comes after may forget that."""

    @pytest.fixture
    def again(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> Dispatch:
        mail_server.drops_words_of.add(JO)
        sent_to(version, officer)
        mail_server.drops_words_of.clear()
        assert decide(dispatch=row_of(JO), send_again=True, by=officer)
        return row_of(JO)

    def test_while_it_waits_its_correction_is_for_them_too(
        self, again: Dispatch, jo: Reporter, release: ReleasePage
    ) -> None:
        jo.areas.clear()
        second = released(release, at=timezone.now())
        assert [one.email for one in recipients_of(second, at=timezone.now())] == [JO]

    def test_also_once_it_was_stopped_for_the_newer_version(
        self, again: Dispatch, jo: Reporter, release: ReleasePage
    ) -> None:
        jo.areas.clear()
        second = released(release, at=timezone.now())
        send_waiting()
        assert row_of(JO).state == DispatchState.UNSURE
        assert [one.email for one in recipients_of(second, at=timezone.now())] == [JO]

    def test_also_once_the_second_try_was_refused(
        self, again: Dispatch, jo: Reporter, release: ReleasePage, mail_server: MailServer
    ) -> None:
        mail_server.refusals[JO] = "554 5.7.1 Not from you"
        send_waiting()
        row = row_of(JO)
        assert (row.state, row.reason) == (DispatchState.UNSURE, "554 5.7.1 Not from you")

    def test_its_version_is_not_taken_back_as_if_nobody_had_seen_it(
        self, again: Dispatch, release: ReleasePage, officer: User
    ) -> None:
        second = released(release, at=timezone.now() + timedelta(days=1))
        row = Dispatch.objects.create(
            version=second,
            email=NEW,
            state=DispatchState.UNSURE,
            tried_at=timezone.now(),
        )
        assert decide(dispatch=row, send_again=True, by=officer)
        with pytest.raises(ReleaseNotReady, match="sent to reporters under embargo"):
            cancel_schedule(release=release, by=officer, reason="Not yet.")


class TestAClockThatWasSetBack:
    def test_it_holds_nothing_back(
        self,
        version: ReleaseVersion,
        jo: Reporter,
        officer: User,
        mail_server: MailServer,
        settings: Settings,
    ) -> None:
        settings.DISPATCH_PER_MINUTE = 1
        with time_machine.travel(timezone.now() + timedelta(days=300), tick=True):
            sent_to(version, officer)
            reporter("kim@example.net", "Lancashire")
            send_version(version=version, by=officer)
        send_waiting()
        assert mail_server.addresses() == [JO, "kim@example.net"]

    def test_nor_what_was_put_off(
        self, version: ReleaseVersion, jo: Reporter, officer: User, mail_server: MailServer
    ) -> None:
        mail_server.refusals[JO] = "451 4.7.1 Try again later"
        with time_machine.travel(timezone.now() + timedelta(days=300), tick=True):
            sent_to(version, officer)
        mail_server.refusals.clear()
        send_waiting()
        assert mail_server.addresses() == [JO]
