"""Files made to do harm, and files that came to harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def plain(path: Path, *rows: Sequence[object]) -> Path:
    """A workbook of one sheet with these rows."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)

    return workbook(path, fill)


def with_member(path: Path, name: str, content: bytes | Callable[[bytes], bytes]) -> Path:
    """The same zip with a member put in, replaced, or changed."""
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            members[member] = archive.read(member)
    members[name] = content if isinstance(content, bytes) else content(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def lying_about_its_size(path: Path, member: str, size: int) -> Path:
    """A member that unpacks to much more than both of its headers say."""
    inner = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(inner, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == member:
                data += b" " * size
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    raw = bytearray(inner.getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as archive:
        real = archive.getinfo(member).file_size
    lie = (1000).to_bytes(4, "little")
    raw = bytearray(bytes(raw).replace(real.to_bytes(4, "little"), lie))
    path.write_bytes(raw)
    return path
