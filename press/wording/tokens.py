"""Prose taken apart into words, numbers and signs, with its sentences and clauses marked.

A hyphen or dash inside a word is dropped and remembered, so that "two-thirds" and "two thirds"
read alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import NamedTuple, TypeVar

TOKEN = re.compile(
    r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"  # 22,724 and 0.4; also misprints such as 1,5000
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
    r"|[^\w\s]"
)
JOINERS = frozenset("-\u2010\u2011\u2013")
SENTENCE_ENDS = frozenset(".!?")
ABBREVIATIONS = frozenset({"approx", "c", "ca", "mr", "mrs", "ms", "dr", "no", "st", "vs", "det"})
CLAUSE_WORDS = frozenset({"while", "whilst", "but", "whereas", "although", "though", "however"})
CLAUSE_SIGNS = frozenset(";\u2014")
LONGEST_SENTENCE = 100
"""In words and signs. What runs on beyond is cut, so that the work grows with the text alone."""


class Token(NamedTuple):
    """One word, number or sign, in lower case, with its place in the text."""

    word: str
    start: int
    end: int
    joined: str
    """What joins it to the token before: "-" for a hyphen, "" for nothing, " " for a space."""


@dataclass(frozen=True)
class Prose:
    """A text in tokens. `words` repeats their words; a clause and a sentence are numbers."""

    source: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    readings: dict[tuple[object, int], object] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What readers made of places in the text, kept by read_once()."""

    def word(self, index: int) -> str:
        """The word at a place, or nothing beyond either end."""
        if index < 0:
            return ""
        try:
            return self.words[index]
        except IndexError:
            return ""

    def quote(self, first: int, end: int) -> str:
        """The text as written, from one token up to but not including another."""
        return self.source[self.tokens[first].start : self.tokens[end - 1].end]

    def is_capital(self, index: int) -> bool:
        """Whether the word was written with a capital."""
        return self.source[self.tokens[index].start].isupper()

    def is_glued(self, index: int) -> bool:
        """Whether nothing, not even a space, stands between the token and the one before."""
        return 0 <= index < len(self.tokens) and self.tokens[index].joined == ""


R = TypeVar("R")
_NOT_READ = object()


def read_once(read: Callable[[Prose, int], R]) -> Callable[[Prose, int], R]:
    """A reader that reads each place of a text once, for those that half a dozen others ask."""

    @wraps(read)
    def at(prose: Prose, index: int) -> R:
        place = (read, index)
        found = prose.readings.get(place, _NOT_READ)
        if found is _NOT_READ:
            found = prose.readings[place] = read(prose, index)
        return found  # type: ignore[return-value]  # what this reader left there

    return at


def read_prose(source: str) -> Prose:
    """Take a text apart. Never fails: what is no word is a sign."""
    tokens = tuple(_tokens(source))
    clauses, sentences = _divisions(source, tokens)
    return Prose(source, tokens, tuple(token.word for token in tokens), clauses, sentences)


def _tokens(source: str) -> list[Token]:
    found: list[Token] = []
    lowered = source.lower().replace("\u2019", "'")
    if len(lowered) != len(source):  # A letter whose lower case is longer: keep places true.
        lowered = source.replace("\u2019", "'")
    previous_end, joined = -1, " "
    new_token = tuple.__new__  # Token() does the same by a call more, at every word
    for match in TOKEN.finditer(lowered):
        start, end = match.span()
        word = match[0]
        touches = start == previous_end
        if word in JOINERS and touches and lowered[end : end + 1].isalnum():
            joined, previous_end = "-", end
            continue
        if not touches:
            joined = " "
        elif joined != "-":
            joined = ""
        found.append(new_token(Token, (word, start, end, joined)))
        previous_end, joined = end, ""
    return found


def _divisions(source: str, tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The number of the clause, and of the sentence, that each token belongs to."""
    clauses, sentences = [], []
    clause = sentence = began = 0
    has_lines = "\n" in source
    for index, token in enumerate(tokens):
        word = token.word
        if word in CLAUSE_WORDS:
            clause += 1
        clauses.append(clause)
        sentences.append(sentence)
        if (
            (word in SENTENCE_ENDS and _ends_sentence(source, tokens, index))
            or index - began >= LONGEST_SENTENCE
            or (has_lines and _ends_line(source, tokens, index))
        ):
            clause, sentence, began = clause + 1, sentence + 1, index + 1
        elif word in CLAUSE_SIGNS:
            clause += 1
    return tuple(clauses), tuple(sentences)


def _ends_line(source: str, tokens: tuple[Token, ...], index: int) -> bool:
    if index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    return following.joined == " " and "\n" in source[tokens[index].end : following.start]


def _ends_sentence(source: str, tokens: tuple[Token, ...], index: int) -> bool:
    if index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    if following.joined != " " or source[following.start].islower():
        return False
    return index == 0 or tokens[index - 1].word not in ABBREVIATIONS
