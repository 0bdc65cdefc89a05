"""How many police forces answered, as a text says it, held against the publication's record. Pure.

"43 of 45 police forces" counts no offences: no figure bears it, but the publication does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from press.wording.numbers import NUMBER_WORDS

from .background import PoliceForces
from .findings import CONTRADICTED, SUPPORTED, UNVERIFIABLE

TENS_IN_WORDS = "twenty|thirty|forty|fifty"
UNITS_IN_WORDS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
NUMBER = (
    rf"(?:\d{{1,3}}|(?:{TENS_IN_WORDS})(?:[\s-](?:{UNITS_IN_WORDS}))?|{TEENS}|{UNITS_IN_WORDS})"
)
FORCES = r"(?:UK\s+|British\s+)?(?:police\s+)?(?:forces|constabularies)"
STATED = re.compile(
    rf"\b(?:(?P<answered>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<asked>{NUMBER})"
    rf"|(?P<all>all\s+(?:the\s+)?)(?P<every>{NUMBER}))(?=\s+{FORCES}\b)",
    re.IGNORECASE,
)
STATED_IN_WELSH = re.compile(
    r"\b(?:(?P<answered>\d{1,3})\s+o['’]r\s+(?P<asked>\d{1,3})"
    r"|(?P<all>[pb]ob\s+un\s+o['’]r\s+)(?P<every>\d{1,3}))(?=\s+(?:o\s+)?h?eddlu(?:oedd)?\b)",
    re.IGNORECASE,
)
WHAT_FORCES_DID = re.compile(
    r"\b(rise|rises|rose|risen|increase\w*|fall|falls|fell|fallen|drop\w*|decrease\w*|saw|more|fewer)\b",
    re.IGNORECASE,
)
"""In such a sentence forces are counted by how their figures moved, which the figures can tell."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says of coverage at one place, and what came of it."""

    start: int
    end: int
    verdict: str
    explanation: str
    instead: str = ""


def coverage_stated(
    text: str, known: PoliceForces | None, *, sentence_at: Callable[[int, int], str]
) -> list[Stated]:
    """Every statement of how many forces answered, in English or in Welsh, in order."""
    stated = [
        _held(match, known, all_of="all {asked}", some_of="{answered} of {asked}")
        for match in STATED.finditer(text)
        if WHAT_FORCES_DID.search(sentence_at(*match.span())) is None
    ]
    return stated + [
        _held(match, known, all_of="pob un o’r {asked}", some_of="{answered} o’r {asked}")
        for match in STATED_IN_WELSH.finditer(text)
    ]


def _held(match: re.Match[str], known: PoliceForces | None, *, all_of: str, some_of: str) -> Stated:
    start, end = match.span()
    if known is None:
        why = "The publication does not record how many police forces answered."
        return Stated(start, end, UNVERIFIABLE, why)
    asked = _value(match["asked"] or match["every"])
    answered = _value(match["answered"] or match["every"])
    working = (
        f"{known.answered} of {known.asked} police forces answered, as the publication records"
    )
    if (answered, asked) == (known.answered, known.asked):
        return Stated(start, end, SUPPORTED, f"{working}.")
    form = all_of if known.asked == known.answered else some_of
    instead = form.format(asked=known.asked, answered=known.answered)
    explanation = f"{working}, which “{match[0]}” does not fit, say “{instead}”."
    return Stated(start, end, CONTRADICTED, explanation, instead)


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(NUMBER_WORDS[word] for word in re.split(r"[\s-]+", words.lower()))
