"""What an .xls says of its cells besides their values: the records of its workbook stream.

Follows [MS-XLS] and [MS-CFB], of which only what is needed here is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from . import refusals
from .remarks import Remark, Remarks, remark_of_format

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN = 0xFFFFFFFE
NO_SECTOR = 0xFFFFFFFA  # this and all above are no sectors
DIRECTORY_ENTRY = 128  # bytes
BUILT_IN_PERCENTAGES = frozenset({9, 10})
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class Stream(NamedTuple):
    """A file within the file."""

    name: str
    first: int
    size: int
    is_root: bool


class CompoundFile:
    """The streams of an OLE file. Raises UnreadableFile where its chains lead nowhere."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE) or len(data) < 512:
            raise refusals.damaged()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise refusals.damaged()
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        first_directory, _, self._cutoff, first_mini, _, first_more, _ = struct.unpack_from(
            "<7I", data, 48
        )
        self._table = self._allocation(first_more)
        directory = self._chain(first_directory)
        self.streams = [
            stream
            for at in range(0, len(directory) - DIRECTORY_ENTRY + 1, DIRECTORY_ENTRY)
            if (stream := _entry(directory, at)) is not None
        ]
        self._mini_table = _numbers(self._chain(first_mini))
        root = next((stream for stream in self.streams if stream.is_root), None)
        self._mini = self._chain(root.first) if root else b""

    def names(self) -> set[str]:
        return {stream.name for stream in self.streams}

    def read(self, name: str) -> bytes | None:
        stream = next((stream for stream in self.streams if stream.name == name), None)
        if stream is None:
            return None
        if stream.size >= self._cutoff:
            return self._chain(stream.first)[: stream.size]
        mini, size = self._mini_table, self._mini_sector
        pieces = [self._mini[at * size : (at + 1) * size] for at in _follow(stream.first, mini)]
        return b"".join(pieces)[: stream.size]

    def _allocation(self, first_more: int) -> list[int]:
        """The table that says which sector follows which, itself spread over sectors."""
        places = _numbers(self._data[76:512])
        seen: set[int] = set()
        while first_more < NO_SECTOR and first_more not in seen:
            seen.add(first_more)
            more = _numbers(self._at(first_more))
            if not more:
                break
            places += more[:-1]
            first_more = more[-1]
        table: list[int] = []
        for place in places:
            if place < NO_SECTOR:
                table += _numbers(self._at(place))
        return table

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, first: int) -> bytes:
        return b"".join(self._at(sector) for sector in _follow(first, self._table))


def _follow(first: int, table: list[int]) -> Iterator[int]:
    seen = 0
    while first < NO_SECTOR:
        if first >= len(table) or seen > len(table):  # nowhere, or in a circle
            raise refusals.damaged()
        yield first
        seen += 1
        first = table[first]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _entry(directory: bytes, at: int) -> Stream | None:
    length = int.from_bytes(directory[at + 64 : at + 66], "little")
    kind = directory[at + 66]
    if kind not in (1, 2, 5) or not 2 <= length <= 64:
        return None
    name = directory[at : at + length - 2].decode("utf-16-le", "replace")
    first, size = struct.unpack_from("<II", directory, at + 116)
    return Stream(name, first, size, is_root=kind == 5)


class _Sheet(NamedTuple):
    name: str
    position: int


def remarks_of(compound: CompoundFile) -> dict[str, Remarks]:
    """By sheet. Raises UnreadableFile for a password and for damage."""
    data = compound.read("Workbook") or compound.read("Book")
    if not data:
        raise refusals.damaged()
    try:
        return _Book(data).remarks()
    except (struct.error, IndexError):
        raise refusals.damaged() from None


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Record numbers and contents, from a place to the end of its substream."""
    depth = 0
    while at + 4 <= len(data):
        number, size = struct.unpack_from("<HH", data, at)
        yield number, data[at + 4 : at + 4 + size]
        at += 4 + size
        if number & 0xFF == 0x09:  # a substream begins; charts have theirs within a sheet's
            depth += 1
        elif number == 0x0A:
            depth -= 1
            if depth <= 0:
                return


class _Book:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._is_8 = True
        self._sheets: list[_Sheet] = []
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._has_raised_font = False
        for number, record in _records(data, 0):
            self._globals(number, record)
        self._by_style = {
            style: remark
            for style, number in enumerate(self._formats)
            if (remark := self._remark(number)) is not None
        }

    def remarks(self) -> dict[str, Remarks]:
        found = {}
        for sheet in self._sheets:
            found[sheet.name] = remarks = Remarks()
            for number, record in _records(self._data, sheet.position):
                self._hidden(remarks, number, record)
                self._cells(remarks, number, record)
        return found

    def _globals(self, number: int, record: bytes) -> None:
        match number:
            case 0x809:
                self._is_8 = struct.unpack_from("<H", record)[0] >= 0x600
            case 0x2F:
                raise refusals.has_a_password()
            case 0x85:
                position = struct.unpack_from("<I", record)[0]
                self._sheets.append(_Sheet(self._short_text(record[6:]), position))
            case 0x31:
                raised = struct.unpack_from("<H", record, 8)[0] == 1
                self._has_raised_font = self._has_raised_font or raised
            case 0x41E:
                self._codes[struct.unpack_from("<H", record)[0]] = self._format_code(record[2:])
            case 0xE0:
                self._formats.append(struct.unpack_from("<H", record, 2)[0])
            case _:
                pass

    def _remark(self, number: int) -> Remark | None:
        if number in self._codes:
            return remark_of_format(self._codes[number])
        return Remark.PERCENTAGE if number in BUILT_IN_PERCENTAGES else None

    def _short_text(self, record: bytes) -> str:
        length = record[0]
        if not self._is_8:
            return record[1 : 1 + length].decode("cp1252", "replace")
        return _unicode(record[2:], length, is_wide=bool(record[1] & 1))

    def _format_code(self, record: bytes) -> str:
        if not self._is_8:
            return record[1 : 1 + record[0]].decode("cp1252", "replace")
        length = struct.unpack_from("<H", record)[0]
        return _unicode(record[3:], length, is_wide=bool(record[2] & 1))

    def _hidden(self, remarks: Remarks, number: int, record: bytes) -> None:
        if number == 0x208 and record[12] & 0x20:
            remarks.hidden_rows.add(struct.unpack_from("<H", record)[0] + 1)
        elif number == 0x7D and record[8] & 1:
            first, last = struct.unpack_from("<HH", record)
            remarks.hidden_columns.update(range(first, min(last, 255) + 1))

    def _cells(self, remarks: Remarks, number: int, record: bytes) -> None:
        match number:
            case 0x06:
                row, column, style = struct.unpack_from("<HHH", record)
                remarks.add(row, column, Remark.FORMULA)
                if record[12:14] == b"\xff\xff" and record[6] == 2:
                    self._error(remarks, row, column, record[8])
                self._style(remarks, row, column, style)
            case 0x205:
                row, column, _style, code, is_error = struct.unpack_from("<HHHBB", record)
                if is_error:
                    self._error(remarks, row, column, code)
            case 0xFD | 0xD6 | 0x204 if self._has_raised_font:
                row, column = struct.unpack_from("<HH", record)
                remarks.add(row, column, Remark.MAY_BE_RAISED)
            case 0x203 | 0x27E:
                self._style(remarks, *struct.unpack_from("<HHH", record))
            case 0xBD:
                row, first = struct.unpack_from("<HH", record)
                for index in range((len(record) - 6) // 6):
                    style = struct.unpack_from("<H", record, 4 + 6 * index)[0]
                    self._style(remarks, row, first + index, style)
            case _:
                pass

    def _style(self, remarks: Remarks, row: int, column: int, style: int) -> None:
        remark = self._by_style.get(style)
        if remark:
            remarks.add(row, column, remark)

    def _error(self, remarks: Remarks, row: int, column: int, code: int) -> None:
        remarks.errors[row, column] = ERRORS.get(code, "#ERROR!")
        remarks.add(row, column, Remark.FAILED)


def _unicode(data: bytes, length: int, *, is_wide: bool) -> str:
    if is_wide:
        return data[: 2 * length].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")
