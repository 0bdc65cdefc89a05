"""A stretch of numbers that some words allow."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from press.wording.numbers import digits, rounded


class Interval(NamedTuple):
    """From low to high; an end that is None has no limit, an open end is not itself allowed."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether the words stay true at this value."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or (
            value < self.high or (value == self.high and not self.high_open)
        )

    def scaled(self, factor: Decimal) -> Interval:
        """The same interval with both ends multiplied by a factor above nought."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def __str__(self) -> str:
        """The interval as a reader would say it: "over 300, up to 405"."""
        low = high = ""
        if self.low is not None:
            low = ("over " if self.low_open else "from ") + _short(self.low)
        if self.high is not None:
            high = ("under " if self.high_open else "up to ") + _short(self.high)
        if self.low is not None and self.low == self.high:
            return f"exactly {_short(self.low)}"
        return ", ".join(part for part in (low, high) if part) or "anything"


def _short(value: Decimal) -> str:
    """Two places, and more only below one, where shares would otherwise all look alike."""
    return digits(rounded(value, 2 if abs(value) >= 1 else 4))


def exactly(value: Decimal) -> Interval:
    """The one value alone."""
    return Interval(value, value)


def rounding_to(value: Decimal, step: Decimal = Decimal(1)) -> Interval:
    """Everything that rounds, halves up, to this value at this step: 22.5 up to 23.5 for 23."""
    half = step / 2
    return Interval(value - half, value + half, high_open=True)
