"""Emails that come back hours later, as mail servers report them (RFC 3464)."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from textwrap import dedent

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from charity_site.settings import mail
from press.actions.bouncing import NoMailbox, read_bounces
from press.actions.dispatching import send_version, send_waiting
from press.dispatch.bounces import LARGEST, read
from press.models import Dispatch, DispatchState, ReleasePage, ReleaseVersion, Reporter
from press.tasks import read_bounces as read_bounces_task
from stats.models import AuditEntry
from tests.press.dispatch.conftest import released, reporter
from tests.press.dispatch.mail_server import MailServer

JO, KIM = "jo@example.org", "kim@example.net"
NAME = "<release-7-1-0123456789abcdef@charity.example>"

REPORT = """\
    Return-Path: <>
    Date: Thu, 20 Sep 2018 09:12:00 +0100 (BST)
    From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
    Subject: Undelivered Mail Returned to Sender
    To: press@charity.example
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status;
    \tboundary="3D8E5.1537431120/mx.example.org"

    This is a MIME-encapsulated message.

    --3D8E5.1537431120/mx.example.org
    Content-Description: Notification
    Content-Type: text/plain; charset=us-ascii

    This is the mail system at host mx.example.org.

    <jo@example.org>: host mail.example.org[192.0.2.3] said: {diagnostic}

    --3D8E5.1537431120/mx.example.org
    Content-Description: Delivery report
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.org
    X-Postfix-Queue-ID: 3D8E5
    Arrival-Date: Thu, 20 Sep 2018 00:01:10 +0100 (BST)

    Final-Recipient: rfc822; jo@example.org
    Original-Recipient: rfc822;jo@example.org
    Action: {action}
    Status: {status}
    Remote-MTA: dns; mail.example.org
    Diagnostic-Code: smtp; {diagnostic}

    --3D8E5.1537431120/mx.example.org
    Content-Description: Undelivered Message {what}
    Content-Type: {returned}

    From: Press office <press@charity.example>
    To: jo@example.org
    Subject: Recorded offences rise slightly
    Message-ID: {name}
    Date: Thu, 20 Sep 2018 00:01:08 +0100

    FOR IMMEDIATE RELEASE

    --3D8E5.1537431120/mx.example.org--
    """

OF_EXCHANGE = """\
    From: postmaster@mail.example.net
    To: press@charity.example
    Date: Thu, 20 Sep 2018 09:12:00 +0100
    Content-Type: multipart/report; report-type=delivery-status; boundary=b1
    MIME-Version: 1.0
    Message-ID: <f00@mail.example.net>
    In-Reply-To: {name}
    References: {name}
    Subject: Undeliverable: Recorded offences rise slightly

    --b1
    Content-Type: text/html; charset="utf-8"
    Content-Transfer-Encoding: base64

    PHA+WW91ciBtZXNzYWdlIGNvdWxkbid0IGJlIGRlbGl2ZXJlZC48L3A+

    --b1
    Content-Type: message/delivery-status

    Reporting-MTA: dns;mail.example.net

    Final-Recipient: rfc822;kim@example.net
    Action: failed
    Status: 5.1.10
    Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not
     found by SMTP address lookup

    --b1--
    """


def report(
    name: str = NAME,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "550 5.1.1 User unknown",
    returned: str = "message/rfc822",
) -> bytes:
    text = dedent(REPORT).format(
        name=name,
        action=action,
        status=status,
        diagnostic=diagnostic,
        returned=returned,
        what="Headers" if "headers" in returned else "",
    )
    return text.replace("\n", "\r\n").encode()


class TestReading:
    @pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
    def test_the_name_of_the_email_and_the_servers_own_reason(self, returned: str) -> None:
        found = read(report(returned=returned))
        assert found is not None
        assert found.message_ids == (NAME,)
        assert found.reason == "5.1.1 550 5.1.1 User unknown"
        assert found.address_is_wrong

    def test_one_that_returns_nothing_of_the_email_names_it_in_its_own_headers(self) -> None:
        found = read(dedent(OF_EXCHANGE).format(name=NAME).encode())
        assert found is not None
        assert found.message_ids == (NAME,)
        assert found.reason.startswith("5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound")
        assert found.address_is_wrong

    @pytest.mark.parametrize(
        ("status", "diagnostic", "is_wrong"),
        [
            ("5.1.1", "550 no such user", True),
            ("5.2.1", "550 mailbox disabled", True),
            ("5.2.2", "552 mailbox full", False),
            ("5.7.1", "554 we want nothing from you", False),
            ("5.0.0", "550 no such user", True),
            ("5.0.0", "550 5.7.1 no", False),
            ("5.0.0", "554 no", False),
            ("5.4.4", "unable to look up host", False),
        ],
    )
    def test_only_what_is_said_of_the_address_is_held_against_it(
        self, status: str, diagnostic: str, is_wrong: bool
    ) -> None:
        found = read(report(status=status, diagnostic=diagnostic))
        assert found is not None
        assert found.address_is_wrong is is_wrong

    @pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
    def test_what_may_still_arrive_or_has_is_no_bounce(self, action: str) -> None:
        assert read(report(action=action, status="4.4.1")) is None

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff\xfe\x00",
            b"Subject: Your release\r\n\r\nThank you. It said 5.1.1 failed.",
            report()[:600],
            report().replace(b"message/delivery-status", b"text/plain"),
            report().replace(b"Reporting-MTA", b"\x00\xff=?utf-8?b?//8?="),
            b"Content-Type: multipart/report; report-type=delivery-status; boundary=a\r\n\r\n"
            + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 3_000,
            report() + b"x" * LARGEST,
        ],
    )
    def test_whatever_else_is_in_a_letter_does_no_harm(self, content: bytes) -> None:
        found = read(content)
        assert found is None or found.message_ids in ((), (NAME,))

    def test_a_reason_is_one_short_line(self) -> None:
        found = read(report(diagnostic="550 " + "very " * 500 + "long"))
        assert found is not None
        assert len(found.reason) <= 500
        assert "\n" not in found.reason


@pytest.mark.django_db
class TestTheMailbox:
    @pytest.fixture
    def maildir(self, tmp_path: Path, settings: Settings) -> Path:
        for name in ("new", "cur", "tmp"):
            (tmp_path / name).mkdir()
        settings.BOUNCE_MAILDIR = tmp_path
        return tmp_path

    @pytest.fixture
    def sent(
        self, version: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> ReleaseVersion:
        for address in (JO, KIM):
            reporter(address, "Lancashire")
        send_version(version=version, by=officer)
        send_waiting()
        return version

    @pytest.fixture
    def deliver(self, maildir: Path) -> Callable[[bytes], Path]:
        """As a mail server does: into `new`, under a name of its own."""
        numbers = iter(range(100))

        def put(content: bytes) -> Path:
            path = maildir / "new" / f"1537431120.M{next(numbers)}P1.mx"
            path.write_bytes(content)
            return path

        return put

    def named(self, address: str) -> str:
        return Dispatch.objects.get(email=address).message_id

    def test_the_email_is_shown_as_not_delivered_and_its_address_is_sent_nothing_more(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path], officer: User
    ) -> None:
        deliver(report(self.named(JO)))
        assert read_bounces() == 1
        row = Dispatch.objects.get(email=JO)
        assert (row.state, row.reason) == (DispatchState.FAILED, "5.1.1 550 5.1.1 User unknown")
        jo, kim = Reporter.objects.get(email=JO), Reporter.objects.get(email=KIM)
        assert jo.undeliverable_at is not None
        assert jo.undeliverable_reason == row.reason
        assert kim.undeliverable_at is None
        assert Dispatch.objects.get(email=KIM).state == DispatchState.SENT
        second = released(sent.release, at=timezone.now())
        assert send_version(version=second, by=officer) == 1
        entry = AuditEntry.objects.get(action="press.dispatch_came_back")
        assert (entry.by_name, entry.data["dispatch"]) == ("server", row.pk)

    def test_a_full_mailbox_is_told_and_tried_with_the_next(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path]
    ) -> None:
        deliver(report(self.named(JO), status="5.2.2", diagnostic="552 5.2.2 Over quota"))
        assert read_bounces() == 1
        assert Dispatch.objects.get(email=JO).state == DispatchState.FAILED
        assert Reporter.objects.get(email=JO).undeliverable_at is None

    def test_what_was_perhaps_sent_was(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path]
    ) -> None:
        row = Dispatch.objects.create(
            version=released(sent.release, at=timezone.now()),
            email=JO,
            reporter=Reporter.objects.get(email=JO),
            state=DispatchState.UNSURE,
            tried_at=timezone.now(),
            message_id="<of-unsure@charity.example>",
        )
        deliver(report(row.message_id))
        assert read_bounces() == 1
        row.refresh_from_db()
        assert row.state == DispatchState.FAILED

    def test_a_report_is_read_once_and_reading_it_twice_changes_nothing(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path], maildir: Path
    ) -> None:
        path = deliver(report(self.named(JO)))
        assert read_bounces() == 1
        assert not path.exists()
        (kept,) = (maildir / "cur").iterdir()
        assert kept.name.endswith(":2,S")
        assert read_bounces() == 0
        deliver(report(self.named(JO)))
        assert read_bounces() == 0
        assert AuditEntry.objects.filter(action="press.dispatch_came_back").count() == 1

    def test_nobody_is_cut_off_by_a_letter_that_does_not_know_the_emails_name(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path]
    ) -> None:
        deliver(report("<release-7-1-guessed@charity.example>"))
        deliver(report("<>"))
        deliver(report(""))
        assert read_bounces() == 0
        assert not Reporter.objects.filter(undeliverable_at__isnull=False).exists()

    def test_letters_of_people_are_left_as_they_are(
        self, sent: ReleaseVersion, deliver: Callable[[bytes], Path]
    ) -> None:
        letter = deliver(b"From: jo@example.org\r\nSubject: A question\r\n\r\nIs it 302?")
        deliver(report(self.named(JO)))
        assert read_bounces() == 1
        assert letter.exists()

    def test_without_a_mailbox_nothing_is_read(
        self, release: ReleasePage, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.BOUNCE_MAILDIR = None
        assert read_bounces() == 0
        assert read_bounces_task() == 0
        call_command("read_bounces")
        assert "BOUNCE_MAILBOX_URL is not set" in capsys.readouterr().out

    def test_what_is_no_mailbox_is_told(
        self, release: ReleasePage, settings: Settings, tmp_path: Path
    ) -> None:
        settings.BOUNCE_MAILDIR = tmp_path / "nowhere"
        with pytest.raises(NoMailbox, match="is no Maildir"):
            read_bounces()
        with pytest.raises(CommandError, match="is no Maildir"):
            call_command("read_bounces")
        assert read_bounces_task() == 0, "beat goes on"

    def test_the_command_says_how_many(
        self,
        sent: ReleaseVersion,
        deliver: Callable[[bytes], Path],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        deliver(report(self.named(JO)))
        deliver(report(self.named(KIM)))
        call_command("read_bounces")
        assert "2 emails came back." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "path"),
    [("maildir:///var/mail/bounces", "/var/mail/bounces"), ("", None)],
)
def test_the_setting_names_a_directory(
    address: str, path: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = mail_settings(address, monkeypatch)
    assert found == (None if path is None else Path(path))


@pytest.mark.parametrize("address", ["imaps://a:b@host/INBOX", "maildir://host/path", "/var/mail"])
def test_what_it_cannot_be_is_refused_at_the_start(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match="BOUNCE_MAILBOX_URL"):
        mail_settings(address, monkeypatch)


def mail_settings(address: str, monkeypatch: pytest.MonkeyPatch) -> Path | None:
    """As the site would start with it."""
    monkeypatch.setenv("BOUNCE_MAILBOX_URL", address)
    spec = spec_from_file_location("charity_site.settings.mail_anew", mail.__file__)
    assert spec is not None
    assert spec.loader is not None
    anew = module_from_spec(spec)
    spec.loader.exec_module(anew)
    found = anew.BOUNCE_MAILDIR
    assert found is None or isinstance(found, Path)
    return found
