"""What somebody may have meant who spelt a word as nobody here does. Pure.

Compared in Python with the words of what is public now, rather than by PostgreSQL's pg_trgm: a role
that may not make extensions needs none, and a word under embargo can never be suggested.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

SHORTEST = 4  # letters: shorter words resemble too many others
ALIKE = 0.76  # of 1: one wrong letter in five, or two in nine
_WORD = re.compile(r"[^\W\d_]{4,}")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def meant(text: str, known: frozenset[str]) -> str | None:
    """The text with words that are known in the place of those that are not; None without any."""
    is_changed = False

    def mend(found: re.Match[str]) -> str:
        nonlocal is_changed
        word = found[0].lower()
        alike = [] if word in known else difflib.get_close_matches(word, known, n=1, cutoff=ALIKE)
        if not alike:
            return found[0]
        is_changed = True
        return alike[0]

    mended = _WORD.sub(mend, text)
    return mended if is_changed else None
