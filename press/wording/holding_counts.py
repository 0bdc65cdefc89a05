"""Holds counts, rates and times between against single figures and sums of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from press.wording.candidates import Candidate, first_sayable, profile_of
from press.wording.figures import Figures, Observation, Series, at_period, tiling
from press.wording.numbers import digits
from press.wording.say_rates import RateUnit
from press.wording.saying import working
from press.wording.sayings import say_about, say_count, say_interval_rate, say_rate
from press.wording.statements import Noun, Role, Statement
from press.wording.vocabulary import UNIT_MINUTES
from stats.periods import Period

PLAUSIBLE_WITHIN = 4
"""A count of an unknown noun is taken to be about a figure when within this many times of it."""

LARGE_ENOUGH_TO_TRUNCATE = 5
WEEKS_IN_A_YEAR = 52
_EARLIER = re.compile(r"\b(?:before|previous|earlier|ago|last|\d{4})\b")
MEAN_MONTH_DAYS = Decimal("30.436875")
DAYS_IN: Mapping[str, int] = MappingProxyType({"night": 1, "day": 1, "week": 7, "fortnight": 14})
PER_DAY: Mapping[str, int] = MappingProxyType({"hour": 24, "minute": 1_440, "second": 86_400})
RATE_UNITS: Mapping[str, RateUnit] = MappingProxyType(
    {"day": "day", "week": "week", "month": "month"}
)
MONTHS_OF: Mapping[str, int] = MappingProxyType({"month": 1, "quarter": 3, "year": 12})


def counts(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Counts, by the part they play: the older, the newer, or just the figure itself."""
    if statement.noun in (Noun.OTHER, Noun.DONE):
        return
    if figures.are_proportions:
        yield _of_another_unit(figures)
        return
    if _is_beside_another_place(statement, figures):
        statement = statement._replace(role=Role.PLAIN)
    for series in figures.series_for(statement.setting):
        for bearer, rescue in _bearers(statement, series):
            yield _count(statement, bearer, rescue)
        if statement.role is Role.PLAIN:
            yield from _sums(statement, series)


def _is_beside_another_place(statement: Statement, figures: Figures) -> bool:
    """ "Against 22,724 in the whole country" is no older figure, but another place's."""
    setting = statement.setting
    if statement.role is not Role.OLD or not setting.areas or figures.area in setting.areas:
        return False
    before, _own, after = setting.sentence.partition(statement.text.lower())
    is_set_beside = before.rstrip().endswith(("against", "compared with", "compared to"))
    return is_set_beside and _EARLIER.search(after) is None


def _of_another_unit(figures: Figures) -> Candidate:
    """ "62 offences" is neither borne out nor belied by 62%."""
    value = figures.observations[-1].value
    note = f"The figures are proportions in per cent ({digits(value)}%), and not counts."
    return Candidate(None, (), "", fits=False, note=note, rescue_only=True, is_undecided=True)


def _bearers(statement: Statement, series: Series) -> list[tuple[Observation, bool]]:
    """The observations a count may be, and whether each can only support it."""
    named = at_period(series, statement.setting.at)
    if named is not None:
        return [(named, False)]
    if statement.role is Role.PLAIN and _is_of_another_time(statement, series):
        return [(one, True) for one in reversed(series)]
    if statement.role is Role.OLD:
        if len(series) == 1:
            return [(series[0], True)]
        older = series[:-1]
        return [(one, False) for one in reversed(older)]
    if statement.role is Role.NEW:
        return [(series[-1], False)]
    earlier = [(one, True) for one in series[:-1] if statement.hedge is None]
    return [(series[-1], False), *earlier]


def _is_of_another_time(statement: Statement, series: Series) -> bool:
    """Whether the period named is one that no figure was given for, nor for a part of it.

    Beside an older count it is still the newer one of the two that were given.
    """
    period = statement.setting.at
    if statement.setting.old_named is not None:
        return False
    return period is not None and not any(one.period.overlaps(period) for one in series)


def _count(statement: Statement, bearer: Observation, rescue: bool) -> Candidate:
    fits = statement.says.holds(bearer.value)
    return Candidate(
        truth=bearer.value,
        figures=(bearer,),
        arithmetic=f"{digits(bearer.value)} {bearer.period.in_words}",
        fits=fits,
        rescue_only=rescue or _may_be_another(statement, bearer.value),
        words=lambda: count_words(statement, bearer.value),
    )


def _may_be_another(statement: Statement, value: Decimal) -> bool:
    """Whether the count may well count something that no figure was given for."""
    if statement.noun is Noun.PART:
        return True
    if statement.noun is Noun.MEASURED:
        return False
    named = max(statement.named, Decimal(1))
    return not named / PLAUSIBLE_WITHIN <= value <= named * PLAUSIBLE_WITHIN


def count_words(statement: Statement, value: Decimal) -> str:
    """The count in the way it was written: exactly, or by a round number beside it."""
    profile = profile_of(statement)
    say = say_count if statement.hedge is None else say_about
    return first_sayable(lambda: say(value, profile=profile))


def _sums(statement: Statement, series: Series) -> Iterator[Candidate]:
    """Sums of several periods: the years the text names, or, of a bare count, any last ones."""
    whole = tiling(series, statement.setting.at)
    wanted = _periods_named(statement, series)
    if whole:
        yield _sum(statement, whole, rescue=False)
    elif wanted is not None:
        run = series[-wanted:]
        if len(run) == wanted > 1:
            yield _sum(statement, run, rescue=False)
    elif statement.hedge is None:
        for length in range(2, len(series) + 1):
            yield _sum(statement, series[-length:], rescue=True)


def _periods_named(statement: Statement, series: Series) -> int | None:
    """How many periods the span in the text takes in: "the last two years" of years is two."""
    months, length = statement.setting.months, series[-1].period.months
    if months is None or length is None or months % length:
        return None
    return int(months // length)


def _sum(statement: Statement, run: Series, *, rescue: bool) -> Candidate:
    total = sum((one.value for one in run), Decimal(0))
    parts = " + ".join(digits(one.value) for one in run)
    return Candidate(
        truth=total,
        figures=run,
        arithmetic=f"{parts} = {digits(total)}",
        fits=statement.says.holds(total),
        note="It adds up several periods.",
        rescue_only=rescue,
        words=lambda: count_words(statement, total),
    )


def rates(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """So many a day, week, month or year, by the days really in the period."""
    if figures.are_proportions:
        yield _of_another_unit(figures)
        return
    if _is_beside_another_place(statement, figures):
        statement = statement._replace(role=Role.PLAIN)
    for run in _runs(statement, figures):
        held = units_held(run, statement.unit)
        total = sum((one.value for one in run), Decimal(0))
        rate = total / held
        fits, note = _rate_fits(statement, total, held)
        yield Candidate(
            truth=rate,
            figures=run,
            arithmetic=f"{digits(total)} ÷ {_length(held, statement.unit)} = "
            f"{working(rate)} {'an' if statement.unit == 'hour' else 'a'} {statement.unit}",
            fits=fits,
            note=note,
            words=partial(_rate_words, statement, run, total),
        )


def _rate_fits(statement: Statement, total: Decimal, held: Decimal) -> tuple[bool, str]:
    """Whether a rate fits, if need be as newsrooms work it out: cut off, or by 52 weeks."""
    rate = total / held
    if statement.says.holds(rate):
        return True, ""
    if _is_truncated(statement, rate):
        return True, f"The rate was cut off instead of rounded: {working(rate)}."
    is_year = statement.unit == "week" and int(held) == WEEKS_IN_A_YEAR
    if is_year and statement.says.holds(total / WEEKS_IN_A_YEAR):
        return True, "It divides by 52 weeks, which leaves out a day or two."
    return False, ""


def _is_truncated(statement: Statement, rate: Decimal) -> bool:
    named = statement.named
    return statement.hedge is None and named >= LARGE_ENOUGH_TO_TRUNCATE and int(rate) == named


def intervals(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Minutes between one and the next."""
    if figures.are_proportions:
        yield _of_another_unit(figures)
        return
    for run in _runs(statement, figures):
        total = sum((one.value for one in run), Decimal(0))
        if total == 0:
            yield Candidate(None, run, "nothing was counted", fits=False)
            continue
        minutes = units_held(run, "minute")
        between = minutes / total
        fits, note = statement.says.holds(between), ""
        if not fits and _is_cut_off(statement, between):
            fits, note = True, "The time between was cut off instead of rounded."
        yield Candidate(
            truth=between,
            figures=run,
            arithmetic=f"{digits(minutes)} minutes ÷ {digits(total)} = "
            f"one every {working(between)} minutes",
            fits=fits,
            note=note,
            words=partial(_interval_words, statement, run, total),
        )


def _is_cut_off(statement: Statement, minutes: Decimal) -> bool:
    """Whether 7.6 minutes were printed as seven; only for larger bare numbers of the unit."""
    if statement.hedge is not None or statement.named < LARGE_ENOUGH_TO_TRUNCATE:
        return False
    return int(minutes / Decimal(UNIT_MINUTES[statement.unit])) == statement.named


def _runs(statement: Statement, figures: Figures) -> Iterator[Series]:
    """The figures a rate may rest on: of the period named, of all the years named, the last."""
    for series in figures.series_for(statement.setting):
        named = at_period(series, statement.setting.at)
        if named is not None:
            yield (named,)
            continue
        if statement.role is Role.OLD:
            yield from ((older,) for older in reversed(series[:-1]))
            continue
        whole = tiling(series, statement.setting.at)
        if whole:
            yield whole
        wanted = _periods_named(statement, series)
        if wanted is not None and 1 < wanted <= len(series):
            yield series[-wanted:]
        yield series[-1:]


def units_held(run: Series, unit: str) -> Decimal:
    """How many of the unit the periods of a run really hold together."""
    days = Decimal(sum(one.period.days for one in run))
    if unit in PER_DAY:
        return days * PER_DAY[unit]
    if unit in DAYS_IN:
        return days / DAYS_IN[unit]
    months = [one.period.months for one in run]
    if all(length is not None for length in months):
        whole = Decimal(sum(length for length in months if length is not None))
    else:
        whole = days / MEAN_MONTH_DAYS
    return whole / MONTHS_OF[unit]


def _length(held: Decimal, unit: str) -> str:
    return f"{working(held)} {unit}{'' if held == 1 else 's'}"


def _whole_period(run: Series) -> Period:
    return Period(run[0].period.first, run[-1].period.last)


def _rate_words(statement: Statement, run: Series, total: Decimal) -> str:
    period, profile = _whole_period(run), profile_of(statement)
    unit = RATE_UNITS.get(statement.unit, "auto")
    own = first_sayable(lambda: say_rate(total, period=period, profile=profile, unit=unit))
    return own or first_sayable(lambda: say_rate(total, period=period, profile=profile))


def _interval_words(statement: Statement, run: Series, total: Decimal) -> str:
    period, profile = _whole_period(run), profile_of(statement)
    return first_sayable(
        lambda: say_interval_rate(total, period=period, profile=profile),
        lambda: say_rate(total, period=period, profile=profile),
    )
