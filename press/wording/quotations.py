"""Somebody else's words and addresses, whose numbers are no claims of the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator

ADDRESSES = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@\S+\.\w+|(?<![\w-])[\w-]{1,64}\.(?:org|co|com|gov)\b\S*"
)
IN_ADDRESSES = ("://", "www.", "@", ".org", ".co", ".gov")
"""Every address has one of these in it, and they are found many times faster than addresses."""

MARKS = re.compile(r"[\n\"\u201c\u201d\u2018]|(?<!\w)'|(?<=[\w.,!?])['\u2019](?!\w)")
OPENING = {'"': frozenset('"'), "\u201c": frozenset("\u201d"), "'": frozenset("'\u2019")}
OPENING["\u2018"] = OPENING["'"]
WORDS_IN_A_QUOTATION = 6
"""Shorter quotation marks only borrow a word, and what they hold is still the writer's claim."""

WORDS_WITH_A_NUMBER = 4
"""With digits in it less is enough: "a 700 per cent increase"."""


def passages_to_skip(source: str) -> list[tuple[int, int]]:
    """Places in the text that are somebody else's words or an address; in order, as characters.

    A text that is one quotation from end to end has been handed over to be checked itself.
    """
    found: list[tuple[int, int]] = []
    if any(sign in source for sign in IN_ADDRESSES):
        found += (match.span() for match in ADDRESSES.finditer(source))
    if not any(sign in source for sign in OPENING):
        return found
    whole = len(source.strip())
    for start, end in _quotations(source):
        if end - start < whole and _is_quotation(source[start:end]):
            found.append((start, end))
    return sorted(found)


def _quotations(source: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks, to the end of its line where a curly one stays open.

    Speakers of several paragraphs are quoted so: each opens, and only the last one closes.
    """
    opened: re.Match[str] | None = None
    for mark in MARKS.finditer(source):
        sign = mark[0]
        if opened is None:
            opened = mark if sign in OPENING else None
        elif sign == "\n":
            if opened[0] == "\u201c":
                yield opened.start(), mark.start()
            opened = None
        elif sign in OPENING[opened[0]]:
            yield opened.start(), mark.end()
            opened = None
        elif sign in {'"', "\u201c"} and opened[0] in {"'", "\u2018"}:
            opened = mark  # What looked like a single mark was an apostrophe.
    if opened is not None and opened[0] == "\u201c":
        yield opened.start(), len(source)


def _is_quotation(passage: str) -> bool:
    length = len(passage.split())
    has_number = any(sign.isdecimal() for sign in passage)
    return length >= (WORDS_WITH_A_NUMBER if has_number else WORDS_IN_A_QUOTATION)
