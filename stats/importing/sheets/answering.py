"""Answers of people, each turned into a reading that knows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..sentences import Sentence, say, shortened
from ..sentences import gettext_noop as _
from .area_names import normal
from .asking import About, Question
from .context import Context, normal_name
from .marks import LEFT_OUT, NOUGHT, normal_mark
from .reading import ONCE_ONLY, ColumnReading, Reading, Role, SheetReading
from .written_periods import periods_in


class WrongAnswer(ValueError):
    """An answer that does not fit its question; `sentence` says what would."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def answer(reading: Reading, question: Question, value: str, *, context: Context) -> Reading:
    """The reading with an answer in it. Raises WrongAnswer."""
    match question.about:
        case About.AREA:
            if value != LEFT_OUT:
                _area(value, context)
            return replace(reading, areas={**reading.areas, normal(question.written): value})
        case About.MARK:
            if value not in (NOUGHT, LEFT_OUT, *context.statuses.without):
                raise _no_choice(value)
            return replace(reading, marks={**reading.marks, normal_mark(question.written): value})
        case About.CATEGORY_NAME:
            if value not in (LEFT_OUT, *_known_categories(context)):
                raise _no_choice(value)
            name = normal_name(question.written)
            return replace(reading, categories={**reading.categories, name: value})
        case About.NOTHING:
            raise _no_choice(value)
        case _:
            sheet = reading.sheet(question.sheet)
            if sheet is None:
                raise _no_choice(value)
            return reading.with_sheet(OF_SHEETS[question.about](sheet, question, value, context))


def _no_choice(value: str) -> WrongAnswer:
    return WrongAnswer(
        say(_("“%(answer)s” is none of the answers: choose one."), answer=shortened(value))
    )


def _known_categories(context: Context) -> set[str]:
    measures = context.vocabulary.measures.values()
    return {"", *(slug for measure in measures for slug in measure.categories)}


def _area(value: str, context: Context) -> str:
    if value not in context.vocabulary.areas:
        raise _no_choice(value)
    return value


def _of_the_sheet(
    sheet: SheetReading, question: Question, value: str, context: Context
) -> SheetReading:
    if value not in ("read", "leave"):
        raise _no_choice(value)
    return replace(sheet, is_read=value == "read", is_settled=True)


def _days(sheet: SheetReading, question: Question, value: str, context: Context) -> SheetReading:
    if value not in ("day-first", "month-first"):
        raise _no_choice(value)
    return replace(sheet, day_first=value == "day-first")


def _measure(sheet: SheetReading, question: Question, value: str, context: Context) -> SheetReading:
    if value not in context.vocabulary.measures:
        raise _no_choice(value)
    return replace(sheet, given=replace(sheet.given, measure=value))


def _area_of_sheet(
    sheet: SheetReading, question: Question, value: str, context: Context
) -> SheetReading:
    return replace(sheet, given=replace(sheet.given, area=_area(value, context)))


def _period(sheet: SheetReading, question: Question, value: str, context: Context) -> SheetReading:
    readings = periods_in(value)
    if len(readings) != 1:
        raise WrongAnswer(
            say(
                _(
                    "“%(answer)s” is not one period: write 2017-18 for a financial year, 2018 for a"
                    " calendar year, or April 2016 to March 2017."
                ),
                answer=shortened(value),
            )
        )
    column = _column(sheet, question)
    if column is None:
        return replace(sheet, given=replace(sheet.given, period=readings[0]))
    return sheet.with_column(
        replace(
            column,
            given=replace(column.given, period=readings[0]),
            unsure=tuple(what for what in column.unsure if what != "period"),
        )
    )


def _category(
    sheet: SheetReading, question: Question, value: str, context: Context
) -> SheetReading:
    column = _column(sheet, question)
    if column is None or value not in _known_categories(context):
        raise _no_choice(value)
    return sheet.with_column(
        replace(
            column,
            given=replace(column.given, category=value, area=None),
            unsure=tuple(what for what in column.unsure if what != "category"),
        )
    )


def _role(sheet: SheetReading, question: Question, value: str, context: Context) -> SheetReading:
    column = _column(sheet, question)
    if column is None or value not in set(Role) - {Role.UNKNOWN}:
        raise _no_choice(value)
    return with_role(sheet, column.index, Role(value))


def with_role(sheet: SheetReading, index: int, role: Role) -> SheetReading:
    """A column given a role by hand. Another that had it, where one alone can, is left out."""
    columns = []
    for column in sheet.columns:
        if column.index == index:
            columns.append(replace(column, role=role))
        elif column.role is role and role in ONCE_ONLY:
            columns.append(replace(column, role=Role.IGNORED))
        else:
            columns.append(column)
    return replace(sheet, columns=tuple(columns))


def _column(sheet: SheetReading, question: Question) -> ColumnReading | None:
    """The column that a question is about: its id ends with the index; a sheet's has none."""
    last = question.id.removeprefix(f"{question.id.partition(':')[0]}:{question.sheet}").lstrip(":")
    return sheet.column(int(last)) if last.isascii() and last.isdigit() else None


OF_SHEETS: dict[About, Callable[[SheetReading, Question, str, Context], SheetReading]] = {
    About.SHEET: _of_the_sheet,
    About.COLUMN: _role,
    About.MEASURE: _measure,
    About.CATEGORY: _category,
    About.PERIOD: _period,
    About.AREA_OF_SHEET: _area_of_sheet,
    About.DAYS: _days,
}
