"""Reads prose, finds every numeric or directional statement, and holds each against figures.

The one table of approximators that sentences are written with is read the other way here: it
tells which values the words allow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from press.wording.assembling import read_statements
from press.wording.candidates import Candidate
from press.wording.false_alarms import Held, unverifiable, without_false_alarms
from press.wording.figures import Figures, Observation
from press.wording.holding_changes import differences, directions, multiples, percent_changes
from press.wording.holding_counts import counts, intervals, rates
from press.wording.holding_ranks import ranks
from press.wording.holding_series import spans
from press.wording.holding_shares import levels, shares
from press.wording.holding_streaks import records_and_streaks
from press.wording.in_place import offered_in_place
from press.wording.kinds import Kind
from press.wording.lexemes import Lexeme
from press.wording.places import Mention
from press.wording.reading import read_lexemes
from press.wording.statements import Statement
from press.wording.tokens import Prose, Token, read_prose
from press.wording.verdicts import Claim, Verdict, verdict_of

__all__ = ["Claim", "Observation", "Verdict", "check", "verdict_of"]

Holder = Callable[[Statement, Figures], Iterable[Candidate]]

READ_LATELY = 64
"""Texts kept as they were read. At every key pressed a release is checked again, and all of its
paragraphs but one are as they were."""

TRIED_LATELY = 256
"""Sentences kept with other words in them, tried at every key pressed while they are offered."""

FIGURES_KEPT = 8
"""All texts of a release are held against the same figures, one after the other."""

LONGEST_KEPT = 2_000
"""In characters: of a paragraph. What is longer is read anew, so that little memory is held."""


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
        Kind.RANK: ranks,
        Kind.RECORD: records_and_streaks,
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
    figures = _figures(tuple(observations), area, measure)
    read = _read_lately if len(text) <= LONGEST_KEPT else _read
    prose, held = _held(text, figures, read)
    claims = [claim for _, claim in held]
    if not any(map(_is_wrong, claims)):
        return claims
    wrong = Counter(_sentence_of(claim, prose) for claim in claims if _is_wrong(claim))

    def read_again(sentence: str) -> list[Claim]:
        return [claim for _, claim in _held(sentence, figures, _read_tried)[1]]

    return [
        offered_in_place(
            one, prose, contradicted=wrong[_sentence_of(one[1], prose)], read=read_again
        )
        if _is_wrong(one[1])
        else one[1]
        for one in held
    ]


@lru_cache(maxsize=FIGURES_KEPT)
def _figures(
    observations: tuple[Observation, ...], area: str | None, measure: str | None
) -> Figures:
    """The figures looked up by, made once for all texts of a release."""
    return Figures(observations, area=area, measure=measure)


def _held(
    text: str, figures: Figures, read: Callable[[str], tuple[Prose, Sequence[Lexeme]]]
) -> tuple[Prose, list[Held]]:
    """Every statement of a text with its claim, the text taken apart beside them."""
    prose, lexemes = read(text)
    if not lexemes:
        return prose, []
    measured, places = figures.measured_nouns, tuple(figures.gazetteer.mentions(prose))
    if read is _read_lately:
        statements = _stated_lately(text, measured, places)
    else:
        statements = read_statements(prose, lexemes, measured, places)
    held = [(statement, hold(statement, figures)) for statement in statements]
    return prose, without_false_alarms(held, figures)


def _is_wrong(claim: Claim) -> bool:
    return claim.verdict is Verdict.CONTRADICTED


def _sentence_of(claim: Claim, prose: Prose) -> int:
    return prose.sentences[bisect_left(prose.tokens, claim.start, key=_start)]


def _start(token: Token) -> int:
    return token.start


def _read(text: str) -> tuple[Prose, Sequence[Lexeme]]:
    """What follows from the text alone, whatever the figures are."""
    prose = read_prose(text)
    return prose, read_lexemes(prose)


_read_lately = lru_cache(maxsize=READ_LATELY)(_read)
_read_tried = lru_cache(maxsize=TRIED_LATELY)(_read)


@lru_cache(maxsize=READ_LATELY)
def _stated_lately(
    text: str, measured: frozenset[str], places: tuple[Mention, ...]
) -> Sequence[Statement]:
    """What follows from the text and from the names that figures have, whatever their values."""
    prose, lexemes = _read_lately(text)
    return read_statements(prose, lexemes, measured, places)


def hold(statement: Statement, figures: Figures) -> Claim:
    """One statement held against the figures.

    Supported by the first figure that fits; contradicted when figures could bear it and none
    fits; unverifiable when none could.
    """
    setting = statement.setting
    if len(setting.areas) > 1 and (setting.is_each or statement.kind is Kind.DIRECTION):
        return _hold_each(statement, figures)
    candidates: list[Candidate] = []
    for candidate in HOLDERS[statement.kind](statement, figures):
        if candidate.fits:  # mostly the first, and then no other is worked out
            return _claim(statement, Verdict.SUPPORTED, candidate)
        candidates.append(candidate)
    bearing = next((one for one in candidates if not one.rescue_only), None)
    elsewhere = figures.elsewhere(setting)
    if bearing is not None and not (elsewhere and figures.are_by_area):
        return _claim(statement, Verdict.CONTRADICTED, bearing)
    undecided = next((one.note for one in candidates if one.is_undecided), "")
    return unverifiable(statement, undecided or _why_nothing_bears(elsewhere))


def _hold_each(statement: Statement, figures: Figures) -> Claim:
    """Words that must hold for every area named: belied by one, borne out by all."""
    setting = statement.setting
    claims = [
        hold(statement._replace(setting=setting._replace(areas=(area,))), figures)
        for area in setting.areas
    ]
    for verdict in (Verdict.CONTRADICTED, Verdict.UNVERIFIABLE):
        for claim in claims:
            if claim.verdict is verdict:
                return claim
    return claims[0]


def _why_nothing_bears(elsewhere: str) -> str:
    if elsewhere:
        return f"No figure was given for {elsewhere}."
    return "No figure was given that could bear it out."


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
