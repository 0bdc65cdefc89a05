"""How a workbook is read: where its headings are and what each column says. Kept as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ...periods import Period


class Role(StrEnum):
    """What a column says of the figures in its row; `FIGURE` holds the figures themselves."""

    FIGURE = "figure"
    AREA = "area"
    MEASURE = "measure"
    CATEGORY = "category"
    PERIOD = "period"
    PERIOD_START = "period-start"
    PERIOD_END = "period-end"
    STATUS = "status"
    SOURCE = "source"
    NOTE = "note"
    IGNORED = "ignored"
    UNKNOWN = "unknown"  # to be asked


ONCE_ONLY = frozenset(Role) - {Role.FIGURE, Role.IGNORED, Role.UNKNOWN}
"""Roles that one column of a sheet has at most."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is said of figures outside their row: by a heading, or for a whole sheet.

    None is "not said". A category of "" is said, and means the total.
    """

    measure: str | None = None  # a slug
    category: str | None = None  # a slug; "" for the total
    area: str | None = None  # a GSS code
    period: Period | None = None
    source: str | None = None

    def over(self, other: Given) -> Given:
        """What this one says, and the other's where it says nothing."""
        return Given(
            measure=other.measure if self.measure is None else self.measure,
            category=other.category if self.category is None else self.category,
            area=other.area if self.area is None else self.area,
            period=other.period if self.period is None else self.period,
            source=other.source if self.source is None else self.source,
        )

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("measure", "category", "area", "source")
            if getattr(self, name) is not None
        }
        if self.period:
            said["period"] = [self.period.first.isoformat(), self.period.last.isoformat()]
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Given:
        period = said.get("period")
        return cls(
            measure=said.get("measure"),
            category=said.get("category"),
            area=said.get("area"),
            source=said.get("source"),
            period=Period(*map(date.fromisoformat, period)) if period else None,
        )


@dataclass(frozen=True, kw_only=True)
class ColumnReading:
    """One column. `heading` is what stands over it, levels joined by " / "."""

    index: int  # from nought
    heading: str
    role: Role
    given: Given = field(default_factory=Given)  # for figures: what the headings say of them
    unsure: tuple[str, ...] = ()
    """Of what the heading may say something that is not understood: "period", "category"."""

    def to_json(self) -> dict[str, Any]:
        return {
            "index": self.index,
            "heading": self.heading,
            "role": self.role.value,
            "given": self.given.to_json(),
            "unsure": list(self.unsure),
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> ColumnReading:
        return cls(
            index=said["index"],
            heading=said["heading"],
            role=Role(said["role"]),
            given=Given.from_json(said["given"]),
            unsure=tuple(said["unsure"]),
        )


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """One sheet's. Rows are numbered as the spreadsheet does; nought headings: none were found."""

    sheet: str
    is_read: bool = True
    is_settled: bool = False  # a person has said whether it is read
    first_heading_row: int = 0
    last_heading_row: int = 0
    last_row: int = 0  # the last one of figures; notes stand below
    columns: tuple[ColumnReading, ...] = ()
    given: Given = field(default_factory=Given)  # for all figures of the sheet
    with_hidden: bool = False  # whether hidden rows and columns are read
    day_first: bool | None = None  # how 01/02/2017 is read, where that matters

    @property
    def fingerprint(self) -> str:
        return fingerprint(column.heading for column in self.columns)

    def column(self, index: int) -> ColumnReading | None:
        return next((column for column in self.columns if column.index == index), None)

    def with_column(self, changed: ColumnReading) -> SheetReading:
        return replace(
            self,
            columns=tuple(
                changed if column.index == changed.index else column for column in self.columns
            ),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "is_read": self.is_read,
            "is_settled": self.is_settled,
            "first_heading_row": self.first_heading_row,
            "last_heading_row": self.last_heading_row,
            "last_row": self.last_row,
            "columns": [column.to_json() for column in self.columns],
            "given": self.given.to_json(),
            "with_hidden": self.with_hidden,
            "day_first": self.day_first,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> SheetReading:
        return cls(
            sheet=said["sheet"],
            is_read=said["is_read"],
            is_settled=said["is_settled"],
            first_heading_row=said["first_heading_row"],
            last_heading_row=said["last_heading_row"],
            last_row=said["last_row"],
            columns=tuple(map(ColumnReading.from_json, said["columns"])),
            given=Given.from_json(said["given"]),
            with_hidden=said["with_hidden"],
            day_first=said["day_first"],
        )


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A workbook's: its sheets, and what people have said of names and marks in it.

    `areas`, `categories` and `marks` map what is written (as `normal`, `normal_name` and
    `normal_mark` have it) to what it means: a GSS code, a category's slug ("" for the total) or a
    status; or LEFT_OUT.
    """

    sheets: tuple[SheetReading, ...]
    areas: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetReading | None:
        return next((sheet for sheet in self.sheets if sheet.sheet == name), None)

    def with_sheet(self, changed: SheetReading) -> Reading:
        return replace(
            self,
            sheets=tuple(
                changed if sheet.sheet == changed.sheet else sheet for sheet in self.sheets
            ),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "areas": dict(self.areas),
            "categories": dict(self.categories),
            "marks": dict(self.marks),
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Reading:
        return cls(
            sheets=tuple(map(SheetReading.from_json, said["sheets"])),
            areas=dict(said["areas"]),
            categories=dict(said["categories"]),
            marks=dict(said["marks"]),
        )


def fingerprint(headings: Any) -> str:
    """Of a sheet's headings, in their order: case and blanks aside, and the same for ever."""
    text = "\x1f".join(" ".join(str(heading).casefold().split()) for heading in headings)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_remember(sheet: SheetReading) -> dict[str, Any]:
    """What the next file with the same headings may take over, under `sheet.fingerprint`.

    Roles and what headings say; not rows, nor what was said of the sheet as a whole but its
    measure and category: the next reply is for another year.
    """
    return {
        "columns": [column.to_json() for column in sheet.columns],
        "given": Given(measure=sheet.given.measure, category=sheet.given.category).to_json(),
    }
