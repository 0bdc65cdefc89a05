"""What somebody asks the search for, cleaned of what no text can have. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 200  # characters: more is no question, and is told so
LARGEST_FORM = 8_000  # bytes of a form with that many characters, each written %F0%9F…
LAST_PAGE = 50

# Read over in every question: they stand in every text.
_EVERYWHERE = """
    a about an and any are as at be by can do does for from had has have he her him his how i if
    in into is it its me my of on or our she so than that the their them then there they this to
    was we were what when where which who why will with you your
"""
_STOP = frozenset(_EVERYWHERE.split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class TooLong(ValueError):
    """More than anybody asks."""


@dataclass(frozen=True)
class Asked:
    """`text` as it was typed, but for control characters and space."""

    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words that tell one page from another, in small letters, each once."""
        found = (word.lower().replace("’", "'") for word in _WORD.findall(self.text))
        return tuple(dict.fromkeys(word for word in found if word not in _STOP))

    def __bool__(self) -> bool:
        return bool(self.words)


def read(typed: str) -> Asked:
    """Raises TooLong."""
    if len(typed) > LONGEST:
        raise TooLong
    return Asked(" ".join("".join(c if c.isprintable() else " " for c in typed).split()))


def page_number(written: str) -> int:
    """From 1; what is no page of any list is the first."""
    is_number = written.isascii() and written.isdigit() and len(written) <= 3
    return min(max(int(written), 1), LAST_PAGE) if is_number else 1
