"""Tables out of CSV files, whoever made them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.importing.columns import COLUMNS
from stats.importing.reading import BrokenRow, Table, read_table
from stats.importing.sentences import UnreadableFile

HEADER = ",".join(COLUMNS)


def table_of(text: str, *, codec: str = "utf-8") -> Table:
    return read_table(io.BytesIO(text.encode(codec)))


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    return [(number, list(cells)) for number, cells in table_of(text).rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_any_line_end_will_do(end: str) -> None:
    assert rows_of(end.join([HEADER, "a,b", "c,d"])) == [(2, ["a", "b"]), (3, ["c", "d"])]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(separator: str) -> None:
    table = table_of(separator.join(COLUMNS) + "\n" + separator.join("abc") + "\n")
    assert table.separator == separator
    assert list(table.header) == list(COLUMNS)
    assert [row.cells for row in table.rows] == [["a", "b", "c"]]


def test_a_semicolon_in_a_heading_does_not_make_semicolons_of_commas() -> None:
    assert table_of(f"{HEADER},certainty; as printed\n").separator == ","


def test_only_semicolons_bring_decimal_commas() -> None:
    assert table_of(HEADER.replace(",", ";")).has_decimal_commas
    assert not table_of(HEADER).has_decimal_commas
    assert not table_of(HEADER.replace(",", "\t")).has_decimal_commas


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    assert table_of(HEADER, codec="utf-8-sig").header[0] == "measure"
    assert table_of(HEADER, codec="utf-16").header[0] == "measure"


def test_blank_rows_are_skipped_and_counted() -> None:
    text = f"\n{HEADER}\n\na,b\n , \n,,,\nc,d\n"
    assert rows_of(text) == [(4, ["a", "b"]), (7, ["c", "d"])]


def test_a_cell_of_two_lines_is_in_one_row() -> None:
    assert rows_of(f'{HEADER}\n"two\nlines",b\nc,d\n') == [
        (2, ["two\nlines", "b"]),
        (3, ["c", "d"]),
    ]


@pytest.mark.parametrize("text", ["\n\n", " \n", ",,,\n"])
def test_a_file_without_any_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no text in it"):
        table_of(text)


@pytest.mark.parametrize("row", ['"never closed,b\nc,d', '"closed" too early,b'])
def test_quotation_marks_that_do_not_pair_up_are_named_with_their_row(row: str) -> None:
    rows = table_of(f"{HEADER}\na,b\n{row}\n").rows
    assert next(rows).number == 2
    with pytest.raises(BrokenRow) as broken:
        next(rows)
    assert broken.value.number == 3
    assert "quotation marks" in str(broken.value.fault.wrong)


def test_a_cell_without_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(BrokenRow, match="131072"):
        list(table_of(f"{HEADER}\n{'x' * 200_000}\n").rows)


def test_broken_quotation_marks_in_the_header_are_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="quotation marks"):
        table_of(f'"{HEADER}')


def test_the_file_stays_open_for_whoever_opened_it() -> None:
    file = io.BytesIO(HEADER.encode())
    for _row in read_table(file).rows:
        pass
    assert not file.closed


def test_a_file_that_changes_while_it_is_read_is_refused() -> None:
    file = io.BytesIO((f"{HEADER}\n" + "a,b\n" * 50_000).encode())
    rows = read_table(file).rows
    next(rows)
    file.getbuffer()[-2:] = b"\xff\xff"
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        list(rows)


cells = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=20)


@given(rows=st.lists(st.lists(cells, min_size=1, max_size=12)), separator=st.sampled_from(",;\t"))
def test_whatever_a_spreadsheet_writes_is_read_back(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([COLUMNS, *rows])
    assert rows_of(text.getvalue()) == [
        (number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row))
    ]


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_after_a_header_is_rows_or_one_broken_row(text: str) -> None:
    try:
        numbers = [row.number for row in table_of(f"{HEADER}\n{text}").rows]
    except BrokenRow as broken:
        numbers = [broken.number]
    assert numbers == sorted(set(numbers))
    assert all(number >= 2 for number in numbers)
