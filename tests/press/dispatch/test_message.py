"""What a reporter's mail program gets."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from press.actions.dispatching import send_version, send_waiting
from press.dispatch.message import letter_of, subject_of
from press.models import (
    Dispatch,
    DispatchState,
    NewsroomPage,
    ReleasePage,
    ReleaseVersion,
    Reporter,
)
from tests.press.dispatch.conftest import released, reporter
from tests.press.dispatch.mail_server import MailServer

pytestmark = pytest.mark.django_db

JO = "jo@example.org"


@pytest.fixture
def jo(db: None, release: ReleasePage) -> Reporter:
    return reporter(JO, "Lancashire", name="Jo", outlet="The Example Gazette")


def send(version: ReleaseVersion, officer: User) -> None:
    send_version(version=version, by=officer)
    send_waiting()


def test_it_is_plain_text_alone_with_the_whole_release(
    jo: Reporter, version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    send(version, officer)
    message = mail_server.to(JO)
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()
    text = message.get_content()
    assert text.startswith("FOR IMMEDIATE RELEASE")
    for words in (version.headline, "302 offences", "ENDS", "Notes to editors"):
        assert words in text
    assert message["Subject"] == version.headline


def test_nobody_else_s_address_stands_in_it(
    jo: Reporter, version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    reporter("kim@example.net", "Lancashire")
    send(version, officer)
    assert mail_server.to(JO)["To"] == JO
    assert "kim@example.net" not in mail_server.to(JO).as_string()
    assert JO not in mail_server.to("kim@example.net").as_string()


def test_nothing_in_it_reports_back(
    jo: Reporter, version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    send(version, officer)
    text = mail_server.to(JO).get_content()
    with_a_secret = [link for link in re.findall(r"https?://\S+", text) if jo.token in link]
    assert len(with_a_secret) == 1
    assert "/newsroom/unsubscribe/" in with_a_secret[0]


def test_it_says_who_it_is_from_and_whom_to_answer(
    jo: Reporter,
    version: ReleaseVersion,
    officer: User,
    mail_server: MailServer,
    settings: Settings,
) -> None:
    NewsroomPage.objects.update(contact_email="duty@example.org")
    settings.DEFAULT_FROM_EMAIL = "Press office <press@example.org>"
    send(version, officer)
    message = mail_server.to(JO)
    assert message["From"] == "Press office <press@example.org>"
    assert message["Reply-To"] == "duty@example.org"
    assert message["Auto-Submitted"] == "auto-generated"


def test_its_name_tells_nothing_of_whom_it_is_for(
    jo: Reporter, version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    send(version, officer)
    name = mail_server.to(JO)["Message-ID"]
    assert re.fullmatch(rf"<release-{version.release_id}-1-[0-9a-f]{{32}}@[a-z.]+>", name)


def test_a_mail_program_s_own_button_unsubscribes(
    jo: Reporter, version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    """As RFC 8058 has it: a POST to the address of the header, with neither cookie nor token."""
    send(version, officer)
    message = mail_server.to(JO)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    answer = Client(enforce_csrf_checks=True).post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    jo.refresh_from_db()
    assert jo.unsubscribed_at is not None


def test_before_its_moment_the_subject_and_the_first_line_say_until_when(
    release: ReleasePage,
) -> None:
    moment = datetime(2031, 9, 19, 23, 1, tzinfo=UTC)
    version = released(release, at=moment)
    letter = letter_of(version, at=moment - timedelta(seconds=1))
    assert letter.subject == (
        f"EMBARGOED until 00:01 Saturday 20 September 2031 BST: {version.headline}"
    )
    assert letter.text.startswith("EMBARGOED UNTIL 00:01 Saturday 20 September 2031")
    assert release.slug not in letter.text, "its page is not there yet"
    assert subject_of(version, at=moment) == version.headline
    assert release.slug in letter_of(version, at=moment).text


def test_the_embargo_is_looked_at_when_it_is_sent(
    jo: Reporter, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    version = released(release, at=timezone.now() + timedelta(hours=1))
    send(version, officer)
    assert mail_server.to(JO)["Subject"].startswith("EMBARGOED until ")


def test_a_correction_says_so_and_what_changed_before_all_else(
    jo: Reporter,
    version: ReleaseVersion,
    release: ReleasePage,
    officer: User,
    mail_server: MailServer,
) -> None:
    second = released(release, at=timezone.now(), what_changed="It said 303. It is 302.")
    send(second, officer)
    message = mail_server.to(JO)
    assert message["Subject"] == f"CORRECTION: {second.headline}"
    text = message.get_content()
    assert text.index("It said 303. It is 302.") < text.index(second.headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Figures rise\r\nBcc: everybody@example.org",
        "Figures rise\nX-Other: 1",
        "Figures rise\x0b\x0c\x85\u2028Bcc: a@example.org",
    ],
)
def test_no_headline_can_add_a_header(
    jo: Reporter, release: ReleasePage, officer: User, mail_server: MailServer, headline: str
) -> None:
    send(released(release, at=timezone.now(), headline=headline), officer)
    message = mail_server.to(JO)
    assert message["Bcc"] is None
    assert message["X-Other"] is None
    assert "Figures rise" in message["Subject"]


def test_no_address_can_add_a_header(
    version: ReleaseVersion, officer: User, mail_server: MailServer
) -> None:
    """No form takes such an address. In the table all the same, it leads nowhere else."""
    row = reporter("x@example.org\r\nBcc: everybody@example.org", "Lancashire")
    send(version, officer)
    assert "everybody@example.org" not in mail_server.addresses()
    for _address, message in mail_server.accepted:
        assert message["Bcc"] is None
    assert Dispatch.objects.get(reporter=row).state != DispatchState.SENT


def test_letters_of_every_alphabet_arrive_whole(
    jo: Reporter, release: ReleasePage, officer: User, mail_server: MailServer
) -> None:
    headline = "Ffigurau’n codi yng Ngogledd Cymru – “ŵ”"
    send(released(release, at=timezone.now(), headline=headline), officer)
    assert mail_server.to(JO)["Subject"].strip() == headline  # folded onto a line of its own
    assert headline in mail_server.to(JO).get_content()


def test_what_is_logged_holds_no_address(
    jo: Reporter,
    version: ReleaseVersion,
    officer: User,
    mail_server: MailServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for number, answer in enumerate(("550 5.1.1 no %s", "451 4.7.1 later %s", "554 no %s")):
        address = f"r{number}@example.org"
        reporter(address, "Lancashire")
        mail_server.refusals[address] = answer % address
    mail_server.drops_words_of.add(JO)
    with caplog.at_level("DEBUG"):
        send(version, officer)
    assert "@example.org" not in "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("press")
    )
    assert any("dispatch" in record.getMessage() for record in caplog.records)
