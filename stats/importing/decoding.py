"""From bytes to characters: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .sentences import UnreadableFile, say
from .sentences import gettext_noop as _

CHUNK = 1 << 20  # bytes
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
OTHER_FILES = {
    b"PK\x03\x04": _("a workbook (xlsx or ods) or a zip file"),
    b"\xd0\xcf\x11\xe0": _("an old Excel workbook (xls)"),
    b"%PDF": _("a PDF"),
    b"\x1f\x8b": _("a compressed file (gzip)"),
}
# Windows-1252 gives a character to almost any byte, so a picture would pass for text without this.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
UTF_8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to read a file's bytes as text, and the fingerprint of those bytes."""

    codec: str
    name: str
    sha256: str


def examine(file: BinaryIO) -> Decoding:
    """Read a file from end to end, and tell how it is encoded. Leaves it at its beginning.

    UTF-8, UTF-16 with a byte-order mark, and Windows-1252 where the bytes cannot be UTF-8. Raises
    UnreadableFile for anything else.
    """
    opening = next(_chunks(file), b"")
    _refuse_other_files(opening)
    codec, name = next(
        (found for mark, found in BYTE_ORDER_MARKS.items() if opening.startswith(mark)),
        ("utf-8", "UTF-8"),
    )
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    if not _decodes(file, codec=codec):
        if codec != "utf-8":
            raise UnreadableFile(
                say(
                    _(
                        "The file begins as %(encoding)s and does not go on so: save it again"
                        " as “CSV UTF-8”."
                    ),
                    encoding=name,
                )
            )
        _refuse_unless_windows_1252(file)
        codec, name = "cp1252", "Windows-1252"
    file.seek(0)
    return Decoding(codec=codec, name=name, sha256=digest.hexdigest())


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    try:
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
    except OSError as error:
        raise UnreadableFile(
            say(
                _("The file cannot be read (%(why)s): check who may read it, and its disk."),
                why=error.strerror or str(error),
            )
        ) from None


def _refuse_other_files(opening: bytes) -> None:
    if not opening:
        raise UnreadableFile(say(_("The file is empty: give the file that holds the figures.")))
    for signature, kind in OTHER_FILES.items():
        if opening.startswith(signature):
            raise UnreadableFile(
                say(_("The file is %(kind)s: open it and save it as “CSV UTF-8”."), kind=say(kind))
            )


def _decodes(file: BinaryIO, *, codec: str) -> bool:
    """Whether a file is valid in an encoding. Raises UnreadableFile for NULs: no text has them."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for chunk in _chunks(file):
            if "\0" in decoder.decode(chunk):
                raise not_text()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_unless_windows_1252(file: BinaryIO) -> None:
    for chunk in _chunks(file):
        try:
            text = chunk.decode("cp1252")
        except UnicodeDecodeError:
            raise not_text() from None
        if CONTROL_CHARACTERS.search(text):
            raise not_text()
        if UTF_8_LETTER.search(chunk):
            raise UnreadableFile(
                say(
                    _(
                        "The file mixes two encodings, so its letters cannot be trusted: open it,"
                        " check its names and notes, and save it as “CSV UTF-8”."
                    )
                )
            )


def not_text() -> UnreadableFile:
    return UnreadableFile(
        say(_("The file is not text: open it in a spreadsheet and save it as “CSV UTF-8”."))
    )
