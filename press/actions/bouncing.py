"""Reading the mailbox to which mail servers return what they could not deliver after all."""

from __future__ import annotations

import logging
import mailbox
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings

from ..dispatch.bounces import LARGEST, Bounce, is_report, read
from ..models import Dispatch, DispatchState
from .dispatching import came_back

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 500


class NoMailbox(OSError):
    """BOUNCE_MAILBOX_URL names a directory that is no Maildir, or that cannot be read."""


def read_bounces() -> int:
    """Mark what came back and what can never be reached, from the reports that are new.

    Gives the number of emails marked. Idempotent: a report is marked as read once what it says is
    committed, and one that is read twice changes nothing. Letters that are no reports are left
    alone. Without settings.BOUNCE_MAILDIR it does nothing. Raises NoMailbox.
    """
    if settings.BOUNCE_MAILDIR is None:
        return 0
    marked = 0
    letters = _maildir(settings.BOUNCE_MAILDIR)
    for key, bounce in _new_reports(letters):
        if bounce is not None and _mark(bounce):
            marked += 1
        _mark_as_read(letters, key)
    if marked:
        logger.info("%s emails came back", marked)
    return marked


def _maildir(path: Path) -> mailbox.Maildir:
    if not all((path / name).is_dir() for name in ("new", "cur", "tmp")):
        raise NoMailbox(f"{path} is no Maildir: it has no directories new, cur and tmp.")
    return mailbox.Maildir(path, create=False)


def _new_reports(letters: mailbox.Maildir) -> Iterator[tuple[str, Bounce | None]]:
    """Each new report; None for one that says nothing of an email that failed for good."""
    found = 0
    for key in letters.keys():  # noqa: SIM118  of a mailbox, iterating gives the letters
        try:
            # Whether it is new is in its place: another worker may have moved it meanwhile.
            if not letters._lookup(key).startswith("new"):  # type: ignore[attr-defined]
                continue
            with letters.get_file(key) as file:
                content = file.read(LARGEST + 1)
        except (KeyError, FileNotFoundError):
            continue
        if not _is_report(content):
            continue
        found += 1
        if found > MOST_AT_ONCE:
            return
        yield key, read(content)


def _is_report(content: bytes) -> bool:
    return is_report(BytesHeaderParser().parsebytes(content[: 1 << 16]))


def _mark(bounce: Bounce) -> bool:
    row = (
        Dispatch.objects.filter(
            message_id__in=bounce.message_ids,
            state__in=(DispatchState.SENT, DispatchState.UNSURE),
        )
        .order_by("pk")
        .first()
    )
    return row is not None and came_back(
        dispatch=row, reason=bounce.reason, by=None, address_is_wrong=bounce.address_is_wrong
    )


def _mark_as_read(letters: mailbox.Maildir, key: str) -> None:
    try:
        letter = letters.get_message(key)
        letter.set_subdir("cur")
        letter.add_flag("S")
        letters[key] = letter
    except (KeyError, FileNotFoundError):
        return
