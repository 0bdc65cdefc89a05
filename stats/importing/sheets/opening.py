"""From a file that anybody may have made to a workbook, or to the reason why not."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..sentences import Sentence, UnreadableFile, say, shortened
from ..sentences import gettext_noop as _
from . import isolated, plain_text, refusals
from .limits import LIMITS, Limits
from .old_excel import SIGNATURE, CompoundFile
from .workbook import Kind, Sheet, Workbook

OPENING = 4_096  # bytes that tell what a file is
EXTENSIONS = {"xlsx": Kind.XLSX, "xlsm": Kind.XLSX, "xls": Kind.XLS, "ods": Kind.ODS}
EXTENSIONS |= {"csv": Kind.CSV, "txt": Kind.CSV, "tsv": Kind.CSV}
OTHER_KINDS = {
    b"%PDF": _("a PDF"),
    b"\x1f\x8b": _("a compressed file (gzip)"),
    b"{\\rtf": _("a text document (RTF)"),
    b"\x89PNG": _("a picture"),
    b"\xff\xd8\xff": _("a picture"),
    b"GIF8": _("a picture"),
}
NAMES = {
    Kind.XLSX: _("an Excel workbook (xlsx)"),
    Kind.XLS: _("an old Excel workbook (xls)"),
    Kind.ODS: _("an OpenDocument spreadsheet (ods)"),
    Kind.CSV: _("a text file (csv)"),
}


def open_workbook(
    path: Path,
    *,
    name: str,
    limits: Limits = LIMITS,
    reader: isolated.Reader = isolated.in_a_process,
) -> Workbook:
    """Read a file by what it holds; `name` is what its sender called it.

    Formulas are never worked out and macros never run: their stored results are read. Raises
    UnreadableFile and nothing else.
    """
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refusals.too_large(limits.file_bytes)
        with path.open("rb") as file:
            kind = _kind(file)
        if kind is Kind.CSV:
            return _text(path, name=name, size=size, limits=limits)
        return _workbook(path, kind, name=name, size=size, limits=limits, reader=reader)
    except OSError as error:
        raise UnreadableFile(
            say(
                _("The file cannot be read (%(why)s): check who may read it, and its disk."),
                why=error.strerror or str(error),
            )
        ) from None


def _text(path: Path, *, name: str, size: int, limits: Limits) -> Workbook:
    text = plain_text.read(path, name=Path(name).stem[:100] or "CSV", limits=limits)
    return Workbook(
        name=name,
        kind=Kind.CSV,
        sha256=text.sha256,
        size=size,
        sheets=_with_cells((text.sheet,)),
        notices=tuple(_wrong_name(name, Kind.CSV)),
        encoding=text.encoding,
    )


def _workbook(
    path: Path, kind: Kind, *, name: str, size: int, limits: Limits, reader: isolated.Reader
) -> Workbook:
    answer = isolated.read(kind, path, limits, reader=reader)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Workbook(
        name=name,
        kind=kind,
        sha256=sha256,
        size=size,
        sheets=_with_cells(answer.sheets),
        notices=(*_wrong_name(name, kind), *_left_out(answer)),
    )


def _with_cells(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    if not any(sheet.rows for sheet in sheets):
        raise refusals.has_no_cells()
    return sheets


def _kind(file: BinaryIO) -> Kind:
    """What a file is, by what it holds. Raises UnreadableFile for what is no spreadsheet."""
    opening = file.read(OPENING)
    if not opening:
        raise refusals.is_empty()
    for signature, kind in OTHER_KINDS.items():
        if opening.startswith(signature):
            raise refusals.is_another_kind(kind)
    if opening.startswith(SIGNATURE):
        return _kind_of_compound(file)
    if opening.startswith(b"PK"):
        return _kind_of_zip(file)
    beginning = opening.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise refusals.is_another_kind(_("a web page"))
    if beginning.startswith((b"<?xml", b"<!doctype")):
        raise refusals.is_another_kind(_("an XML file"))
    return Kind.CSV


def _kind_of_compound(file: BinaryIO) -> Kind:
    file.seek(0)
    names = CompoundFile(file.read()).names()
    if "EncryptedPackage" in names:
        raise refusals.has_a_password()
    if not names & {"Workbook", "Book"}:
        raise refusals.is_another_kind(_("an old Office document, and no workbook"))
    return Kind.XLS


def _kind_of_zip(file: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as member:
                    mimetype = member.read(200)
                if not mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                    raise refusals.is_another_kind(_("an OpenDocument file, and no spreadsheet"))
                return Kind.ODS
    except UnreadableFile:
        raise
    except Exception:  # the directory of a broken zip can break its reader in many ways
        raise refusals.damaged() from None
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        raise refusals.is_another_kind(_("a binary Excel workbook (xlsb)"))
    raise refusals.is_another_kind(_("a zip file, and no workbook"))


def _wrong_name(name: str, kind: Kind) -> Iterator[Sentence]:
    """What a file holds decides how it is read; a name that says otherwise is remarked on."""
    if EXTENSIONS.get(Path(name).suffix[1:].casefold()) is not kind:
        yield say(
            _("The file is called “%(name)s”, but is %(kind)s: it was read as that."),
            name=shortened(name),
            kind=say(NAMES[kind]),
        )


def _left_out(answer: isolated.Answer) -> Iterator[Sentence]:
    if answer.has_macros:
        yield say(_("The file holds macros. They were not run."))
    for sheet in answer.sheets:
        if sheet.is_hidden and sheet.rows:
            yield say(
                _(
                    "Sheet “%(sheet)s” is hidden. Look whether its sender meant to send it;"
                    " it is read only if you say so."
                ),
                sheet=shortened(sheet.name),
            )
        else:
            yield from _hidden_parts(sheet)


def _hidden_parts(sheet: Sheet) -> Iterator[Sentence]:
    hidden_rows = [row.number for row in sheet.rows if row.number in sheet.hidden_rows]
    hidden_columns = [column for column in sorted(sheet.hidden_columns) if _has(sheet, column)]
    for count, template in (
        (len(hidden_rows), _("Sheet “%(sheet)s” has hidden rows (%(count)s): they are left out.")),
        (
            len(hidden_columns),
            _("Sheet “%(sheet)s” has hidden columns (%(count)s): they are left out."),
        ),
    ):
        if count:
            yield say(template, sheet=shortened(sheet.name), count=str(count))


def _has(sheet: Sheet, column: int) -> bool:
    return any(len(row.cells) > column and row.cells[column] is not None for row in sheet.rows)
