"""A template's sentence as an editor types it: words, and names of placeholders in braces. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .palette import PLACEHOLDERS

BRACED = re.compile(r"\{([^{}]*)\}")
BRACED_IN_A_QUOTATION = re.compile(r"(\{\{|\}\})|\{([^{}]*)\}")
NUMBER = re.compile(r"\d")
PARTS_WHERE_NUMBERS_ARE_CLAIMS = frozenset({"headline", "lead", "detail"})
Piece = tuple[str, str | None]


class StrayBrace(ValueError):
    """A brace that belongs to no placeholder; the message names the sentence."""


@lru_cache(maxsize=1_024)  # the releases of a publication are written from the same sentences
def pieces(wording: str, *, part: str) -> tuple[Piece, ...]:
    """The sentence taken apart: words as they stand, and the names of placeholders.

    In a quotation a doubled brace is one that the speaker wrote. Anywhere else every brace belongs
    to a placeholder. Raises StrayBrace for one that does not: no release has a brace in it.
    """
    return tuple(piece for piece in _pieces(wording, part) if piece != ("", None))


def _pieces(wording: str, part: str) -> Iterator[Piece]:
    position = 0
    for braced in (BRACED_IN_A_QUOTATION if part == "quote" else BRACED).finditer(wording):
        yield _without_braces(wording[position : braced.start()], wording), None
        position = braced.end()
        doubled = braced[1] if part == "quote" else None
        if doubled:
            yield doubled[0], None
        else:
            yield "", braced[braced.re.groups]
    yield _without_braces(wording[position:], wording), None


def _without_braces(words: str, wording: str) -> str:
    if "{" in words or "}" in words:
        raise StrayBrace(f"A brace stands alone in “{wording}”.")
    return words


def problems_in_sentence(text: str, *, part: str) -> list[str]:
    """What is wrong with a template's sentence as an editor wrote it; nothing if it may stand."""
    if part == "quote":
        return _problems_in_quotation(text)
    problems = [
        f"{{{name}}} is not a placeholder. {_nearest(name)}"
        for name in BRACED.findall(text)
        if name not in PLACEHOLDERS
    ]
    rest = BRACED.sub("", text)
    if "{" in rest or "}" in rest:
        problems.append("A brace stands alone: write a placeholder as {name}, and no other braces.")
    if part in PARTS_WHERE_NUMBERS_ARE_CLAIMS and NUMBER.search(rest):
        problems.append(
            "A number is typed into the sentence: use a placeholder, so that it follows its figure."
        )
    return problems


def _problems_in_quotation(text: str) -> list[str]:
    """A speaker may have written a brace; it is doubled, so that nobody takes it for a gap."""
    problems = [
        f"{{{name}}} is not a placeholder. {_nearest(name)} If the speaker wrote the braces, double"
        f" them: {{{{{name}}}}}."
        for _doubled, name in BRACED_IN_A_QUOTATION.findall(text)
        if not _doubled and name not in PLACEHOLDERS
    ]
    rest = BRACED_IN_A_QUOTATION.sub("", text)
    if "{" in rest or "}" in rest:
        problems.append(
            "A brace stands alone: if the speaker wrote it, double it, as {{ or }};"
            " write a placeholder as {name}."
        )
    return problems


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    close: Sequence[str] = get_close_matches(name, PLACEHOLDERS, n=1)
    if close:
        return f"Did you mean {{{close[0]}}}?"
    return f"Choose from: {', '.join(f'{{{known}}}' for known in PLACEHOLDERS)}."
