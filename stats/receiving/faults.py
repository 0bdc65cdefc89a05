"""What is wrong with a row, as people read it; the database keeps it untranslated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..importing.in_words import translated
from ..importing.sentences import Sentence
from ..importing.sheets import CellProblem


class FaultInWords(NamedTuple):
    """`cell` is "B7"; `column` is empty where the row as a whole is meant."""

    sheet: str
    cell: str
    column: str
    value: str
    wrong: str
    remedy: str


def in_words(kept: Mapping[str, Any]) -> FaultInWords:
    """A problem as it was kept, in the language of whoever looks."""
    problem = CellProblem.from_json(kept)
    fault = problem.fault
    return FaultInWords(
        sheet=problem.sheet,
        cell=problem.cell,
        column=fault.column,
        value=fault.value,
        wrong=sentence_in_words(fault.wrong),
        remedy=sentence_in_words(fault.remedy),
    )


def sentence_in_words(sentence: Sentence) -> str:
    """Translated, and beginning with a capital: faults are written to stand after a colon."""
    words = translated(sentence)
    return words[:1].upper() + words[1:]


def kept_reason(sentences: Iterable[Sentence]) -> str:
    """Sentences as one text, which is how the reason of a whole file is kept."""
    return " ".join(map(sentence_in_words, sentences))
