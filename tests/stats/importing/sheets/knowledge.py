"""What is known when the sample replies are read, without a database; and reading them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from stats.importing.numbers import Statuses
from stats.importing.sheets import (
    AreaNames,
    Context,
    Found,
    Reading,
    Workbook,
    answer,
    open_workbook,
    questions,
    read,
    suggest,
)
from stats.importing.vocabulary import KnownArea, KnownMeasure, Vocabulary

ROOT = Path(__file__).resolve().parents[4]
REPLIES = ROOT / "tests" / "stats" / "importing" / "replies"
IMAGES, OFFENCES = "child-abuse-image-offences", "sexual-offences-against-children"
TAKING, POSSESSION = "taking-making-distributing", "possession"


def _areas() -> dict[str, KnownArea]:
    with (ROOT / "stats" / "reference" / "areas.csv").open(encoding="utf-8") as file:
        return {
            row["gss_code"]: KnownArea(
                row["name"], tuple(filter(None, [row["body_name"], row["slug"]]))
            )
            for row in csv.DictReader(file)
        }


VOCABULARY = Vocabulary(
    measures={
        IMAGES: KnownMeasure(
            "Child abuse image offences recorded by police",
            {TAKING: "Taking, making and distributing", POSSESSION: "Possession"},
        ),
        OFFENCES: KnownMeasure("Sexual offences against children", {}),
    },
    areas=_areas(),
)
STATUSES = Statuses(
    {
        **dict.fromkeys(["final", "provisional", "estimated"], True),
        **dict.fromkeys(
            ["not-supplied", "refused", "not-held", "not-received", "suppressed"], False
        ),
    }
)
NAMES = AreaNames(VOCABULARY.areas)
CONTEXT = Context(
    vocabulary=VOCABULARY, names=NAMES, statuses=STATUSES, counts=frozenset(VOCABULARY.measures)
)
CODES = {area.name: code for code, area in VOCABULARY.areas.items() if not code.startswith("E12")}


def opened(path: Path) -> Workbook:
    return open_workbook(path, name=path.name)


def answered(workbook: Workbook, answers: Mapping[str, str]) -> Reading:
    """The suggested reading with answers, by the ids of questions. Each must have been asked."""
    reading = suggest(workbook, context=CONTEXT)
    left = dict(answers)
    while asked := [
        question
        for question in questions(workbook, reading, context=CONTEXT)
        if question.id in left
    ]:
        for question in asked:
            reading = answer(reading, question, left.pop(question.id), context=CONTEXT)
    assert not left, f"never asked: {left}"
    return reading


def found_in(path: Path, answers: Mapping[str, str] | None = None) -> list[Found]:
    """All figure cells of a file, when nothing is left to ask."""
    workbook = opened(path)
    reading = answered(workbook, answers or {})
    assert [question.id for question in questions(workbook, reading, context=CONTEXT)] == []
    return list(read(workbook, reading, context=CONTEXT))


def asked_of(path: Path) -> list[str]:
    workbook = opened(path)
    reading = suggest(workbook, context=CONTEXT)
    return [question.id for question in questions(workbook, reading, context=CONTEXT)]


Plain = tuple[str, str, str, str, str]


def plainly(found: list[Found]) -> list[Plain]:
    """Cell, area, category, year and value or status of each figure; none may have problems."""
    plain = []
    for cell in found:
        assert cell.problems == ()
        assert cell.row is not None
        row = cell.row
        value = row.status if row.value is None else str(row.value)
        name = VOCABULARY.areas[row.area].name
        plain.append((cell.cell, name, row.category, f"{row.first:%Y-%m}", value))
    return plain
