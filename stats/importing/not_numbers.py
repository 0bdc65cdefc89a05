"""What people write where a number should stand, and what to write instead.

Gathered from replies of police forces and from spreadsheets. None of it is ever taken for a number,
nor for a gap: nought, not supplied, refused, not held and suppressed are five different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from .sentences import Sentence, say, shortened
from .sentences import gettext_noop as _

NUMBER = r"([0-9][0-9.,]*)"

NOT_A_NUMBER = _("this is not a number.")
SUPPRESSED = _("Leave the value empty and write suppressed as its status.")
NOT_KNOWN = _(
    "Leave the value empty and write as its status not-held if they do not record it, not-supplied"
    " if they did not give it, or not-received if it is still to come."
)
ASK = _(
    "Ask for the number; until it comes, leave the value empty and write not-supplied as its"
    " status."
)
NONE_OR_GAP = _(
    "Write 0 if there were none; otherwise leave the value empty and write not-supplied as its"
    " status (or refused, not-held, not-received, suppressed)."
)

MARKERS: Mapping[str, str] = {
    **dict.fromkeys(["-", "–", "—", "--", ".", "..", "...", "/", "x", ":", "blank"], NONE_OR_GAP),
    **dict.fromkeys(["n/a", "na", "n.a.", "n.a", "not applicable", "not available"], NOT_KNOWN),
    **dict.fromkeys(["n/k", "nk", "n.k.", "not known", "unknown", "?", "tbc", "tba"], NOT_KNOWN),
    **dict.fromkeys(["*", "**", "c", "[c]", "s", "redacted", "withheld"], SUPPRESSED),
    **dict.fromkeys(
        ["nil", "none", "zero", "nought", "no", "o"],
        _("Write 0 if there were none."),
    ),
    **dict.fromkeys(
        ["not supplied", "not provided", "no response", "no reply", "not answered"],
        _("Leave the value empty and write not-supplied as its status."),
    ),
    **dict.fromkeys(
        ["not held", "not recorded", "no information held"],
        _("Leave the value empty and write not-held as its status."),
    ),
    **dict.fromkeys(
        ["refused", "exempt", "declined"],
        _("Leave the value empty and write refused as its status."),
    ),
    **dict.fromkeys(
        ["not received", "pending", "awaited", "awaiting", "outstanding"],
        _("Leave the value empty and write not-received as its status."),
    ),
    "suppressed": SUPPRESSED,
}


def _shown(text: str) -> str:
    return shortened(text.rstrip(".,"))


def _without_grouping(match: re.Match[str]) -> dict[str, str]:
    return {"number": shortened(re.sub(r"\D", "", match[0]))}


def _number_itself(match: re.Match[str]) -> dict[str, str]:
    return {"number": _shown(match[1])}


def _both_readings(match: re.Match[str]) -> dict[str, str]:
    return {
        "whole": shortened(match[0].replace(",", "").lstrip("0") or "0"),
        "fraction": shortened(match[0].replace(",", ".")),
    }


class Explanation(NamedTuple):
    """A way of writing that is refused, what is wrong with it, and what to write instead."""

    pattern: re.Pattern[str]
    wrong: str
    remedy: str
    details: Callable[[re.Match[str]], dict[str, str]] = lambda match: {}


def _when(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


EXPLANATIONS = (
    Explanation(
        _when(r"(?:[<≤].*|(?:fewer|less) than .*|under .*|[01]\s*(?:-|–|to)\s*[0-9]+)"),
        _("this says only that there were few."),
        SUPPRESSED,
    ),
    Explanation(
        _when(r"[0-9.,]+\s*(?:-|–|—|to)\s*[0-9.,]+"),
        _("this is a range, not a number."),
        ASK,
    ),
    Explanation(
        _when(r"(?:[>≥].*|(?:more|greater) than .*|over .*|at least .*)"),
        _("this says only how many at least."),
        ASK,
    ),
    Explanation(
        _when(rf"(?:[~≈]|c\.?|ca\.?|circa|about|around|approx\.?|approximately)\s*{NUMBER}"),
        _("this is an estimate, and a value is a number alone."),
        _("Write %(number)s, and estimated as its status."),
        _number_itself,
    ),
    Explanation(
        _when(r"[-−–—]\s*[0-9].*|\([0-9.,]+\)"),
        _("a figure cannot be less than nought."),
        _("Write how many there were; a fall is worked out from two figures."),
    ),
    Explanation(
        _when(rf"{NUMBER}\s*(?:%|per\s*cent|pc)"),
        _("a value is a number alone, without a per cent sign."),
        _("Write %(number)s if the measure is a percentage; otherwise write the count."),
        _number_itself,
    ),
    Explanation(
        _when(r"[+-]?[0-9.,]+e[+-]?[0-9]+"),
        _("this is shorthand that may have lost digits."),
        _("Write the number in full: in a spreadsheet, format the column as a number."),
    ),
    Explanation(
        _when(r"#.*[!?/].*|#null!|nan|[+-]?inf(?:inity)?|null"),
        _("this is what a formula leaves when it fails, not a number."),
        NONE_OR_GAP,
    ),
    Explanation(
        _when(r"[0-9]{1,3}(?:[\s'’][0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}"),
        _("thousands are marked by commas or not at all."),
        _("Write %(number)s."),
        _without_grouping,
    ),
    Explanation(
        _when(r"[0-9]+,[0-9]+"),
        _("the comma does not mark thousands."),
        _("Write %(fraction)s or %(whole)s, whichever is meant."),
        _both_readings,
    ),
    Explanation(
        _when(rf"{NUMBER}\s*[^\s0-9.,/:].*"),
        _("there is a mark beside the number."),
        _(
            "Write %(number)s, say in the note what the mark means, and choose the status it calls"
            " for (provisional or estimated, perhaps)."
        ),
        _number_itself,
    ),
)


def explain(written: str) -> tuple[Sentence, Sentence]:
    """What is wrong with text that is no number, and what to write instead."""
    marker = MARKERS.get(" ".join(written.casefold().replace("_", " ").split()))
    if marker is not None:
        return say(NOT_A_NUMBER), say(marker)
    for pattern, wrong, remedy, details in EXPLANATIONS:
        if len(written) <= 200 and (match := pattern.fullmatch(written)):
            return say(wrong), say(remedy, **details(match))
    return say(NOT_A_NUMBER), say(_("Write digits alone, such as 674 or 12.5."))
