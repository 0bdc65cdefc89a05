"""A change that a Welsh speaker takes as known: “y cynnydd hwn”, “y gostyngiad mawr hwn”. Pure."""

from __future__ import annotations

import re

from stats.comparison import Direction

RISES, FALLS = ("cynnydd",), ("gostyngiad", "cwymp")
POINTED_AT = re.compile(
    rf"(?:\b[Yy]r?|(?<=\w)['’]r) (?P<change>{'|'.join((*RISES, *FALLS))})"
    r"(?: [\w’'-]+){0,2}? (?:hwn|yma)\b"
)


def changes_pointed_at(text: str) -> tuple[tuple[str, Direction], ...]:
    """The words of each, and which way it went."""
    return tuple(
        (found[0], Direction.RISE if found["change"] in RISES else Direction.FALL)
        for found in POINTED_AT.finditer(text)
    )
