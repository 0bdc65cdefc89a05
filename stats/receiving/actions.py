"""The verbs of a person at the desk: send in, answer, explain, leave out, bring in, set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..importing.known import Known
from ..importing.sheets import (
    About,
    Question,
    Reading,
    WrongAnswer,
    answer,
    normal,
)
from ..importing.staging import LEFT_OUT
from ..importing.understanding import LONGEST_SOURCE
from ..models import (
    Publication,
    ReceivedFile,
    ReceivedFileState,
)
from . import keeping
from .bringing_in import (
    BroughtIn,
    PictureChanged,
    bring_in,
    explain,
    leave_out,
    take_back_in,
)
from .context import context_of
from .faults import sentence_in_words
from .locking import NotNow, locked, locked_draft
from .work import ring

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STILL_OPEN = (
    ReceivedFileState.WAITING,
    ReceivedFileState.READING,
    ReceivedFileState.QUESTIONS,
    ReceivedFileState.CHECKED,
    ReceivedFileState.UNREADABLE,
)
MAY_BE_READ_AGAIN = (
    ReceivedFileState.QUESTIONS,
    ReceivedFileState.CHECKED,
    ReceivedFileState.UNREADABLE,
    ReceivedFileState.DISCARDED,
    ReceivedFileState.IMPORTED,
)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file that was sent in; `is_new` is false where the publication had it already."""

    file: ReceivedFile
    is_new: bool


class _HadAlready(Exception):
    def __init__(self, file: ReceivedFile) -> None:
        super().__init__(file.pk)
        self.file = file


def receive(
    *, publication: Publication, content: File[bytes], name: str, source: str, by: User | None
) -> Received:
    """Keep a file for a draft publication, and have it read. The same file is kept once.

    `source` is the reference of where its figures come from, for those that do not say it.
    Raises keeping.FileRefused (name, size, nothing in it) and NotNow (no draft any more).
    """
    keeping.check_name(name)
    source = " ".join(source.split())[:LONGEST_SOURCE]
    try:
        with (
            keeping.kept(content, name=name, largest=settings.RECEIVED_FILE_LARGEST) as original,
            transaction.atomic(),
        ):
            locked_draft(publication.pk)
            held = ReceivedFile.objects.filter(
                publication=publication, sha256=original.sha256
            ).first()
            if held is not None:
                raise _HadAlready(held)
            file = keeping.record(publication=publication, original=original, name=name, by=by)
            if source:
                file.reading = {"source": source}
                file.save(update_fields=["reading"])
            log(
                instance=file,
                action="stats.receive",
                user=by,
                data={"sha256": file.sha256, "publication": publication.pk},
            )
            transaction.on_commit(ring)
    except _HadAlready as had:
        return Received(file=had.file, is_new=False)
    return Received(file=file, is_new=True)


def answer_questions(
    *, file: ReceivedFile, answers: Mapping[str, str], by: User | None
) -> dict[str, str]:
    """Take answers to a file's questions, by their id, and have it read again.

    Gives what is wrong with answers that are none, by id; the right ones are kept all the same.
    Raises NotNow where the file has no questions (any more).
    """
    with transaction.atomic():
        file = locked(file, ReceivedFileState.QUESTIONS)
        reading = Reading.from_json(file.reading)
        context = context_of(Known.now())
        wrong: dict[str, str] = {}
        said: dict[str, str] = {}
        lasting = dict(file.reading.get("spellings", {}))
        unanswered = []
        for question in map(Question.from_json, file.questions):
            value = answers.get(question.id)
            if value is None:
                unanswered.append(question)
                continue
            try:
                reading = answer(reading, question, value, context=context)
            except WrongAnswer as error:
                wrong[question.id] = sentence_in_words(error.sentence)
                unanswered.append(question)
                continue
            said[question.written or question.id] = value
            if question.is_lasting and question.about == About.AREA and value != LEFT_OUT:
                lasting[normal(question.written)] = value
        file.reading = {**file.reading, **reading.to_json(), "spellings": lasting}
        file.questions = [question.to_json() for question in unanswered]
        fields = ["reading", "questions", "changed_at"]
        if said:
            log(instance=file, action="stats.answer", user=by, data={"answers": said})
        if not unanswered:
            fields += _to_be_read(file)
        file.save(update_fields=fields)
    return wrong


def map_columns(*, file: ReceivedFile, reading: Reading, by: User | None) -> None:
    """Read a file as a person says, column by column. Raises NotNow."""
    with transaction.atomic():
        file = locked(file, ReceivedFileState.QUESTIONS, ReceivedFileState.CHECKED)
        file.reading = {**file.reading, **reading.to_json()}
        file.questions = []
        log(instance=file, action="stats.map_columns", user=by)
        file.save(update_fields=["reading", "questions", "changed_at", *_to_be_read(file)])


def read_again(*, file: ReceivedFile, by: User | None, afresh: bool = False) -> None:
    """Have a file read again; `afresh`, without what was said of its columns. Raises NotNow."""
    with transaction.atomic():
        file = locked(file, *MAY_BE_READ_AGAIN)
        if not _storage_has(file):
            raise NotNow(_("The file is no longer where it was kept: send it in again."))
        if afresh:
            file.reading = {"source": file.reading.get("source", "")}
        log(instance=file, action="stats.read_again", user=by)
        file.save(update_fields=["reading", "changed_at", *_to_be_read(file)])


def set_aside(*, file: ReceivedFile, by: User | None) -> None:
    """Bring nothing in from a file. The original stays, and can be read again. Raises NotNow."""
    with transaction.atomic():
        file = locked(file, *STILL_OPEN)
        file.state, file.leased_until = ReceivedFileState.DISCARDED, None
        file.save(update_fields=["state", "leased_until", "changed_at"])
        log(instance=file, action="stats.set_aside", user=by)


def _to_be_read(file: ReceivedFile) -> list[str]:
    """Set a file to wait for a worker, and give the names of the fields that this changes."""
    locked_draft(file.publication_id)
    file.state, file.tries, file.reason = ReceivedFileState.WAITING, 0, ""
    file.rows_read, file.share_read = 0, 0
    transaction.on_commit(ring)
    return ["state", "tries", "reason", "rows_read", "share_read"]


def _storage_has(file: ReceivedFile) -> bool:
    name = file.file.name
    return bool(name and file.file.storage.exists(name))


__all__ = [
    "BroughtIn",
    "NotNow",
    "PictureChanged",
    "Received",
    "answer_questions",
    "bring_in",
    "explain",
    "leave_out",
    "map_columns",
    "read_again",
    "receive",
    "set_aside",
    "take_back_in",
]
