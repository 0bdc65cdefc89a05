"""A template taken apart once, before releases of many areas are written from it. Pure.

What an area then pays for are its own words: a sentence that reads as in the area before it, such
as one about the United Kingdom, is taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .conditions import NAMES, Answers, UnknownCondition
from .palette import Claim, Words
from .sentences import Piece, pieces

if TYPE_CHECKING:
    from .templating import Paragraph, Sentence


class Written(NamedTuple):
    """A sentence as it came out, with the words that filled it; `at` counts characters."""

    wording: str
    at: int
    filled: list[Words]
    text: str
    claims: list[Claim]


class PlannedSentence:
    """A sentence of one part of a template, ready to be written."""

    __slots__ = ("_apart", "_unknown", "conditions", "last", "sentence")

    def __init__(self, sentence: Sentence, part: str) -> None:
        self.sentence = sentence
        self.conditions = sentence.conditions
        self.last: Written | None = None
        self._unknown = next((name for name in self.conditions if name not in NAMES), None)
        self._apart = Apart(part)

    def fits(self, answers: Answers) -> bool:
        """Whether all conditions hold. Raises UnknownCondition for one that is not on the list."""
        if self._unknown is not None:
            raise UnknownCondition(self._unknown)
        for name in self.conditions:  # noqa: SIM110  all() takes twice as long, 30 times a release
            if not answers[name]:
                return False
        return True

    def apart(self, wording: str) -> TakenApart:
        """One of the sentence's wordings, taken apart. Raises StrayBrace."""
        return self._apart[wording]


class TakenApart(NamedTuple):
    """A wording in pieces, and the names of its placeholders in their order."""

    pieces: tuple[Piece, ...]
    names: tuple[str, ...]


class Apart(dict[str, TakenApart]):
    """Wordings of one part of a template, each taken apart when it is first wanted."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part

    def __missing__(self, wording: str) -> TakenApart:
        found = pieces(wording, part=self._part)
        names = tuple(name for _literal, name in found if name is not None)
        taken = self[wording] = TakenApart(found, names)
        return taken


class PlannedParagraph(NamedTuple):
    """A paragraph of a template, ready to be written; a headline is one of one sentence."""

    part: str
    sentences: tuple[PlannedSentence, ...]
    speaker: str
    direction: str

    @classmethod
    def of(cls, written: Paragraph) -> PlannedParagraph:
        sentences = tuple(PlannedSentence(each, written.part) for each in written.sentences)
        return cls(written.part, sentences, written.speaker, written.direction)


class Plan:
    """The paragraphs of a template, ready to be written of any number of areas."""

    def __init__(self, headlines: Iterable[Paragraph], paragraphs: Iterable[Paragraph]) -> None:
        self.headlines = tuple(map(PlannedParagraph.of, headlines))
        self.paragraphs = tuple(map(PlannedParagraph.of, paragraphs))
