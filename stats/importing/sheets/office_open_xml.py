"""What an .xlsx says of its cells besides their values: formats, formulas, what is hidden."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import IO

from . import refusals
from .remarks import Remark, Remarks, remark_of_format
from .xml import Attributes, go_through, whole
from .zipped import Member, open_member

BUILT_IN_PERCENTAGES = frozenset({9, 10})  # the formats 0% and 0.00%, which no file spells out
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
FURTHEST_ROW, FURTHEST_COLUMN = 1 << 20, 1 << 14
LONGEST_ERROR = 20


def remarks_of(archive: zipfile.ZipFile, members: Mapping[str, Member]) -> dict[str, Remarks]:
    """By sheet. Sheets that have nothing remarkable are not gone through again."""
    formats = _formats(archive, members)
    superscripts: dict[int, tuple[str, str]] = {}
    strings = members.get("xl/sharedStrings.xml")
    if strings and strings.is_remarkable:
        with open_member(archive, strings.name) as stream:
            superscripts = _SharedStrings(stream).superscripts
    found = {}
    for name, path in _paths(archive, members).items():
        member = members.get(path)
        if member and (member.is_remarkable or formats or superscripts):
            with open_member(archive, path) as stream:
                found[name] = _Cells(stream, formats, superscripts).remarks
    return found


def has_macros(members: Mapping[str, Member]) -> bool:
    return any(name.casefold().endswith("vbaproject.bin") for name in members)


def _paths(archive: zipfile.ZipFile, members: Mapping[str, Member]) -> dict[str, str]:
    """Where each sheet lies in the zip."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next((attributes[key] for key in attributes if key.endswith(":id")), "")
            ids[attributes.get("name", "")] = key

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    for path, start in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", relation)):
        if path not in members:
            raise refusals.damaged()
        with open_member(archive, path) as stream:
            go_through(stream, start=start)
    return {name: targets[key] for name, key in ids.items() if key in targets}


def _formats(archive: zipfile.ZipFile, members: Mapping[str, Member]) -> dict[int, Remark]:
    """What the cell styles that are remarkable do, by their number."""
    codes: dict[int, str] = {}
    remarks: dict[int, Remark] = {}
    place = ""
    styles = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal place, styles
        if name == "numFmt":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "dxfs"):
            place = name
        elif name == "xf" and place == "cellXfs":
            number = whole(attributes.get("numFmtId"))
            built_in = Remark.PERCENTAGE if number in BUILT_IN_PERCENTAGES else None
            remark = remark_of_format(codes[number]) if number in codes else built_in
            if remark:
                remarks[styles] = remark
            styles += 1

    if "xl/styles.xml" in members:
        with open_member(archive, "xl/styles.xml") as stream:
            go_through(stream, start=start)
    return remarks


class _Runs:
    """Text in pieces, some of them raised: gathered, and parted into text and mark."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._text: list[str] = []
        self._mark: list[str] = []
        self._is_raised = self._is_text = self._is_reading_aid = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "r":
            self._is_raised = False
        elif name == "vertAlign":
            self._is_raised = attributes.get("val") == "superscript"
        elif name == "rPh":
            self._is_reading_aid = True
        elif name == "t":
            self._is_text = not self._is_reading_aid

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "r":
            self._is_raised = False
        elif name == "rPh":
            self._is_reading_aid = False

    def text(self, text: str) -> None:
        if self._is_text:
            (self._mark if self._is_raised else self._text).append(text)

    @property
    def superscript(self) -> tuple[str, str] | None:
        mark = "".join(self._mark).strip()
        return ("".join(self._text).strip(), mark) if mark else None


class _SharedStrings:
    """The strings that have a raised part, by their number."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.superscripts: dict[int, tuple[str, str]] = {}
        self._number = 0
        self._runs = _Runs()
        go_through(stream, start=self._runs.start, end=self._end, text=self._runs.text)

    def _end(self, name: str) -> None:
        self._runs.end(name)
        if name == "si":
            if self._runs.superscript:
                self.superscripts[self._number] = self._runs.superscript
            self._number += 1
            self._runs.clear()


class _Cells:
    """A sheet's cells, gone through once for what is remarkable about them."""

    def __init__(
        self,
        stream: IO[bytes],
        formats: Mapping[int, Remark],
        superscripts: Mapping[int, tuple[str, str]],
    ) -> None:
        self.remarks = Remarks()
        self._formats = formats
        self._superscripts = superscripts
        self._row, self._column = -1, -1
        self._type = ""
        self._value: list[str] | None = None
        self._runs = _Runs()
        go_through(stream, start=self._start, end=self._end, text=self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._add(Remark.FORMULA)
        elif name == "v":
            self._value = []
        elif name == "row":
            self._row = whole(attributes.get("r"), default=self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.remarks.hidden_rows.add(self._row + 1)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = whole(attributes.get("min")), whole(attributes.get("max"))
            last = min(last, FURTHEST_COLUMN)
            self.remarks.hidden_columns.update(range(max(first, 1) - 1, last))
        else:
            self._runs.start(name, attributes)

    def _cell(self, attributes: Attributes) -> None:
        place = CELL.fullmatch(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        else:
            self._column += 1
        if not (0 <= self._row < FURTHEST_ROW and 0 <= self._column < FURTHEST_COLUMN):
            raise refusals.damaged()
        self._type = attributes.get("t", "")
        if self._type == "e":
            self._add(Remark.FAILED)
        remark = self._formats.get(whole(attributes.get("s")))
        if remark and self._type in ("", "n"):
            self._add(remark)

    def _end(self, name: str) -> None:
        if name == "v":
            self._value_ended("".join(self._value or ()))
            self._value = None
        elif name == "c":
            if self._type == "inlineStr" and (raised := self._runs.superscript):
                self.remarks.add_superscript(self._row, self._column, *raised)
            self._runs.clear()
        else:
            self._runs.end(name)

    def _value_ended(self, value: str) -> None:
        if self._type == "e":
            self.remarks.errors[self._row, self._column] = value[:LONGEST_ERROR]
        elif self._type == "s" and self._superscripts:
            raised = self._superscripts.get(whole(value, default=-1))
            if raised:
                self.remarks.add_superscript(self._row, self._column, *raised)

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        else:
            self._runs.text(text)

    def _add(self, remark: Remark) -> None:
        self.remarks.add(self._row, self._column, remark)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
