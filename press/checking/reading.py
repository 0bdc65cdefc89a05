"""Reads the texts of a release, and holds each statement and each word against what is known. Pure.

Every paragraph is read by itself, about the release's own area. What sets areas beside each other
is read again beside the figures of other areas, which most releases never need.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from press.wording.claims import Claim, Verdict, check
from press.wording.kinds import CHANGES, Kind
from press.wording.places import NATIONS
from press.wording.reading import read_lexemes
from press.wording.terminology import find_terms
from press.wording.tokens import read_prose

from .background import NO_PEERS, Background, Peers
from .coverage import Stated, coverage_stated
from .findings import (
    STOP,
    Answers,
    Finding,
    FindingKind,
    Findings,
    in_order,
    sentence_key,
)

LONGEST_WORDS = 200
"""Characters of a finding's words that are kept: what an answer's column holds."""

BESIDE_OTHERS = frozenset({Kind.RANK})
OVER_PERIODS = CHANGES | {Kind.SPAN, Kind.RECORD}
NATIONAL = re.compile(r"\b(?:UK|Britain|national|nationally|nationwide)\b")
REGIONAL = re.compile(r"\b(?:region|regional|regionally)\b", re.IGNORECASE)

Check = Callable[..., list[Claim]]


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text of a release: its part, and its place, which is nought for the headline."""

    part: str
    paragraph: int
    text: str


def find(
    parts: Iterable[TextPart],
    background: Background,
    answers: Answers,
    *,
    check_claims: Check = check,
) -> Findings:
    """Every claim and every term of some texts, each with its verdict and its answer."""
    found: list[Finding] = []
    for part in parts:
        if part.text.strip():
            found += _claims(part, background, check_claims)
            found += _terms(part, background)
    return in_order(one.answered_by(answers) for one in found)


def find_terms_in(parts: Iterable[TextPart], background: Background, answers: Answers) -> Findings:
    """The terms alone: for texts that are held against no figures."""
    found = [one for part in parts for one in _terms(part, background)]
    return in_order(one.answered_by(answers) for one in found)


@lru_cache(maxsize=512)
def says_nothing(text: str) -> bool:
    """Whether no word of a text could state anything. The same notes stand in every release."""
    return not read_lexemes(read_prose(text))


@lru_cache(maxsize=64)
def sentences_of(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where each sentence of a text begins, and its words with single spaces."""
    prose = read_prose(text)
    starts = [0] + [
        token.start
        for index, token in enumerate(prose.tokens)
        if index and prose.sentences[index] != prose.sentences[index - 1]
    ]
    ends = [*starts[1:], len(text)]
    return tuple(starts), tuple(
        sentence_key(text[start:end]) for start, end in zip(starts, ends, strict=True)
    )


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence, or the sentences, that a stretch of a text stands in."""
    starts, sentences = sentences_of(text)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    return " ".join(sentences[first : last + 1])


def _finding(part: TextPart, start: int, end: int, kind: FindingKind) -> Finding:
    return Finding(
        part=part.part,
        paragraph=part.paragraph,
        start=start,
        end=end,
        words=part.text[start:end][:LONGEST_WORDS],
        sentence=sentence_at(part.text, start, end),
        kind=kind,
        verdict=STOP,
    )


# Terms


def _terms(part: TextPart, background: Background) -> Iterator[Finding]:
    for found in find_terms(part.text, background.terms):
        yield replace(
            _finding(part, found.start, found.end, FindingKind.TERM),
            verdict=found.term.level,
            explanation=found.term.why,
            instead=found.term.instead,
        )


# Claims


def _claims(part: TextPart, background: Background, check_claims: Check) -> Iterator[Finding]:
    text = part.text
    stated = coverage_stated(
        text, background.police_forces, sentence_at=lambda *span: sentence_at(text, *span)
    )
    yield from (_of_coverage(part, one) for one in stated)
    if check_claims is check and says_nothing(text):
        return
    claims = check_claims(
        text, background.observations, area=background.area, measure=background.measure
    )
    on_record = [*((one.start, one.end) for one in stated), *_facts_within(text, background)]
    for claim, peers in _beside_others(part, claims, background, check_claims):
        if not any(start < claim.end and claim.start < end for start, end in on_record):
            yield _of_claim(part, claim, background, peers)


def _facts_within(text: str, background: Background) -> Iterator[tuple[int, int]]:
    """Where a text repeats a telephone number or opening hours word for word: no figures."""
    for fact in background.facts:
        place = text.find(fact.words) if fact.words else -1
        while place >= 0:
            yield place, place + len(fact.words)
            place = text.find(fact.words, place + 1)


def _of_coverage(part: TextPart, stated: Stated) -> Finding:
    return replace(
        _finding(part, stated.start, stated.end, FindingKind.CLAIM),
        verdict=stated.verdict,
        says="coverage",
        explanation=stated.explanation,
        instead=stated.instead,
    )


def _of_claim(part: TextPart, claim: Claim, background: Background, peers: Peers) -> Finding:
    claim = _not_of_another_area(claim, part.text, background)
    claim = _not_over_a_break(claim, background)
    explanation = claim.explanation
    if claim.verdict is Verdict.UNVERIFIABLE:
        explanation = _why_unverifiable(claim, background)
    return replace(
        _finding(part, claim.start, claim.end, FindingKind.CLAIM),
        verdict=str(claim.verdict),
        says=str(claim.kind),
        explanation=explanation,
        instead=claim.instead,
        figures=background.figures_of(claim.figures, peers),
    )


def _not_of_another_area(claim: Claim, text: str, background: Background) -> Claim:
    """Where the release's area has no figure, another's bears only what names that other area."""
    if claim.verdict is Verdict.UNVERIFIABLE or background.has_own_figures:
        return claim
    sentence = sentence_at(text, claim.start, claim.end)
    areas = {one.area or "" for one in claim.figures} - {background.area}
    if areas and all(_names(sentence, area) for area in areas):
        return claim
    return claim._replace(verdict=Verdict.UNVERIFIABLE, instead="", note="")


def _names(sentence: str, area: str) -> bool:
    is_nation = area.lower() in NATIONS
    return area in sentence or (is_nation and NATIONAL.search(sentence) is not None)


def _why_unverifiable(claim: Claim, background: Background) -> str:
    """Why nothing bears a claim, and what is known instead."""
    parts = [claim.note, background.gap, background.what_is_known]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _not_over_a_break(claim: Claim, background: Background) -> Claim:
    """A change between two periods that do not compare is not borne out by their numbers."""
    if claim.verdict is Verdict.UNVERIFIABLE or claim.kind not in OVER_PERIODS:
        return claim
    for area in dict.fromkeys(one.area or "" for one in claim.figures):
        periods = sorted({one.period for one in claim.figures if (one.area or "") == area})
        for older, newer in pairwise(periods):
            reason = background.why_not_compared(area, older, newer)
            if reason:
                return claim._replace(verdict=Verdict.UNVERIFIABLE, instead="", note=reason)
    return claim


# Beside other areas


def _beside_others(
    part: TextPart, claims: Sequence[Claim], background: Background, check_claims: Check
) -> Iterator[tuple[Claim, Peers]]:
    """The claims, with those that need other areas' figures held against these as well."""
    again: dict[str, dict[tuple[int, int], Claim]] = {}
    for claim in claims:
        if claim.kind not in BESIDE_OTHERS and claim.verdict is not Verdict.UNVERIFIABLE:
            yield claim, NO_PEERS
            continue
        sentence = sentence_at(part.text, claim.start, claim.end)
        region = background.region if _is_regional(sentence, background.region) else ""
        peers = background.peers(region)
        if not peers.observations:
            yield claim, NO_PEERS
            continue
        if region not in again:
            held = check_claims(
                part.text,
                (*background.observations, *peers.observations),
                area=background.area,
                measure=background.measure,
            )
            again[region] = {(one.start, one.end): one for one in held}
        seen = again[region].get((claim.start, claim.end), claim)
        yield _of_all_or_of_none(seen, sentence, peers, background), peers


def _is_regional(sentence: str, region: str) -> bool:
    return bool(region) and (region in sentence or REGIONAL.search(sentence) is not None)


def _of_all_or_of_none(claim: Claim, sentence: str, peers: Peers, background: Background) -> Claim:
    """A place among all areas is proved only where every one of them has a figure."""
    if claim.kind is not Kind.RANK or claim.verdict is not Verdict.SUPPORTED or not peers.missing:
        return claim
    others = {one.area for one in peers.observations} | set(peers.missing)
    if any(name in sentence for name in others if name and name != background.area):
        return claim  # the areas are named: nobody else has to have answered
    names = sorted(peers.missing)
    first = names[0]
    why = (
        f"{len(names)} of {len(others)} areas have no figure for the period,"
        f" so that no place among them is proved ({first}: {peers.missing[first]})."
    )
    return claim._replace(verdict=Verdict.UNVERIFIABLE, note=why, instead="")
