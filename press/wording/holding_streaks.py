"""Holds first times, runs and reversals of changes against a series without gaps."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from press.wording.candidates import Candidate
from press.wording.figures import Figures, Pair, Series, at_period
from press.wording.holding_series import records
from press.wording.lexemes import Streak, StreakForm
from press.wording.numbers import digits
from press.wording.statements import Statement
from stats.comparison import Direction
from stats.periods import month_number


def records_and_streaks(statement: Statement, figures: Figures) -> list[Candidate]:
    """The bearers of what is said of a figure beside all those before it."""
    streak = statement.streak
    if streak is None:
        return records(statement, figures)
    found = []
    for series in figures.series_for(statement.setting):
        until = at_period(series, statement.setting.at)
        run = _without_gaps(series if until is None else series[: series.index(until) + 1])
        if len(run) < 2:
            continue
        if statement.direction is None:
            found.append(_passed(statement, run))
        elif streak.form is StreakForm.FIRST:
            found.append(_first(statement, run))
        elif streak.form is StreakForm.IN_A_ROW:
            found.append(_in_a_row(statement, streak, run))
        else:
            found.append(_reversed(statement, streak, run))
    return found


def _without_gaps(series: Series) -> Series:
    """The longest end of a series in which every period follows on the one before."""
    start = 0
    for place, (earlier, later) in enumerate(pairwise(series), start=1):
        if later.period.intervals_since(earlier.period) != 1:
            start = place
    return series[start:]


def _steps(run: Series) -> list[Direction]:
    """Which way each period went from the one before it."""
    return [Pair(old, new).comparison.direction for old, new in pairwise(run)]


def _reach(statement: Statement, run: Series) -> int | None:
    """How many changes a first time reaches back over; None for all there ever were."""
    months, length, base = statement.setting.months, run[-1].period.months, statement.setting.base
    if months is not None and length:
        return max(1, int(months // length))
    if base is not None and length:
        apart = month_number(run[-1].period.first) - month_number(base.first)
        return max(1, apart // length)
    return None


def _first(statement: Statement, run: Series) -> Candidate:
    """ "The first fall in four years": the three changes before it were none."""
    steps, reach = _steps(run), _reach(statement, run)
    before = steps[:-1] if reach is None else steps[:-1][-(reach - 1) :] if reach > 1 else []
    is_new = steps[-1] is statement.direction
    is_first = statement.direction not in before
    is_long_enough = reach is None or len(steps) >= reach
    if is_new and is_first and not is_long_enough:
        return _open(run)
    return _candidate(run, fits=is_new and is_first, words="" if is_new else _went(run))


def _in_a_row(statement: Statement, streak: Streak, run: Series) -> Candidate:
    steps = _steps(run)
    length = 0
    while length < len(steps) and steps[-1 - length] is statement.direction:
        length += 1
    if length == len(steps) < streak.number:
        return _open(run)
    return _candidate(run, fits=length >= streak.number, truth=Decimal(length), words=_went(run))


def _reversed(statement: Statement, streak: Streak, run: Series) -> Candidate:
    """ "After two years of falls": the changes before the last one."""
    before = _steps(run)[:-1][-streak.number :]
    fits = all(step is statement.direction for step in before)
    if fits and len(before) < streak.number:
        return _open(run)
    return _candidate(run, fits=fits)


def _passed(statement: Statement, run: Series) -> Candidate:
    """ "Topping 600 for the first time": no period before came as high."""
    reach = _reach(statement, run)
    before = run[:-1] if reach is None else run[:-1][-reach:]
    is_first = all(one.value <= statement.named for one in before)
    if is_first and run[-1].value > statement.named and reach is not None and len(before) < reach:
        return _open(run)
    return _candidate(run, fits=is_first and run[-1].value >= statement.named)


def _went(run: Series) -> str:
    newest = _steps(run)[-1]
    return {Direction.RISE: "a rise", Direction.FALL: "a fall"}.get(newest, "unchanged")


def _candidate(
    run: Series, *, fits: bool, truth: Decimal | None = None, words: str = ""
) -> Candidate:
    values = ", ".join(digits(one.value) for one in run)
    return Candidate(
        truth=run[-1].value if truth is None else truth,
        figures=run,
        arithmetic=f"{values} from {run[0].period.label} to {run[-1].period.label}",
        fits=fits,
        note=f"The figures given begin with {run[0].period.label}." if fits else "",
        words=lambda: words,
    )


def _open(run: Series) -> Candidate:
    note = f"Figures without a gap begin only with {run[0].period.label}."
    return Candidate(None, (), "", fits=False, note=note, rescue_only=True, is_undecided=True)
