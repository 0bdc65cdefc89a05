"""Sentences about what is wrong and what to do, kept apart from their translation.

A sentence is a template, marked for translators, and the details to fill in. `in_words` translates
it where it is shown, so that the checks themselves need no Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHOWN_LENGTH = 60  # characters of a cell that a message repeats


def gettext_noop(text: str) -> str:
    """Mark a template for `makemessages`, and leave it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template in the manner of `%`, with what its names stand for: text, or a sentence again."""

    template: str
    details: Mapping[str, str | Sentence]

    def __str__(self) -> str:
        return self.template % self.details


def say(template: str, **details: str | Sentence) -> Sentence:
    return Sentence(template, details)


def sentence_to_json(sentence: Sentence) -> dict[str, Any]:
    """Template and details apart, so that it is translated where it is shown."""
    return {
        "template": sentence.template,
        "details": {
            name: sentence_to_json(detail) if isinstance(detail, Sentence) else detail
            for name, detail in sentence.details.items()
        },
    }


def sentence_from_json(said: Mapping[str, Any]) -> Sentence:
    return Sentence(
        said["template"],
        {
            name: sentence_from_json(detail) if isinstance(detail, dict) else detail
            for name, detail in said["details"].items()
        },
    )


def shortened(text: str) -> str:
    """A cell as a message repeats it: on one line, printable, and not endless."""
    printable = "".join(
        character if character.isprintable() else " " for character in text[: SHOWN_LENGTH + 1]
    )
    return printable if len(text) <= SHOWN_LENGTH else f"{printable[:SHOWN_LENGTH]}…"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a cell or, where `column` is empty, with the row as a whole."""

    column: str
    value: str
    wrong: Sentence
    remedy: Sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and the row it is in, counted as a spreadsheet counts: the header is row 1."""

    row: int
    fault: Fault


class UnreadableFile(ValueError):
    """A file that is no table of figures; `sentences` say why, and what to do."""

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__(" ".join(map(str, sentences)))
        self.sentences = sentences
