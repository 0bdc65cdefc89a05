"""Whether a template's words are of the unit that its figures are in. Pure.

A count is no percentage, and 62% of a sample is no 62 of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .facts import Unit
from .palette import PLACEHOLDERS
from .placeholder import Placeholder

PER_CENT_BEHIND = re.compile(r"\{(\w+)\}\s*(%|per ?cent\b|percentage\b|y cant\b)", re.IGNORECASE)
IN_BRACES = re.compile(r"\{(\w+)\}")
SAID_OF = {Unit.COUNT: "counts", Unit.PROPORTION: "proportions"}
IS_ONE = {Unit.COUNT: "a count", Unit.PROPORTION: "a proportion found by a survey"}
TAKE_AWAY = "Take the words behind it away."


@dataclass(frozen=True)
class Misfit:
    """What is wrong with a sentence, and what to write; `placeholder` has no braces."""

    placeholder: str
    what: str
    remedy: str


def misfits(wording: str, unit: Unit, *, measure: str = "") -> Iterator[Misfit]:
    """Each placeholder of a sentence that makes no sense of figures in this unit, once.

    `measure` is the name by which the message tells of what the figures are.
    """
    for name in dict.fromkeys(IN_BRACES.findall(wording)):
        known = PLACEHOLDERS.get(name)
        found = None if known is None else misfit(known, unit, measure=measure)
        if found is not None:
            yield found
    for name, behind in PER_CENT_BEHIND.findall(wording):
        if name in PLACEHOLDERS:
            what = f"{{{name}}} says by itself what it is a number of: no “{behind}” behind it."
            yield Misfit(name, what, TAKE_AWAY)


def misfit(placeholder: Placeholder, unit: Unit, *, measure: str = "") -> Misfit | None:
    """Why a placeholder makes no sense of figures in a unit, or None where it does."""
    if unit in placeholder.units:
        return None
    (own,) = placeholder.units
    named = f"“{measure}”" if measure else "this measure"
    what = f"{{{placeholder.name}}} is said of {SAID_OF[own]}, and {named} is {IS_ONE[unit]}."
    remedy = f"Use {{{placeholder.instead}}}." if placeholder.instead else "Leave it out."
    return Misfit(placeholder.name, what, remedy)
