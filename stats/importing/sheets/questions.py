"""All that a person must say before a workbook can be read, found by going through its cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from ...periods import Period
from ..sentences import gettext_noop as _
from ..sentences import say, shortened
from .asking import About, Choice, Question
from .context import Context
from .reading import ColumnReading, Reading, Role, SheetReading
from .unexplained import ask_about_cells, category_choices
from .workbook import Sheet, Value, Workbook, cell_name
from .written_periods import period_within, periods_in

ASKED_AT_MOST = 200  # questions: with more, the file is not what it was taken for
SAID_BEFORE_FIGURES = 60  # measures offered

ROLE_NAMES: dict[Role, str] = {
    Role.FIGURE: _("the figures"),
    Role.AREA: _("the area or police force"),
    Role.CATEGORY: _("the category"),
    Role.MEASURE: _("the measure"),
    Role.PERIOD: _("the period"),
    Role.PERIOD_START: _("the first day of the period"),
    Role.PERIOD_END: _("the last day of the period"),
    Role.STATUS: _("how a figure is known (its status)"),
    Role.SOURCE: _("the source"),
    Role.NOTE: _("a note"),
    Role.IGNORED: _("nothing that is needed: leave it out"),
}


class _Place(TypedDict):
    """Where a question about a whole sheet points to: its headings."""

    sheet: str
    cell: str


def questions(workbook: Workbook, reading: Reading, *, context: Context) -> list[Question]:
    """Empty where everything is clear. The same question has the same id each time."""
    found: dict[str, Question] = {}
    for sheet in workbook.sheets:
        how = reading.sheet(sheet.name)
        if how is None:
            continue
        for question in _of_sheet(sheet, how, reading, context):
            found.setdefault(question.id, question)
            if len(found) == ASKED_AT_MOST:
                return list(found.values())
    if not found and not any(sheet.is_read for sheet in reading.sheets):
        return [_nothing_is_read(workbook)]
    return list(found.values())


def _nothing_is_read(workbook: Workbook) -> Question:
    sheet = next((sheet for sheet in workbook.sheets if sheet.rows), workbook.sheets[0])
    return Question(
        id="nothing",
        about=About.NOTHING,
        text=say(
            _(
                "No table of figures was found: nothing of the file would be read. It needs a row"
                " of headings, such as “Police force”, “2016/17” and “2017/18”, over rows of"
                " figures."
            )
        ),
        written=shortened(sheet.name),
        sheet=sheet.name,
    )


def _of_sheet(
    sheet: Sheet, how: SheetReading, reading: Reading, context: Context
) -> Iterator[Question]:
    if not how.is_read:
        if sheet.is_hidden and how.columns and not how.is_settled:
            yield _hidden_sheet(sheet)
        return
    yield from _columns(sheet, how, context)
    if any(column.role is Role.UNKNOWN for column in how.columns):
        return  # what the rest lacks depends on what these are
    yield from _missing(sheet, how, context)
    yield from ask_about_cells(sheet, how, reading, context)


def _hidden_sheet(sheet: Sheet) -> Question:
    return Question(
        id=f"sheet:{sheet.name}",
        about=About.SHEET,
        text=say(
            _("Sheet “%(sheet)s” is hidden and holds a table. Was it meant to be sent?"),
            sheet=shortened(sheet.name),
        ),
        written=sheet.name,
        sheet=sheet.name,
        choices=(
            Choice("leave", say(_("Leave it out"))),
            Choice("read", say(_("Read it"))),
        ),
    )


def _columns(sheet: Sheet, how: SheetReading, context: Context) -> Iterator[Question]:
    for column in how.columns:
        if column.role is Role.UNKNOWN:
            yield _role(sheet, how, column)
        elif column.role is Role.FIGURE:
            if "category" in column.unsure:
                yield _category(sheet, how, column, context)
            if "period" in column.unsure and column.given.period is None:
                yield _period_of_column(sheet, how, column)


def _role(sheet: Sheet, how: SheetReading, column: ColumnReading) -> Question:
    taken = {other.role for other in how.columns}
    single = (Role.FIGURE, Role.IGNORED, Role.NOTE)
    return Question(
        id=f"column:{sheet.name}:{column.index}",
        about=About.COLUMN,
        text=say(
            _("What does column %(column)s hold (“%(heading)s”)?"),
            column=cell_name(row=1, column=column.index)[:-1],
            heading=shortened(column.heading) or "–",
        ),
        written=column.heading,
        sheet=sheet.name,
        cell=_under(how, column),
        choices=tuple(
            Choice(role.value, say(name))
            for role, name in ROLE_NAMES.items()
            if role in single[:2] or role not in taken
        ),
    )


def _category(sheet: Sheet, how: SheetReading, column: ColumnReading, context: Context) -> Question:
    measure = column.given.measure or how.given.measure
    return Question(
        id=f"category:{sheet.name}:{column.index}",
        about=About.CATEGORY,
        text=say(
            _("Which part of the total stands under “%(heading)s”?"),
            heading=shortened(column.heading),
        ),
        written=column.heading,
        sheet=sheet.name,
        cell=_under(how, column),
        choices=tuple(category_choices(measure, context)),
    )


def _period_of_column(sheet: Sheet, how: SheetReading, column: ColumnReading) -> Question:
    return Question(
        id=f"period:{sheet.name}:{column.index}",
        about=About.PERIOD,
        text=say(
            _("Which period are the figures under “%(heading)s” for?"),
            heading=shortened(column.heading) or "–",
        ),
        written=column.heading,
        sheet=sheet.name,
        cell=_under(how, column),
        choices=tuple(map(_period_choice, _candidates(sheet, how, column))),
        takes_other=True,
    )


def _candidates(sheet: Sheet, how: SheetReading, column: ColumnReading) -> list[Period]:
    """What the headings over a column may mean, each on its own."""
    found: dict[Period, None] = {}
    for row in sheet.rows:
        if how.first_heading_row <= row.number <= how.last_heading_row:
            value = row.cells[column.index] if column.index < len(row.cells) else None
            for period in _readings(value):
                found[period] = None
    return list(found)


def _readings(value: Value) -> tuple[Period, ...]:
    return period_within(value)[0] if isinstance(value, str) else periods_in(value)


def _period_choice(period: Period) -> Choice:
    return Choice(f"{period.first.isoformat()}/{period.last.isoformat()}", period.label)


def _under(how: SheetReading, column: ColumnReading) -> str:
    return cell_name(row=max(how.last_heading_row, 1), column=column.index)


def _missing(sheet: Sheet, how: SheetReading, context: Context) -> Iterator[Question]:
    """What neither a column, nor a heading, nor a title says of the figures."""
    roles = {column.role for column in how.columns}
    figures = [column for column in how.columns if column.role is Role.FIGURE]
    place: _Place = {
        "sheet": sheet.name,
        "cell": cell_name(row=max(how.first_heading_row, 1), column=0),
    }
    if not figures:
        yield Question(
            id=f"figures:{sheet.name}",
            about=About.NOTHING,
            text=say(
                _("No column of sheet “%(sheet)s” holds figures: say which one does."),
                sheet=shortened(sheet.name),
            ),
            written=sheet.name,
            **place,
        )
        return
    given = how.given

    def lacks(what: str, *having: Role) -> bool:
        if roles & set(having) or getattr(given, what) is not None:
            return False
        return any(getattr(column.given, what) is None for column in figures)

    if lacks("measure", Role.MEASURE):
        yield _measure(sheet, context, place)
    if lacks("period", Role.PERIOD, Role.PERIOD_START):
        yield Question(
            id=f"period:{sheet.name}",
            about=About.PERIOD,
            text=say(
                _("Which period are the figures of sheet “%(sheet)s” for?"),
                sheet=shortened(sheet.name),
            ),
            written=sheet.name,
            choices=tuple(map(_period_choice, _periods_above(sheet, how))),
            takes_other=True,
            **place,
        )
    if lacks("area", Role.AREA):
        yield _area_of_sheet(sheet, how, context, place)


def _measure(sheet: Sheet, context: Context, place: _Place) -> Question:
    known = context.vocabulary.measures
    return Question(
        id=f"measure:{sheet.name}",
        about=About.MEASURE,
        text=say(_("What do the figures of sheet “%(sheet)s” count?"), sheet=shortened(sheet.name)),
        written=sheet.name,
        choices=tuple(
            Choice(slug, measure.name)
            for slug, measure in list(known.items())[:SAID_BEFORE_FIGURES]
        ),
        takes_other=len(known) > SAID_BEFORE_FIGURES,
        **place,
    )


def _periods_above(sheet: Sheet, how: SheetReading) -> list[Period]:
    found: dict[Period, None] = {}
    for row in sheet.rows:
        if row.number < how.first_heading_row:
            for value in row.cells[:20]:
                for period in _readings(value):
                    found[period] = None
    return list(found)[:10]


def _area_of_sheet(sheet: Sheet, how: SheetReading, context: Context, place: _Place) -> Question:
    """A force's own reply mostly does not name it in the table; its title may."""
    texts = [
        cell
        for row in sheet.rows
        if row.number < how.first_heading_row
        for cell in row.cells[:20]
        if isinstance(cell, str)
    ]
    codes: dict[str, None] = {}
    for text in (sheet.name, *texts):
        for code in context.names.within(text):
            codes[code] = None
    return Question(
        id=f"area:{sheet.name}:",
        about=About.AREA_OF_SHEET,
        text=say(_("Which area is sheet “%(sheet)s” for?"), sheet=shortened(sheet.name)),
        written=sheet.name,
        choices=tuple(Choice(code, context.names.title(code)) for code in list(codes)[:10]),
        takes_other=True,
        **place,
    )
