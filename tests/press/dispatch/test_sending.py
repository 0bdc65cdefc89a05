"""Each release once to each reporter, whatever the mail server does."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from press.actions.dispatching import decide, send_version, send_waiting
from press.actions.refusals import ReleaseNotReady
from press.actions.sending import TRIES_BEFORE_A_PERSON, mark_unsure
from press.actions.subscribing import unsubscribe
from press.models import Dispatch, DispatchState, ReleasePage, ReleaseState, ReleaseVersion
from tests.press.dispatch.conftest import released, reporter
from tests.press.dispatch.mail_server import MailServer

pytestmark = pytest.mark.django_db

JO = "jo@example.org"
KIM = "kim@example.net"


def state_of(address: str) -> str:
    return Dispatch.objects.get(email=address).state


def after_a_wait() -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(hours=2), tick=True)


@pytest.fixture
def queued(version: ReleaseVersion, officer: User) -> ReleaseVersion:
    """Two reporters of Lancashire wait to be sent the release."""
    reporter(JO, "Lancashire")
    reporter(KIM, "Lancashire")
    assert send_version(version=version, by=officer) == 2
    return version


def test_each_reporter_is_sent_one_email(queued: ReleaseVersion, mail_server: MailServer) -> None:
    assert send_waiting() == 2
    assert sorted(mail_server.addresses()) == [JO, KIM]
    for row in Dispatch.objects.all():
        assert row.state == DispatchState.SENT
        assert row.sent_at is not None
        assert mail_server.to(row.email)["Message-ID"] == row.message_id


def test_nothing_is_sent_by_looking_again(queued: ReleaseVersion, mail_server: MailServer) -> None:
    send_waiting()
    assert send_waiting() == 0
    assert len(mail_server.accepted) == 2


def test_pressing_send_twice_asks_once(
    queued: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    assert send_version(version=queued, by=officer) == 0
    send_waiting()
    assert send_version(version=queued, by=officer) == 0
    assert len(mail_server.accepted) == 2


def test_an_address_that_is_refused_is_shown_with_its_reason_and_not_tried_again(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.refusals[JO] = "550 5.1.1 No such mailbox"
    send_waiting()
    row = Dispatch.objects.get(email=JO)
    assert row.state == DispatchState.FAILED
    assert row.reason == "550 5.1.1 No such mailbox"
    assert row.reporter is not None
    assert row.reporter.undeliverable_at is not None
    assert row.reporter.undeliverable_reason == row.reason
    assert state_of(KIM) == DispatchState.SENT
    with after_a_wait():
        send_waiting()
    assert mail_server.asked.count(JO) == 1


@pytest.mark.parametrize("answer", ["554 5.7.1 Blocked", "550 5.7.1 Not from you", "552 Too much"])
def test_a_server_that_does_not_want_us_says_nothing_about_the_address(
    queued: ReleaseVersion, mail_server: MailServer, answer: str
) -> None:
    mail_server.refusals[JO] = answer
    send_waiting()
    row = Dispatch.objects.get(email=JO)
    assert row.state == DispatchState.FAILED
    assert row.reporter is not None
    assert row.reporter.undeliverable_at is None


def test_a_greylisted_address_is_tried_again_later(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.refusals[JO] = "451 4.7.1 Try again later"
    send_waiting()
    row = Dispatch.objects.get(email=JO)
    assert (row.state, row.tries) == (DispatchState.READY, 1)
    assert row.not_before is not None
    assert state_of(KIM) == DispatchState.SENT
    assert send_waiting() == 0, "its time has not come"
    mail_server.refusals.clear()
    with after_a_wait():
        assert send_waiting() == 1
    assert state_of(JO) == DispatchState.SENT


def test_what_is_put_off_too_often_is_left_to_a_person(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.refusals[JO] = "451 4.7.1 Try again later"
    for number in range(TRIES_BEFORE_A_PERSON + 2):
        with time_machine.travel(timezone.now() + timedelta(hours=2 * number), tick=True):
            send_waiting()
    assert mail_server.asked.count(JO) == TRIES_BEFORE_A_PERSON
    assert state_of(JO) == DispatchState.FAILED


def test_words_that_are_refused_for_now_are_tried_again_and_for_good_are_not(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.answers[JO] = "452 4.3.1 No room"
    mail_server.answers[KIM] = "554 5.6.0 Not like this"
    send_waiting()
    assert state_of(JO) == DispatchState.READY
    assert state_of(KIM) == DispatchState.FAILED


def test_a_line_that_drops_before_the_words_is_tried_again(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.drops_line_at_recipient.add(JO)
    send_waiting()
    row = Dispatch.objects.get(email=JO)
    assert (row.state, row.reason) == (DispatchState.READY, "The mail server dropped the line.")
    mail_server.drops_line_at_recipient.clear()
    with after_a_wait():
        send_waiting()
    assert sorted(mail_server.addresses()) == [JO, KIM]


def test_a_line_that_drops_half_way_through_the_words_is_never_tried_again_by_itself(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.drops_words_of.add(JO)
    send_waiting()
    assert state_of(JO) == DispatchState.UNSURE
    mail_server.drops_words_of.clear()
    with after_a_wait():
        send_waiting()
    assert state_of(JO) == DispatchState.UNSURE
    assert mail_server.addresses() == [KIM]


def test_a_mail_server_that_hangs_after_the_words_leaves_them_unsure(
    queued: ReleaseVersion, mail_server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.hangs_at_words_of.add(JO)
    send_waiting()
    row = Dispatch.objects.get(email=JO)
    assert row.state == DispatchState.UNSURE
    assert row.reason == "The mail server did not answer in time."


def test_while_no_mail_server_answers_everything_waits(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    mail_server.stop()
    assert send_waiting() == 1, "the first try shows that the others would fare the same"
    assert set(Dispatch.objects.values_list("state", flat=True)) == {DispatchState.READY}


def test_a_password_is_told_to_no_mail_server_that_does_not_encrypt(
    queued: ReleaseVersion, mail_server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "press", "a secret"
    assert send_waiting() == 1
    assert not mail_server.asked
    assert set(Dispatch.objects.values_list("state", flat=True)) == {DispatchState.READY}
    assert "TLS" in Dispatch.objects.exclude(reason="").get().reason


def test_no_minute_holds_more_tries_than_the_limit(
    version: ReleaseVersion, officer: User, mail_server: MailServer, settings: Settings
) -> None:
    settings.DISPATCH_PER_MINUTE = 2
    for number in range(5):
        reporter(f"r{number}@example.org", "Lancashire")
    send_version(version=version, by=officer)
    begin = timezone.now()
    with time_machine.travel(begin, tick=False) as clock:
        assert send_waiting() == 2
        assert send_waiting() == 0
        clock.shift(59)
        assert send_waiting() == 0
        clock.shift(2)
        assert send_waiting() == 2
        clock.shift(61)
        assert send_waiting() == 1
    assert len(mail_server.accepted) == 5


def test_refusals_count_towards_the_limit(
    queued: ReleaseVersion, mail_server: MailServer, settings: Settings
) -> None:
    settings.DISPATCH_PER_MINUTE = 1
    mail_server.refusals = {JO: "550 5.1.1 no", KIM: "550 5.1.1 no"}
    send_waiting()
    assert len(mail_server.asked) == 1


def test_a_limit_of_nought_holds_everything_back(
    queued: ReleaseVersion, mail_server: MailServer, settings: Settings
) -> None:
    settings.DISPATCH_PER_MINUTE = 0
    assert send_waiting() == 0
    assert not mail_server.asked


def test_whoever_unsubscribes_while_the_email_waits_is_not_sent_it(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    row = Dispatch.objects.get(email=JO)
    assert row.reporter is not None
    unsubscribe(token=row.reporter.token)
    send_waiting()
    assert state_of(JO) == DispatchState.STOPPED
    assert mail_server.addresses() == [KIM]


def test_a_release_withdrawn_while_its_emails_wait_is_sent_to_nobody(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    ReleasePage.objects.update(state=ReleaseState.WITHDRAWN)
    assert send_waiting() == 0
    assert not mail_server.asked
    assert set(Dispatch.objects.values_list("state", flat=True)) == {DispatchState.STOPPED}


def test_the_wrong_version_is_not_sent_once_there_is_a_right_one(
    queued: ReleaseVersion, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    second = released(release, at=timezone.now())
    with pytest.raises(ReleaseNotReady, match="newer version"):
        send_version(version=queued, by=officer)
    send_version(version=second, by=officer)
    send_waiting()
    assert {row.version_id for row in Dispatch.objects.filter(state="sent")} == {second.pk}
    assert sorted(mail_server.addresses()) == [JO, KIM]


def test_a_deleted_reporter_is_sent_nothing_more_and_the_record_stays(
    queued: ReleaseVersion, mail_server: MailServer
) -> None:
    row = Dispatch.objects.get(email=JO)
    assert row.reporter is not None
    row.reporter.delete()
    send_waiting()
    row.refresh_from_db()
    assert (row.state, row.email) == (DispatchState.STOPPED, JO)
    kim = Dispatch.objects.get(email=KIM)
    assert kim.reporter is not None
    kim.reporter.delete()
    kim.refresh_from_db()
    assert (kim.state, kim.email, kim.reporter_id) == (DispatchState.SENT, KIM, None)


def test_without_a_mail_server_nothing_can_be_asked_for(
    version: ReleaseVersion, officer: User, settings: Settings
) -> None:
    settings.MAIL_IS_SET_UP = False
    reporter(JO, "Lancashire")
    with pytest.raises(ReleaseNotReady, match="EMAIL_URL"):
        send_version(version=version, by=officer)


class TestDeciding:
    @pytest.fixture
    def unsure(self, queued: ReleaseVersion, mail_server: MailServer) -> Dispatch:
        mail_server.drops_words_of.add(JO)
        send_waiting()
        send_waiting()
        mail_server.drops_words_of.clear()
        return Dispatch.objects.get(email=JO)

    def test_a_person_has_it_sent_again_under_the_same_name(
        self, unsure: Dispatch, officer: User, mail_server: MailServer
    ) -> None:
        assert decide(dispatch=unsure, send_again=True, by=officer)
        send_waiting()
        assert state_of(JO) == DispatchState.SENT
        assert mail_server.to(JO)["Message-ID"] == unsure.message_id

    def test_or_leaves_it_and_it_counts_as_sent(
        self, unsure: Dispatch, officer: User, mail_server: MailServer
    ) -> None:
        assert decide(dispatch=unsure, send_again=False, by=officer)
        unsure.refresh_from_db()
        assert unsure.state == DispatchState.SENT
        assert "officer" in unsure.reason
        send_waiting()
        assert JO not in mail_server.addresses()

    def test_once(self, unsure: Dispatch, officer: User, mail_server: MailServer) -> None:
        assert decide(dispatch=unsure, send_again=True, by=officer)
        assert not decide(dispatch=unsure, send_again=True, by=officer)
        assert not decide(dispatch=unsure, send_again=False, by=officer)

    def test_what_was_sent_is_never_sent_again(
        self, unsure: Dispatch, officer: User, mail_server: MailServer
    ) -> None:
        sent = Dispatch.objects.get(email=KIM)
        assert not decide(dispatch=sent, send_again=True, by=officer)


def test_a_lease_that_ran_out_is_left_to_a_person(queued: ReleaseVersion) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Dispatch.objects.filter(email=JO).update(
        state=DispatchState.SENDING, leased_until=past, tried_at=past
    )
    assert mark_unsure() == 1
    assert state_of(JO) == DispatchState.UNSURE
    assert state_of(KIM) == DispatchState.READY
