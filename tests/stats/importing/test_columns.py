"""Finding the columns needed among those that a file has."""

import pytest

from stats.importing.columns import COLUMNS, Cells, Columns, spreadsheet_letters
from stats.importing.sentences import Fault, UnreadableFile


def test_a_row_is_picked_apart_in_whatever_order_the_columns_are() -> None:
    columns = Columns.of(["note", *COLUMNS[:-1]])
    cells = columns.pick(["the note", *COLUMNS[:-1]])
    assert cells == Cells(*COLUMNS[:-1], "the note")


@pytest.mark.parametrize(
    "heading", ["Area GSS code", " area_gss_code ", "AREA-GSS-CODE", "area  gss\u00a0code"]
)
def test_headings_may_be_written_with_capitals_and_blanks(heading: str) -> None:
    header = [heading if column == "area_gss_code" else column for column in COLUMNS]
    assert Columns.of(header).ignored == ()


def test_other_columns_are_ignored_by_name() -> None:
    columns = Columns.of(["area_name", *COLUMNS, "", "Certainty ", "", ""])
    assert columns.ignored == ("area_name", "K", "Certainty")
    cells = columns.pick(["Lancashire", *COLUMNS, "x", "exact", "", ""])
    assert cells == Cells(*COLUMNS)


def test_every_missing_column_is_named_beside_those_found() -> None:
    with pytest.raises(UnreadableFile) as refused:
        Columns.of(["Measure", "area", "value", "category", "period_start", "status", "note"])
    said = str(refused.value)
    assert "missing: area_gss_code, period_end, source." in said
    assert "Measure, area, value" in said


def test_a_column_that_is_there_twice_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"more than one column value \(F, J\)"):
        Columns.of([*COLUMNS, "Value"])


def test_a_column_that_is_ignored_may_be_there_twice() -> None:
    assert Columns.of([*COLUMNS, "page", "page"]).ignored == ("page", "page")


def test_a_row_with_too_few_cells_is_refused() -> None:
    fault = Columns.of(COLUMNS).pick(["a", "b"])
    assert isinstance(fault, Fault)
    assert str(fault.wrong) == "it has 2 cells and the header 9."


def test_a_row_with_too_many_cells_is_refused_and_thousands_suspected() -> None:
    fault = Columns.of(COLUMNS).pick([*COLUMNS, "747"])
    assert isinstance(fault, Fault)
    assert str(fault.wrong) == "it has 10 cells and the header 9."
    assert "1,747" in str(fault.remedy)


def test_empty_cells_beyond_the_header_are_nothing() -> None:
    assert Columns.of(COLUMNS).pick([*COLUMNS, "", " "]) == Cells(*COLUMNS)


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_without_a_name_are_named_as_spreadsheets_do(index: int, letters: str) -> None:
    assert spreadsheet_letters(index) == letters
