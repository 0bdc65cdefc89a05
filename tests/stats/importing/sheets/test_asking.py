"""What is not certain in a sheet is asked; answers are taken, remembered, and refused if wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from stats.importing.sheets import (
    LEFT_OUT,
    About,
    CellProblem,
    Question,
    Reading,
    Role,
    Workbook,
    WrongAnswer,
    answer,
    questions,
    read,
    suggest,
    suggest_sheet,
    to_remember,
    with_role,
)
from tests.stats.importing.sheets import hostile
from tests.stats.importing.sheets.knowledge import (
    CONTEXT,
    IMAGES,
    POSSESSION,
    answered,
    asked_of,
    found_in,
    opened,
    plainly,
)

TITLE = ["Child abuse image offences recorded by police"]
YEARS = ["Force", "2016/17", "2017/18"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reply.xlsx"


def ask(workbook: Workbook, reading: Reading) -> dict[str, Question]:
    asked = questions(workbook, reading, context=CONTEXT)
    return {question.id: question for question in asked}


def opened_with(path: Path, *rows: Sequence[object]) -> tuple[Workbook, Reading]:
    workbook = opened(hostile.plain(path, TITLE, [], *rows))
    return workbook, suggest(workbook, context=CONTEXT)


def problems_of(workbook: Workbook, reading: Reading) -> list[tuple[str, str]]:
    return [
        (problem.cell, problem.fault.column)
        for found in read(workbook, reading, context=CONTEXT)
        for problem in found.problems
    ]


def test_a_column_that_nothing_is_known_of_is_asked_about(path: Path) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Index"], ["Lancs", 591, 674, 12])
    question = ask(workbook, reading)["column:Sheet:3"]
    assert (question.about, question.cell, question.written) == (About.COLUMN, "D3", "Index")
    reading = answer(reading, question, "ignored", context=CONTEXT)
    assert ask(workbook, reading) == {}
    assert len(list(read(workbook, reading, context=CONTEXT))) == 2


def test_a_column_of_figures_with_an_unknown_name_is_asked_for_its_category_and_period(
    path: Path,
) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Possessing"], ["Lancs", 591, 674, 133])
    reading = answer(reading, ask(workbook, reading)["column:Sheet:3"], "figure", context=CONTEXT)
    asked = ask(workbook, reading)
    assert "category:Sheet:3" in asked
    reading = answer(reading, asked["category:Sheet:3"], POSSESSION, context=CONTEXT)
    reading = answer(reading, ask(workbook, reading)["period:Sheet"], "2017-18", context=CONTEXT)
    assert ask(workbook, reading) == {}
    found = list(read(workbook, reading, context=CONTEXT))
    assert plainly(found)[-1] == ("D4", "Lancashire", POSSESSION, "2017-04", "133")


def test_a_total_over_years_is_not_taken_for_a_year(path: Path) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Total"], ["Lancs", 591, 674, 1265])
    assert ask(workbook, reading)["column:Sheet:3"].written == "Total"


def test_a_year_that_excel_has_turned_into_a_day_is_asked_about(path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet")
        sheet.write_row("A1", TITLE)
        sheet.write_row("A3", ["Force", "2010/11"])
        sheet.write_datetime("C3", date(2011, 12, 1), book.add_format({"num_format": "yyyy-mm"}))
        sheet.write_row("A4", ["Lancs", 5, 6])

    workbook = opened(hostile.workbook(path, fill))
    reading = suggest(workbook, context=CONTEXT)
    question = ask(workbook, reading)["period:Sheet:2"]
    assert [choice.label for choice in question.choices] == [
        *("2011-12", "December 2011", "1 December 2011")
    ]
    reading = answer(reading, question, question.choices[0].value, context=CONTEXT)
    assert ask(workbook, reading) == {}
    found = plainly(list(read(workbook, reading, context=CONTEXT)))
    assert found[1] == ("C4", "Lancashire", "", "2011-04", "6")


def test_a_slip_in_a_force_s_name_is_asked_with_the_name_it_resembles(path: Path) -> None:
    workbook, reading = opened_with(path, YEARS, ["Lancashrie", 591, 674], ["Kent", 1, 2])
    question = ask(workbook, reading)["area:lancashrie"]
    assert [choice.value for choice in question.choices] == ["E23000003", LEFT_OUT]
    assert question.is_lasting
    assert problems_of(workbook, reading) == [("A4", "area"), ("A4", "area")]
    reading = answer(reading, question, "E23000003", context=CONTEXT)
    assert problems_of(workbook, reading) == []


def test_what_a_name_with_two_meanings_means_here_is_not_remembered_for_ever(path: Path) -> None:
    rows: list[list[object]] = [["Area", "2016/17"], ["West Midlands", 3], ["Kent", 4]]
    workbook, reading = opened_with(path, *rows)
    assert not ask(workbook, reading)["area:west midlands"].is_lasting


def test_a_total_that_is_left_out_yields_nothing(path: Path) -> None:
    workbook, reading = opened_with(path, YEARS, ["Kent", 1, 2], ["Total", 1, 2])
    reading = answer(reading, ask(workbook, reading)["area:total"], LEFT_OUT, context=CONTEXT)
    assert [found.cell for found in read(workbook, reading, context=CONTEXT)] == ["B4", "C4"]


def test_a_force_without_any_figure_is_asked_about_and_never_lost(path: Path) -> None:
    workbook, reading = opened_with(path, YEARS, ["Kent", 1, 2], ["Durham"], ["Essex"])
    question = ask(workbook, reading)["mark:"]
    assert (question.times, question.cell) == (4, "B5")
    reading = answer(reading, question, "not-supplied", context=CONTEXT)
    found = plainly(list(read(workbook, reading, context=CONTEXT)))
    assert [line[4] for line in found] == ["1", "2", *["not-supplied"] * 4]


def test_a_region_over_its_forces_is_a_heading(path: Path) -> None:
    workbook, reading = opened_with(
        path, YEARS, ["North West"], ["Lancs", 591, 674], ["Cheshire", 1, 2]
    )
    assert ask(workbook, reading) == {}
    assert len(list(read(workbook, reading, context=CONTEXT))) == 4


def test_a_category_that_is_spelled_otherwise_is_asked_about(path: Path) -> None:
    workbook, reading = opened_with(
        path,
        ["Force", "Offence", "2017/18"],
        ["Lancs", "Possessing images", 133],
        ["Lancs", "Making images", 541],
    )
    asked = ask(workbook, reading)
    reading = answer(reading, asked["category-name:possessing images"], POSSESSION, context=CONTEXT)
    reading = answer(reading, asked["category-name:making images"], LEFT_OUT, context=CONTEXT)
    assert ask(workbook, reading) == {}
    found = plainly(list(read(workbook, reading, context=CONTEXT)))
    assert found == [("C4", "Lancashire", POSSESSION, "2017-04", "133")]


def test_days_that_could_be_turned_round_are_asked_about_once(path: Path) -> None:
    heading: list[object] = ["Force", "From", "To", "Number"]
    workbook, reading = opened_with(path, heading, ["Kent", "01/04/2017", "12/05/2017", 3])
    question = ask(workbook, reading)["days:Sheet"]
    reading = answer(reading, question, "day-first", context=CONTEXT)
    found = list(read(workbook, reading, context=CONTEXT))
    assert found[0].row is not None
    assert (found[0].row.first, found[0].row.last) == (date(2017, 4, 1), date(2017, 5, 12))
    workbook, reading = opened_with(path, heading, ["Kent", "01/04/2017", "31/03/2018", 3])
    assert ask(workbook, reading) == {}  # the 31st settles it
    assert problems_of(workbook, reading) == []


def test_days_that_are_bare_numbers_are_refused_with_the_day_they_may_be(path: Path) -> None:
    workbook, reading = opened_with(
        path, ["Force", "From", "To", "Number"], ["Kent", 42826, 43190, 3]
    )
    found = next(iter(read(workbook, reading, context=CONTEXT)))
    assert [problem.cell for problem in found.problems] == ["B4", "C4"]
    assert "2017-04-01" in str(found.problems[0].fault.remedy)


def test_a_hidden_sheet_with_a_table_is_read_only_if_a_person_says_so(path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Shown", "Workings"):
            sheet = book.add_worksheet(name)
            sheet.write_row("A1", TITLE)
            sheet.write_row("A3", YEARS)
            sheet.write_row("A4", ["Kent", 1, 2])
        sheet.hide()

    workbook = opened(hostile.workbook(path, fill))
    reading = suggest(workbook, context=CONTEXT)
    question = ask(workbook, reading)["sheet:Workings"]
    left = answer(reading, question, "leave", context=CONTEXT)
    taken = answer(reading, question, "read", context=CONTEXT)
    assert ask(workbook, left) == ask(workbook, taken) == {}
    assert {found.sheet for found in read(workbook, left, context=CONTEXT)} == {"Shown"}
    assert {found.sheet for found in read(workbook, taken, context=CONTEXT)} == {
        *("Shown", "Workings")
    }


def test_hidden_rows_and_columns_are_read_only_if_a_person_says_so(path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet")
        for row, cells in enumerate([TITLE, [], YEARS, ["Kent", 1, 2], ["Essex", 3, 4]]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    workbook = opened(hostile.workbook(path, fill))
    reading = suggest(workbook, context=CONTEXT)
    assert [found.cell for found in read(workbook, reading, context=CONTEXT)] == ["C4"]
    shown = suggest_sheet(workbook.sheets[0], context=CONTEXT, with_hidden=True)
    assert [found.cell for found in read(workbook, reading.with_sheet(shown), context=CONTEXT)] == [
        "B4",
        "C4",
        "B5",
        "C5",
    ]


def test_a_figure_in_a_merged_cell_is_refused_and_a_merged_name_is_of_all_its_rows(
    path: Path,
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet")
        sheet.write_row("A1", TITLE)
        sheet.write_row("A3", ["Force", "Offence", "2017/18"])
        sheet.merge_range("A4:A5", "Lancs")
        sheet.write_row("B4", ["Total", 674])
        sheet.write_row("B5", ["Possession", 133])
        sheet.write_row("A6", ["Kent", "Total"])
        sheet.write_row("A7", ["Essex", "Total"])
        sheet.merge_range("C6:C7", 12)

    workbook = opened(hostile.workbook(path, fill))
    reading = suggest(workbook, context=CONTEXT)
    found = list(read(workbook, reading, context=CONTEXT))
    assert plainly(found[:2]) == [
        ("C4", "Lancashire", "", "2017-04", "674"),
        ("C5", "Lancashire", POSSESSION, "2017-04", "133"),
    ]
    assert [problem.cell for problem in found[2].problems] == ["C6"]
    assert len(found) == 3


def test_a_column_a_force_and_a_row_a_year_is_read_too(path: Path) -> None:
    rows: list[list[object]] = [["Year", "Lancs", "Derbys"], ["2016/17", 591, 302]]
    found = found_in(hostile.plain(path, TITLE, [], *rows, ["2017/18", 674, 301]))
    assert plainly(found)[1:3] == [
        ("C4", "Derbyshire", "", "2016-04", "302"),
        ("B5", "Lancashire", "", "2017-04", "674"),
    ]


def test_row_and_heading_that_contradict_each_other_are_refused(path: Path) -> None:
    workbook, reading = opened_with(
        path,
        ["Force", "Offence", "2017/18"],
        ["Lancs", "Possession", 133],
    )
    sheet = reading.sheets[0]
    column = sheet.columns[2]
    crossed = sheet.with_column(
        replace(column, given=replace(column.given, category="taking-making-distributing"))
    )
    assert problems_of(workbook, reading.with_sheet(crossed)) == [("B4", "category")]


def test_a_sheet_without_a_table_says_what_it_needs(path: Path) -> None:
    assert asked_of(hostile.plain(path, ["Dear Sir or Madam"], ["No."])) == ["nothing"]


def test_a_reading_and_its_questions_survive_being_stored(path: Path) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Index"], ["Lancashrie", 591, "n/k", 12])
    stored = json.loads(json.dumps(reading.to_json()))
    assert Reading.from_json(stored) == reading
    for question in questions(workbook, reading, context=CONTEXT):
        assert Question.from_json(json.loads(json.dumps(question.to_json()))) == question
    for found in read(workbook, reading, context=CONTEXT):
        for problem in found.problems:
            assert CellProblem.from_json(json.loads(json.dumps(problem.to_json()))) == problem


def test_what_was_said_of_headings_is_remembered_for_the_next_file(path: Path) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Possessing"], ["Lancs", 591, 674, 133])
    reading = answered(
        workbook,
        {
            "column:Sheet:3": "figure",
            "category:Sheet:3": POSSESSION,
            "period:Sheet": "2017-18",
        },
    )
    memory: dict[str, Mapping[str, Any]] = {
        sheet.fingerprint: json.loads(json.dumps(to_remember(sheet))) for sheet in reading.sheets
    }
    following = opened(
        hostile.plain(path, [*YEARS, "Possessing"], ["Kent", 5, 6, 7], ["Essex", 8, 9, 10])
    )
    suggested = suggest(following, context=CONTEXT, remembered=memory.get)
    assert suggested.sheets[0].columns[3].role is Role.FIGURE
    assert suggested.sheets[0].columns[3].given.category == POSSESSION
    assert suggested.sheets[0].given.measure == IMAGES
    assert list(ask(following, suggested)) == ["period:Sheet"]  # the next file is of another time


def test_other_headings_are_not_mistaken_for_remembered_ones(path: Path) -> None:
    _workbook, reading = opened_with(path, YEARS, ["Lancs", 591, 674])
    memory = {sheet.fingerprint: to_remember(sheet) for sheet in reading.sheets}
    _other, suggested = opened_with(path, ["Force", "2016/17", "2018/19"], ["Lancs", 1, 2])
    assert suggested.sheets[0].fingerprint not in memory


def test_a_column_can_be_given_another_role_by_hand(path: Path) -> None:
    workbook, reading = opened_with(path, ["Region", "Force", "2017/18"], ["Kent", "Essex", 4])
    sheet = with_role(reading.sheets[0], 0, Role.AREA)
    assert [column.role for column in sheet.columns] == [Role.AREA, Role.IGNORED, Role.FIGURE]
    found = list(read(workbook, reading.with_sheet(sheet), context=CONTEXT))
    assert plainly(found) == [("C4", "Kent", "", "2017-04", "4")]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("column:Sheet:3", "unknown"),
        ("column:Sheet:3", "king"),
        ("area:lancashrie", "E99999999"),
        ("area:lancashrie", ""),
        ("mark:n/k", "final"),
        ("mark:n/k", "7"),
    ],
)
def test_an_answer_that_is_none_is_refused(asked: str, wrong: str, path: Path) -> None:
    workbook, reading = opened_with(path, [*YEARS, "Index"], ["Lancashrie", 591, "n/k", 12])
    if not asked.startswith("column"):
        role = ask(workbook, reading)["column:Sheet:3"]
        reading = answer(reading, role, "ignored", context=CONTEXT)
    with pytest.raises(WrongAnswer):
        answer(reading, ask(workbook, reading)[asked], wrong, context=CONTEXT)


def test_a_period_that_is_none_is_refused_with_what_to_write(path: Path) -> None:
    workbook, reading = opened_with(path, ["Force", "Number"], ["Kent", 4])
    question = ask(workbook, reading)["period:Sheet"]
    with pytest.raises(WrongAnswer, match="write 2017-18 for a financial year"):
        answer(reading, question, "last year", context=CONTEXT)
