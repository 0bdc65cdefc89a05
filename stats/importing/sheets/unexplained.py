"""Names and marks in a sheet's cells that nobody has explained yet: each is asked about once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..sentences import Sentence, say, shortened
from ..sentences import gettext_noop as _
from .area_names import is_force, normal
from .asking import About, Choice, Question
from .cells import SheetCells
from .context import Context, normal_name
from .marks import ASKED, LEFT_OUT, NOUGHT, normal_mark, split_marks
from .reading import ColumnReading, Reading, Role, SheetReading
from .workbook import Row, Sheet, cell_name, written

STATUS_NAMES: dict[str, str] = {
    "not-supplied": _("not supplied: they did not give it"),
    "not-held": _("not held: they do not record it"),
    "refused": _("refused"),
    "not-received": _("not yet received"),
    "suppressed": _("suppressed, to protect people"),
    NOUGHT: _("nought: there were none"),
    LEFT_OUT: _("no figure: leave such cells out"),
}


def category_choices(measure: str | None, context: Context) -> Iterator[Choice]:
    yield Choice("", say(_("All of it: the total")))
    for slug, known in context.vocabulary.measures.items():
        if measure in (None, slug):
            for category, name in known.categories.items():
                yield Choice(category, name)


@dataclass
class _Asked:
    """A name or a mark that is asked about, and how often it occurs."""

    sheet: str
    cell: str
    written: str
    times: int = 1


class _Names:
    """Names and marks of one sheet's cells that nobody has explained yet, by what they are."""

    def __init__(self, sheet: Sheet, how: SheetReading, reading: Reading, context: Context) -> None:
        self.cells = SheetCells(sheet, how, context.names)
        self.areas: dict[str, _Asked] = {}
        self.categories: dict[str, _Asked] = {}
        self.marks: dict[str, _Asked] = {}
        self._measure = how.given.measure
        self._reading = reading
        self._context = context
        for row in self.cells.rows():
            if not self._is_left_out(row):
                self._look_at(row)

    def _is_left_out(self, row: Row) -> bool:
        area, category = self.cells.text(row, Role.AREA), self.cells.text(row, Role.CATEGORY)
        return LEFT_OUT in (
            self._reading.areas.get(normal(area)),
            self._reading.categories.get(normal_name(category)),
        )

    def _look_at(self, row: Row) -> None:
        cells, context = self.cells, self._context
        if cells.area is not None:
            name = cells.text(row, Role.AREA)
            known = context.names.recognise(name, are_forces=cells.are_forces).code
            if known is None and normal(name) and normal(name) not in self._reading.areas:
                self._count(self.areas, normal(name), row, cells.area, name)
        if (column := cells.by_role.get(Role.CATEGORY)) is not None:
            name = cells.text(row, Role.CATEGORY)
            measure = context.measure(cells.text(row, Role.MEASURE)) or self._measure
            known = context.category(split_marks(name)[0], measure)
            key = normal_name(name)
            if known is None and key not in self._reading.categories and measure is not None:
                self._count(self.categories, key, row, column, name)
        if not cells.has_status(row):
            self._look_at_figures(row)

    def _look_at_figures(self, row: Row) -> None:
        for column in self.cells.figures:
            value = self.cells.value(row, column.index)
            if value is not None and not isinstance(value, str):
                continue
            if self.cells.is_merged_away(row, column.index):
                continue
            key = normal_mark(written(value))
            if key in ASKED and key not in self._reading.marks:
                self._count(self.marks, key, row, column, written(value))

    def _count(
        self, asked: dict[str, _Asked], key: str, row: Row, column: ColumnReading, text: str
    ) -> None:
        if key in asked:
            asked[key].times += 1
        else:
            place = cell_name(row=row.number, column=column.index)
            asked[key] = _Asked(self.cells.sheet.name, place, text)


def ask_about_cells(
    sheet: Sheet, how: SheetReading, reading: Reading, context: Context
) -> Iterator[Question]:
    names = _Names(sheet, how, reading, context)
    for key, asked in names.areas.items():
        yield _area(key, asked, names.cells.are_forces, context)
    for key, asked in names.categories.items():
        yield _category_name(key, asked, how.given.measure, context)
    for key, asked in names.marks.items():
        yield _mark(key, asked)
    if names.cells.has_unclear_days():
        yield _days(sheet, how)


def _category_name(key: str, asked: _Asked, measure: str | None, context: Context) -> Question:
    choices = category_choices(measure, context)
    return Question(
        id=f"category-name:{key}",
        about=About.CATEGORY_NAME,
        text=say(_("Which part of the total is “%(name)s”?"), name=shortened(asked.written)),
        written=asked.written,
        sheet=asked.sheet,
        cell=asked.cell,
        times=asked.times,
        choices=(*choices, Choice(LEFT_OUT, say(_("None of these: leave its rows out")))),
    )


def _area(key: str, asked: _Asked, are_forces: bool | None, context: Context) -> Question:
    recognised = context.names.recognise(asked.written, are_forces=are_forces)
    codes = list(recognised.candidates)
    if are_forces:
        codes.sort(key=lambda code: not is_force(code))
    choices = [Choice(code, context.names.title(code)) for code in codes]
    choices.append(Choice(LEFT_OUT, say(_("None of these: leave its rows out"))))
    return Question(
        id=f"area:{key}",
        about=About.AREA,
        text=_area_text(asked, recognised.is_near, bool(codes)),
        written=split_marks(asked.written)[0],
        sheet=asked.sheet,
        cell=asked.cell,
        times=asked.times,
        choices=tuple(choices),
        takes_other=True,
        is_lasting=recognised.is_near,
    )


def _area_text(asked: _Asked, is_near: bool, has_candidates: bool) -> Sentence:
    name = shortened(asked.written)
    if not has_candidates:
        return say(_("Which area is “%(name)s”? No name known is like it."), name=name)
    if is_near:
        return say(_("Which area is “%(name)s”? It is spelled like these."), name=name)
    return say(_("Which area is “%(name)s”? It can mean several things."), name=name)


def _mark(key: str, asked: _Asked) -> Question:
    text = (
        say(_("What does “%(mark)s” mean where a figure should stand?"), mark=shortened(key))
        if key
        else say(_("What does a blank cell mean where a figure should stand?"))
    )
    return Question(
        id=f"mark:{key}",
        about=About.MARK,
        text=text,
        written=asked.written,
        sheet=asked.sheet,
        cell=asked.cell,
        times=asked.times,
        choices=tuple(Choice(status, say(name)) for status, name in STATUS_NAMES.items()),
    )


def _days(sheet: Sheet, how: SheetReading) -> Question:
    return Question(
        id=f"days:{sheet.name}",
        about=About.DAYS,
        text=say(
            _("Is 03/04/2017 the 3rd of April or the 4th of March in sheet “%(sheet)s”?"),
            sheet=shortened(sheet.name),
        ),
        written="",
        sheet=sheet.name,
        cell=cell_name(row=how.last_heading_row + 1, column=0),
        choices=(
            Choice("day-first", say(_("The 3rd of April: the day stands first"))),
            Choice("month-first", say(_("The 4th of March: the month stands first"))),
        ),
    )
