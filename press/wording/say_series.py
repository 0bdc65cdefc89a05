"""A figure beside those before it: "the highest on record", "for the third year running".

Each function takes a run: observations of one area, the earliest first, that follow on each other
without a gap and may all be compared. Whoever calls has seen to breaks in the series; a gap is
refused here once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from press.wording.approximators import MORE_THAN
from press.wording.figures import Observation
from press.wording.intervals import Interval, exactly
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral
from press.wording.profiles import Profile
from press.wording.ranks import PLACE_WORDS
from press.wording.saying import CannotSay, Saying
from press.wording.streaks import LENGTHS
from stats.comparison import Comparison, Direction

SHORTEST_RECORD = 4
"""Periods that a run must have for its end to be called a record: three earlier to beat."""

SHORTEST_SINCE = 2
"""Periods that must lie between for "the highest since": the year before alone is a mere rise."""

SHORTEST_STREAK = 3
SHORTEST_REVERSED = 2
WAY = {Direction.RISE: "rise", Direction.FALL: "fall"}

Run = Sequence[Observation]


def say_record(run: Run, *, profile: Profile) -> Saying:
    """ "the highest on record", "the lowest on record": above or below every earlier period."""
    _refuse_gaps(run)
    if len(run) < SHORTEST_RECORD:
        raise CannotSay(f"A record takes {SHORTEST_RECORD} comparable periods, not {len(run)}.")
    value, earlier = run[-1].value, [one.value for one in run[:-1]]
    if value > max(earlier):
        word, best, says = "highest", max(earlier), _above(max(earlier))
    elif value < min(earlier):
        word, best, says = "lowest", min(earlier), _below(min(earlier))
    else:
        raise CannotSay("An earlier period was as high, and another as low.")
    return Saying(
        text=f"the {word} on record",
        kind=Kind.RECORD,
        says=says,
        truth=value,
        arithmetic=f"{digits(value)} beside {digits(best)}, the {word} of "
        f"{len(earlier)} earlier periods from {run[0].period.label}",
    )


def say_since(run: Run, *, profile: Profile) -> Saying:
    """ "the highest since 2014-15": as high then, and in no period between."""
    _refuse_gaps(run)
    for word, sign in (("highest", 1), ("lowest", -1)):
        reached = _reached_before(run, sign)
        if reached is None:
            continue
        between = run[reached + 1 : -1]
        if len(between) < SHORTEST_SINCE:
            continue
        best = max(between, key=lambda one: one.value * sign)
        limit = _above(best.value) if sign > 0 else _below(best.value)
        then = run[reached]
        return Saying(
            text=f"the {word} since {then.period.label}",
            kind=Kind.RECORD,
            says=limit,
            truth=run[-1].value,
            arithmetic=f"{digits(run[-1].value)} beside {digits(best.value)} in "
            f"{best.period.label}, and {digits(then.value)} in {then.period.label}",
        )
    raise CannotSay("It is neither the highest nor the lowest for some periods.")


def _reached_before(run: Run, sign: int) -> int | None:
    """The place of the last earlier period that was at least as high, or low."""
    value = run[-1].value * sign
    return next((at for at in reversed(range(len(run) - 1)) if run[at].value * sign >= value), None)


def steps(run: Run) -> list[Direction]:
    """Which way each period went from the one before it."""
    return [Comparison(old.value, new.value).direction for old, new in pairwise(run)]


def streak_length(run: Run) -> int:
    """How many of the last changes went the way of the very last; nought where it went no way."""
    ways = steps(run)
    if not ways or ways[-1] is Direction.SAME:
        return 0
    return next((at for at, way in enumerate(reversed(ways)) if way is not ways[-1]), len(ways))


def reversed_length(run: Run) -> int:
    """How many changes the other way the last one ended; nought where it ended none."""
    ways = steps(run)
    if len(ways) < 2 or Direction.SAME in ways[-2:] or ways[-1] is ways[-2]:
        return 0
    return streak_length(run[:-1])


def say_streak(run: Run, *, profile: Profile) -> Saying:
    """ "for the third year running"; where periods are no years, "the third consecutive rise"."""
    _refuse_gaps(run)
    length = streak_length(run)
    if length < SHORTEST_STREAK:
        raise CannotSay("It did not go the same way three times in a row.")
    if length > len(PLACE_WORDS):
        raise CannotSay(f"There is no plain word for {length} in a row.")
    way, nth = WAY[steps(run)[-1]], PLACE_WORDS[length - 1]
    is_yearly = run[-1].period.months == 12
    return Saying(
        text=f"for the {nth} year running" if is_yearly else f"the {nth} consecutive {way}",
        kind=Kind.RECORD,
        says=exactly(Decimal(length)),
        truth=Decimal(length),
        arithmetic=f"{_values(run[-length - 1 :])}: {length} {way}s in a row",
    )


def say_reversal(run: Run, *, profile: Profile) -> Saying:
    """ "after three consecutive falls": what the last change put an end to."""
    _refuse_gaps(run)
    length = reversed_length(run)
    if length < SHORTEST_REVERSED:
        raise CannotSay("It did not end two or more changes the other way.")
    word = next((word for word, number in LENGTHS.items() if number == length), None)
    if word is None:
        raise CannotSay(f"There is no plain word for {length} in a row.")
    way = WAY[steps(run)[-2]]
    return Saying(
        text=f"after {word} consecutive {way}s",
        kind=Kind.RECORD,
        says=exactly(Decimal(length)),
        truth=Decimal(length),
        arithmetic=f"{_values(run[-length - 2 :])}: {length} {way}s in a row, then none",
    )


def say_passed(run: Run, *, profile: Profile) -> Saying:
    """ "passed 600 for the first time": the roundest number that no earlier period reached."""
    _refuse_gaps(run)
    if len(run) < SHORTEST_RECORD:
        raise CannotSay(f"A first time takes {SHORTEST_RECORD} comparable periods.")
    value, best = run[-1].value, max(one.value for one in run[:-1])
    named = next((n for n in _round_numbers(value) if best < n < value), None)
    if named is None or not MORE_THAN.saying(named).holds(value):
        raise CannotSay("No round number lies between it and the highest before.")
    return Saying(
        text=f"passed {numeral(named, profile=profile)} for the first time",
        kind=Kind.RECORD,
        says=_above(named),
        truth=value,
        arithmetic=f"{digits(value)} is above {digits(named)}, and the highest of "
        f"{len(run) - 1} earlier periods from {run[0].period.label} was {digits(best)}",
    )


def _round_numbers(value: Decimal) -> Iterator[Decimal]:
    """Round numbers not above a value, the roundest first; none under 100, which are not news."""
    for power in range(value.adjusted(), 1, -1):
        for step in (10, 5, 1):
            size = step * Decimal(10) ** power
            named = value // size * size
            if named >= 100:
                yield named


def say_span(run: Run, *, profile: Profile) -> Saying:
    """ "in four years", for 2014-15 to 2018-19, which holds five. Raises CannotSay for a part."""
    if len(run) < 2:
        raise CannotSay("One figure has no span.")
    apart = run[-1].period.intervals_since(run[0].period)
    length = run[-1].period.months
    if apart is None or length is None or apart * length % 12:
        raise CannotSay("The two periods are no whole years apart.")
    years = apart * length // 12
    return Saying(
        text=f"in {numeral(years, profile=profile)} year{'' if years == 1 else 's'}",
        kind=Kind.SPAN,
        says=exactly(Decimal(years * 12)),
        truth=Decimal(apart * length),
        arithmetic=f"{run[0].period.label} to {run[-1].period.label}",
    )


def _refuse_gaps(run: Run) -> None:
    for older, newer in pairwise(run):
        if newer.period.intervals_since(older.period) != 1:
            raise CannotSay(
                f"The figures have a gap between {older.period.label} and {newer.period.label}."
            )


def _values(run: Run) -> str:
    return ", ".join(digits(one.value) for one in run)


def _above(value: Decimal) -> Interval:
    return Interval(value, None, low_open=True)


def _below(value: Decimal) -> Interval:
    return Interval(Decimal(0), value, high_open=True)
