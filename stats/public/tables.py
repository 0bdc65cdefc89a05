"""The tables of a page, made from the same figures as its charts and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from ..comparing import NotComparable
from ..models import Figure, Measure
from . import series
from .asked import period_query
from .series import PeriodPage
from .showing import change_shown, mark, shown


class Noted(Protocol):
    @property
    def note(self) -> str: ...


Row = TypeVar("Row", bound=Noted)


@dataclass(frozen=True)
class Table(Generic[Row]):
    """Rows, and whether any of them has a note: without one, its column stays away."""

    rows: tuple[Row, ...]

    @property
    def has_notes(self) -> bool:
        return any(row.note for row in self.rows)


@dataclass(frozen=True)
class AreaRow:
    """An area in one period. The note also says what keeps its change from being stated."""

    name: str
    address: str
    value: str
    has_value: bool
    mark: str
    note: str
    change: str


@dataclass(frozen=True)
class PeriodRow:
    label: str
    in_words: str
    address: str
    value: str
    has_value: bool
    mark: str
    note: str


@dataclass(frozen=True)
class CategoryRow:
    name: str
    value: str
    has_value: bool
    mark: str
    note: str


def area_rows(measure: Measure, page: PeriodPage) -> Table[AreaRow]:
    rows = [
        AreaRow(
            name=row.figure.area.name,
            address=reverse("statistics:area", args=[measure.slug, row.figure.area.slug]),
            value=shown(row.figure, measure),
            has_value=row.figure.has_value,
            mark=mark(row.figure),
            note=" ".join(filter(None, (row.figure.note, _why(row)))),
            change=change_shown(row.change),
        )
        for row in page.rows
    ]
    return Table(tuple(rows))


def _why(row: series.Row) -> str:
    """Why no change is stated; that a figure is missing can be seen beside it."""
    is_seen = not row.figure.has_value
    return row.change.reason if isinstance(row.change, NotComparable) and not is_seen else ""


def period_rows(measure: Measure, totals: Sequence[Figure], *, address: str) -> Table[PeriodRow]:
    """An area's totals, newest first, each linked to the page of its period."""
    rows = [
        PeriodRow(
            label=figure.period.label,
            in_words=figure.period.in_words,
            address=f"{address}?{urlencode(period_query(figure.period))}",
            value=shown(figure, measure),
            has_value=figure.has_value,
            mark=mark(figure),
            note=figure.note,
        )
        for figure in totals
    ]
    return Table(tuple(rows))


def category_rows(measure: Measure, total: Figure, parts: Sequence[Figure]) -> Table[CategoryRow]:
    """The parts of a total, and the total under them; none where it was not split."""
    rows = [
        CategoryRow(
            name=figure.category_or_total,
            value=shown(figure, measure),
            has_value=figure.has_value,
            mark=mark(figure),
            note=figure.note,
        )
        for figure in ((*parts, total) if parts else ())
    ]
    return Table(tuple(rows))
