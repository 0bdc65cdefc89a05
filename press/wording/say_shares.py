"""Shares in words: "almost a quarter", "one in 50", "63%", and a total broken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from press.wording.fractions import SAID, fraction_saying
from press.wording.intervals import Interval, rounding_to
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral, rounded
from press.wording.numbers import percent as percentage
from press.wording.profiles import Profile
from press.wording.say_counts import say_count
from press.wording.saying import CannotSay, Saying, choose, working

SMALLEST_WHOLE = Decimal(20)
CLOSE_ENOUGH_TO_ROUND = Decimal("0.05")


@dataclass(frozen=True)
class Breakdown:
    """A total taken apart, largest part first; `remainder` is what no part accounts for."""

    parts: tuple[tuple[str, Saying], ...]
    remainder: Decimal


def say_fraction(share: Decimal, *, profile: Profile, seed: str | None = None) -> Saying:
    """A share (0 to 1) as a plain fraction: "almost a quarter", "two-thirds".

    Bare within a point and a half, otherwise hedged. Raises CannotSay when none is near.
    """
    _refuse_no_share(share)
    nearest_first = sorted(
        ((words, Decimal(top) / bottom) for words, top, bottom in SAID),
        key=lambda fraction: abs(fraction[1] - share),
    )
    for words, named in nearest_first:
        hedge = _fraction_hedge(share, named, seed)
        if fraction_saying(hedge, named).holds(share):
            return _fraction(share, words, named, hedge)
    raise CannotSay(f"{working(share * 100)}% is close to no plain fraction.")


def _fraction_hedge(share: Decimal, named: Decimal, seed: str | None) -> str | None:
    if fraction_saying(None, named).holds(share):
        return None
    hedges = ("more than", "over") if share > named else ("almost", "nearly")
    return choose(hedges, seed=seed, about="fraction")


def _fraction(share: Decimal, words: str, named: Decimal, hedge: str | None) -> Saying:
    return Saying(
        text=words if hedge is None else f"{hedge} {words}",
        kind=Kind.FRACTION,
        says=fraction_saying(hedge, named),
        truth=share,
        arithmetic=f"{working(share * 100)}% beside {working(named * 100)}%",
    )


def say_one_in(share: Decimal, *, profile: Profile, seed: str | None = None) -> Saying:
    """A share (0 to 1) as so many in so many: "one in 50", "two in five".

    Raises CannotSay when no such pair comes close.
    """
    _refuse_no_share(share)
    whole = (1 / share).to_integral_value(ROUND_HALF_UP)
    if whole >= 2 and abs(1 / whole - share) <= CLOSE_ENOUGH_TO_ROUND * share:
        said, named = (1, int(whole)), 1 / whole
        width = named * CLOSE_ENOUGH_TO_ROUND * Decimal("1.1")
    else:
        said = min(
            ((top, of) for of in (5, 10) for top in range(2, of)),
            key=lambda pair: (abs(Decimal(pair[0]) / pair[1] - share), pair[1]),
        )
        named, width = Decimal(said[0]) / said[1], Decimal("0.015")
    says = Interval(named - width, named + width)
    if not says.holds(share):
        raise CannotSay(f"{working(share * 100)}% is close to no “one in so many”.")
    top, of = (numeral(number, profile=profile) for number in said)
    return Saying(
        text=f"{top} in {of}",
        kind=Kind.ONE_IN,
        says=says,
        truth=share,
        arithmetic=f"1 ÷ {working(share, 4)} = {working(1 / share)}",
    )


def say_share(
    part: Decimal | int, whole: Decimal | int, *, profile: Profile, seed: str | None = None
) -> Saying:
    """A part as a percentage of its whole: "63%", under one per cent to one decimal place.

    Raises CannotSay when the whole is under 20 or smaller than its part, and where rounding
    would say all or none of what is neither.
    """
    top, bottom = Decimal(part), Decimal(whole)
    if bottom < SMALLEST_WHOLE:
        raise CannotSay(f"A percentage of so few ({digits(bottom)}) misleads: give the counts.")
    if not 0 <= top <= bottom:
        raise CannotSay(f"{digits(top)} cannot be a part of {digits(bottom)}.")
    exact = 100 * top / bottom
    places = 1 if 0 < exact < 1 else 0
    said = rounded(exact, places)
    if said != exact and said in (0, 100):
        raise CannotSay(f"{working(exact, 3)}% rounds to {digits(said)}%, which it is not.")
    return Saying(
        text=percentage(said, profile=profile),
        kind=Kind.SHARE,
        says=rounding_to(said, Decimal(1).scaleb(-places)),
        truth=exact,
        arithmetic=f"{digits(top)} ÷ {digits(bottom)} = {working(exact)}%",
    )


def say_breakdown(
    parts: Sequence[tuple[str, Decimal]], total: Decimal, *, profile: Profile
) -> Breakdown:
    """The parts of a total, largest first, each said exactly; equal parts keep their order.

    The remainder has to be named in the sentence unless it is nought. Raises CannotSay when
    the parts come to more than their total.
    """
    together = sum((value for _, value in parts), Decimal(0))
    if together > total:
        raise CannotSay(
            f"The parts come to {digits(together)}, more than their total of {digits(total)}."
        )
    largest_first = sorted(parts, key=lambda part: -part[1])
    return Breakdown(
        parts=tuple((label, say_count(value, profile=profile)) for label, value in largest_first),
        remainder=total - together,
    )


def _refuse_no_share(share: Decimal) -> None:
    if not 0 < share <= 1:
        raise CannotSay(f"{digits(share)} is no share between nought and one.")
