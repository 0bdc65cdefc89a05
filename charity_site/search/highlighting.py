"""The part of a text in which words were found, in pieces that a template may mark. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LENGTH = 180  # characters of a text that are shown
BEFORE = 50  # of them, before the first word that was found
SHORTEST_STEM = 3
_ENDINGS = ("'s", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Piece:
    text: str
    is_found: bool


def excerpt(text: str, words: Iterable[str]) -> list[Piece]:
    """The text about the first word found in it, or its beginning, with every such word apart."""
    text = " ".join(text.split())
    stems = {stem(word) for word in words}
    found = [match.span() for match in _WORD.finditer(text) if stem(match[0]) in stems]
    first, last = _window(text, found[0][0] if found else 0)
    pieces = [Piece("… ", is_found=False)] if first else []
    at = first
    for begin, end in found:
        if begin < at or end > last:
            continue
        pieces += [Piece(text[at:begin], is_found=False), Piece(text[begin:end], is_found=True)]
        at = end
    pieces.append(Piece(text[at:last] + (" …" if last < len(text) else ""), is_found=False))
    return [piece for piece in pieces if piece.text]


def stem(word: str) -> str:
    """A word without its ending: roughly as the full text search of PostgreSQL takes it."""
    word = word.lower().replace("’", "'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _window(text: str, found_at: int) -> tuple[int, int]:
    """From and to where, between words."""
    first = max(found_at - BEFORE, 0)
    if first:
        first = text.find(" ", first, found_at) + 1 or found_at
    last = min(first + LENGTH, len(text))
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + 1)
    return first, last
