"""What a person must say before a workbook can be read. Unsure is asked, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..sentences import Sentence, sentence_from_json, sentence_to_json


class About(StrEnum):
    """What a question is about, and so what an answer to it may be."""

    SHEET = "sheet"  # a hidden one with a table: "leave" or "read"
    NOTHING = "nothing"  # there is no table: no answer helps but another file, or other columns
    COLUMN = "column"  # a Role, but UNKNOWN
    MEASURE = "measure"  # a measure's slug
    CATEGORY = "category"  # of a column: a category's slug, or "" for the total
    CATEGORY_NAME = "category-name"  # of a name in rows: the same, or LEFT_OUT
    PERIOD = "period"  # "2017-04-01/2018-03-31", or one that `periods_in` reads as one
    AREA = "area"  # of a name in the file: a GSS code, or LEFT_OUT
    AREA_OF_SHEET = "area-of-sheet"  # a GSS code
    MARK = "mark"  # a status without a value, NOUGHT, or LEFT_OUT
    DAYS = "days"  # "day-first" or "month-first"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given: what is stored, and how it reads."""

    value: str
    label: str | Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to say. The same question has the same `id` whenever it is asked of a file."""

    id: str
    about: About
    text: Sentence
    written: str  # as it stands in the file
    sheet: str = ""
    cell: str = ""  # the first one that it is about: "B7"
    times: int = 1  # how many cells it is about
    choices: tuple[Choice, ...] = ()  # likeliest first
    takes_other: bool = False  # whether another area, measure or period may be answered
    is_lasting: bool = False  # whether the answer may be remembered for every file (AreaSpelling)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "about": self.about.value,
            "text": sentence_to_json(self.text),
            "written": self.written,
            "sheet": self.sheet,
            "cell": self.cell,
            "times": self.times,
            "choices": [
                [
                    choice.value,
                    choice.label
                    if isinstance(choice.label, str)
                    else sentence_to_json(choice.label),
                ]
                for choice in self.choices
            ],
            "takes_other": self.takes_other,
            "is_lasting": self.is_lasting,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Question:
        return cls(
            id=said["id"],
            about=About(said["about"]),
            text=sentence_from_json(said["text"]),
            written=said["written"],
            sheet=said["sheet"],
            cell=said["cell"],
            times=said["times"],
            choices=tuple(
                Choice(value, label if isinstance(label, str) else sentence_from_json(label))
                for value, label in said["choices"]
            ),
            takes_other=said["takes_other"],
            is_lasting=said["is_lasting"],
        )
