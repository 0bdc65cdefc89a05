"""Places among areas: "the highest of the five police forces", "the only one to record a fall".

Each function takes what every area of a set is ranked by. None stands for an area without a
comparable figure, and refuses the rank: a rank is true only when all of the set answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from press.wording.intervals import Interval, exactly
from press.wording.kinds import Kind
from press.wording.numbers import digits, numeral
from press.wording.profiles import Profile
from press.wording.ranks import PLACE_WORDS
from press.wording.saying import CannotSay, Saying, working
from stats.comparison import Comparison, Direction

SMALLEST_SET = 3
"""Among two, one is always the higher."""

LISTED = 5
WAY = {Direction.RISE: "rise", Direction.FALL: "fall"}

T = TypeVar("T")


class RankedBy(StrEnum):
    """What areas are put in order by."""

    LEVEL = "level"
    DIFFERENCE = "difference"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class AreaSet:
    """A set of areas as prose names it: `number` and `unit` ("police force"), `within` a place."""

    number: int
    unit: str
    within: str

    def in_words(self, profile: Profile) -> str:
        """ "the five police forces in the North West"."""
        where = "across" if self.within == "the United Kingdom" else "in"
        number = numeral(self.number, profile=profile)
        return f"the {number} {self.unit}s {where} {self.within}"


def say_place(
    own: str,
    sizes: Mapping[str, Decimal | None],
    *,
    among: AreaSet,
    by: RankedBy,
    way: Direction = Direction.RISE,
    nouns: str = "",
    profile: Profile,
) -> Saying:
    """The place of one area, first to third: "the second highest of the five police forces in …".

    By LEVEL, `sizes` are the figures; otherwise how much each went the given way, by number or by
    per cent, above nought where it did. `nouns` are named where the rank is of a change: "the
    largest percentage rise in offences of the five …". Raises CannotSay where a figure is missing,
    where two areas are level, and beyond third.
    """
    known = _all_known(sizes, among)
    mine = known[own]
    if by is not RankedBy.LEVEL and mine <= 0:
        raise CannotSay(f"{own} did not see a {WAY[way]}.")
    if list(known.values()).count(mine) > 1:
        level = sorted(area for area, size in known.items() if size == mine and area != own)
        raise CannotSay(f"{own} stands level with {', '.join(level[:LISTED])}.")
    place = 1 + sum(size > mine for size in known.values())
    if place > 3:
        raise CannotSay(f"{own} is in place {place}: ranks are said down to the third.")
    nth = "" if place == 1 else f"{PLACE_WORDS[place - 1]} "
    return Saying(
        text=f"the {nth}{_superlative(by, way, nouns)} of {among.in_words(profile)}",
        kind=Kind.RANK,
        says=exactly(Decimal(place)),
        truth=Decimal(place),
        arithmetic=_in_order(known, by),
    )


def _superlative(by: RankedBy, way: Direction, nouns: str) -> str:
    if by is RankedBy.LEVEL:
        return "highest"
    percentage = "percentage " if by is RankedBy.PERCENT else "numerical "
    return f"largest {percentage}{WAY[way]}{f' in {nouns}' if nouns else ''}"


def _in_order(known: Mapping[str, Decimal], by: RankedBy) -> str:
    order = sorted(known, key=lambda area: (-known[area], area))
    sign = "%" if by is RankedBy.PERCENT else ""
    named = [f"{area} {working(known[area])}{sign}" for area in order[:LISTED]]
    return "; ".join([*named, f"and {len(order) - LISTED} more"] if len(order) > LISTED else named)


def say_only(
    own: str,
    changes: Mapping[str, Comparison | None],
    *,
    among: AreaSet,
    verb: str = "record",
    profile: Profile,
) -> Saying:
    """ "the only one of the five police forces in the North West to record a fall"."""
    known = _all_known(changes, among)
    way = known[own].direction
    if way is Direction.SAME:
        raise CannotSay(f"{own} saw no change.")
    same = [area for area, change in known.items() if change.direction is way]
    if len(same) > 1:
        raise CannotSay(f"{len(same)} areas saw a {WAY[way]}.")
    return Saying(
        text=f"the only one of {among.in_words(profile)} to {verb} a {WAY[way]}",
        kind=Kind.RANK,
        says=exactly(Decimal(1)),
        truth=Decimal(len(same)),
        arithmetic=f"one {WAY[way]} among {len(known)} areas",
    )


def say_how_many(
    changes: Mapping[str, Comparison | None],
    *,
    way: Direction,
    among: AreaSet,
    verb: str = "recorded",
    profile: Profile,
) -> Saying:
    """ "four of the five police forces recorded a rise", "all five police forces recorded …"."""
    known = _all_known(changes, among)
    went = sum(change.direction is way for change in known.values())
    if not went:
        raise CannotSay(f"No area saw a {WAY[way]}.")
    whole = numeral(among.number, profile=profile)
    some = (
        f"{numeral(went, profile=profile)} of the {whole}" if went < len(known) else f"all {whole}"
    )
    return Saying(
        text=f"{some} {among.unit}s {verb} a {WAY[way]}",
        kind=Kind.RANK,
        says=exactly(Decimal(went)),
        truth=Decimal(went),
        arithmetic=f"{went} of {len(known)} areas went that way",
    )


def say_contrast(mine: Comparison, whole: Comparison, *, is_national: bool) -> Saying:
    """ "against the regional trend": one rose clearly and the other clearly fell."""
    if {mine.direction, whole.direction} != {Direction.RISE, Direction.FALL}:
        raise CannotSay("They did not go opposite ways.")
    if mine.has_small_base or whole.has_small_base:
        raise CannotSay("A base so small makes no contrast.")
    if mine.is_similar or whole.is_similar or mine.is_slight or whole.is_slight:
        raise CannotSay("A change so small makes no contrast.")
    side = Direction.RISE is mine.direction
    return Saying(
        text=f"against the {'national' if is_national else 'regional'} trend",
        kind=Kind.RANK,
        says=Interval(Decimal(0), None, low_open=True)
        if side
        else Interval(None, Decimal(0), high_open=True),
        truth=mine.difference,
        arithmetic=f"{digits(mine.old)} to {digits(mine.new)}, against {digits(whole.old)} to "
        f"{digits(whole.new)}",
    )


def _all_known(sizes: Mapping[str, T | None], among: AreaSet) -> dict[str, T]:
    """Every area with what it has. Raises CannotSay, naming those that have nothing."""
    if len(sizes) < SMALLEST_SET:
        raise CannotSay(f"A rank takes {SMALLEST_SET} areas at least.")
    if len(sizes) != among.number:
        raise CannotSay(f"{len(sizes)} areas are known of {among.number}.")
    known = {area: size for area, size in sizes.items() if size is not None}
    missing = sorted(set(sizes) - set(known))
    if missing:
        raise CannotSay(f"There is no comparable figure for {', '.join(missing[:LISTED])}.")
    return known
