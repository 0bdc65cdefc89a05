"""How hard a text is to read. Pure: knows sentences and words, and no Django.

English is given a school grade by the formula of Flesch and Kincaid: grade 6 is read by most people
of eleven. It counts syllables as English has them and says nothing of Welsh, of which only the
length of sentences is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

FEWEST_WORDS = 30  # below that, one long word is the whole grade
LONG_SENTENCE = 20  # words
MANY_SYLLABLES = 4
WORDS_A_SENTENCE_IN_WELSH = {6: 12, 8: 16}  # on average, for the same two sorts of page
HARDEST_SHOWN = 5
WELSH = "cy"

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…])[”’\"')]*\s+(?=[“‘\"'(]?[A-ZÀ-ÝŴŶ0-9])")


@dataclass(frozen=True)
class HardSentence:
    """A sentence with what makes it hard: its length in words, and words of many syllables."""

    text: str
    length: int
    long_words: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        return self.length > LONG_SENTENCE


@dataclass(frozen=True)
class Reading:
    """`measured` is a school grade, or in Welsh the words of an average sentence.

    It is None of a text too short to tell. The hardest sentences come first.
    """

    language: str
    target: int
    words: int
    measured: float | None
    hardest: tuple[HardSentence, ...]

    @property
    def is_welsh(self) -> bool:
        return self.language == WELSH

    @property
    def at_most(self) -> int:
        return WORDS_A_SENTENCE_IN_WELSH[self.target] if self.is_welsh else self.target

    @property
    def is_too_hard(self) -> bool:
        return self.measured is not None and self.measured > self.at_most


def read(passages: Iterable[str], *, target: int, language: str = "en-gb") -> Reading:
    """The passages of a text, each of which ends a sentence, be it a heading or a list item."""
    sentences = [one for passage in passages for one in sentences_of(passage)]
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    words = sum(lengths)
    is_welsh = language == WELSH
    measured = None
    if words >= FEWEST_WORDS:
        measured = words / len(sentences) if is_welsh else _grade("\n".join(sentences))
    hard = [
        HardSentence(sentence, length, () if is_welsh else _long_words(sentence))
        for sentence, length in zip(sentences, lengths, strict=True)
    ]
    hard = [each for each in hard if each.is_long or len(each.long_words) > 1]
    hard.sort(key=lambda each: (-each.length - 5 * len(each.long_words), each.text))
    return Reading(language, target, words, measured, tuple(hard[:HARDEST_SHOWN]))


def sentences_of(passage: str) -> list[str]:
    """The sentences of a passage that have a word in them, each with its full stop."""
    found = (" ".join(one.split()) for one in _END.split(passage))
    return [one if one[-1] in ".!?…" else f"{one}." for one in found if _WORD.search(one)]


def _grade(text: str) -> float:
    from textstat import textstat  # slow to come, and most requests never ask

    return round(float(textstat.flesch_kincaid_grade(text)), 1)


def _long_words(sentence: str) -> tuple[str, ...]:
    found = (word for word in _WORD.findall(sentence) if _syllables(word) >= MANY_SYLLABLES)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    from textstat import textstat

    return int(textstat.syllable_count(word))
