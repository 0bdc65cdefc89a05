"""What a check finds, and what an editor answered to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Rule(StrEnum):
    """What is looked at. Names are kept with answers, and never change."""

    HELP = "help"
    ALTERNATIVE = "alternative"
    HEADINGS = "headings"
    LINKS = "links"
    TERMS = "terms"
    NEUTRAL = "neutral"
    FIGURES = "figures"
    READING = "reading"
    WELSH = "welsh"


AnswerKey = tuple[str, str, str]
"""The rule, the digest of the sentence, and the words: a change of any of them is a new finding."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to answer, and where.

    `place` is how the editor's screen calls it, `anchor` its id there. `sentence` is what the words
    stand in; where a rule is about the whole text, all of it.
    """

    rule: Rule
    is_error: bool
    place: str
    explanation: str
    anchor: str = ""
    words: str = ""
    sentence: str = ""

    @property
    def key(self) -> AnswerKey:
        sentence = " ".join(self.sentence.split())
        return (
            str(self.rule),
            sha256(sentence.encode()).hexdigest(),
            " ".join(self.words.split())[:200],
        )


@dataclass(frozen=True)
class Answer:
    """Why a warning may stand, in an editor's words, and whose they are."""

    explanation: str
    by: str


@dataclass(frozen=True)
class Checklist:
    """Everything found in one text, errors first, with the answers that hold."""

    findings: tuple[Finding, ...]
    answers: Mapping[AnswerKey, Answer]

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.is_error]

    @property
    def open(self) -> list[Finding]:
        """Warnings that nobody has answered."""
        return [one for one in self.findings if not one.is_error and one.key not in self.answers]

    @property
    def answered(self) -> list[tuple[Finding, Answer]]:
        return [
            (one, self.answers[one.key])
            for one in self.findings
            if not one.is_error and one.key in self.answers
        ]

    @property
    def is_ready(self) -> bool:
        return not self.errors and not self.open
