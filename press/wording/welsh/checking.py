"""Welsh prose held against figures, by way of the English phrases that mean the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from press.wording.claims import Claim, Observation, check
from press.wording.saying import CannotSay
from press.wording.welsh.saying import NUMBER, words_in_welsh
from press.wording.welsh.table import (
    AND_BEFORE_MONTHS,
    MONTHS,
    SOFTENED_MONTHS,
    UNDERSTOOD,
    Phrase,
)

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Gloss:
    """English words for Welsh ones.

    `starts` are where the pieces of the gloss begin, `origins` what each stands for in the Welsh
    text, `is_kept` whether it is the same words.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]
    is_kept: tuple[bool, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The place in the Welsh text that a place in the gloss stands for.

        Exact within words that were kept; a phrase that was put into English is taken whole.
        """
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        begins, ends = self.origins[first][0], self.origins[last][1]
        if self.is_kept[first]:
            begins += start - self.starts[first]
        if self.is_kept[last]:
            ends = self.origins[last][0] + end - self.starts[last]
        return begins, ends


def check_welsh(
    text: str,
    observations: Sequence[Observation],
    *,
    area: str | None = None,
    measure: str | None = None,
    names: Mapping[str, str] | None = None,
) -> list[Claim]:
    """Every claim of a Welsh text that the table understands, in its order, with its verdict.

    `names` are the Welsh names of places and what they are in English ("Gogledd Cymru": "North
    Wales"). A number beside words that the table lacks is still read as a number.
    """
    gloss = in_english(text, names=names)
    claims = check(gloss.text, observations, area=area, measure=measure)
    return [_moved(claim, gloss, text) for claim in claims]


def _moved(claim: Claim, gloss: Gloss, text: str) -> Claim:
    start, end = gloss.origin(claim.start, claim.end)
    return claim._replace(
        start=start,
        end=end,
        text=text[start:end],
        instead=_said(claim.instead),
        truly=_said(claim.truly),
    )


def _said(instead: str) -> str:
    try:
        return words_in_welsh(instead)
    except CannotSay:
        return ""


def in_english(text: str, *, names: Mapping[str, str] | None = None) -> Gloss:
    """The text with every phrase that the table knows in English, and all else as it stands."""
    pieces: list[tuple[str, int, int, bool]] = []
    position = 0
    rows = _rows(tuple(sorted((names or {}).items())))
    for found in rows.pattern.finditer(text):
        pieces.append((text[position : found.start()], position, found.start(), True))
        pieces.append((rows.english(found[0]), found.start(), found.end(), False))
        position = found.end()
    pieces.append((text[position:], position, len(text), True))
    pieces = [piece for piece in pieces if piece[0]] or pieces[-1:]
    starts = [0]
    for words, *_place in pieces[:-1]:
        starts.append(starts[-1] + len(words))
    return Gloss(
        "".join(piece[0] for piece in pieces),
        tuple(starts),
        tuple((piece[1], piece[2]) for piece in pieces),
        tuple(piece[3] for piece in pieces),
    )


@dataclass(frozen=True)
class Rows:
    """The phrases to look for, longest first, and what each is in English."""

    pattern: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]

    def english(self, found: str) -> str:
        number = re.search(NUMBER, found)
        for pattern, english in self.phrases:
            if pattern.fullmatch(found):
                written = english.replace("#", number[0]) if number else english
                return (
                    written.capitalize() if found[:1].isupper() and written.islower() else written
                )
        return found


@cache
def _rows(names: tuple[tuple[str, str], ...]) -> Rows:
    phrases = [*UNDERSTOOD, *_months(), *(Phrase(welsh, english) for welsh, english in names)]
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase.welsh), phrase.welsh))
    compiled = tuple(
        (re.compile(_pattern(phrase.welsh), re.IGNORECASE), phrase.english)
        for phrase in longest_first
    )
    together = "|".join(_pattern(phrase.welsh) for phrase in longest_first)
    return Rows(re.compile(rf"(?<![\w'’-])(?:{together})(?![\w'’-])", re.IGNORECASE), compiled)


def _months() -> list[Phrase]:
    rows = []
    for welsh, english in zip(MONTHS, ENGLISH_MONTHS, strict=True):
        rows.append(Phrase(welsh, english))
        rows.append(Phrase(AND_BEFORE_MONTHS.get(welsh, f"a {welsh}"), f"and {english}"))
        if welsh in SOFTENED_MONTHS:
            rows.append(Phrase(SOFTENED_MONTHS[welsh], english))
        rows.append(Phrase(f"ym mis {welsh}", f"in {english}"))
    return rows


def _pattern(welsh: str) -> str:
    return re.escape(welsh).replace(r"\#", NUMBER).replace("#", NUMBER)
