"""Reads prose, finds every numeric or directional statement, and holds each against figures.

The one table of approximators that sentences are written with is read the other way here: it
tells which values the words allow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from press.wording.assembling import read_statements
from press.wording.candidates import Candidate
from press.wording.figures import Figures, Observation
from press.wording.holding_changes import differences, directions, multiples, percent_changes
from press.wording.holding_counts import counts, intervals, rates
from press.wording.holding_series import records, spans
from press.wording.holding_shares import levels, shares
from press.wording.kinds import Kind
from press.wording.reading import read_lexemes
from press.wording.statements import Role, Statement
from press.wording.tokens import read_prose
from press.wording.verdicts import Claim, Verdict, verdict_of

__all__ = ["Claim", "Observation", "Verdict", "check", "verdict_of"]

Holder = Callable[[Statement, Figures], list[Candidate]]


def nothing_bears(statement: Statement, figures: Figures) -> list[Candidate]:
    """For statements, such as ranks among areas, that single series cannot bear."""
    return []


HOLDERS: Mapping[Kind, Holder] = MappingProxyType(
    {
        Kind.COUNT: counts,
        Kind.RATE: rates,
        Kind.INTERVAL_RATE: intervals,
        Kind.PERCENT_CHANGE: percent_changes,
        Kind.PERCENT: levels,
        Kind.PERCENTAGE_POINTS: differences,
        Kind.MULTIPLE: multiples,
        Kind.FRACTION: shares,
        Kind.SHARE: shares,
        Kind.ONE_IN: shares,
        Kind.DIFFERENCE: differences,
        Kind.DIRECTION: directions,
        Kind.SPAN: spans,
        Kind.RANK: nothing_bears,
        Kind.RECORD: records,
    }
)


def check(
    text: str,
    observations: Sequence[Observation],
    *,
    area: str | None = None,
    measure: str | None = None,
) -> list[Claim]:
    """Every claim of a text in its order, each with its verdict.

    `area` is the place the text is about when a sentence names none; `measure` is the name of
    what the observations count, whose nouns tell its counts from others. Ages, dates, telephone
    numbers, laws and longer quotations are no claims. Never raises on any text.
    """
    figures = Figures(observations, area=area, measure=measure)
    prose = read_prose(text)
    statements = read_statements(prose, read_lexemes(prose), figures.measured_nouns)
    return _with_parts([hold(statement, figures) for statement in statements], statements)


def hold(statement: Statement, figures: Figures) -> Claim:
    """One statement held against the figures.

    Supported by the first figure that fits; contradicted when figures could bear it and none
    fits; unverifiable when none could.
    """
    candidates = HOLDERS[statement.kind](statement, figures)
    fitting = next((one for one in candidates if one.fits), None)
    if fitting is not None:
        return _claim(statement, Verdict.SUPPORTED, fitting)
    bearing = next((one for one in candidates if not one.rescue_only), None)
    if bearing is not None:
        return _claim(statement, Verdict.CONTRADICTED, bearing)
    return _unverifiable(statement, "No figure was given that could bear it out.")


def _unverifiable(statement: Statement, why: str) -> Claim:
    return Claim(
        text=statement.text,
        kind=statement.kind,
        start=statement.start,
        end=statement.end,
        says=statement.says,
        verdict=Verdict.UNVERIFIABLE,
        note=why,
    )


def _with_parts(claims: list[Claim], statements: Sequence[Statement]) -> list[Claim]:
    """Counts beside a larger supported one in their sentence may be parts of it.

    "Of the 674 offences, 541 were for taking": no figure was given for the 541, so it is not
    contradicted by the total.
    """
    totals: dict[str, Decimal] = {}
    for claim, statement in zip(claims, statements, strict=True):
        if statement.role is Role.PLAIN and _is_supported_count(claim):
            sentence = statement.setting.sentence
            totals[sentence] = max(totals.get(sentence, statement.named), statement.named)
    return [
        _unverifiable(statement, "It may be a part of the total, for which no figure was given.")
        if claim.verdict is Verdict.CONTRADICTED and _may_be_part(statement, totals)
        else claim
        for claim, statement in zip(claims, statements, strict=True)
    ]


def _is_supported_count(claim: Claim) -> bool:
    return claim.kind is Kind.COUNT and claim.verdict is Verdict.SUPPORTED


def _may_be_part(statement: Statement, totals: Mapping[str, Decimal]) -> bool:
    is_loose = statement.role is Role.PLAIN and statement.setting.at is None
    total = totals.get(statement.setting.sentence)
    return (
        statement.kind is Kind.COUNT and is_loose and total is not None and statement.named < total
    )


def _claim(statement: Statement, verdict: Verdict, candidate: Candidate) -> Claim:
    return Claim(
        text=statement.text,
        kind=statement.kind,
        start=statement.start,
        end=statement.end,
        says=statement.says,
        verdict=verdict,
        figures=candidate.figures,
        arithmetic=candidate.arithmetic,
        truth=candidate.truth,
        instead=candidate.words() if verdict is Verdict.CONTRADICTED else "",
        note=candidate.note,
    )
