"""Real workers, killed between the mail server's yes and their note of it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.press.dispatch.mail_server import MailServer
from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

PEOPLE = 6
OPEN = "SELECT count(*) FROM press_dispatch WHERE state IN ('ready', 'sending')"
STATES = "SELECT state, count(*) FROM press_dispatch GROUP BY state ORDER BY state"
READY_TO_SEND = """
from django.utils import timezone
from tests.press.dispatch.conftest import make_release, released, reporter
released(make_release("Lancashire"), at=timezone.now())
for number in range(1, 7):
    reporter(f"r{number}@example.org", "Lancashire")
"""
SEND = """
from django.contrib.auth.models import User
from press.actions.dispatching import send_version
from press.models import ReleaseVersion
by, _ = User.objects.get_or_create(username="somebody")
print(send_version(version=ReleaseVersion.objects.get(), by=by))
"""


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def site(stack: Stack, mail: MailServer) -> Stack:
    """A release is out, six people want everything, and the mail server is ours."""
    stack.environment |= {
        "EMAIL_URL": mail.url,
        "DISPATCH_LEASE": "3",
        "DISPATCH_SWEEP_INTERVAL": "1",
        "DISPATCH_PER_MINUTE": "1000",
    }
    stack.execute("DELETE FROM press_draftbuild")  # its workers have nothing else to do
    stack.manage("shell", "-c", READY_TO_SEND)
    return stack


def send(site: Stack) -> None:
    site.manage("shell", "-c", SEND)


def wait_until_settled(site: Stack) -> None:
    wait_until(lambda: site.count(OPEN) == 0, what="every email")


def test_a_worker_killed_between_the_yes_and_its_note_sends_nothing_twice(
    site: Stack, mail: MailServer
) -> None:
    accepted, killed = threading.Event(), threading.Event()

    def hold_the_third(_address: str) -> None:
        """The mail server has the message; its yes waits until the worker is dead."""
        if len(mail.accepted) == 3 and not killed.is_set():
            accepted.set()
            assert killed.wait(30)

    mail.on_words = hold_the_third
    worker = site.start_worker()
    send(site)
    assert accepted.wait(60), "the third email never came"
    site.kill(worker)
    killed.set()
    assert site.query(STATES) == [("ready", 3), ("sending", 1), ("sent", 2)]
    site.start_worker()
    site.start_beat()
    wait_until_settled(site)
    assert site.query(STATES) == [("sent", 5), ("unsure", 1)]
    assert Counter(mail.addresses()) == {f"r{n}@example.org": 1 for n in range(1, PEOPLE + 1)}


def test_two_workers_at_once_and_send_pressed_twice_send_each_email_once(
    site: Stack, mail: MailServer
) -> None:
    site.start_worker()
    site.start_worker()
    site.start_beat()
    pressed = [threading.Thread(target=send, args=(site,)) for _ in range(2)]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join()
    wait_until_settled(site)
    assert site.query(STATES) == [("sent", PEOPLE)]
    assert Counter(mail.addresses()) == {f"r{n}@example.org": 1 for n in range(1, PEOPLE + 1)}
