"""Who reads which file. The work is a row, and what is done of it is written on the row.

A worker leases a file and says after every few rows that it still lives. One that dies lets the
lease run out, and the next to look (a bell, or beat's sweep) begins the file again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from ..importing.sentences import Sentence, UnreadableFile, say
from ..models import ReceivedFile, ReceivedFileState
from .faults import kept_reason

logger = logging.getLogger(__name__)

TRIES_BEFORE_A_PERSON = 3


class LeaseLost(Exception):
    """Another worker has taken the file up, or a person has set it aside."""


class Lease:
    """One worker's hold on a file, renewed with every sign of life."""

    def __init__(self, *, file: ReceivedFile, until: datetime) -> None:
        self.file = file
        self.until = until

    def tell(self, *, rows: int, share: float) -> None:
        """Write down how far the reading is. Raises LeaseLost."""
        until = timezone.now() + settings.RECEIVED_FILE_LEASE
        self._change(rows_read=rows, share_read=min(max(share, 0.0), 1.0), leased_until=until)
        self.until = until

    def finish(self, state: ReceivedFileState, **fields: Any) -> None:
        """Give the file back with what came of it. Raises LeaseLost."""
        self._change(state=state, leased_until=None, **fields)

    def hold(self) -> ReceivedFile:
        """The row under lock, inside a transaction. Raises LeaseLost."""
        row = self._mine().select_for_update().first()
        if row is None:
            raise LeaseLost
        return row

    def _mine(self) -> QuerySet[ReceivedFile]:
        return ReceivedFile.objects.filter(
            pk=self.file.pk, state=ReceivedFileState.READING, leased_until=self.until
        )

    def _change(self, **fields: Any) -> None:
        if not self._mine().update(changed_at=timezone.now(), **fields):
            raise LeaseLost


def ring() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps what waits."""
    from ..tasks import read_received_files

    try:
        read_received_files.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its row
        logger.warning("the queue cannot be reached; files wait for the next sweep", exc_info=True)


def read_waiting_files(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Read every file that waits, one after another. Any number of workers may run this at once.

    Gives the number of files that were worked on.
    """
    worked = 0
    while not stop():
        lease = _lease()
        if lease is None:
            break
        _read(lease)
        worked += 1
    return worked


def _lease() -> Lease | None:
    """Take a file that nobody else reads. One locked by another worker is passed over."""
    now = timezone.now()
    until = now + settings.RECEIVED_FILE_LEASE
    with transaction.atomic():
        file = (
            ReceivedFile.objects.filter(
                Q(state=ReceivedFileState.WAITING)
                | Q(state=ReceivedFileState.READING, leased_until__lt=now)
            )
            .select_for_update(skip_locked=True)
            .order_by("added_at", "pk")
            .first()
        )
        if file is None:
            return None
        file.state, file.leased_until = ReceivedFileState.READING, until
        file.tries, file.rows_read, file.share_read = file.tries + 1, 0, 0
        file.save(
            update_fields=[
                *("state", "leased_until", "tries", "rows_read", "share_read", "changed_at")
            ]
        )
    return Lease(file=file, until=until)


def _read(lease: Lease) -> None:
    """Read one file. What is wrong with the file waits for a person; a fault of the machine is
    tried again, but not for ever: a file may be what kills the workers."""
    from .reading import read_file

    file = lease.file
    try:
        if file.tries > TRIES_BEFORE_A_PERSON:
            _stop(lease, [say(_("Reading it broke off again and again."))])
            return
        read_file(lease)
    except LeaseLost:
        logger.info("file %s was taken from this worker", file.pk)
    except UnreadableFile as error:
        _stop(lease, error.sentences)
    except Exception as error:
        logger.exception("file %s could not be read", file.pk)
        _give_back(lease, error)


def _stop(lease: Lease, sentences: tuple[Sentence, ...] | list[Sentence]) -> None:
    try:
        lease.finish(ReceivedFileState.UNREADABLE, reason=kept_reason(sentences))
    except LeaseLost:
        logger.info("file %s was taken from this worker", lease.file.pk)


def _give_back(lease: Lease, error: Exception) -> None:
    try:
        if lease.file.tries >= TRIES_BEFORE_A_PERSON:
            wrong = say(
                _("A fault of the system, not of the file: %(fault)s."), fault=type(error).__name__
            )
            _stop(lease, [wrong])
        else:
            lease.finish(ReceivedFileState.WAITING)
    except LeaseLost:
        logger.info("file %s was taken from this worker", lease.file.pk)
    except DatabaseError:
        logger.warning("file %s keeps its lease until it runs out", lease.file.pk)
