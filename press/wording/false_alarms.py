"""Claims that seem contradicted, seen again beside the other claims of their text.

A number may be a part of a total, or said of another place or of another thing, for which no
figures were given. Then the figures cannot belie it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from press.wording.figures import Figures
from press.wording.kinds import CHANGES, Kind
from press.wording.statements import Noun, Role, Statement
from press.wording.verdicts import Claim, Verdict

FARTHEST_PLACE = 60
"""In characters, before and after the "as" that leads to the other place."""

Held = tuple[Statement, Claim]


def unverifiable(statement: Statement, why: str) -> Claim:
    """The claim that nothing given can bear, with the reason."""
    return Claim(
        text=statement.text,
        kind=statement.kind,
        start=statement.start,
        end=statement.end,
        says=statement.says,
        verdict=Verdict.UNVERIFIABLE,
        note=why,
    )


def without_false_alarms(held: Sequence[Held], figures: Figures) -> list[Held]:
    """The same claims, with those that were only seemingly contradicted left undecided."""
    if all(claim.verdict is not Verdict.CONTRADICTED for _, claim in held):
        return list(held)
    totals = _totals(held, figures)
    places = _places_borne_out(held, figures)
    found: list[Held] = []
    counted: Held | None = None
    for statement, claim in held:
        why = ""
        if claim.verdict is Verdict.CONTRADICTED:
            why = (
                _part(statement, claim, totals, figures)
                or _of_two_places(statement)
                or _of_another_place(statement, figures, places)
                or _of_another_thing(statement, counted)
            )
        if statement.kind is Kind.COUNT:
            counted = statement, claim
        found.append((statement, unverifiable(statement, why) if why else claim))
    return found


Whole = tuple[str, tuple[str, ...]]
"""A sentence, and the places whose total stands in it where figures say what places they are of."""


def _whole_of(statement: Statement, figures: Figures) -> Whole:
    setting = statement.setting
    return setting.sentence, setting.areas if figures.are_by_area else ()


def _totals(held: Sequence[Held], figures: Figures) -> dict[Whole, Decimal]:
    """The largest count borne out in each sentence, of each place."""
    totals: dict[Whole, Decimal] = {}
    for statement, claim in held:
        is_borne_out = claim.kind is Kind.COUNT and claim.verdict is Verdict.SUPPORTED
        if statement.role is Role.PLAIN and is_borne_out:
            whole = _whole_of(statement, figures)
            totals[whole] = max(totals.get(whole, statement.named), statement.named)
    return totals


def _part(
    statement: Statement, claim: Claim, totals: Mapping[Whole, Decimal], figures: Figures
) -> str:
    """ "Of the 674 offences, 541 were for taking": the total does not belie the 541."""
    is_loose = statement.role is Role.PLAIN and statement.setting.at is None
    is_loose = is_loose and not any(one.category for one in claim.figures)
    total = totals.get(_whole_of(statement, figures))
    is_part = (
        statement.kind is Kind.COUNT and is_loose and total is not None and statement.named < total
    )
    return "It may be a part of the total, for which no figure was given." if is_part else ""


def _of_two_places(statement: Statement) -> str:
    """ "More than twice as many as Hertfordshire": two places, and not two periods of one."""
    if statement.kind is not Kind.MULTIPLE or not statement.setting.areas:
        return ""
    _before, _own, after = statement.setting.sentence.partition(statement.text.lower())
    names = "|".join(re.escape(name.lower()) for name in statement.setting.areas)
    between = rf"[\w ]{{0,{FARTHEST_PLACE}}}"
    if not re.match(rf" (?:as|the) {between}\b(?:as|than|of)\b{between}\b(?:{names})\b", after):
        return ""
    return "It sets two places side by side, and not two periods of one."


def _places_borne_out(held: Sequence[Held], figures: Figures) -> frozenset[str]:
    """Where the figures are from, when they do not say: the places whose claims they bear out."""
    if figures.are_by_area:
        return frozenset()
    return frozenset(
        figures.elsewhere(statement.setting)
        for statement, claim in held
        if claim.verdict is Verdict.SUPPORTED and statement.role is not Role.OLD
    )


def _of_another_place(statement: Statement, figures: Figures, places: frozenset[str]) -> str:
    """Figures that bear out what is said of Norfolk cannot belie what is said of Suffolk."""
    if not places:
        return ""
    place = figures.elsewhere(statement.setting)
    if place in places:
        return ""
    return f"The figures seem to be those of another place than {place or figures.area}."


def _of_another_thing(statement: Statement, counted: Held | None) -> str:
    """ "105,047 webpages in 2018, a 34 per cent increase": a change of what was counted last."""
    if counted is None or statement.kind not in CHANGES:
        return ""
    count, claim = counted
    is_other = claim.verdict is Verdict.UNVERIFIABLE and count.noun is Noun.DONE
    is_beside = count.setting.sentence == statement.setting.sentence
    if not (is_other and is_beside and count.end <= statement.start):
        return ""
    return f"It may be a change in the {count.text} before it, for which no figure was given."
