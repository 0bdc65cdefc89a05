"""Everything that can be said of a figure, gathered in one place to import from.

Each function gives a `Saying` whose truth lies inside what its words claim, or raises
`CannotSay` with a reason a press officer can read. The same call with the same seed gives the
same words on every machine.
"""

from press.wording.say_changes import (
    percent_arithmetic,
    say_change,
    say_difference,
    say_multiple,
    say_percent_change,
)
from press.wording.say_counts import say_about, say_count
from press.wording.say_rates import say_interval_rate, say_rate
from press.wording.say_shares import (
    Breakdown,
    say_breakdown,
    say_fraction,
    say_one_in,
    say_share,
)
from press.wording.saying import CannotSay, RateSaying, Saying

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
    "say_multiple",
    "say_one_in",
    "say_percent_change",
    "say_rate",
    "say_share",
]
