"""What was found in a text: claims and terms, their verdicts, and what people answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class FindingKind(StrEnum):
    """A statement that figures bear out or not, or a word of the terminology list."""

    CLAIM = "claim"
    TERM = "term"


SUPPORTED = "supported"
CONTRADICTED = "contradicted"
UNVERIFIABLE = "unverifiable"
STOP = "stop"
WARN = "warn"

EXEMPTS_A_TERM = frozenset({"quotation", "law"})
"""A word to stop at may stand in somebody's own words or in the title of a law, nowhere else."""

AnswerKey = tuple[str, str]
"""The sentence and the words within it, with single spaces."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to a finding: the kind of answer, and how it reads."""

    kind: str
    in_words: str


Answers = Mapping[AnswerKey, Answer]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a text.

    `paragraph` is nought for the headline and then counts the blocks of the body; `start` and
    `end` are characters within it. `figures` are numbers of statistics entries. `answered` is the
    answer in words where one holds, else nothing.
    """

    part: str
    paragraph: int
    start: int
    end: int
    words: str
    sentence: str
    kind: str
    verdict: str
    says: str = ""
    explanation: str = ""
    instead: str = ""
    figures: tuple[int, ...] = ()
    answered: str = ""

    @property
    def key(self) -> AnswerKey:
        return (self.sentence, _single_spaced(self.words))

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of approval."""
        if self.verdict == CONTRADICTED:
            return True
        return self.verdict in (UNVERIFIABLE, STOP) and not self.answered

    @property
    def may_be_answered(self) -> bool:
        """A contradicted claim cannot be answered away: its words or its figure must change."""
        return self.verdict in (UNVERIFIABLE, STOP, WARN)

    def answered_by(self, answers: Answers) -> Finding:
        """The finding with the answer that holds for it, if there is one of a kind that counts."""
        answer = answers.get(self.key)
        if answer is None or not self.may_be_answered:
            return self
        if self.kind == FindingKind.TERM and answer.kind not in EXEMPTS_A_TERM:
            return self
        return replace(self, answered=answer.in_words)

    def as_row(self) -> dict[str, Any]:
        """The finding as it is kept, in plain values."""
        return {
            "part": self.part,
            "paragraph": self.paragraph,
            "start": self.start,
            "end": self.end,
            "words": self.words,
            "sentence": self.sentence,
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "says": self.says,
            "explanation": self.explanation,
            "instead": self.instead,
            "figures": list(self.figures),
            "answered": self.answered,
        }


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a text, in its order."""

    all: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @property
    def supported(self) -> int:
        return self._count(SUPPORTED)

    @property
    def contradicted(self) -> int:
        return self._count(CONTRADICTED)

    @property
    def unverifiable(self) -> int:
        """Those that nobody has answered."""
        return sum(one.verdict == UNVERIFIABLE and one.blocks for one in self.all)

    @property
    def stopped_terms(self) -> int:
        """Words to stop at that are not marked as quoted or as a law's title."""
        return sum(one.verdict == STOP and one.blocks for one in self.all)

    @property
    def warned_terms(self) -> int:
        return sum(one.verdict == WARN and not one.answered for one in self.all)

    @property
    def blocks(self) -> int:
        """How many findings stand in the way of approval."""
        return sum(one.blocks for one in self.all)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.all if one.blocks)

    @property
    def figure_ids(self) -> list[int]:
        """Every figure that the text's words were held against, once each."""
        return sorted({figure for one in self.all for figure in one.figures})

    def _count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.all)


def in_order(findings: Iterable[Finding]) -> Findings:
    """Findings in the order of the text; at the same place the longer words come first."""
    return Findings(tuple(sorted(findings, key=lambda one: (one.paragraph, one.start, -one.end))))


def sentence_key(sentence: str) -> str:
    """A sentence as answers are kept by: a line break or a second space is no other sentence."""
    return _single_spaced(sentence)


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
