"""Whatever a file is, it is read or refused in seconds, with a remedy, and never with an error."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from stats.importing.sentences import UnreadableFile
from stats.importing.sheets import LIMITS, Kind, Limits, open_workbook
from stats.importing.sheets.workbook import (
    FailedFormula,
    Hidden,
    MayBeRaised,
    NoResult,
    Percentage,
    Superscript,
)
from tests.stats.importing.sheets import hostile
from tests.stats.importing.sheets.knowledge import REPLIES, ROOT, opened

ROWS: list[list[object]] = [["Force", "2016/17"], ["Lancashire", 591]]
SECONDS, MEGABYTES = 15, 300


@contextmanager
def _refused(words: str) -> Iterator[None]:
    """Refused with these words, in time: the processor's, for other work may keep it waiting."""
    began = sum(os.times()[:4])
    with pytest.raises(UnreadableFile, match=words):
        yield
    assert sum(os.times()[:4]) - began < SECONDS


def _weighed(path: Path) -> str:
    """What became of a file in a process of its own: neither it nor its child took too much."""
    program = (
        "import resource as r, sys; from pathlib import Path\n"
        "from stats.importing.sheets import open_workbook\n"
        "from stats.importing.sentences import UnreadableFile\n"
        "path = Path(sys.argv[1])\n"
        "try: said = len(open_workbook(path, name=path.name).sheets[0].rows)\n"
        "except UnreadableFile as refused: said = refused\n"
        "print(max(r.getrusage(who).ru_maxrss for who in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)), said)"
    )
    # A process remembers how large the one was that started it, so a shell stands between them.
    finished = subprocess.run(
        ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=8 * SECONDS,
    )
    kilobytes, _, said = finished.stdout.partition(" ")
    assert int(kilobytes) / 1024 < MEGABYTES
    return said.strip()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wide.xlsx", Kind.XLSX),
        ("one_force.xls", Kind.XLS),
        ("footnotes.ods", Kind.ODS),
        ("semicolons.csv", Kind.CSV),
    ],
)
def test_each_kind_of_file_is_read(name: str, kind: Kind) -> None:
    workbook = opened(REPLIES / name)
    assert workbook.kind is kind
    assert len(workbook.sha256) == 64
    assert workbook.sheets[0].rows


@pytest.mark.parametrize("name", ["wide.xlsx", "one_force.xls", "footnotes.ods", "semicolons.csv"])
def test_a_file_with_the_wrong_extension_is_read_as_what_it_holds(
    name: str, tmp_path: Path
) -> None:
    renamed = tmp_path / f"reply.{'csv' if name.endswith('xlsx') else 'xlsx'}"
    renamed.write_bytes((REPLIES / name).read_bytes())
    workbook = opened(renamed)
    assert workbook.sheets == opened(REPLIES / name).sheets or workbook.kind is Kind.CSV
    assert "it was read as that" in str(workbook.notices[0])


def test_a_file_of_200_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    began = time.process_time()
    with _refused("larger than 50 MB: take out"):
        opened(path)
    assert time.process_time() - began < 1


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "bomb.xlsx", *ROWS)
    hostile.with_member(path, "xl/media/image1.bin", bytes(LIMITS.unpacked_bytes + 1))
    assert path.stat().st_size < 1 << 20
    assert "Unpacked, the file would be larger than 200 MB" in _weighed(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "liar.xlsx", *ROWS)
    hostile.lying_about_its_size(path, "xl/worksheets/sheet1.xml", 100 << 20)
    with _refused("damaged|Unpacked"):
        opened(path)


def test_more_members_than_any_workbook_has_are_refused(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "many.xlsx", *ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(LIMITS.members):
            archive.writestr(f"xl/media/{number}", b"")
    with _refused("Unpacked"):
        opened(path)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("member", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_an_xml_bomb_is_refused(declaration: bytes, member: str, tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "entities.xlsx", *ROWS)
    hostile.with_member(path, member, lambda data: data.replace(b"?>", b"?>" + declaration, 1))
    with _refused("declares a document type"):
        opened(path)


def test_cells_at_the_far_ends_of_a_sheet_do_not_fill_the_memory(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 2)

    path = hostile.workbook(tmp_path / "far.xlsx", fill)
    assert "too much time or memory" in _weighed(path)


def test_repeated_cells_of_an_open_document_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "repeated.ods"
    path.write_bytes((REPLIES / "footnotes.ods").read_bytes())
    hostile.with_member(
        path,
        "content.xml",
        lambda data: data.replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'
        ),
    )
    assert "more than 1,000,000 cells" in _weighed(path)


def test_more_cells_than_may_be_are_refused(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "long.xlsx", *[[1, 2, 3]] * 40)
    with _refused("more than 100 cells: give it in parts"):
        open_workbook(path, name=path.name, limits=Limits(cells=100))
    path = tmp_path / "long.csv"
    path.write_text("1,2,3\n" * 40)
    with _refused("more than 100 cells: give it in parts"):
        open_workbook(path, name=path.name, limits=Limits(cells=100))


def test_more_text_than_may_be_is_refused(tmp_path: Path) -> None:
    limits = Limits(letters=1_000_000)
    path = hostile.plain(tmp_path / "wordy.xlsx", *[["x" * 30_000 + str(row)] for row in range(40)])
    with _refused("more than 1 million letters"):
        open_workbook(path, name=path.name, limits=limits)
    path = tmp_path / "wordy.csv"
    path.write_text(("x" * 30_000 + "\n") * 40)
    with _refused("more than 1 million letters"):
        open_workbook(path, name=path.name, limits=limits)


def test_a_text_with_very_many_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("1," * 2_000)
    with _refused("more than 1,000 columns"):
        opened(path)


@pytest.mark.parametrize("name", ["wide.xlsx", "footnotes.ods", "one_force.xls"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(name: str, share: float, tmp_path: Path) -> None:
    whole = (REPLIES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(len(whole) * share)])
    with _refused("damaged|no workbook|too much"):
        opened(path)


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    """An encrypted .xlsx is an OLE file with a stream of that name."""
    data = bytearray((REPLIES / "one_force.xls").read_bytes())
    name = "Workbook".encode("utf-16-le")
    other = "EncryptedPackage".encode("utf-16-le")
    at = data.find(name)
    data[at : at + len(other)] = other
    data[at + 64 : at + 66] = (len(other) + 2).to_bytes(2, "little")
    path = tmp_path / "locked.xlsx"
    path.write_bytes(data)
    with _refused("protected by a password"):
        opened(path)


def test_old_excel_with_a_password_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("x").write(0, 0, 1)
    path = tmp_path / "locked.xls"
    book.save(str(path))
    data = path.read_bytes()
    # The record WSBOOL's neighbour CODEPAGE (0x42, two bytes) becomes FILEPASS (0x2F).
    path.write_bytes(data.replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1))
    with _refused("protected by a password"):
        opened(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n \n", "text|anything|empty"),
        (b"%PDF-1.7 ...", "a PDF: open it"),
        (b"\x89PNG\r\n\x1a\n...", "a picture"),
        (b"<html><table><tr><td>674</td></tr></table></html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (b"{\\rtf1 674}", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "damaged"),
        (bytes(range(256)), "not text"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_by_name(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "reply.xlsx"
    path.write_bytes(content)
    with _refused(words):
        opened(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("reply.csv", "Force,2016/17")
    with _refused("a zip file, and no workbook"):
        opened(path)


def test_a_workbook_without_anything_in_it_is_refused(tmp_path: Path) -> None:
    with _refused("No sheet of the file has anything in it"):
        opened(hostile.plain(tmp_path / "blank.xlsx"))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "double.xlsx", *ROWS)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    with _refused("damaged"):
        opened(path)


def test_macros_are_named_and_not_run(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "macros.xlsm", *ROWS)
    hostile.with_member(path, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()")
    workbook = opened(path)
    assert workbook.sheets[0].rows[1].cells == ("Lancashire", 591)
    assert [str(notice) for notice in workbook.notices] == [
        "The file holds macros. They were not run."
    ]


def test_hidden_sheets_rows_and_columns_are_named(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Reply")
        for number, cells in enumerate([*ROWS, ["Cumbria", 3]]):
            sheet.write_row(number, 0, [*cells, "private"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("C:XFD", None, None, {"hidden": True})
        names = book.add_worksheet("Names")
        names.write("A1", "not to be sent")
        names.hide()

    workbook = opened(hostile.workbook(tmp_path / "hidden.xlsx", fill))
    assert workbook.sheets[0].hidden_rows == {3}
    assert 2 in workbook.sheets[0].hidden_columns
    assert [str(notice) for notice in workbook.notices] == [
        "Sheet “Reply” has hidden rows (1): they are left out.",
        "Sheet “Reply” has hidden columns (1): they are left out.",
        (
            "Sheet “Names” is hidden. Look whether its sender meant to send it; it is read only if"
            " you say so."
        ),
    ]


def test_rows_and_columns_that_old_excel_hides_are_known(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Reply")
    for row, cells in enumerate([*ROWS, ["Cumbria", 3]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    path = tmp_path / "hidden.xls"
    book.save(str(path))
    read = opened(path).sheets[0]
    assert read.hidden_rows == frozenset({3})
    assert read.hidden_columns == frozenset({1})


def test_cells_that_are_not_what_they_seem_are_told_apart(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        raised = book.add_format({"font_script": 1})
        sheet.write("A1", 0.25, book.add_format({"num_format": "0%"}))
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", "=A2+1", None, "")
        sheet.write_formula("D1", "=A2+1", None, 674)
        sheet.write("E1", 3, book.add_format({"num_format": '[<5]"*";0'}))
        sheet.write_rich_string("F1", "674", raised, "1")
        sheet.write_datetime("G1", date(2017, 4, 1), book.add_format({"num_format": "d mmm yy"}))
        sheet.write("H1", 674.5, book.add_format({"num_format": "0"}))
        sheet.write("I1", 1474, book.add_format({"num_format": "#,##0"}))

    cells = opened(hostile.workbook(tmp_path / "kinds.xlsx", fill)).sheets[0].rows[0].cells
    assert list(cells) == [
        Percentage("25%"),
        FailedFormula("#DIV/0!"),
        NoResult(),
        674,
        Hidden(),
        Superscript("674", "1"),
        date(2017, 4, 1),
        674.5,
        1474,
    ]


def test_cells_of_old_excel_are_told_apart(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("x")
    sheet.write(0, 0, 0.25, xlwt.easyxf(num_format_str="0%"))
    sheet.write(0, 1, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(0, 2, xlwt.Formula("1+1"))
    sheet.row(0).set_cell_error(3, "#REF!")
    sheet.write(0, 4, 3, xlwt.easyxf(num_format_str='[<5]"*";0'))
    sheet.write(0, 5, 674)
    path = tmp_path / "kinds.xls"
    book.save(str(path))
    assert list(opened(path).sheets[0].rows[0].cells) == [
        Percentage("25%"),
        Percentage("12.5%"),
        NoResult(),
        FailedFormula("#REF!"),
        Hidden(),
        674,
    ]


def test_digits_of_old_excel_that_may_end_in_a_raised_mark_are_not_trusted(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("x")
    raised = xlwt.easyfont("")
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(0, 0, ["674", ("1", raised)])
    sheet.write(0, 1, "Lancashire")
    sheet.write(0, 2, 674)
    path = tmp_path / "raised.xls"
    book.save(str(path))
    assert list(opened(path).sheets[0].rows[0].cells) == [MayBeRaised("6741"), "Lancashire", 674]


def test_a_reader_that_dies_or_hangs_is_a_refusal() -> None:
    def dies(kind: Kind, path: Path, answer: Path, limits: Limits) -> bool:
        return False

    def lies(kind: Kind, path: Path, answer: Path, limits: Limits) -> bool:
        answer.write_text("")
        return True

    for reader in (dies, lies):
        with _refused("too much time or memory"):
            open_workbook(REPLIES / "wide.xlsx", name="wide.xlsx", reader=reader)


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    with _refused("cannot be read"):
        opened(tmp_path / "gone.xlsx")


def test_a_hundred_thousand_rows_are_read_within_the_memory(tmp_path: Path) -> None:
    path = hostile.plain(tmp_path / "long.xlsx", *ROWS)
    cells = "".join(f'<c t="inlineStr"><is><t>text {n}</t></is></c>' for n in range(6))
    rows = "".join(f"<row>{cells}<c><v>{number}</v></c></row>" for number in range(100_000))
    hostile.with_member(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(
            b"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), data
        ),
    )
    assert _weighed(path) == "100000"
