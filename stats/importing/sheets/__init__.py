"""Spreadsheets as police forces send them: opened safely, understood or asked about, read by cell.

    opening      a file that anybody may have made → a workbook, or why not (another process opens
                 it, within bounds: `isolated`, `child`)
    suggesting   a workbook → how it is probably read (`tables`, `headings`, `written_periods`)
    questions    what of that a person must say; `answering` takes what they say
    found        the workbook under that reading → figures, each with its cell, or its problems

One rule for whatever can be meant in two ways: it is asked, and never guessed. Nothing here knows
Django or a database.
"""

from .answering import WrongAnswer, answer, with_role
from .area_names import AreaNames, known_spellings, normal
from .asking import About, Choice, Question
from .context import Context
from .found import CellProblem, Found, read
from .limits import LIMITS, Limits
from .marks import LEFT_OUT, NOUGHT
from .opening import open_workbook
from .questions import questions
from .reading import (
    ColumnReading,
    Given,
    Reading,
    Role,
    SheetReading,
    fingerprint,
    to_remember,
)
from .suggesting import suggest, suggest_sheet
from .workbook import Kind, Row, Sheet, Value, Workbook, cell_name, written

__all__ = [
    "LEFT_OUT",
    "LIMITS",
    "NOUGHT",
    "About",
    "AreaNames",
    "CellProblem",
    "Choice",
    "ColumnReading",
    "Context",
    "Found",
    "Given",
    "Kind",
    "Limits",
    "Question",
    "Reading",
    "Role",
    "Row",
    "Sheet",
    "SheetReading",
    "Value",
    "Workbook",
    "WrongAnswer",
    "answer",
    "cell_name",
    "fingerprint",
    "known_spellings",
    "normal",
    "open_workbook",
    "questions",
    "read",
    "suggest",
    "suggest_sheet",
    "to_remember",
    "with_role",
    "written",
]
