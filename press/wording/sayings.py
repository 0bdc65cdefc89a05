"""Everything that can be said of a figure, gathered in one place to import from.

Each function gives a `Saying` whose truth lies inside what its words claim, or raises
`CannotSay` with a reason a press officer can read. The same call with the same seed gives the
same words on every machine. The profile chooses the language: what the English table says is said
in Welsh by the Welsh table, of the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from press.wording import say_changes, say_counts, say_levels, say_rates, say_shares
from press.wording.profiles import WELSH
from press.wording.say_changes import percent_arithmetic
from press.wording.say_shares import Breakdown
from press.wording.saying import CannotSay, RateSaying, Saying
from press.wording.welsh.saying import in_welsh

P = ParamSpec("P")
S = TypeVar("S", bound=Saying)


SAID_LATELY = 16
"""As many sayings of one sort as a release asks for; the next release has other figures."""


def _kept(say: Callable[P, S]) -> Callable[P, S]:
    """The same, with its last answers kept, refusals among them.

    It is for what conditions ask after: a sentence of the release then says it of the same figures.
    """

    @lru_cache(maxsize=SAID_LATELY)
    def answer(*args: Hashable, **options: Hashable) -> S | str:
        try:
            return say(*args, **options)  # type: ignore[arg-type]  # as they came to said()
        except CannotSay as error:
            return str(error)

    @wraps(say)
    def said(*args: P.args, **options: P.kwargs) -> S:
        if "seed" in options and options["seed"] is None:
            del options["seed"]  # it is the default, so that both ask alike
        saying = answer(*args, **options)  # type: ignore[arg-type]  # figures and words all hash
        if isinstance(saying, str):
            raise CannotSay(saying)
        return saying

    return said


def _in_the_language_of_the_profile(say: Callable[P, S]) -> Callable[P, S]:
    """What is said, in the language that the keyword `profile` names."""

    @wraps(say)
    def said(*args: P.args, **options: P.kwargs) -> S:
        saying = say(*args, **options)
        if getattr(options.get("profile"), "language", "") != WELSH:
            return saying
        return in_welsh(saying)  # type: ignore[return-value]  # of the same class as it came

    return said


say_about = _in_the_language_of_the_profile(say_counts.say_about)
say_change = _in_the_language_of_the_profile(say_changes.say_change)
say_count = _in_the_language_of_the_profile(say_counts.say_count)
say_difference = _in_the_language_of_the_profile(say_changes.say_difference)
say_fraction = _in_the_language_of_the_profile(say_shares.say_fraction)
say_interval_rate = _in_the_language_of_the_profile(_kept(say_rates.say_interval_rate))
say_level = _in_the_language_of_the_profile(say_levels.say_level)
say_multiple = _in_the_language_of_the_profile(_kept(say_changes.say_multiple))
say_one_in = _in_the_language_of_the_profile(say_shares.say_one_in)
say_percent_change = _in_the_language_of_the_profile(_kept(say_changes.say_percent_change))
say_points = _in_the_language_of_the_profile(say_levels.say_points)
say_rate = _in_the_language_of_the_profile(_kept(say_rates.say_rate))
say_share = _in_the_language_of_the_profile(say_shares.say_share)


def say_breakdown(*args: object, **options: object) -> Breakdown:
    """The total taken apart, each part in the language of the profile."""
    split: Breakdown = say_shares.say_breakdown(*args, **options)  # type: ignore[arg-type]
    if getattr(options.get("profile"), "language", "") != WELSH:
        return split
    return replace(split, parts=tuple((label, in_welsh(said)) for label, said in split.parts))


__all__ = [
    "Breakdown",
    "CannotSay",
    "RateSaying",
    "Saying",
    "percent_arithmetic",
    "say_about",
    "say_breakdown",
    "say_change",
    "say_count",
    "say_difference",
    "say_fraction",
    "say_interval_rate",
    "say_level",
    "say_multiple",
    "say_one_in",
    "say_percent_change",
    "say_points",
    "say_rate",
    "say_share",
]
