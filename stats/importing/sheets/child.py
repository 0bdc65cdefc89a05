"""The process that opens a workbook: started for one file, bounded in memory and time, then gone.

A file made to do harm can at worst end this process. It writes what it read to a file of lines of
JSON, for the parent believes nothing else of it:

    {"sheets": [...], "has_macros": false}    what each sheet is
    [sheet, number, [cells]]                  a row; what is not plain is {"kind": ...}
    {"refused": [sentences]}                  in place of all else

Run as `python -c "from stats.importing.sheets.child import main; main()" kind path answer limits`.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, time
from typing import IO, Any

from ..sentences import UnreadableFile, sentence_to_json
from . import refusals
from .limits import Limits
from .remarks import Remarks
from .workbook import (
    FailedFormula,
    Hidden,
    Kind,
    MayBeRaised,
    NoResult,
    Percentage,
    Superscript,
    Value,
)

EXACT = 1e15  # below this a float has all its digits
EXCEEDED = 2  # exit status where memory ran out in a way that Python noticed


def main() -> None:
    kind, path, answer, limits = sys.argv[1:5]
    sys.exit(answer_for(Kind(kind), path, answer, Limits(**json.loads(limits))))


def answer_for(kind: Kind, path: str, answer: str, limits: Limits) -> int:
    """Read a file within its bounds and write the answer; returns the exit status."""
    bound(limits)
    try:
        with open(answer, "w", encoding="utf-8") as file:
            try:
                _write(kind, path, file, limits)
            except UnreadableFile as refused:
                file.seek(0)
                file.truncate()
                said = [sentence_to_json(sentence) for sentence in refused.sentences]
                file.write(json.dumps({"refused": said}))
    except (MemoryError, OSError):
        return EXCEEDED
    return 0


def bound(limits: Limits) -> None:
    """Limits that the system itself holds. macOS bounds no addresses: time has to do there."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: 16 * limits.letters,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in bounds.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def _write(kind: Kind, path: str, file: IO[str], limits: Limits) -> None:
    import python_calamine

    remarks, has_macros = _remarks(kind, path, limits)
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            metadata = [
                sheet
                for sheet in workbook.sheets_metadata
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            if len(metadata) > limits.sheets:
                raise refusals.too_many_sheets(limits.sheets)
            rows = _Rows(file, limits)
            described = []
            for index, sheet in enumerate(metadata):
                known = remarks.setdefault(sheet.name, Remarks())
                rows.write(index, workbook.get_sheet_by_name(sheet.name), known)
                is_hidden = sheet.visible != python_calamine.SheetVisibleEnum.Visible
                described.append(_described(sheet.name, is_hidden, known))
    except python_calamine.PasswordError:
        raise refusals.has_a_password() from None
    except python_calamine.CalamineError:
        raise refusals.damaged() from None
    except UnreadableFile:
        raise
    except (MemoryError, OSError):
        raise
    except Exception:  # a reader written in Rust may raise what it likes
        raise refusals.damaged() from None
    file.write(json.dumps({"sheets": described, "has_macros": has_macros}))


def _remarks(kind: Kind, path: str, limits: Limits) -> tuple[dict[str, Remarks], bool]:
    """What the file's parts say of its cells, and whether it holds macros."""
    from . import office_open_xml, old_excel, open_document, zipped

    if kind is Kind.XLS:
        with open(path, "rb") as file:
            compound = old_excel.CompoundFile(file.read())
        return old_excel.remarks_of(compound), "_VBA_PROJECT_CUR" in compound.names()
    try:
        with zipfile.ZipFile(path) as archive:
            members = zipped.examine(archive, limits)
            if kind is Kind.ODS:
                macros = any(name.startswith("Basic/") for name in members)
                return open_document.remarks_of(archive, members, limits), macros
            found = office_open_xml.remarks_of(archive, members)
            return found, office_open_xml.has_macros(members)
    except UnreadableFile:
        raise
    except zipped.DAMAGE:
        raise refusals.damaged() from None


def _described(name: str, is_hidden: bool, remarks: Remarks) -> Mapping[str, Any]:
    return {
        "name": name,
        "is_hidden": is_hidden,
        "merged": remarks.merged,
        "hidden_rows": sorted(remarks.hidden_rows),
        "hidden_columns": sorted(column for column in remarks.hidden_columns if column < 1 << 10),
    }


class _Rows:
    """Rows on their way out, counted over all sheets."""

    def __init__(self, file: IO[str], limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._cells = 0
        self._letters = 0

    def write(self, index: int, sheet: Any, remarks: Remarks) -> None:
        """The rows of a sheet that hold something; hidden rows of those alone are remembered."""
        if not remarks.merged and sheet.merged_cell_ranges:
            remarks.merged = [(*first, *last) for first, last in sheet.merged_cell_ranges]
        remarks.merged = _within(remarks.merged, sheet, self._limits)
        hidden = set()
        for number, values in self._values(sheet, remarks):
            line = json.dumps([index, number, [_as_json(value) for value in values]])
            self._cells += sum(value is not None for value in values)
            self._letters += sum(len(value) for value in values if isinstance(value, str))
            if self._cells > self._limits.cells:
                raise refusals.too_many_cells(self._limits.cells)
            if self._letters > self._limits.letters:
                raise refusals.too_much_text(self._limits.letters)
            self._file.write(line + "\n")
            if number in remarks.hidden_rows:
                hidden.add(number)
        remarks.hidden_rows = hidden

    def _values(self, sheet: Any, remarks: Remarks) -> Iterator[tuple[int, list[Value]]]:
        if sheet.start is None:
            return
        before: list[Value] = [None] * sheet.start[1]
        if sheet.start[1] + sheet.width > self._limits.columns and _is_wide(sheet, self._limits):
            raise refusals.too_wide(self._limits.columns)
        for row, cells in enumerate(sheet.iter_rows()):
            values = before + [_plain(cell) for cell in cells]
            remarks.apply(row, values)
            while values and values[-1] is None:
                values.pop()
            if values:
                yield row + 1, values


Merged = list[tuple[int, int, int, int]]


def _within(merged: Merged, sheet: Any, limits: Limits) -> Merged:
    """Merged ranges, cut to where there are cells. They may overlap, so their area is bounded."""
    if sheet.end is None:
        return []
    bottom, right = sheet.end
    cut = [
        (top, left, min(low, bottom), min(far, right))
        for top, left, low, far in merged
        if top <= min(low, bottom) and left <= min(far, right)
    ]
    if sum((low - top + 1) * (far - left + 1) for top, left, low, far in cut) > limits.merged:
        raise refusals.too_many_cells(limits.merged)
    return cut


def _is_wide(sheet: Any, limits: Limits) -> bool:
    """Whether anything stands so far to the right, or only a format does."""
    room = max(limits.columns - sheet.start[1], 0)
    return any(any(cell != "" for cell in cells[room:]) for cells in sheet.iter_rows())


def _plain(cell: Any) -> Value:
    """A cell as calamine gives it: blank is "", and there are times of day and lengths of time."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < EXACT else cell
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell if isinstance(cell, bool | int | date) else str(cell)


def _as_json(value: Value) -> Any:
    match value:
        case date():
            return {"date": value.isoformat()}
        case float() if not math.isfinite(value):
            return str(value)
        case Percentage() | FailedFormula() | NoResult() | Hidden() | Superscript() | MayBeRaised():
            return {type(value).__name__: asdict(value)}
        case _:
            return value
