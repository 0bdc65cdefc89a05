"""What an .ods says of its cells besides their values."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from . import refusals
from .limits import Limits
from .remarks import Remark, Remarks
from .xml import Attributes, go_through, whole
from .zipped import Member, open_member

CONTENT = "content.xml"
OFFICE, TABLE, STYLE = "office:", "table:", "style:"
LONGEST_ERROR = 20
LONGEST_TEXT = 1_000  # characters of a cell that are looked at for raised ones


def remarks_of(
    archive: zipfile.ZipFile, members: Mapping[str, Member], limits: Limits
) -> dict[str, Remarks]:
    """By sheet. Raises UnreadableFile where repeated cells would fill the memory."""
    if CONTENT not in members:
        raise refusals.damaged()
    with open_member(archive, CONTENT) as stream:
        content = _Content(limits)
        go_through(stream, start=content.start, end=content.end, text=content.text)
    return content.sheets


class _Content:
    """The tables of a document, gone through once."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: dict[str, Remarks] = {}
        self._limits = limits
        self._cells = 0
        self._raised_styles: set[str] = set()
        self._style = ""
        self._remarks = Remarks()
        self._depth = 0  # tables within a table's cell are none of ours
        self._row = self._column = self._next_column = 0
        self._rows = self._columns = 1
        self._filled = 0  # cells of the row that hold something
        self._cell: Attributes | None = None
        self._spans: list[bool] = []
        self._text: list[str] = []
        self._mark: list[str] = []
        self._is_annotation = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attributes.get(STYLE + "name", "")
        elif name == "text-properties":
            if attributes.get(STYLE + "text-position", "").startswith("super"):
                self._raised_styles.add(self._style)
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._table(attributes)
        else:
            self._start_within(name, attributes)

    def _start_within(self, name: str, attributes: Attributes) -> None:
        match name:
            case "table-column" if self._depth == 1:
                self._table_column(attributes)
            case "table-row" if self._depth == 1:
                self._table_row(attributes)
            case "table-cell" | "covered-table-cell" if self._depth == 1:
                self._columns = max(
                    whole(attributes.get(TABLE + "number-columns-repeated"), default=1), 1
                )
                self._cell = attributes
                self._text, self._mark, self._spans = [], [], []
            case "span" if self._cell is not None:
                self._spans.append(attributes.get("text:style-name", "") in self._raised_styles)
            case "annotation":
                self._is_annotation = True
            case _:
                pass

    def end(self, name: str) -> None:
        match name:
            case "table":
                self._depth -= 1
            case "table-row" if self._depth == 1:
                self._count(self._filled * self._rows)
                self._row += self._rows
            case "table-cell" | "covered-table-cell" if self._depth == 1:
                self._cell_ended(self._cell or {})
                self._cell = None
            case "span" if self._spans:
                self._spans.pop()
            case "annotation":
                self._is_annotation = False
            case _:
                pass

    def text(self, text: str) -> None:
        if self._cell is not None and not self._is_annotation and len(self._text) < LONGEST_TEXT:
            (self._mark if any(self._spans) else self._text).append(text)

    def _table(self, attributes: Attributes) -> None:
        self._remarks = Remarks()
        self.sheets[attributes.get(TABLE + "name", "")] = self._remarks
        if len(self.sheets) > self._limits.sheets:
            raise refusals.too_many_sheets(self._limits.sheets)
        self._row = self._next_column = 0

    def _table_column(self, attributes: Attributes) -> None:
        repeated = max(whole(attributes.get(TABLE + "number-columns-repeated"), default=1), 1)
        first = self._next_column
        self._next_column += repeated
        if attributes.get(TABLE + "visibility") in ("collapse", "filter"):
            last = min(self._next_column, first + (1 << 14))
            self._remarks.hidden_columns.update(range(first, last))

    def _table_row(self, attributes: Attributes) -> None:
        self._rows = max(whole(attributes.get(TABLE + "number-rows-repeated"), default=1), 1)
        self._column = self._filled = 0
        if attributes.get(TABLE + "visibility") in ("collapse", "filter"):
            last = min(self._row + self._rows, self._row + (1 << 20))
            self._remarks.hidden_rows.update(range(self._row + 1, last + 1))

    def _cell_ended(self, cell: Attributes) -> None:
        text = "".join(self._text).strip()
        kind = cell.get(OFFICE + "value-type", "")
        if text or kind or self._mark:
            self._filled += self._columns
            self._count(self._columns)
            if self._column + self._columns > self._limits.columns:
                raise refusals.too_wide(self._limits.columns)
            self._merge(cell)
            self._remark(cell, kind, text)
        elif TABLE + "formula" in cell:
            self._add(Remark.FORMULA)
        self._column += self._columns

    def _remark(self, cell: Attributes, kind: str, text: str) -> None:
        mark = "".join(self._mark).strip()
        if mark:
            self._remarks.add_superscript(self._row, self._column, text, mark)
        if cell.get("calcext:value-type") == "error" or (
            TABLE + "formula" in cell and text.startswith(("#", "Err:"))
        ):
            self._remarks.errors[self._row, self._column] = text[:LONGEST_ERROR]
            self._add(Remark.FAILED)
        elif TABLE + "formula" in cell:
            self._add(Remark.FORMULA)
        if kind == "percentage":
            self._add(Remark.PERCENTAGE)

    def _add(self, remark: Remark) -> None:
        """To each of the cells that are repeated: few, or `_count` has refused them."""
        for row in range(self._row, self._row + min(self._rows, self._limits.cells)):
            for column in range(
                self._column, self._column + min(self._columns, self._limits.columns)
            ):
                self._count(1)
                self._remarks.add(row, column, remark)

    def _merge(self, cell: Attributes) -> None:
        columns = whole(cell.get(TABLE + "number-columns-spanned"), default=1)
        rows = whole(cell.get(TABLE + "number-rows-spanned"), default=1)
        if columns > 1 or rows > 1:
            self._remarks.merged.append(
                (
                    self._row,
                    self._column,
                    self._row + max(rows, 1) - 1,
                    self._column + max(columns, 1) - 1,
                )
            )

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > 3 * self._limits.cells:  # each may be counted here up to three times
            raise refusals.too_many_cells(self._limits.cells)
