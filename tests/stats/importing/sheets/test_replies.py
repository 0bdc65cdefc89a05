"""Spreadsheets in the shapes that forces send, from the file to each figure with its cell."""

from __future__ import annotations

from stats.importing.sheets import LEFT_OUT, questions, read, suggest
from tests.stats.importing.sheets.knowledge import (
    CONTEXT,
    IMAGES,
    OFFENCES,
    POSSESSION,
    REPLIES,
    TAKING,
    answered,
    asked_of,
    found_in,
    opened,
    plainly,
)

BEFORE, NOW = "2016-04", "2017-04"


def test_a_row_a_force_and_a_column_a_year_are_read_without_a_question() -> None:
    found = plainly(found_in(REPLIES / "wide.xlsx"))
    assert found[:4] == [
        ("B5", "Lancashire", "", BEFORE, "591"),
        ("C5", "Lancashire", "", NOW, "674"),
        ("B6", "Northamptonshire", "", BEFORE, "245"),
        ("C6", "Northamptonshire", "", NOW, "263"),
    ]
    assert {area for _cell, area, *_rest in found} == {
        *("Lancashire", "Northamptonshire", "Derbyshire", "Hertfordshire"),
        *("North Wales", "South Wales", "Gwent", "Dyfed-Powys", "United Kingdom"),
    }
    assert len(found) == 18  # the column of changes in per cent is no figure, nor are the notes


def test_the_measure_is_known_from_a_title_that_names_it() -> None:
    reading = suggest(opened(REPLIES / "wide.xlsx"), context=CONTEXT)
    assert reading.sheets[0].given.measure == IMAGES


def test_a_row_a_figure_with_real_dates_is_read_when_the_measure_is_said() -> None:
    path = REPLIES / "long.xlsx"
    assert asked_of(path) == ["measure:Data"]
    found = found_in(path, {"measure:Data": IMAGES})
    assert plainly(found) == [
        ("E2", "Lancashire", "", NOW, "674"),
        ("E3", "Lancashire", TAKING, NOW, "541"),
        ("E4", "Lancashire", POSSESSION, NOW, "133"),
        ("E5", "Derbyshire", "", NOW, "301"),
        ("E6", "Derbyshire", TAKING, NOW, "37"),
        ("E7", "Derbyshire", POSSESSION, NOW, "264"),
        ("E8", "Northamptonshire", POSSESSION, NOW, "not-supplied"),
    ]
    last = found[-1]
    assert last.row is not None
    assert last.row.note == "The force gave no breakdown by offence."
    assert last.row.last.isoformat() == "2018-03-31"
    assert last.written["value"] == "not supplied"


def test_headings_merged_over_several_columns_are_heard_by_each_of_them() -> None:
    found = plainly(found_in(REPLIES / "merged_headings.xlsx"))
    assert found[:4] == [
        ("B5", "Lancashire", "", BEFORE, "591"),
        ("C5", "Lancashire", "", NOW, "674"),
        ("D5", "Lancashire", TAKING, NOW, "541"),
        ("E5", "Lancashire", POSSESSION, NOW, "133"),
    ]


def test_a_force_that_does_not_name_itself_in_its_table_is_asked_for() -> None:
    path = REPLIES / "one_force.xls"
    workbook = opened(path)
    asked = questions(workbook, suggest(workbook, context=CONTEXT), context=CONTEXT)
    assert [question.id for question in asked] == ["area:FOI 1234-18:", "mark:n/k"]
    assert [choice.value for choice in asked[0].choices] == ["E23000003"]  # its title names it
    found = found_in(path, {"area:FOI 1234-18:": "E23000003", "mark:n/k": "not-held"})
    assert plainly(found) == [
        ("B4", "Lancashire", TAKING, BEFORE, "not-held"),
        ("C4", "Lancashire", TAKING, NOW, "541"),
        ("B5", "Lancashire", POSSESSION, BEFORE, "not-held"),
        ("C5", "Lancashire", POSSESSION, NOW, "133"),
        ("B6", "Lancashire", "", BEFORE, "591"),
        ("C6", "Lancashire", "", NOW, "674"),
    ]
    marked = found[3]
    assert marked.mark == "*"
    assert marked.row is not None
    assert marked.row.note == "* Includes offences that were recorded late."


def test_raised_marks_are_no_digits_and_hidden_sheets_are_not_read() -> None:
    found = found_in(REPLIES / "footnotes.ods", {"measure:Replies": OFFENCES})
    assert [line[4] for line in plainly(found)] == [
        *("247", "820", "778", "1482", "624", "681", "not-supplied", "not-supplied"),
    ]
    raised = found[1]
    assert raised.row is not None
    assert (raised.cell, raised.mark) == ("C2", "1")
    assert raised.row.note == "1 The force changed how it records offences in 2015."


def test_a_text_file_with_years_over_blank_cells_is_read_as_its_repetition_says() -> None:
    path = REPLIES / "semicolons.csv"
    assert asked_of(path) == ["area:total", "mark:-", "mark:"]
    workbook = opened(path)
    reading = answered(workbook, {"area:total": LEFT_OUT, "mark:-": "not-supplied"})
    assert questions(workbook, reading, context=CONTEXT) == []  # no blank cell is left to explain
    found = list(read(workbook, reading, context=CONTEXT))
    assert plainly(found) == [
        ("B5", "Lancashire", "", BEFORE, "591"),
        ("C5", "Lancashire", POSSESSION, BEFORE, "suppressed"),
        ("D5", "Lancashire", "", NOW, "674"),
        ("E5", "Lancashire", POSSESSION, NOW, "133"),
        ("B6", "Derbyshire", "", BEFORE, "302"),
        ("C6", "Derbyshire", POSSESSION, BEFORE, "not-supplied"),
        ("D6", "Derbyshire", "", NOW, "301"),
        ("E6", "Derbyshire", POSSESSION, NOW, "264"),
    ]


def test_small_numbers_that_a_force_hides_are_suppressed_and_never_nought() -> None:
    found = found_in(REPLIES / "small_numbers.xls", {"measure:Sheet1": OFFENCES})
    assert plainly(found) == [
        ("B2", "Nottinghamshire", "", "2011-04", "suppressed"),
        ("C2", "Nottinghamshire", "", "2015-04", "27"),
        ("B3", "Derbyshire", "", "2011-04", "suppressed"),
        ("C3", "Derbyshire", "", "2015-04", "not-held"),
    ]


def test_the_house_s_own_columns_are_read_without_a_question() -> None:
    seed = REPLIES.parent / "seed_figures.csv"
    workbook = opened(seed)
    reading = suggest(workbook, context=CONTEXT)
    found = list(read(workbook, reading, context=CONTEXT))
    assert len(found) == 21
    assert {problem.fault.column for cell in found for problem in cell.problems} == {"measure"}
    known = [cell for cell in found if cell.row is not None]
    assert len(known) == 15
