"""The sentences at the head of a page, from the words that a press release would use.

What is said is said by press.wording, so its reader finds it true (docs/decisions/0007). Statistics
keep their digits: the number in the sentence is the very one in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from press.wording.numbers import percent
from press.wording.profiles import Profile
from press.wording.sayings import (
    CannotSay,
    say_change,
    say_count,
    say_percent_change,
    say_rate,
)

from ..comparison import Comparison, Direction
from ..periods import Period

STATISTICS = Profile(name="statistics", percent_sign=True, words_below=0)
SHORTEST_FOR_A_RATE = 28  # days


@dataclass(frozen=True, kw_only=True)
class Told:
    """A figure as a sentence needs it.

    `name` is the measure's, `place` reads after “in”. `value` is a count, or a percentage for a
    proportion; without one, `why` says why. `how` is a word for a value that is not final:
    “estimated”, “provisional”. `change` runs from `earlier`, and is None where none may be stated.
    """

    name: str
    place: str
    period: Period
    value: Decimal | None
    why: str = ""
    how: str = ""
    is_proportion: bool = False
    change: Comparison | None = None
    earlier: Period | None = None


def headline(told: Told) -> str:
    """One to three sentences: the figure, its change where one may be stated, and its rate."""
    if told.value is None:
        return _("There is no figure for %(place)s %(period)s: %(why)s.") % {
            "place": told.place,
            "period": told.period.in_words,
            "why": told.why,
        }
    if told.is_proportion:
        return _("%(name)s: %(share)s in %(place)s %(period)s.") % {
            "name": told.name,
            "share": percent(told.value, profile=STATISTICS),
            "place": told.place,
            "period": told.period.in_words,
        }
    sentences = [_count(told, told.value), _rate(told, told.value)]
    return " ".join(sentence for sentence in sentences if sentence)


def _count(told: Told, value: Decimal) -> str:
    words = {
        "name": told.name,
        "count": _as_known(say_count(value, profile=STATISTICS).text, told.how),
        "place": told.place,
        "period": told.period.in_words,
        "change": "",
    }
    if told.change is None or told.earlier is None:
        return _("%(name)s numbered %(count)s in %(place)s %(period)s.") % words
    words["change"] = change_in_words(told.change)
    words["earlier"] = told.earlier.in_words
    return _("%(name)s numbered %(count)s in %(place)s %(period)s, %(change)s %(earlier)s.") % words


def _as_known(count: str, how: str) -> str:
    if how == "estimated":
        return _("an estimated %(count)s") % {"count": count}
    if how == "provisional":
        return _("%(count)s (provisional)") % {"count": count}
    return count


def change_in_words(change: Comparison) -> str:
    """ "up 14% from 591"; without the percentage where it would mislead: "down from 6"."""
    since = say_change(change, profile=STATISTICS).text
    try:
        size = say_percent_change(change, profile=STATISTICS).text
    except CannotSay:
        return since
    way = _("up") if change.direction is Direction.RISE else _("down")
    base = say_count(change.old, profile=STATISTICS).text
    if change.is_slight:
        return since
    return _("%(way)s %(size)s from %(base)s") % {"way": way, "size": size, "base": base}


def over_police_forces(change: Comparison, *, areas: int, older: Period, newer: Period) -> str:
    """The total over so many areas, and its change; never “over 43”, which reads as “above 43”."""
    return _(
        "In the %(areas)s police force areas that can be compared, the number was %(count)s"
        " %(newer)s, %(change)s %(older)s."
    ) % {
        "areas": say_count(areas, profile=STATISTICS).text,
        "count": say_count(change.new, profile=STATISTICS).text,
        "newer": newer.in_words,
        "change": change_in_words(change),
        "older": older.in_words,
    }


def _rate(told: Told, value: Decimal) -> str:
    if told.period.days < SHORTEST_FOR_A_RATE or told.how:
        return ""
    try:
        rate = say_rate(value, period=told.period, profile=STATISTICS).text
    except CannotSay:
        return ""
    return _("On average that is %(rate)s.") % {"rate": rate}
