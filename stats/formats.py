"""The ways in which a figure may read inside a sentence: a closed list.

An editor chooses one of these for a figure in a text. Each says its own direction ("up 14%",
never "14%"), so that no correction can turn the words around it into the opposite of the truth.
The words come from `press.wording.sayings`, which says only what its own reader finds true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.wording.profiles import WEB
from press.wording.sayings import (
    CannotSay,
    Saying,
    say_about,
    say_change,
    say_count,
    say_difference,
    say_fraction,
    say_interval_rate,
    say_multiple,
    say_percent_change,
    say_rate,
    say_share,
)

from .comparison import Comparison, Direction
from .periods import Period

HUNDRED = Decimal(100)


class UnknownFormat(LookupError):
    """A way of reading that is not on the list."""


@dataclass(frozen=True)
class Told:
    """A figure as a format needs it.

    `value` is a count, or for a proportion a percentage from 0 to 100. `compare` gives the change
    since the period just before, or raises CannotSay with the reason why none may be told: it is
    asked only by the ways that tell a change. `total` is the figure that a category is a part of.
    """

    value: Decimal
    period: Period
    compare: Callable[[], Comparison]
    total: Decimal | None = None
    is_proportion: bool = False
    is_estimate: bool = False

    def compared(self) -> Comparison:
        """The change. Raises CannotSay with the reason where there is none to tell."""
        if self.is_proportion:
            raise CannotSay(_("A proportion found by a survey is not compared in a few words."))
        if self.is_estimate:
            raise CannotSay(_("An estimate is not compared in a few words."))
        return self.compare()

    def counted(self) -> Decimal:
        """The value as a count. Raises CannotSay for a proportion."""
        if self.is_proportion:
            raise CannotSay(_("This is a proportion: say it as a percentage or a fraction."))
        return self.value


@dataclass(frozen=True)
class Format:
    """One way of reading.

    `say` raises CannotSay with a reason for the editor. `instead` names the ways that may stand
    in for it when a correction leaves it nothing true to say: those that fit the same sentence.
    """

    name: str
    label: Promise
    say: Callable[[Told], Saying]
    instead: tuple[str, ...] = ()


def count(told: Told) -> Saying:
    """ "674"; for an estimate, "an estimated 25,000"."""
    saying = say_count(told.counted(), profile=WEB)
    if told.is_estimate:
        return replace(saying, text=f"an estimated {saying.text}")
    return saying


def about(told: Told) -> Saying:
    """ "nearly 700", or the figure itself where it is round."""
    return say_about(told.counted(), profile=WEB)


def beside(told: Told, *, prefer: Literal["below", "above"]) -> Saying:
    """ "more than 650" or "nearly 700". Raises CannotSay where that side has no round number."""
    saying = say_about(told.counted(), profile=WEB, prefer=prefer)
    if saying.says.low == saying.says.high:
        if prefer == "below":
            raise CannotSay(_("There is no round number close below it."))
        raise CannotSay(_("There is no round number close above it."))
    return saying


def rate(told: Told) -> Saying:
    """ "nearly two each day"."""
    return say_rate(_not_estimated(told), period=told.period, profile=WEB)


def interval(told: Told) -> Saying:
    """ "one every 13 hours"."""
    return say_interval_rate(_not_estimated(told), period=told.period, profile=WEB)


def change(told: Told) -> Saying:
    """ "up 14%"."""
    comparison = told.compared()
    saying = say_percent_change(comparison, profile=WEB)
    way = "up" if comparison.direction is Direction.RISE else "down"
    return replace(saying, text=f"{way} {saying.text}")


def change_from(told: Told) -> Saying:
    """ "up from 591"."""
    return say_change(told.compared(), profile=WEB)


def difference(told: Told) -> Saying:
    """ "83 more"."""
    return say_difference(told.compared(), profile=WEB)


def multiple(told: Told) -> Saying:
    """ "more than doubled": only verbs, so that a correction cannot break the sentence."""
    saying = say_multiple(told.compared(), profile=WEB)
    if "times" in saying.text:
        raise CannotSay(_("Only “doubled”, “trebled” and “halved” have a verb of their own."))
    return saying


def share(told: Told) -> Saying:
    """ "63%" of the total, or the percentage that a survey found."""
    if told.is_proportion:
        return say_share(told.value, HUNDRED, profile=WEB)
    return say_share(told.value, _total_of(told), profile=WEB)


def fraction(told: Told) -> Saying:
    """ "more than a third" of the total, or of those whom a survey asked."""
    if told.is_proportion:
        return say_fraction(told.value / HUNDRED, profile=WEB)
    say_share(told.value, _total_of(told), profile=WEB)  # refuses what has no fair share
    return say_fraction(told.value / _total_of(told), profile=WEB)


def _not_estimated(told: Told) -> Decimal:
    if told.is_estimate:
        raise CannotSay(_("An estimate is not told as a rate."))
    return told.counted()


def _total_of(told: Told) -> Decimal:
    if told.total is None:
        raise CannotSay(_("It is no part of a total that is published."))
    return told.total


_ALL = (
    Format("count", gettext_lazy("The figure itself"), count),
    Format("about", gettext_lazy("The nearest round number"), about, ("count",)),
    Format(
        "more-than",
        gettext_lazy("A round number below it"),
        lambda told: beside(told, prefer="below"),
        ("about", "count"),
    ),
    Format(
        "nearly",
        gettext_lazy("A round number above it"),
        lambda told: beside(told, prefer="above"),
        ("about", "count"),
    ),
    Format(
        "rate",
        gettext_lazy("How many a day, a week or a month: write “on average” with it"),
        rate,
        ("interval",),
    ),
    Format(
        "interval", gettext_lazy("How far apart: write “on average” with it"), interval, ("rate",)
    ),
    Format("change", gettext_lazy("Change in per cent"), change, ("change-from",)),
    Format("change-from", gettext_lazy("Change from the period before"), change_from),
    Format("difference", gettext_lazy("How many more or fewer"), difference),
    Format("multiple", gettext_lazy("Doubled, trebled or halved"), multiple),
    Format("share", gettext_lazy("Percentage of the whole"), share),
    Format("fraction", gettext_lazy("Fraction of the whole"), fraction, ("share",)),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})


def format_named(name: str) -> Format:
    """The format of a name. Raises UnknownFormat for any name that is not on the list."""
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownFormat(name) from None
