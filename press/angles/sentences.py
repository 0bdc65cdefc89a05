"""The pieces that the sentences of angles are made of. Pure.

Places and periods stand where the reader of claims looks for them: the area and its figures before
any larger area, and each figure with its period right behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from press.wording.figures import Observation
from press.wording.numbers import numeral, rounded
from press.wording.numbers import percent as percentage
from press.wording.profiles import Profile
from press.wording.say_changes import say_percent_change
from press.wording.say_series import say_span
from press.wording.saying import CannotSay, Saying
from stats.comparison import Direction
from stats.periods import Period, PeriodKind

from .picture import Picture, Spot, Step

PAST = {Direction.RISE: "rose", Direction.FALL: "fell"}
NOUN = {Direction.RISE: "rise", Direction.FALL: "fall"}
IN_A_SERIES = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)


def where(spot: Spot) -> str:
    """ "in Lancashire", "across the United Kingdom"."""
    across = "across" if spot.place.level == "united-kingdom" else "in"
    return f"{across} {spot.place.in_prose}"


def when(period: Period) -> str:
    """ "in 2017-18", "between January and June 2018"."""
    return f"in {period.label}" if period.kind in IN_A_SERIES else period.in_words


def counted(picture: Picture, spot: Spot) -> str:
    """ "child abuse image offences recorded in Lancashire", "people seeking help in Cheshire"."""
    recorded = " recorded" if picture.is_recorded else ""
    return f"{picture.nouns.plural}{recorded} {where(spot)}"


def the_number(picture: Picture, spot: Spot) -> str:
    return f"The number of {counted(picture, spot)}"


def number_of(value: Decimal, picture: Picture, profile: Profile) -> str:
    """ "674 child abuse image offences", "one child abuse image offence"."""
    noun = picture.nouns.singular if value == 1 else picture.nouns.plural
    return f"{numeral(value, profile=profile)} {noun}"


def from_to(step: Step, profile: Profile) -> str:
    """ "from 591 in 2016-17 to 674 in 2017-18"."""
    old, new = step.change.old, step.change.new
    return (
        f"from {numeral(old, profile=profile)} {when(step.old.period)}"
        f" to {numeral(new, profile=profile)} {when(step.new.period)}"
    )


def moved(step: Step, profile: Profile) -> str:
    """ "rose by 14 per cent, from 591 in 2016-17 to 674 in 2017-18"; no percentage that misleads.

    Where the earlier figure lies further back than the last time, the span is named.
    """
    change = step.change
    if change.direction is Direction.SAME:
        value = numeral(change.new, profile=profile)
        return f"was unchanged at {value} {when(step.new.period)}"
    verb = PAST[change.direction]
    if change.is_slight:
        return f"{verb} slightly, {from_to(step, profile)}"
    try:
        size = say_percent_change(change, profile=profile).text
    except CannotSay:
        return f"{verb} {from_to(step, profile)}"
    return f"{verb} by {size}{_span(step, profile)}, {from_to(step, profile)}"


def _span(step: Step, profile: Profile) -> str:
    if step.intervals == 1:
        return ""
    try:
        return f" {span_of(step, profile).text}"
    except CannotSay:
        return ""


def span_of(step: Step, profile: Profile) -> Saying:
    """How long the change took: "in four years"."""
    months = step.new.period.months
    if months is None or step.intervals * months % 12:
        raise CannotSay("The two periods are no whole years apart.")
    ends = (
        Observation(step.old.period, step.change.old),
        Observation(step.new.period, step.change.new),
    )
    return say_span(ends, profile=profile)


def percent_text(value: Decimal, profile: Profile) -> str:
    """A change to a whole per cent, without its direction."""
    return percentage(abs(rounded(value)), profile=profile)


def listed(names: Iterable[str]) -> str:
    """ "Lancashire, Cumbria and Cheshire"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
