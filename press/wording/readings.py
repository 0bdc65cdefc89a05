"""The intervals that amounts in a text claim, by what they measure."""

from __future__ import annotations

from decimal import Decimal

from press.wording.approximators import BY_WORDS, FEWER_THAN, Side
from press.wording.fractions import fraction_checking
from press.wording.intervals import Interval, exactly, rounding_to
from press.wording.lexemes import Amount, Every, Measure
from press.wording.multiples import multiple_interval

SMALL_COUNT = Decimal(12)
UNDER_WHOLE_UNITS = Decimal("0.3")
"""A rate under two is "nearly two" from 1.7, the house limit for a rate by the day."""

HUNDRED = Decimal(100)
FOURFOLD = Decimal(4)
CLOSE_MINUTES = Decimal("0.04")


def count_reading(amount: Amount) -> Interval:
    """Counts: exact when bare, unless visibly rounded ("1.2 million")."""
    if amount.upper is not None:
        return Interval(amount.value, amount.upper)
    if amount.hedge is None:
        return exactly(amount.value) if amount.step is None else _rounded(amount)
    slack = Decimal(1) if amount.value <= SMALL_COUNT else Decimal(0)
    under = max(slack, _down_to_nought(amount))
    return BY_WORDS[amount.hedge].checking(amount.value, slack_under=under, slack_over=slack)


def _down_to_nought(amount: Amount) -> Decimal:
    """ "Fewer than five" and "less than 1 per cent" allow anything smaller."""
    is_limit = amount.hedge is not None and BY_WORDS[amount.hedge] is FEWER_THAN
    return amount.value if is_limit and amount.value <= SMALL_COUNT else Decimal(0)


def percent_reading(amount: Amount) -> Interval:
    """Percentages, in per cent: bare ones stand for what rounds to them, halves up."""
    if amount.upper is not None:
        return Interval(amount.value, amount.upper)
    if amount.hedge is None or BY_WORDS[amount.hedge].side is Side.EXACT:
        return rounding_to(amount.value, amount.step or Decimal(1))
    # "More than 100 per cent" is "more than doubled", and reaches as far.
    is_multiple = amount.value >= HUNDRED and amount.value % HUNDRED == 0
    over = Decimal(90) if is_multiple else Decimal("0.5")
    return BY_WORDS[amount.hedge].checking(
        amount.value,
        slack_under=max(Decimal("0.5"), _down_to_nought(amount)),
        slack_over=over,
    )


def times_reading(amount: Amount, *, is_fall: bool) -> Interval:
    """Multiples, in times; for falls the times that the older figure holds the newer one."""
    hedge = None if amount.hedge in {"just", "only"} else amount.hedge
    if hedge is None and amount.step is not None:
        return _rounded(amount)
    said = multiple_interval(hedge, amount.value)
    if is_fall and hedge is not None and BY_WORDS[hedge].side is Side.OVER:
        return Interval(said.low, max(FOURFOLD, amount.value + 1), said.low_open, True)
    return said


def share_reading(amount: Amount) -> Interval:
    """Fractions and "one in so many", as shares from 0 to 1."""
    hedge = None if amount.hedge in {"just", "only", "exactly"} else amount.hedge
    if amount.measure is Measure.FRACTION or hedge is not None:
        return fraction_checking(hedge, amount.value)
    if amount.upper is not None and amount.value * amount.upper == 1:
        half = Decimal("0.5") if amount.upper <= 10 else amount.upper * Decimal("0.05")
        return Interval(1 / (amount.upper + half), 1 / (amount.upper - half))
    return fraction_checking(None, amount.value)


def rate_reading(amount: Amount) -> Interval:
    """Rates, in so many a unit: bare ones stand for what rounds to them."""
    if amount.upper is not None:
        return Interval(amount.value, amount.upper)
    if amount.hedge is not None and BY_WORDS[amount.hedge].side is not Side.EXACT:
        return BY_WORDS[amount.hedge].checking(
            amount.value, slack_under=UNDER_WHOLE_UNITS, slack_over=Decimal(1)
        )
    if amount.step is not None:
        return _rounded(amount)
    half = min(Decimal("0.5"), amount.value / 5)
    if amount.hedge in {"exactly", "precisely"}:
        half = Decimal("0.05")
    return Interval(amount.value - half, amount.value + half)


def interval_reading(every: Every, minutes: Decimal, hedge: str | None) -> Interval:
    """Minutes between: "more than one every hour" means less than an hour between."""
    side = Side.EXACT if hedge is None else BY_WORDS[hedge].side
    if side is Side.OVER:
        return Interval(minutes / Decimal("1.35"), minutes, high_open=True)
    if side is Side.UNDER:
        return Interval(minutes, minutes / Decimal("0.92"), low_open=True)
    if side is Side.AROUND:
        return Interval(minutes * Decimal("0.9"), minutes * Decimal("1.1"))
    if every.hedge is not None:
        return BY_WORDS[every.hedge].checking(minutes)
    half = min(Decimal("0.5"), every.number * Decimal("0.15")) * minutes / every.number
    wide = max(half, minutes * CLOSE_MINUTES)
    return Interval(minutes - wide, minutes + wide)


def _rounded(amount: Amount) -> Interval:
    return rounding_to(amount.value, amount.step or Decimal(1))
