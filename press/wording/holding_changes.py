"""Holds statements of change against pairs of figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from press.wording.candidates import Candidate, first_sayable, profile_of
from press.wording.figures import Figures, Pair
from press.wording.holding_shares import levels
from press.wording.kinds import Kind
from press.wording.lexemes import Degree
from press.wording.numbers import digits, rounded
from press.wording.saying import working
from press.wording.sayings import (
    percent_arithmetic,
    say_change,
    say_difference,
    say_multiple,
    say_percent_change,
    say_points,
)
from press.wording.statements import Statement
from stats.comparison import Comparison, Direction

SLIGHT_IN_OLD_COPY = Decimal(5)
"""Old copy calls changes slight up to here, in per cent; house style stops at two."""

SIMILAR_IN_OLD_COPY = Decimal(3)
FLAT_WITHIN = Decimal("0.5")
IN_POINTS = "The change of a proportion is said in percentage points."


def percent_changes(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Percentage changes, and fractions of the older figure, both in per cent."""
    for pair in figures.pairs_for(statement.setting):
        change = _percent_change(statement, pair)
        yield _in_points(statement, change) if figures.are_proportions else change
    if statement.direction is None and figures.are_proportions:
        yield from levels(statement, figures)  # "More than a third" of whatever it is.


def _in_points(statement: Statement, change: Candidate) -> Candidate:
    """ "Up 5%" may be true of 59% to 62%, but leaves open of what: three points say it."""
    old, new = change.figures
    comparison, profile = Pair(old, new).comparison, profile_of(statement)
    return change._replace(
        note=f"{IN_POINTS} {change.note}".strip(),
        words=lambda: first_sayable(lambda: say_points(comparison, profile=profile)),
    )


def _percent_change(statement: Statement, pair: Pair) -> Candidate:
    comparison = pair.comparison
    exact = comparison.percent
    if exact is None:
        return _candidate(statement, pair, None, False, "There is no percentage of nought.")
    size = _along(statement.direction, exact)
    fits = statement.says.holds(size)
    note = _percent_note(statement, comparison, size, fits=fits)
    is_cut_off = not fits and _is_truncated(statement, size)
    if is_cut_off:
        note = f"The figure was cut off instead of rounded: it is {working(size)}%. {note}".strip()
    return _candidate(statement, pair, size, fits or is_cut_off, note)


def _along(direction: Direction | None, signed: Decimal) -> Decimal:
    """The size of a change in the direction stated; without one, in whichever it went."""
    if direction is None:
        return abs(signed)
    return -signed if direction is Direction.FALL else signed


def _is_truncated(statement: Statement, size: Decimal) -> bool:
    """15.95 printed as 15 passes with a note; only for whole bare percentages."""
    named = statement.named
    is_whole = named >= 1 and named == named.to_integral_value()
    return is_whole and statement.hedge is None and int(size) == named and size > 0


def _percent_note(
    statement: Statement, comparison: Comparison, size: Decimal, *, fits: bool
) -> str:
    if not fits and comparison.new:
        wrong_way = _along(statement.direction, 100 * comparison.difference / comparison.new)
        if statement.hedge is None and rounded(wrong_way) == statement.named and size > 0:
            return "It divides by the newer figure; a change is measured on the older one."
    if comparison.has_small_base:
        return f"The base of {digits(comparison.old)} is too small for a percentage."
    if comparison.needs_small_base_note:
        return f"The base of {digits(comparison.old)} is small and needs a note."
    return ""


def multiples(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Doublings and the like, in times; halvings by how often the older holds the newer."""
    for pair in figures.pairs_for(statement.setting):
        comparison = pair.comparison
        ratio = comparison.ratio
        if statement.direction is Direction.FALL:
            ratio = comparison.old / comparison.new if comparison.new else None
        if ratio is None:
            yield _candidate(statement, pair, None, False, "One of the two is nought.")
            continue
        fits, note = statement.says.holds(ratio), ""
        if not fits and _may_mean_one_more(statement) and statement.says.holds(ratio - 1):
            fits = True
            note = "“Times more” can be read two ways: say “times as many”."
        yield _candidate(statement, pair, ratio, fits, note)


def _may_mean_one_more(statement: Statement) -> bool:
    return "times" in statement.text and statement.text.lower().endswith(("more", "higher"))


def differences(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Absolute differences; percentage points only between proportions."""
    if statement.kind is Kind.PERCENTAGE_POINTS and not figures.are_proportions:
        return
    for pair in figures.pairs_for(statement.setting):
        size = _along(statement.direction, pair.comparison.difference)
        yield _candidate(statement, pair, size, statement.says.holds(size))


def directions(statement: Statement, figures: Figures) -> Iterator[Candidate]:
    """Rises, falls and standstills, with how slight or steep they are said to be."""
    pairs = figures.pairs_for(statement.setting)
    if not pairs:
        yield from _against_named(statement, figures)
    for pair in pairs:
        fits, note = _direction_fits(statement, pair.comparison)
        yield _candidate(statement, pair, pair.comparison.difference, fits, note)


def _direction_fits(statement: Statement, comparison: Comparison) -> tuple[bool, str]:
    percent = comparison.percent
    size = None if percent is None else abs(percent)
    if statement.direction is Direction.SAME:
        return _is_flat(statement, comparison, size)
    fits = comparison.direction is statement.direction
    if statement.is_negated:
        return not fits, ""
    if not fits or size is None:
        return fits, ""
    if statement.degree is Degree.SLIGHT and not comparison.is_slight:
        is_loose = size <= SLIGHT_IN_OLD_COPY or abs(comparison.difference) < 5
        return is_loose, f"A change of {working(size)}% is more than slight in house style."
    if statement.degree is Degree.STEEP and comparison.is_slight:
        return False, f"A change of {working(size)}% is slight."
    return True, ""


def _is_flat(
    statement: Statement, comparison: Comparison, size: Decimal | None
) -> tuple[bool, str]:
    if comparison.direction is Direction.SAME:
        return True, ""
    if size is None:
        return False, ""
    if statement.degree is Degree.PLAIN:
        return size < FLAT_WITHIN, "There is a small change."
    if comparison.is_similar:
        return True, ""
    return size < SIMILAR_IN_OLD_COPY, f"The change is {working(size)}%."


def _against_named(statement: Statement, figures: Figures) -> list[Candidate]:
    """With one figure only, "up from 591" can still be belied by it, though not borne out."""
    named = statement.setting.old_named
    series = figures.series_for(statement.setting)
    if named is None or len(series) != 1 or len(series[0]) != 1:
        return []
    only = series[0][0]
    fits, _ = _direction_fits(statement, Comparison(named, only.value))
    if fits or only.value == named:
        return []
    arithmetic = f"{digits(named)} in the text to {digits(only.value)}"
    return [Candidate(only.value - named, (only,), arithmetic, fits=False)]


def _candidate(
    statement: Statement, pair: Pair, truth: Decimal | None, fits: bool, note: str = ""
) -> Candidate:
    return Candidate(
        truth=truth,
        figures=(pair.old, pair.new),
        arithmetic=_arithmetic(statement, pair.comparison),
        fits=fits,
        note=" ".join(part for part in (note, pair.caution) if part),
        words=lambda: right_words(statement, pair.comparison),
    )


def _arithmetic(statement: Statement, comparison: Comparison) -> str:
    old, new = digits(comparison.old), digits(comparison.new)
    if statement.kind is Kind.MULTIPLE and comparison.ratio is not None:
        return f"{new} ÷ {old} = {working(comparison.ratio)}"
    if statement.kind in (Kind.DIFFERENCE, Kind.PERCENTAGE_POINTS):
        return f"{new} − {old} = {digits(comparison.difference)}"
    if statement.kind is Kind.DIRECTION:
        return f"{old} to {new}"
    return percent_arithmetic(comparison)


def right_words(statement: Statement, comparison: Comparison) -> str:
    """Words of the same kind that would be true; failing that, the direction from the older."""
    profile = profile_of(statement)
    noun = {Direction.RISE: "a rise of", Direction.FALL: "a fall of"}.get(comparison.direction)
    by_kind = {
        Kind.PERCENT_CHANGE: say_percent_change,
        Kind.MULTIPLE: say_multiple,
        Kind.DIFFERENCE: say_difference,
        Kind.PERCENTAGE_POINTS: say_points,
    }
    say = by_kind.get(statement.kind)
    plain = first_sayable(lambda: say_change(comparison, profile=profile))
    if say is None:
        return plain
    own = first_sayable(lambda: say(comparison, profile=profile))
    if not own:
        return plain
    return f"{noun} {own}" if noun and statement.kind is Kind.PERCENT_CHANGE else own
