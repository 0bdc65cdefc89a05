"""The worker dies at every point there is: nobody is sent a release twice, and nobody is forgotten.

The power is cut before each statement to the database and before and after each command to the mail
server, one point after another, in a run of its own each. Then another worker takes over.
"""

from __future__ import annotations

import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from press.actions.dispatching import send_version, send_waiting
from press.models import Dispatch, DispatchState, ReleasePage, ReleaseVersion
from tests.press.dispatch.conftest import released, reporter
from tests.press.dispatch.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = ["jo@example.org", "kim@example.net"]


class PowerCut(BaseException):
    """No `except Exception` may hold it up, as none holds up a kill -9."""


class Countdown:
    def __init__(self, cut_at: int | None) -> None:
        self.cut_at = cut_at
        self.passed = 0

    def tick(self) -> None:
        if self.passed == self.cut_at:
            raise PowerCut
        self.passed += 1


@contextmanager
def power(countdown: Countdown, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every statement and every command asks the countdown first; an answer of the server after."""

    def statement(execute: Callable[..., Any], *arguments: Any) -> Any:
        countdown.tick()
        return execute(*arguments)

    command, answer = smtplib.SMTP.putcmd, smtplib.SMTP.data
    lines: set[smtplib.SMTP] = set()

    def counted_command(self: smtplib.SMTP, *arguments: Any) -> None:
        lines.add(self)
        countdown.tick()
        command(self, *arguments)

    def counted_words(self: smtplib.SMTP, words: Any) -> tuple[int, bytes]:
        result = answer(self, words)
        countdown.tick()  # the mail server has said yes, and nobody has noted it
        return result

    with patch.context() as inside, connection.execute_wrapper(statement):
        inside.setattr(smtplib.SMTP, "putcmd", counted_command)
        inside.setattr(smtplib.SMTP, "data", counted_words)
        with suppress(PowerCut):
            yield
    for line in lines:  # as the system does for a process that is gone
        line.close()


def queue(release: ReleasePage, officer: User) -> ReleaseVersion:
    version = released(release, at=timezone.now())
    assert send_version(version=version, by=officer) == len(ADDRESSES)
    return version


def test_wherever_the_worker_dies_nobody_is_sent_it_twice(
    release: ReleasePage, officer: User, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ADDRESSES:
        reporter(address, "Lancashire")
    queue(release, officer)
    undisturbed = Countdown(cut_at=None)
    with power(undisturbed, monkeypatch):
        send_waiting()
    points = undisturbed.passed
    assert points > 30
    outcomes: Counter[str] = Counter()
    for cut_at in range(points):
        mail_server.accepted.clear()
        version = queue(release, officer)
        with power(Countdown(cut_at=cut_at), monkeypatch):
            send_waiting()
        connection.close()
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=True):
            send_waiting()
        accepted = Counter(mail_server.addresses())
        assert max(accepted.values(), default=0) <= 1, f"twice, when cut at point {cut_at}"
        for row in Dispatch.objects.filter(version=version):
            assert row.state in (DispatchState.SENT, DispatchState.UNSURE), cut_at
            if row.state == DispatchState.SENT:
                assert accepted[row.email] == 1, f"forgotten, when cut at point {cut_at}"
            outcomes[row.state] += 1
    assert outcomes[DispatchState.UNSURE] > 0, "no point was between asking and knowing"
    assert outcomes[DispatchState.SENT] > points
