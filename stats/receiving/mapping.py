"""How a file is read, as a person sees it and says it: sheet by sheet and column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importing.sheets import ColumnReading, Given, Reading, Role, SheetReading
from ..importing.understanding import LONGEST_SOURCE
from ..importing.vocabulary import Vocabulary
from ..models import ReceivedFile
from ..periods import Period, PeriodError, parse_period

ROLES: dict[Role, Promise | str] = {
    Role.FIGURE: gettext_lazy("figures"),
    Role.AREA: gettext_lazy("area or police force"),
    Role.MEASURE: gettext_lazy("measure"),
    Role.CATEGORY: gettext_lazy("category"),
    Role.PERIOD: gettext_lazy("period"),
    Role.PERIOD_START: gettext_lazy("first day"),
    Role.PERIOD_END: gettext_lazy("last day"),
    Role.STATUS: gettext_lazy("status"),
    Role.SOURCE: gettext_lazy("source"),
    Role.NOTE: gettext_lazy("note, or reason for a correction"),
    Role.IGNORED: gettext_lazy("nothing that is wanted"),
}
SAID_OF_MANY = (Role.FIGURE, Role.IGNORED)
TOTAL = "total"  # in the form; a slug of a category stands with its measure's: "measure/category"

Text = Callable[[str], str]  # what was posted under a name, "" where nothing was


@dataclass(frozen=True, kw_only=True)
class ShownColumn:
    """A column in the form: its heading, a few of its cells, and what is said of it."""

    name: str
    letters: str
    heading: str
    cells: list[str]
    role: str
    category: str
    period: str


@dataclass(frozen=True, kw_only=True)
class ShownSheet:
    """A sheet in the form, with what holds for all its figures."""

    name: str
    title: str
    is_read: bool
    columns: list[ShownColumn]
    measure: str
    category: str
    area: str
    period: str
    source: str


def shown(file: ReceivedFile) -> list[ShownSheet]:
    """The sheets of a file as they are read now."""
    from ..importing.columns import spreadsheet_letters

    samples: Mapping[str, Mapping[str, list[str]]] = file.reading.get("samples", {})
    return [
        ShownSheet(
            name=f"s{place}",
            title=sheet.sheet,
            is_read=sheet.is_read,
            columns=[
                ShownColumn(
                    name=f"s{place}-c{column.index}",
                    letters=spreadsheet_letters(column.index),
                    heading=column.heading,
                    cells=samples.get(sheet.sheet, {}).get(str(column.index), []),
                    role=column.role.value,
                    category=_category(column.given, sheet.given),
                    period=_written(column.given.period),
                )
                for column in sheet.columns
            ],
            measure=sheet.given.measure or "",
            category=_category(sheet.given, sheet.given),
            area=sheet.given.area or "",
            period=_written(sheet.given.period),
            source=sheet.given.source or "",
        )
        for place, sheet in enumerate(Reading.from_json(file.reading).sheets)
    ]


def said(file: ReceivedFile, text: Text, *, vocabulary: Vocabulary) -> tuple[Reading, list[str]]:
    """The reading that a form says, and what is wrong with it in sentences."""
    reading = Reading.from_json(file.reading)
    wrong: list[str] = []
    for place, sheet in enumerate(reading.sheets):
        reading = reading.with_sheet(_sheet(sheet, f"s{place}", text, vocabulary, wrong))
    if not any(sheet.is_read for sheet in reading.sheets):
        wrong.append(_("Choose a sheet that is read."))
    return reading, wrong


def _sheet(
    sheet: SheetReading, name: str, text: Text, vocabulary: Vocabulary, wrong: list[str]
) -> SheetReading:
    if not text(f"{name}-is_read"):
        return replace(sheet, is_read=False)
    given = _of_the_sheet(name, text, vocabulary, wrong)
    columns = tuple(
        _column(column, f"{name}-c{column.index}", text, vocabulary, wrong, sheet=given)
        for column in sheet.columns
    )
    roles = [column.role for column in columns]
    wrong += [
        _("%(sheet)s: only one column can be “%(role)s”.")
        % {"sheet": sheet.sheet, "role": ROLES[role]}
        for role in ROLES
        if role not in SAID_OF_MANY and roles.count(role) > 1
    ]
    if Role.FIGURE not in roles:
        wrong.append(_("%(sheet)s: say which column holds the figures.") % {"sheet": sheet.sheet})
    return replace(sheet, is_read=True, columns=columns, given=given)


def _of_the_sheet(name: str, text: Text, vocabulary: Vocabulary, wrong: list[str]) -> Given:
    measure, category = _naming(text(f"{name}-category"), vocabulary)
    measure = text(f"{name}-measure") if measure is None else measure
    area = text(f"{name}-area")
    return Given(
        measure=measure if measure in vocabulary.measures else None,
        category=category,
        area=area if area in vocabulary.areas else None,
        period=_period(text(f"{name}-period"), wrong),
        source=" ".join(text(f"{name}-source").split())[:LONGEST_SOURCE] or None,
    )


def _column(
    column: ColumnReading,
    name: str,
    text: Text,
    vocabulary: Vocabulary,
    wrong: list[str],
    *,
    sheet: Given,
) -> ColumnReading:
    role = text(f"{name}-role")
    if role not in {known.value for known in ROLES}:
        return column
    if role != Role.FIGURE:
        return replace(column, role=Role(role), given=Given(), unsure=())
    measure, category = _naming(text(f"{name}-category"), vocabulary)
    period = _period(text(f"{name}-period"), wrong)
    given = replace(
        column.given,
        measure=column.given.measure if measure is None else measure,
        category=category,
        period=period,
    )
    said = given.over(sheet)
    settled = {"category": said.category is not None, "period": said.period is not None}
    return replace(
        column,
        role=Role.FIGURE,
        given=given,
        unsure=tuple(what for what in column.unsure if not settled.get(what, False)),
    )


def _naming(chosen: str, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """What an option of the form's list of categories means: a measure and a category.

    "/possession" leaves the measure to the rows.
    """
    if chosen == TOTAL:
        return None, ""
    measure, _slash, category = chosen.partition("/")
    if not measure:
        measures = vocabulary.measures.values()
        return None, category if any(category in known.categories for known in measures) else None
    known = vocabulary.measures.get(measure)
    return (measure, category) if known and category in known.categories else (None, None)


def _category(given: Given, sheet: Given) -> str:
    if given.category is None:
        return ""
    if given.category == "":
        return TOTAL
    return f"{given.measure or sheet.measure or ''}/{given.category}"


def _written(period: Period | None) -> str:
    """A period as the form takes it back."""
    if period is None:
        return ""
    try:
        if parse_period(period.label) == period:
            return period.label
    except PeriodError:
        pass
    return f"{period.first.isoformat()}/{period.last.isoformat()}"


def _period(text: str, wrong: list[str]) -> Period | None:
    first, slash, last = text.partition("/")
    try:
        if slash and len(first) == len(last) == len("2017-04-01"):
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        return parse_period(text) if text else None
    except ValueError:
        wrong.append(
            _("“%(period)s” is no period: write 2017-18, 2018 or 2017-04-01/2018-03-31.")
            % {"period": text[:60]}
        )
        return None
