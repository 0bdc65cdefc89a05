"""A real mail server on a port of its own, which does to each address what a test has told it."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.charity_site.commands import free_port

ACCEPTED = "250 OK"


class MailServer:
    """Accepts everything, unless it was told otherwise.

    `refusals` are its answers to RCPT and `answers` those to the words, by address. `on_words` is
    called with the address once the words are taken, and before that is said.
    """

    def __init__(self) -> None:
        self.accepted: list[tuple[str, EmailMessage]] = []
        self.asked: list[str] = []
        self.refusals: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.drops_words_of: set[str] = set()
        self.drops_line_at_recipient: set[str] = set()
        self.hangs_at_words_of: set[str] = set()
        self.on_words: Callable[[str], Any] = lambda _address: None
        self.released = threading.Event()
        self.port = free_port()
        self._controller = Controller(_Handler(self), hostname="127.0.0.1", port=self.port)
        self._controller.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def addresses(self) -> list[str]:
        return [address for address, _message in self.accepted]

    def to(self, address: str) -> EmailMessage:
        """The only email that an address was sent."""
        (found,) = (message for to, message in self.accepted if to == address)
        return found

    def stop(self) -> None:
        """No address answers any more. Idempotent."""
        if not self.released.is_set():
            self.released.set()
            self._controller.stop()


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_RCPT(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.server.asked.append(address)
        if address in self.server.drops_line_at_recipient:
            _drop(smtp)
            return "421 gone"
        if address in self.server.refusals:
            return self.server.refusals[address]
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (address,) = envelope.rcpt_tos
        if address in self.server.drops_words_of:
            _drop(smtp)
            return "421 gone"
        if address in self.server.hangs_at_words_of:
            while not self.server.released.is_set():
                await asyncio.sleep(0.02)
        if address in self.server.answers:
            return self.server.answers[address]
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.server.accepted.append((address, message))
        self.server.on_words(address)
        return ACCEPTED


def _drop(smtp: SMTP) -> None:
    """End the line without a word."""
    assert isinstance(smtp.transport, asyncio.Transport)
    smtp.transport.abort()
