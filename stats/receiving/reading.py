"""A kept file, read by `stats.importing.sheets`: into staged rows, or into questions."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from ..importing.known import Known
from ..importing.sentences import UnreadableFile, say, sentence_to_json
from ..importing.sheets import (
    Context,
    Found,
    Reading,
    Workbook,
    open_workbook,
    questions,
    read,
    suggest,
    written,
)
from ..importing.staging import LEFT_OUT
from ..models import Publication, ReceivedFile, ReceivedFileState, RememberedReading, StagedRow
from . import decisions, judging
from .context import context_of
from .work import Lease

ROWS_AT_ONCE = 2_000  # after each of which the worker says that it lives
LONGEST_TEXT = 500  # characters kept of what a cell says
CELLS_SHOWN = 3  # of each column, for whoever says what it holds
COLUMNS_SHOWN = 100

STAGED_COLUMNS = (
    *("file_id", "number", "sheet", "cell", "measure_id", "category_id", "area_id"),
    *("period_start", "period_end", "value", "status", "source", "note", "written"),
    *("verdict", "problems"),
)
COPY = f"COPY stats_stagedrow ({', '.join(STAGED_COLUMNS)}) FROM STDIN"


def read_file(lease: Lease) -> None:
    """Read a leased file and give it back with questions, or checked against what is known.

    Raises UnreadableFile and LeaseLost. Whatever it is stopped by, no figure has been touched.
    """
    workbook = opened(lease.file)
    lease.tell(rows=0, share=0)
    known = Known.now()
    context = context_of(known)
    reading = _reading(lease.file, workbook, context)
    about = {
        **lease.file.reading,
        **reading.to_json(),
        "notices": [sentence_to_json(notice) for notice in workbook.notices],
        "samples": _samples(workbook, reading),
    }
    asked = questions(workbook, reading, context=context)
    if asked:
        lease.finish(
            ReceivedFileState.QUESTIONS,
            reading=_storable(about),
            questions=_storable([question.to_json() for question in asked]),
        )
        return
    rows = _stage(lease, workbook, read(workbook, reading, context=context), known)
    if rows == 0:
        raise UnreadableFile(say(_("No figures were found in it: look whether it is the file.")))
    _check(lease, reading=_storable(about))


def opened(file: ReceivedFile) -> Workbook:
    """The file as it was kept. Raises UnreadableFile, also where it is gone or not the same."""
    path = Path(file.file.path)
    if not path.is_file():
        raise UnreadableFile(
            say(_("The file is no longer where it was kept: send it in again.")),
        )
    workbook = open_workbook(path, name=file.name)
    if workbook.sha256 != file.sha256:
        raise UnreadableFile(
            say(_("The file is not the one that was sent in: it changed where it is kept."))
        )
    return workbook


def _reading(file: ReceivedFile, workbook: Workbook, context: Context) -> Reading:
    if "sheets" in file.reading:
        return Reading.from_json(file.reading)

    def remembered(fingerprint: str) -> Mapping[str, Any] | None:
        kept = RememberedReading.objects.filter(headings=fingerprint).first()
        return kept.reading if kept else None

    reading = suggest(workbook, context=context, remembered=remembered)
    return decisions.with_source(reading, file.reading.get("source", ""))


def _stage(lease: Lease, workbook: Workbook, found: Iterator[Found], known: Known) -> int:
    """Write down what was found, a few rows to a transaction, and return how many there were."""
    decided = decisions.of(lease.file)
    progress = _Progress(workbook)
    count = 0
    with transaction.atomic():
        lease.hold()
        StagedRow.objects.filter(file=lease.file).delete()
    while batch := list(islice(found, ROWS_AT_ONCE)):
        with transaction.atomic():
            lease.hold()
            with connection.cursor() as cursor, cursor.copy(COPY) as copy:
                for one in batch:
                    copy.write_row(_staged(lease.file.pk, one, known, decided))
            count += len(batch)
            lease.tell(rows=count, share=progress.at(batch[-1]))
    return count


def _check(lease: Lease, *, reading: dict[str, Any]) -> None:
    """Judge what was staged, and hand it to a person."""
    with transaction.atomic():
        file = lease.hold()
        file.reading = reading
        file.save(update_fields=["reading"])
        publication = Publication.objects.get(pk=file.publication_id)
        picture = judging.draw(file=file, publication=publication)
        judging.keep(picture, file=file, publication=publication)
        lease.finish(ReceivedFileState.CHECKED, questions=[], share_read=1, tries=0)


def _staged(
    file_id: int, found: Found, known: Known, decided: decisions.Decided
) -> tuple[object, ...]:
    sheet, cell = judging.stored_sheet(found.sheet), found.cell
    said = {name: _text(text) for name, text in found.written.items()}
    row = found.row
    left_out = decided.left_out((sheet, cell), said)
    verdict = LEFT_OUT if left_out else "" if row else judging.WRONG
    problems = [problem.to_json() for problem in found.problems] + ([left_out] if left_out else [])
    end = (verdict, json.dumps(_storable(problems)))
    if row is None:
        return (
            *(file_id, found.number, sheet, cell),
            *(None,) * 6,
            *("", "", "", json.dumps(said)),
            *end,
        )
    if row.note and not said.get("note"):  # what a mark beside the number stands for
        said["footnote"] = row.note
    return (
        *(file_id, found.number, sheet, cell),
        *known.keys(row),
        *(row.first, row.last, row.value, row.status, row.source),
        decided.note((sheet, cell), said) or row.note,
        json.dumps(said),
        *end,
    )


class _Progress:
    """The share of a workbook's rows that lies before a cell."""

    def __init__(self, workbook: Workbook) -> None:
        sheets = list(workbook.sheets)
        lengths = [len(sheet.rows) for sheet in sheets]
        before = [0, *accumulate(lengths)]
        self._total = before[-1] or 1
        self._numbers = {
            sheet.name: (start, [row.number for row in sheet.rows])
            for sheet, start in zip(sheets, before, strict=False)
        }

    def at(self, found: Found) -> float:
        start, numbers = self._numbers.get(found.sheet, (0, []))
        row = int(re.sub(r"\D", "", found.cell) or 0)
        return (start + bisect_right(numbers, row)) / self._total


def _samples(workbook: Workbook, reading: Reading) -> dict[str, dict[str, list[str]]]:
    """A few cells of each column, by sheet and index."""
    samples: dict[str, dict[str, list[str]]] = {}
    for sheet in workbook.sheets:
        about = reading.sheet(sheet.name)
        if about is None or not about.columns:
            continue
        below = [row for row in sheet.rows if row.number > about.last_heading_row]
        samples[sheet.name] = {
            str(column.index): _first_texts(below, column.index)
            for column in about.columns[:COLUMNS_SHOWN]
        }
    return samples


def _first_texts(rows: Iterable[Any], index: int) -> list[str]:
    texts = (written(row.cells[index])[:40] for row in rows if index < len(row.cells))
    return list(islice(filter(None, texts), CELLS_SHOWN))


def _text(text: str) -> str:
    return judging.UNSTORABLE.sub("�", text)[:LONGEST_TEXT]


def _storable(said: Any) -> Any:
    """The same, with texts that PostgreSQL can store."""
    match said:
        case str():
            return judging.UNSTORABLE.sub("�", said)
        case list():
            return [_storable(part) for part in said]
        case dict():
            return {_storable(name): _storable(part) for name, part in said.items()}
        case _:
            return said
