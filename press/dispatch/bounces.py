"""A mail server's report that an email could not be delivered after all (RFC 3464). Pure.

Such a report is a letter like any other, and anybody can write one. It is believed of the email
whose name it bears: a secret that only the reader and the mail servers on the way have seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

LARGEST = 1 << 20  # bytes of a report; mail servers send back the headers, or a part of the words
LONGEST_REASON = 500  # characters
MESSAGE_ID = re.compile(r"<[^<>\s]{1,198}>")
CODE = re.compile(r"\b([245]\d\d)\b")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
SAYS_NOTHING = "5.0.0"
BAD_ADDRESS = ("5.1.", "5.2.1")  # RFC 3463: addressing; mailbox disabled
BAD_CODES = ("550", "551", "553")


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """An email that was returned for good. `message_ids` are the names of emails that it bears.

    `address_is_wrong`: nothing will ever reach it. A full mailbox, or a server that wants nothing
    from us, says nothing about the address.
    """

    message_ids: tuple[str, ...]
    reason: str
    address_is_wrong: bool


def is_report(head: Message) -> bool:
    """Whether a letter says of itself that it tells of a delivery; its headers are enough."""
    kind = str(head.get_param("report-type", "") or "")
    return head.get_content_type() == "multipart/report" and kind.lower() == "delivery-status"


def read(content: bytes) -> Bounce | None:
    """What a letter says; None for any that does not tell of an email that failed for good.

    One that says only that it takes longer is none. Never raises, whatever is in the letter.
    """
    if len(content) > LARGEST:
        return None
    try:
        return _read(message_from_bytes(content, policy=default))
    except Exception:  # a reader of what anybody may have written: email's own faults are many
        return None


def _read(letter: Message) -> Bounce | None:
    if not is_report(letter) or not isinstance(letter, EmailMessage):
        return None
    failed = next(
        (fields for fields in _recipients(letter) if _said(fields, "Action").lower() == "failed"),
        None,
    )
    if failed is None:
        return None
    status = STATUS.search(_said(failed, "Status"))
    diagnostic = _said(failed, "Diagnostic-Code").partition(";")[2].strip()
    code = SAYS_NOTHING if status is None else status.group(1)
    return Bounce(
        message_ids=tuple(dict.fromkeys(_names(letter))),
        reason=" ".join(f"{code} {diagnostic}".split())[:LONGEST_REASON],
        address_is_wrong=_is_about_the_address(code, diagnostic),
    )


def _recipients(letter: Message) -> list[Message]:
    """The fields of each recipient: every group but the first, which is of the report itself."""
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            groups = part.get_payload()
            of_recipients = groups[1:] if isinstance(groups, list) else []
            return [each for each in of_recipients if isinstance(each, Message)]
    return []


def _names(letter: Message) -> list[str]:
    """The name of the email that came back: in what is returned of it, or in the headers."""
    said = []
    for part in letter.walk():
        if part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                said.append(_said(message_from_bytes(content, policy=default), "Message-ID"))
        elif part is not letter:
            said.append(_said(part, "Message-ID"))
    said.extend(_said(letter, name) for name in ("In-Reply-To", "References"))
    return [name for words in said for name in MESSAGE_ID.findall(words)]


def _is_about_the_address(status: str, diagnostic: str) -> bool:
    if status == SAYS_NOTHING:
        better = STATUS.search(diagnostic)
        if better is None or better.group(1) == SAYS_NOTHING:
            code = CODE.search(diagnostic)
            return code is not None and code.group(1) in BAD_CODES
        status = better.group(1)
    return status.startswith(BAD_ADDRESS)


def _said(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "") or "").split())
