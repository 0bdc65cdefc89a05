"""What stands in cells in place of a number or beside it, and what of it speaks for itself.

Follows the symbols of the Government Statistical Service ([c], [p], [e], [r], [x], [z]) and what
police forces write. What could mean two things is asked, once for a file: a dash is nought in one
reply and "not recorded" in the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ..not_numbers import MARKERS

NOUGHT = "0"
LEFT_OUT = "left-out"

SUPPRESSED, NOT_HELD, REFUSED = "suppressed", "not-held", "refused"
NOT_SUPPLIED, NOT_RECEIVED = "not-supplied", "not-received"

CERTAIN: Mapping[str, str] = {
    **dict.fromkeys(["*", "**", "[c]", "suppressed"], SUPPRESSED),
    **dict.fromkeys(["not held", "not recorded", "no information held", "[z]"], NOT_HELD),
    **dict.fromkeys(["information not held", "data not held", "no data held"], NOT_HELD),
    **dict.fromkeys(["refused", "exempt", "declined"], REFUSED),
    **dict.fromkeys(
        ["not supplied", "not provided", "no response", "no reply", "not answered"], NOT_SUPPLIED
    ),
    **dict.fromkeys(
        ["not received", "pending", "awaited", "awaiting", "outstanding"], NOT_RECEIVED
    ),
    **dict.fromkeys(["nil", "zero", "nought"], NOUGHT),
}
"""What can be meant in one way only."""

ASKED = frozenset({"", "[x]", *MARKERS}) - CERTAIN.keys()
"""What can be meant in more than one way. A blank cell is among them: it is never nought."""

FEW_AT_MOST = 20  # "<5" hides a small number; "<1000" is only vague
FEW = re.compile(
    r"(?:[<≤]|(?:fewer|less) than |under )\s*([0-9]{1,2}|three|five|ten)"
    r"|[01]\s*(?:-|–|to)\s*([0-9]{1,2})",
    re.IGNORECASE,
)

BESIDE = re.compile(
    r"(?P<text>.*?)\s*(?P<marks>(?:\s*(?:[*†‡§¶#^]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[(?:note )?[a-z0-9]{1,2}\]"
    r"|\((?:note [0-9]{1,2}|[iprev])\)))+)",
    re.IGNORECASE | re.DOTALL,
)
STATUSES_OF_MARKS: Mapping[str, str] = {
    **dict.fromkeys(["[p]", "(p)"], "provisional"),
    **dict.fromkeys(["[e]", "(e)"], "estimated"),
}
LONGEST = 80  # characters of a cell in which a mark is looked for


def normal_mark(text: str) -> str:
    """A mark as it is looked up and remembered: "N/K " → "n/k"."""
    return " ".join(text.casefold().replace("_", " ").split())


def certain_status(text: str) -> str | None:
    """The status (or NOUGHT) that a cell's text can only mean, or None."""
    known = CERTAIN.get(normal_mark(text))
    if known is not None:
        return known
    few = FEW.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if few is None:
        return None
    number = few[1] or few[2]
    return SUPPRESSED if not number.isdigit() or int(number) <= FEW_AT_MOST else None


def is_asked(text: str) -> bool:
    return normal_mark(text) in ASKED


def split_marks(text: str) -> tuple[str, str]:
    """ "674* [1]" → ("674", "* [1]"): the text, and the marks that lead to notes."""
    written = text.strip()
    if len(written) > LONGEST:
        return written, ""
    beside = BESIDE.fullmatch(written)
    if beside is None or not beside["text"]:
        return written, ""
    return beside["text"], " ".join(beside["marks"].split())


def status_of_marks(marks: str) -> str:
    """What a mark says of how a number is known: "[p]" → "provisional"; "" for most."""
    for mark, status in STATUSES_OF_MARKS.items():
        if mark in marks.casefold():
            return status
    return ""


def key_of_mark(mark: str) -> str:
    """A mark as its legend may have it too: "[note 1]", "¹" and "(1)" are all "1"."""
    plain = unicodedata.normalize("NFKC", mark.casefold())
    return plain.strip("[]() ").removeprefix("note ")
