"""The one table of approximators, read both ways.

Each row is an interval around the number that is named. Saying picks the words whose stricter
interval holds the figure; checking asks whether the figure lies in the wider one, because old
copy is looser than what is written here (the house rules for figures in words: "more than N" is
said up to 1.15 N and passed up to 1.35 N; "nearly N" goes down to 0.92 N and never reaches N).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from press.wording.intervals import Interval


class Side(StrEnum):
    """Where the figure lies, seen from the number named."""

    EXACT = "exact"
    UNDER = "under"
    OVER = "over"
    AROUND = "around"


@dataclass(frozen=True)
class Bounds:
    """Limits as multiples of the number named."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def around(self, named: Decimal) -> Interval:
        """The limits set around one named number."""
        return Interval(self.low * named, self.high * named, self.low_open, self.high_open)


@dataclass(frozen=True)
class Approximator:
    """One row: the words that mean it, what may be said with them and what passes a check."""

    name: str
    side: Side
    words: tuple[str, ...]
    says: Bounds
    allows: Bounds

    def saying(self, named: Decimal) -> Interval:
        """Where a figure must lie for these words to be written about it."""
        return self.says.around(named)

    def checking(
        self,
        named: Decimal,
        *,
        slack_under: Decimal = Decimal(0),
        slack_over: Decimal = Decimal(0),
    ) -> Interval:
        """Where a figure must lie for these words to pass.

        The slacks are the least width allowed on either side, in the unit of the number: a
        multiple alone is too narrow for small numbers, where "nearly five" is said of four.
        """
        limits = self.allows.around(named)
        low, high = limits.low, limits.high
        if low is not None and low < named:
            low = max(Decimal(0), min(low, named - slack_under))
        if high is not None and high > named:
            high = max(high, named + slack_over)
        return Interval(low, high, limits.low_open, limits.high_open)


def _under(say: str, allow: str, *, reaches: bool = False) -> tuple[Bounds, Bounds]:
    return (
        Bounds(Decimal(say), Decimal(1), high_open=not reaches),
        Bounds(Decimal(allow), Decimal(1), high_open=not reaches),
    )


def _over(say: str, allow: str, *, starts_at: bool = False) -> tuple[Bounds, Bounds]:
    return (
        Bounds(Decimal(1), Decimal(say), low_open=not starts_at),
        Bounds(Decimal(1), Decimal(allow), low_open=not starts_at),
    )


def _around(say: str, allow: str) -> tuple[Bounds, Bounds]:
    return (
        Bounds(2 - Decimal(say), Decimal(say)),
        Bounds(2 - Decimal(allow), Decimal(allow)),
    )


def _row(name: str, side: Side, words: str, bounds: tuple[Bounds, Bounds]) -> Approximator:
    says, allows = bounds
    return Approximator(name, side, tuple(words.split("|")), says, allows)


JUST_UNDER = _row(
    "just under",
    Side.UNDER,
    "just under|just below|just short of|just shy of|shy of|not quite|a little under|"
    "a little less than|slightly under|slightly fewer than|slightly less than|just less than|"
    "just fewer than|not far off|not far short of|a whisker under",
    _under("0.96", "0.92"),
)
NEARLY = _row(
    "nearly",
    Side.UNDER,
    "nearly|almost|very nearly|approaching|nearing|virtually|practically|all but",
    _under("0.92", "0.92"),
)
CLOSE_TO = _row(
    "close to",
    Side.AROUND,
    "close to|near|near to|near-|towards|closing in on|verging on|on the verge of",
    (
        Bounds(Decimal("0.95"), Decimal(1), high_open=True),
        Bounds(Decimal("0.9"), Decimal("1.05")),
    ),
)
FEWER_THAN = _row(
    "fewer than",
    Side.UNDER,
    "fewer than|less than|under|below|lower than|short of",
    _under("0.92", "0.65"),
)
UP_TO = _row(
    "up to",
    Side.UNDER,
    "up to|as many as|at most|no more than|not more than|a maximum of|as much as|as high as",
    _under("0.92", "0.65", reaches=True),
)
JUST_OVER = _row(
    "just over",
    Side.OVER,
    "just over|just above|just more than|slightly over|slightly more than|slightly above|"
    "a little over|a little more than|a little above|little more than|a shade over|"
    "a fraction over|fractionally over",
    _over("1.04", "1.1"),
)
MORE_THAN = _row(
    "more than",
    Side.OVER,
    "more than|over|above|upwards of|upward of|in excess of|exceeding|exceeded|exceeds|topping|"
    "topped|tops|passing|passed|surpassing|surpassed|north of|greater than|higher than|"
    "better than|beyond|more that|well over|well above|well in excess of|far more than|"
    "much more than|significantly more than|way over",
    _over("1.15", "1.35"),
)
AT_LEAST = _row(
    "at least",
    Side.OVER,
    "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|"
    "a staggering minimum of",
    _over("1.15", "1.35", starts_at=True),
)
ABOUT = _row(
    "about",
    Side.AROUND,
    "about|around|roughly|approximately|approx|approx.|circa|c.|some|something like|"
    "in the region of|in the order of|an estimated|estimated|or so",
    _around("1.05", "1.1"),
)
EXACTLY = _row(
    "exactly",
    Side.EXACT,
    "exactly|precisely|just|only",
    (Bounds(Decimal(1), Decimal(1)), Bounds(Decimal(1), Decimal(1))),
)

APPROXIMATORS: tuple[Approximator, ...] = (
    JUST_UNDER,
    NEARLY,
    CLOSE_TO,
    FEWER_THAN,
    UP_TO,
    JUST_OVER,
    MORE_THAN,
    AT_LEAST,
    ABOUT,
    EXACTLY,
)

BY_WORDS: Mapping[str, Approximator] = MappingProxyType(
    {words: row for row in APPROXIMATORS for words in row.words}
)
