"""What the English table says, said in Welsh."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from press.wording.saying import CannotSay, RateSaying, Saying
from press.wording.welsh.table import SAID, SPOKEN_WITH_A_VOWEL

NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PLACE = "#"
THAN_BEFORE_A_VOWEL = re.compile(rf"\b((?:mwy|fwy|llai) na)(?= {SPOKEN_WITH_A_VOWEL})")


def in_welsh(saying: Saying) -> Saying:
    """The same saying with Welsh words: the interval, the truth and the working stay.

    Raises CannotSay for words that the Welsh table lacks.
    """
    text = words_in_welsh(saying.text)
    if isinstance(saying, RateSaying):
        number, unit = words_in_welsh(saying.number), words_in_welsh(saying.unit)
        return replace(saying, text=text, number=number, unit=unit)
    return replace(saying, text=text)


def words_in_welsh(words: str) -> str:
    """English words of the table in Welsh. Raises CannotSay where the table does not reach."""
    said, position = "", 0
    while position < len(words):
        if words[position] == " ":
            said, position = said + " ", position + 1
            continue
        found = _phrases().match(words, position)
        if found is None:
            raise CannotSay(f"“{words}” has no Welsh words in the table.")
        said += _put_in(found)
        position = found.end()
    return THAN_BEFORE_A_VOWEL.sub(r"\1g", said)


def _put_in(found: re.Match[str]) -> str:
    """The Welsh of a phrase, with its number where the Welsh has it."""
    number = re.search(NUMBER, found[0])
    for english, welsh in _by_length():
        if re.fullmatch(_pattern(english), found[0]):
            return welsh.replace(_PLACE, number[0]) if number else welsh
    return found[0]  # a number by itself


@cache
def _phrases() -> re.Pattern[str]:
    phrases = [_pattern(english) for english, _welsh in _by_length()]
    number = rf"{NUMBER}%?"
    return re.compile("|".join(rf"(?:{phrase})(?!\w)" for phrase in (*phrases, number)))


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    """English and Welsh, longest first; of rows with the same English the first counts."""
    first: dict[str, str] = {}
    for phrase in SAID:
        first.setdefault(phrase.english, phrase.welsh)
    return tuple(sorted(first.items(), key=lambda row: (-len(row[0]), row[0])))


@cache
def _pattern(english: str) -> str:
    return re.escape(english).replace(re.escape(_PLACE), NUMBER)
