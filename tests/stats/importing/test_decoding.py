"""Which bytes are text, and in which encoding."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.decoding import examine
from stats.importing.sentences import UnreadableFile

NOTE = "a reply from Ynys Môn – “in part”"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8-sig", b"", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_was_written_in(
    codec: str, mark: bytes, name: str
) -> None:
    content = mark + NOTE.encode(codec)
    file = io.BytesIO(content)
    decoding = examine(file)
    assert decoding.name == name
    assert file.read().decode(decoding.codec) == NOTE
    assert decoding.sha256 == hashlib.sha256(content).hexdigest()


def test_plain_letters_are_utf_8_which_reads_them_alike() -> None:
    assert examine(io.BytesIO(b"measure,value\n")).name == "UTF-8"


def test_a_letter_that_a_chunk_cuts_in_two_is_still_one_letter() -> None:
    content = b"x" * ((1 << 20) - 1) + "é".encode()
    assert examine(io.BytesIO(content)).name == "UTF-8"


def refusal_of(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        examine(io.BytesIO(content))
    return str(refused.value)


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refusal_of(b"")


def test_a_workbook_is_refused_with_how_to_save_it(tmp_path: Path) -> None:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    said = refusal_of(workbook.getvalue())
    assert "workbook (xlsx or ods)" in said
    assert "save it as “CSV UTF-8”" in said


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_other_files_are_refused_by_name(content: bytes, kind: str) -> None:
    assert kind in refusal_of(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"measure,value\nx,\x00\n",
        "measure,value\n".encode("utf-16-le"),  # without the mark that says so
        b"caf\xe9\x07",
        b"\x81\x8d\x8f",
    ],
)
def test_a_file_that_is_not_text_is_refused(content: bytes) -> None:
    assert "not text" in refusal_of(content)


def test_a_file_in_two_encodings_is_refused_because_its_letters_would_be_wrong() -> None:
    assert "mixes two encodings" in refusal_of("Môn".encode() + "Môn".encode("cp1252"))


def test_utf_16_that_breaks_off_is_refused() -> None:
    assert "UTF-16" in refusal_of(b"\xff\xfem\x00e")


def test_a_file_that_the_disk_cannot_give_is_refused() -> None:
    with Path("/proc/self/mem").open("rb") as file, pytest.raises(UnreadableFile) as refused:
        examine(file)
    assert "cannot be read" in str(refused.value)


@given(content=st.binary(min_size=1))
def test_any_bytes_are_either_text_or_refused(content: bytes) -> None:
    try:
        decoding = examine(io.BytesIO(content))
    except UnreadableFile:
        return
    assert "\0" not in content.decode(decoding.codec)
