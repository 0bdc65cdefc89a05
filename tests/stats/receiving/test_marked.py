"""The sheet that goes back: the rows as they came, and what to mend beside them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from stats.importing.sheets import Row, Sheet, Value
from stats.models import Publication
from stats.receiving import actions, marked
from stats.receiving.marked import marked_sheet
from tests.stats.receiving.files import (
    LONG_HEADINGS,
    client_of,
    long_xlsx,
    lose,
    member,
    read,
    row,
    xlsx,
)


def as_sent_back(file: object) -> openpyxl.Workbook:
    with marked_sheet(file) as content:  # type: ignore[arg-type]
        return openpyxl.load_workbook(io.BytesIO(content.read()))


def test_what_to_mend_stands_beside_its_row_and_marks_its_cell(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row("lots", "Cumbria")))
    page = as_sent_back(file).active
    assert [cell.value for cell in page[1]][:8] == list(LONG_HEADINGS)
    assert page["E2"].value == 674
    assert page["E3"].value == "lots"
    assert page["E3"].fill.fgColor.rgb == "FFFDE7E7"
    assert page["E2"].fill.fgColor.rgb != "FFFDE7E7"
    assert page["I3"].value.startswith("E3: ")
    assert page["I2"].value is None
    assert page["I1"].value == "What to mend"


def test_text_that_looks_like_a_formula_stays_text(draft: Publication) -> None:
    said = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx"]
    file = read(
        draft,
        long_xlsx(*(row("lots", note=text, period=str(2001 + n)) for n, text in enumerate(said))),
    )
    page = as_sent_back(file).active
    for number, text in enumerate(said, start=2):
        assert page.cell(number, 8).data_type == "s"
        assert page.cell(number, 8).value.strip() == text.strip()
    with marked_sheet(file) as content:
        sheet = zipfile.ZipFile(content).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_numbers_and_days_stay_what_they_are() -> None:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, marked.OPTIONS) as book:
        page = book.add_worksheet("s")
        styles = {name: book.add_format(style) for name, style in marked.STYLES.items()}
        cells: list[Value] = [1, 2.5, True, date(2018, 4, 1), None, 10**20, float("inf"), "a\x00b"]
        marked._write(
            page,
            Sheet(name="s", rows=[Row(1, cells)]),
            {1: marked.Marks({"D1: a day.": None}, {"D"})},
            styles,
            heading_row=0,
        )
    row_read = [cell.value for cell in openpyxl.load_workbook(content).active[1]]
    assert row_read[:3] == [1, 2.5, True]
    assert row_read[3].date() == date(2018, 4, 1)
    assert row_read[5:8] == [str(10**20), "inf", "a�b"]


def test_every_sheet_is_there_under_a_name_that_excel_takes() -> None:
    taken: set[str] = set()
    names = [
        marked._sheet_name(name, taken) for name in ("a/b", "A b", "x" * 60, "x" * 40, "", "'")
    ]
    assert names == ["a b", "A b 2", "x" * 31, "x" * 27 + " 2", "Sheet", "Sheet 2"]


def test_rows_left_out_say_why(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row("lots", "Cumbria")))
    actions.leave_out(file=file, rows=None, reason="Asked the force again.", by=None)
    assert "Asked the force again." in as_sent_back(file).active["I3"].value


def test_each_sheet_keeps_its_own_marks(draft: Publication) -> None:
    headings = list(LONG_HEADINGS)
    file = read(
        draft,
        xlsx(First=[headings, row(674)], Second=[headings, row("lots", "Cumbria"), row(9, "Kent")]),
    )
    book = as_sent_back(file)
    assert book["First"]["I2"].value is None
    assert book["Second"]["I2"].value.startswith("E2: ")


def test_it_can_be_downloaded_by_those_who_may(draft: Publication) -> None:
    file = read(draft, long_xlsx(row("lots")), name="Reply.xlsx")
    address = f"/admin/received-file/{file.pk}/marked/"
    answer = client_of(member("Statistics officer")).get(address)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Sheet1"]
    assert "Reply" in answer["Content-Disposition"]
    assert client_of(member("Press officer")).get(address).status_code == 302


def test_an_original_that_is_gone_cannot_be_sent_back(draft: Publication) -> None:
    file = read(draft, long_xlsx(row("lots")))
    lose(file)
    client = client_of(member("Statistics officer"))
    page = client.get(f"/admin/received-file/{file.pk}/marked/", follow=True)
    assert page.status_code == 200
    assert "no longer where it was kept" in page.content.decode()


def test_a_mended_sheet_sent_in_again_is_understood(draft: Publication) -> None:
    """The column of errors is not taken for figures."""
    file = read(draft, long_xlsx(row("lots")))
    book = as_sent_back(file)
    book.active["E2"].value = 674
    content = io.BytesIO()
    book.save(content)
    other = Publication.objects.create(slug="other", title="Other")
    mended = read(other, content.getvalue(), name="mended.xlsx")
    if mended.state == "questions":
        pytest.fail(str([question["text"] for question in mended.questions]))
    assert mended.counts["new"] == 1
