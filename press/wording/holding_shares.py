"""Holds shares, fractions and "one in so many" against parts of totals and proportions."""

from __future__ import annotations

import re
from decimal import Decimal

from press.wording.candidates import Candidate, first_sayable, profile_of
from press.wording.figures import Figures, Observation
from press.wording.kinds import Kind
from press.wording.numbers import digits
from press.wording.saying import working
from press.wording.sayings import say_fraction, say_one_in, say_share
from press.wording.statements import Role, Statement
from press.wording.vocabulary import words_of

HUNDRED = Decimal(100)
ASKED = words_of(
    "parents carers adults people teenagers teachers pupils children respondents voters mothers "
    "fathers families grandparents girls boys men women britons those"
)
OPINIONS = words_of(
    "agree agreed say said says believe believed think thought feel felt want wanted support "
    "supported back backed worry worried fear feared told admit admitted know knew asked polled "
    "surveyed questioned interviewed"
)
_WORD = re.compile(r"[a-z]+")
FARTHEST_OPINION = 7
"""In words behind the share."""


def shares(statement: Statement, figures: Figures) -> list[Candidate]:
    """Shares of a total, from 0 to 1."""
    if not figures.are_proportions and _is_found_by_asking(statement):
        return []
    if figures.are_proportions:
        return [
            _proportion(statement, series[-1], series[-1].value / HUNDRED)
            for series in figures.series_for(statement.setting)
        ]
    mentioned = {name for name in figures.categories if name.lower() in statement.setting.sentence}
    found = []
    for part, whole in _parts(figures):
        is_other = bool(mentioned) and part.category not in mentioned
        if not is_other and whole.value > 0:
            is_sure = bool(mentioned) or len(figures.categories) <= 1
            found.append(_share(statement, part, whole, rescue=not is_sure))
    return found


def _is_found_by_asking(statement: Statement) -> bool:
    """ "Four out of five parents agree": what a survey found, which no count can bear."""
    _before, own, after = statement.setting.sentence.partition(statement.text.lower())
    words = _WORD.findall(after)[:FARTHEST_OPINION] if own else []
    asked = next((place for place, word in enumerate(words) if word in ASKED), None)
    return asked is not None and not OPINIONS.isdisjoint(words[asked + 1 :])


def _parts(figures: Figures) -> list[tuple[Observation, Observation]]:
    """Every part beside its total: same area and period, the total without a category."""
    observations = figures.observations
    totals = {(one.area, one.period): one for one in observations if one.category is None}
    found = [
        (one, totals[one.area, one.period])
        for one in observations
        if one.category is not None and (one.area, one.period) in totals
    ]
    if found or len(observations) != 2:
        return found
    small, large = sorted(observations, key=lambda one: one.value)
    return [(small, large)] if small.period == large.period else []


def _share(
    statement: Statement, part: Observation, whole: Observation, *, rescue: bool
) -> Candidate:
    share = part.value / whole.value
    return Candidate(
        truth=share,
        figures=(part, whole),
        arithmetic=f"{digits(part.value)} ÷ {digits(whole.value)} = {working(share * HUNDRED)}%",
        fits=_fits(statement, share),
        rescue_only=rescue,
        words=lambda: _words(statement, part.value, whole.value),
    )


def _proportion(statement: Statement, one: Observation, share: Decimal) -> Candidate:
    return Candidate(
        truth=share,
        figures=(one,),
        arithmetic=f"{digits(one.value)}% {one.period.in_words}",
        fits=_fits(statement, share),
        words=lambda: _words(statement, one.value, HUNDRED),
    )


def _fits(statement: Statement, share: Decimal) -> bool:
    return statement.says.holds(share)


def _words(statement: Statement, part: Decimal, whole: Decimal) -> str:
    profile, share = profile_of(statement), part / whole
    exact = lambda: say_share(part, whole, profile=profile)  # noqa: E731
    if statement.kind is Kind.ONE_IN:
        return first_sayable(lambda: say_one_in(share, profile=profile), exact)
    if statement.kind is Kind.FRACTION:
        return first_sayable(lambda: say_fraction(share, profile=profile), exact)
    return first_sayable(exact)


def levels(statement: Statement, figures: Figures) -> list[Candidate]:
    """Percentages as levels ("rose to 37 per cent"), which only proportions can bear."""
    if not figures.are_proportions:
        return []
    found = []
    for series in figures.series_for(statement.setting):
        run = series[:-1] if statement.role is Role.OLD else series[-1:]
        for one in run:
            fits = statement.says.holds(one.value)
            arithmetic = f"{digits(one.value)}% {one.period.in_words}"
            found.append(Candidate(one.value, (one,), arithmetic, fits))
    return found
