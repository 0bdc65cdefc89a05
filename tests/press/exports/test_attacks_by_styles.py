"""A Word document of styles that was made to do harm is refused, at once, with nothing kept."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from press.actions.house_styles import StylesRefused, take_in_styles
from press.exports.house_look import house_document
from press.models import HouseStyle
from tests.press.exports.test_house_styles import (
    added,
    changed,
    officer,
    private_files,
    replaced,
)

pytestmark = pytest.mark.django_db
__all__ = ["officer", "private_files"]

SECONDS = 20  # on a machine that does much else at the time
TEMPLATE = (
    '<?xml version="1.0" encoding="{encoding}"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="https://elsewhere.example/x" TargetMode="{mode}"/>'
    "</Relationships>"
)
SETTINGS = "word/_rels/settings.xml.rels"
LAUGHS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
BILLION = f'<!DOCTYPE w [<!ENTITY a0 "ha">{LAUGHS}]>'


def relation(kind: str, *, mode: str = "External", encoding: str = "UTF-8") -> bytes:
    return TEMPLATE.format(kind=kind, mode=mode, encoding=encoding).encode(encoding)


def bomb() -> bytes:
    """A few megabytes that would be gigabytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(40):
            archive.writestr(f"word/media/{number}.bin", b"\0" * (60 << 20))
    return written.getvalue()


def lying() -> bytes:
    """A part that says it is small, in both of the places where its size stands."""
    content = added("word/media/liar.bin", b"\0" * (60 << 20))
    return content.replace(struct.pack("<L", 60 << 20), struct.pack("<L", 100))


def overlapping() -> bytes:
    """A thousand entries of the directory that lead to the same part."""
    content = bytearray(added("word/media/one.bin", b"\0" * (1 << 20)))
    end = content.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HLL", content[end + 10 : end + 20])
    directory = bytes(content[start : start + size])
    last = directory.rindex(b"PK\1\2")
    more = b"".join(
        directory[last:].replace(b"word/media/one.bin", b"word/media/%03d.bin" % number)
        for number in range(900)
    )
    closing = struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count + 900, count + 900,
                          size + len(more), start, 0)  # fmt: skip
    return bytes(content[:start]) + directory + more + closing


def compound_file(stream: str) -> bytes:
    """What Word writes with a password, and wrote before 2007: an OLE file with a named stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000 + stream.encode("utf-16-le")


def with_field(words: bytes) -> bytes:
    runs = b"".join(
        b"<w:r><w:instrText>%s</w:instrText></w:r>" % words[place : place + 3]
        for place in range(0, len(words), 3)
    )
    header = (
        b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>'
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>%s'
        b'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>' % runs
    )
    return added("word/header7.xml", header)


ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "gigabytes inside": (bomb, "too large"),
    "a size that is a lie": (lying, "damaged|no Word document"),
    "one part under a thousand names": (overlapping, "too large|damaged|no Word document"),
    "thousands of parts": (
        lambda: changed(
            lambda parts: parts.update({f"word/x{n}.xml": b"<x/>" for n in range(3_000)})
        ),
        "too large",
    ),
    "a billion laughs": (
        lambda: replaced("word/styles.xml", b"<w:styles", BILLION.encode() + b"<w:styles"),
        "damaged",
    ),
    "a billion laughs in UTF-16": (
        lambda: added(
            "word/theme/x.xml",
            f"<?xml version='1.0' encoding='UTF-16'?>{BILLION}<x>&a9;</x>".encode("utf-16"),
        ),
        "damaged",
    ),
    "an entity that reads a file of the server": (
        lambda: added(
            "word/x.xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
        ),
        "damaged",
    ),
    "an entity behind another name of its letters": (
        lambda: added("word/x.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>'),
        "damaged",
    ),
    "macros without their extension": (
        lambda: added("word/VBAProject.BIN", b"macro"),
        "has macros",
    ),
    "macros by another name": (
        lambda: replaced(
            "[Content_Types].xml",
            b"</Types>",
            b'<Override PartName="/word/a.dat" '
            b'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
        "has macros",
    ),
    "a template from the network": (
        lambda: added(SETTINGS, relation("attachedTemplate")),
        "elsewhere.example",
    ),
    "a picture from the network": (
        lambda: added("word/_rels/header9.xml.rels", relation("image")),
        "elsewhere.example",
    ),
    "an address written with character references": (
        lambda: added(SETTINGS, relation("attachedTemplate", mode="&#69;xternal")),
        "elsewhere.example",
    ),
    "an address in UTF-16": (
        lambda: added(SETTINGS, relation("attachedTemplate", encoding="UTF-16")),
        "damaged|elsewhere",
    ),
    "an address in a part in capitals": (
        lambda: added("word/_RELS/settings.xml.RELS", relation("image")),
        "elsewhere.example",
    ),
    "a field that fetches a picture": (
        lambda: with_field(b' INCLUDEPICTURE "https://elsewhere.example/x.png" '),
        "INCLUDEPICTURE",
    ),
    "a field that runs a program": (lambda: with_field(b" DDEAUTO c:\\\\x.exe "), "DDEAUTO"),
    "a part above its folder": (lambda: added("../../../etc/cron.d/x", b"x"), "damaged"),
    "a part from the root": (lambda: added("/etc/cron.d/x", b"x"), "damaged"),
    "a part above its folder, as Windows writes it": (
        lambda: added("word\\..\\..\\x", b"x"),
        "damaged",
    ),
    "a password": (lambda: compound_file("EncryptedPackage"), "has a password"),
    "Word of before 2007": (lambda: compound_file("WordDocument"), "no Word document"),
    "cut off in its middle": (
        lambda: house_document()[: len(house_document()) // 2],
        "no Word document",
    ),
    "cut off at its end": (lambda: house_document()[:-30], "no Word document"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_refused_in_a_sentence_and_nothing_is_kept(
    officer: User, private_files: Path, attack: str
) -> None:
    make, message = ATTACKS[attack]
    content = make()
    assert len(content) < 10 << 20
    began = time.monotonic()
    with pytest.raises(StylesRefused, match=message) as refused:
        take_in_styles(content=ContentFile(content), name="styles.docx", by=officer)
    assert time.monotonic() - began < SECONDS
    assert ":" in str(refused.value), "it says what to do"
    assert not HouseStyle.objects.exists()
    assert not [path for path in private_files.rglob("*") if path.is_file()]


def test_links_that_nothing_fetches_and_numbers_of_pages_do_no_harm(
    officer: User, private_files: Path
) -> None:
    content = changed(
        lambda parts: parts.update({"word/_rels/header9.xml.rels": relation("hyperlink")})
    )
    style, _names = take_in_styles(content=ContentFile(content), name="a.docx", by=officer)
    assert style.is_in_use
    content = with_field(b" PAGE \\* MERGEFORMAT ")
    take_in_styles(content=ContentFile(content), name="b.docx", by=officer)
