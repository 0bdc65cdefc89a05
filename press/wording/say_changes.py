"""Changes in words: "14%", "up from 591", "more than doubled", "83 more"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from press.wording.intervals import Interval, exactly, rounding_to
from press.wording.kinds import Kind
from press.wording.multiples import NEARLY_FROM, SAID_BARE_WITHIN, multiple_interval
from press.wording.numbers import digits, in_words, numeral
from press.wording.numbers import percent as percentage
from press.wording.profiles import Profile
from press.wording.saying import CannotSay, Saying, choose, working
from stats.comparison import Comparison, Direction

VERBS: Mapping[int, str] = MappingProxyType({2: "doubled", 3: "trebled"})
LARGEST_MULTIPLE = 20


def say_percent_change(
    comparison: Comparison, *, profile: Profile, seed: str | None = None
) -> Saying:
    """The size of a change to a whole per cent, without its direction: "14%".

    Raises CannotSay on a base under 20 or of nought, and for a change of under 1 per cent.
    """
    _refuse_small_base(comparison, "percentage")
    exact, whole = comparison.percent, comparison.percent_rounded
    if exact is None or whole is None:
        raise CannotSay("There is no percentage of nought.")
    if abs(exact) < 1:
        raise CannotSay("The change is under 1 per cent: say that it is similar or unchanged.")
    return Saying(
        text=percentage(abs(whole), profile=profile),
        kind=Kind.PERCENT_CHANGE,
        says=rounding_to(Decimal(abs(whole))),
        truth=abs(exact),
        arithmetic=percent_arithmetic(comparison),
    )


def percent_arithmetic(comparison: Comparison) -> str:
    """The working of a percentage change: "(769 − 614) ÷ 614 = 25.24%"."""
    old, new = digits(comparison.old), digits(comparison.new)
    if comparison.percent is None:
        return f"{old} to {new}: no percentage of nought"
    return f"({new} − {old}) ÷ {old} = {working(comparison.percent)}%"


def say_change(comparison: Comparison, *, profile: Profile, seed: str | None = None) -> Saying:
    """Which way the figure went: "up from 591", "down slightly from 302", "unchanged at 302"."""
    old = numeral(comparison.old, profile=profile)
    if comparison.direction is Direction.SAME:
        variants: tuple[str, ...] = ("unchanged at",)
        says = exactly(comparison.old)
    else:
        way = "up" if comparison.direction is Direction.RISE else "down"
        variants = (f"{way} from",)
        if comparison.is_slight:
            variants = (f"{way} slightly from", f"slightly {way} from")
        says = _on_the_side_of(comparison)
    opening = choose(variants, seed=seed, about="direction")
    return Saying(
        text=f"{opening} {old}",
        kind=Kind.DIRECTION,
        says=says,
        truth=comparison.new,
        arithmetic=f"{digits(comparison.old)} to {digits(comparison.new)}",
    )


def _on_the_side_of(comparison: Comparison) -> Interval:
    """Above or below the old figure; within 2 per cent of it when the change is slight."""
    slight = comparison.is_slight
    if comparison.direction is Direction.RISE:
        high = comparison.old * Decimal("1.02") if slight else None
        return Interval(comparison.old, high, low_open=True, high_open=True)
    low = comparison.old * Decimal("0.98") if slight else Decimal(0)
    return Interval(low, comparison.old, low_open=slight, high_open=True)


def say_multiple(comparison: Comparison, *, profile: Profile, seed: str | None = None) -> Saying:
    """How many times over: "doubled", "more than four times as many", "more than halved".

    Raises CannotSay on a small base, which makes a multiple as misleading as a percentage,
    and when the change is no simple multiple.
    """
    _refuse_small_base(comparison, "multiple")
    ratio = comparison.ratio
    if ratio is None:
        raise CannotSay("Nothing is a multiple of nought.")
    is_fall = comparison.direction is Direction.FALL
    times = ratio if not is_fall else (1 / ratio if ratio else Decimal(0))
    hedge, whole = _hedged_multiple(times, only_halves=is_fall)
    return Saying(
        text=_multiple_words(hedge, whole, is_fall, profile, seed),
        kind=Kind.MULTIPLE,
        says=multiple_interval(hedge, Decimal(whole)),
        truth=times,
        arithmetic=f"{digits(comparison.new)} ÷ {digits(comparison.old)} = {working(ratio)}",
    )


def _hedged_multiple(times: Decimal, *, only_halves: bool) -> tuple[str | None, int]:
    """The hedge ("nearly", "more than" or none) and the whole multiple that fit best."""
    below = int(times)
    for whole in (below, below + 1):
        if whole >= 2 and abs(times - whole) <= SAID_BARE_WITHIN:
            return _if_halves((None, whole), only_halves)
    if below >= 1 and NEARLY_FROM * (below + 1) <= times and below + 1 <= 10:
        return _if_halves(("nearly", below + 1), only_halves)
    if 2 <= below <= LARGEST_MULTIPLE and multiple_interval("more than", Decimal(below)).holds(
        times
    ):
        return _if_halves(("more than", below), only_halves)
    raise CannotSay(f"{working(times)} times is close to no simple multiple.")


def _if_halves(found: tuple[str | None, int], only_halves: bool) -> tuple[str | None, int]:
    if only_halves and found[1] != 2:
        raise CannotSay("Of falls, only a halving has a plain word.")
    return found


def _multiple_words(
    hedge: str | None, whole: int, is_fall: bool, profile: Profile, seed: str | None
) -> str:
    if hedge == "nearly":
        hedge = choose(("nearly", "almost"), seed=seed, about="multiple")
    if is_fall:
        words = "halved"
    elif whole in VERBS:
        words = VERBS[whole]
    else:
        words = f"{numeral(whole, profile=profile)} times as many"
    return words if hedge is None else f"{hedge} {words}"


def say_difference(comparison: Comparison, *, profile: Profile, seed: str | None = None) -> Saying:
    """How many more or fewer: "83 more". Raises CannotSay when there is no difference."""
    if comparison.direction is Direction.SAME:
        raise CannotSay("There is no difference to state.")
    size = abs(comparison.difference)
    more = "more" if comparison.direction is Direction.RISE else "fewer"
    return Saying(
        text=f"{numeral(size, profile=profile)} {more}",
        kind=Kind.DIFFERENCE,
        says=exactly(size),
        truth=size,
        arithmetic=f"{digits(comparison.new)} − {digits(comparison.old)} = "
        f"{digits(comparison.difference)}",
    )


def _refuse_small_base(comparison: Comparison, what: str) -> None:
    if comparison.has_small_base:
        base = in_words(int(comparison.old)) if comparison.old < 20 else digits(comparison.old)
        raise CannotSay(f"A {what} of so small a base ({base}) misleads: give the counts.")
