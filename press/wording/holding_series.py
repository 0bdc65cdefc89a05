"""Holds spans of years and records against the series of figures given."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from press.wording.candidates import Candidate
from press.wording.figures import Figures, Observation, Pair, Series
from press.wording.lexemes import Degree
from press.wording.numbers import digits, numeral
from press.wording.profiles import CHARITY
from press.wording.statements import Statement
from stats.comparison import Direction
from stats.periods import month_number

NEAR_A_RECORD = Decimal("0.9")


def spans(statement: Statement, figures: Figures) -> list[Candidate]:
    """Lengths of time over which a change happened, in months between the two periods."""
    found = []
    for series in figures.series_for(statement.setting):
        if len(series) < 2:
            continue
        older = [one for one in series[:-1] if statement.setting.base in {None, one.period}]
        found += [_span(statement, Pair(old, series[-1])) for old in older]
    return found


def _span(statement: Statement, pair: Pair) -> Candidate:
    months = statement.named
    apart = Decimal(pair.months_apart)
    between_ends = month_number(pair.new.period.last) - month_number(pair.old.period.last)
    fits, note = months in {apart, Decimal(between_ends)}, ""
    length = pair.new.period.months
    if not fits and length is not None and months == apart + length:
        fits = True
        note = (
            f"It counts both ends: from {pair.old.period.label} to {pair.new.period.label} is "
            f"{_spoken(apart)}."
        )
    return Candidate(
        truth=apart,
        figures=(pair.old, pair.new),
        arithmetic=f"{pair.old.period.label} to {pair.new.period.label} is {_spoken(apart)}",
        fits=fits,
        note=note,
        words=lambda: f"in {_spoken(apart)}",
    )


def _spoken(months: Decimal) -> str:
    if months and months % 12 == 0:
        years = months / 12
        return f"{numeral(years, profile=CHARITY)} year{'' if years == 1 else 's'}"
    return f"{numeral(months, profile=CHARITY)} month{'' if months == 1 else 's'}"


def records(statement: Statement, figures: Figures) -> list[Candidate]:
    """Highest and lowest of a series, which only a series without gaps can bear out."""
    found = []
    for series in figures.series_for(statement.setting):
        newest, rivals = series[-1], _rivals(statement, series)
        if not rivals:
            continue
        fits = _is_record(statement, newest, rivals)
        if fits and not _is_complete(statement, series, rivals):
            continue
        best = max(rivals, key=lambda one: one.value * _sign(statement))
        found.append(
            Candidate(
                truth=newest.value,
                figures=(*rivals, newest),
                arithmetic=f"{digits(newest.value)} {newest.period.in_words} beside "
                f"{digits(best.value)} {best.period.in_words}",
                fits=fits,
                note=f"The figures given begin with {series[0].period.label}." if fits else "",
            )
        )
    return found


def _sign(statement: Statement) -> int:
    return 1 if statement.direction is Direction.RISE else -1


def _rivals(statement: Statement, series: Series) -> list[Observation]:
    """The earlier observations that a record has to beat."""
    months, base = statement.setting.months, statement.setting.base
    start = month_number(series[-1].period.first)
    return [
        one
        for one in series[:-1]
        if (months is None or start - month_number(one.period.first) < months)
        and (base is None or one.period.first > base.first)
    ]


def _is_record(statement: Statement, newest: Observation, rivals: list[Observation]) -> bool:
    sign = _sign(statement)
    best = max(one.value * sign for one in rivals)
    if statement.degree is Degree.SLIGHT:
        return NEAR_A_RECORD * best <= newest.value * sign <= best
    return newest.value * sign > best


def _is_complete(statement: Statement, series: Series, rivals: list[Observation]) -> bool:
    """Whether the rivals follow each other without a gap, and reach back as far as named."""
    run = [*rivals, series[-1]]
    steps = [later.period.intervals_since(one.period) for one, later in pairwise(run)]
    if any(step != 1 for step in steps):
        return False
    months, length = statement.setting.months, series[-1].period.months
    return months is None or length is None or len(run) * length >= months
