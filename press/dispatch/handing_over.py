"""One message to the mail server, and what is certain of it afterwards.

A mail server that says yes has the message, and one that says no has not. When the line drops, it
depends on when: before the words were begun nothing was sent; after that nobody can know (RFC 5321,
section 4.5.3.2.6, warns of exactly this), and trying again could send it twice.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.utils.translation import gettext as _

LONGEST_REASON = 500  # characters of what a mail server says
BAD_ADDRESS = (550, 551, 553)  # no such mailbox, moved, name not allowed
BAD_ADDRESS_ENHANCED = ("5.1.", "5.2.1")  # RFC 3463: addressing; mailbox disabled
SERVER_IS_LEAVING = 421


class Fate(Enum):
    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a message. `reason` is the mail server's own, for the desk and never a log.

    `address_is_wrong`: nothing will ever reach it. `server_is_ill`: it is not about this message,
    and the next would fare the same.
    """

    fate: Fate
    reason: str = ""
    address_is_wrong: bool = False
    server_is_ill: bool = False


class _NotesTheBeginning:
    """smtplib's client, knowing whether the words of the newest message were begun."""

    words_begun = False

    def mail(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.words_begun = False
        answer: tuple[int, bytes] = super().mail(*args, **kwargs)  # type: ignore[misc]
        return answer

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.words_begun = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        return answer


class _Plain(_NotesTheBeginning, smtplib.SMTP):
    pass


class _WithTLS(_NotesTheBeginning, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, with a client that can tell how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WithTLS if self.use_ssl else _Plain


class Postman:
    """Hands messages over one by one, on a connection that is kept while all goes well."""

    def __init__(self) -> None:
        self._backend: Any = get_connection()

    def hand_over(self, message: EmailMessage) -> Outcome:
        """Speak to the mail server. Raises nothing that a mail server, or the line, can cause."""
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(fate=Fate.LATER, reason=_words_of(error), server_is_ill=True)
        try:
            self._backend.send_messages([message])
        except (OSError, smtplib.SMTPException) as error:
            outcome = judged(error, words_begun=self._words_were_begun())
            self.close()
            return outcome
        return Outcome(fate=Fate.SENT)

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()
        self._backend = get_connection()

    def _words_were_begun(self) -> bool:
        """Also of any backend that cannot tell: then nothing is tried again by itself."""
        client = getattr(self._backend, "connection", None)
        return bool(getattr(client, "words_begun", True))


def judged(error: OSError | smtplib.SMTPException, *, words_begun: bool) -> Outcome:
    """What is certain of a message after an error."""
    reason = _words_of(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, _said = _first(error)
        return _answered(code, reason, of_the_address=True)
    if isinstance(error, smtplib.SMTPSenderRefused):  # ours is the sender: no fault of a reporter
        return Outcome(fate=Fate.LATER, reason=reason, server_is_ill=True)
    if isinstance(error, smtplib.SMTPDataError):
        return _answered(int(error.smtp_code), reason, of_the_address=False)
    if words_begun:
        return Outcome(fate=Fate.UNSURE, reason=reason, server_is_ill=True)
    return Outcome(fate=Fate.LATER, reason=reason, server_is_ill=True)


def _answered(code: int, reason: str, *, of_the_address: bool) -> Outcome:
    """A mail server's no: for good from 500 on, for now below (RFC 5321, section 4.2.1)."""
    if code < 500:
        return Outcome(fate=Fate.LATER, reason=reason, server_is_ill=code == SERVER_IS_LEAVING)
    return Outcome(
        fate=Fate.REFUSED,
        reason=reason,
        address_is_wrong=of_the_address and _is_about_the_address(code, reason),
    )


def _is_about_the_address(code: int, reason: str) -> bool:
    """Whether it says that there is no such mailbox; 5.7.1 says only that we are not welcome."""
    enhanced = next((word for word in reason.split() if word.startswith("5.")), "")
    if enhanced:
        return enhanced.startswith(BAD_ADDRESS_ENHANCED)
    return code in BAD_ADDRESS


def _first(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    """Every message has one recipient."""
    answer: tuple[int, bytes] = next(iter(error.recipients.values()))
    return answer


def _words_of(error: OSError | smtplib.SMTPException) -> str:
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = _first(error)
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    elif isinstance(error, smtplib.SMTPNotSupportedError):  # smtplib's own words, such as STARTTLS
        return _("The mail server does not do what EMAIL_URL asks for (%(what)s).") % {
            "what": str(error)
        }
    elif isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return _("The mail server did not answer in time.")
    elif isinstance(error, smtplib.SMTPServerDisconnected):
        return _("The mail server dropped the line.")
    else:
        return _("The mail server cannot be reached (%(why)s).") % {
            "why": getattr(error, "strerror", None) or type(error).__name__
        }
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(text.split())}"[:LONGEST_REASON]
