"""Two figures side by side: how far apart, which way, and what may be said of it.

Pure Python: nothing here knows of Django. The limits follow the house rules for figures in
words: no percentage on a base under 20, a note on a base under 50, "slightly" under 2 per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property

SMALLEST_BASE_FOR_PERCENTAGE = Decimal(20)
SMALLEST_BASE_WITHOUT_NOTE = Decimal(50)
SLIGHT_PERCENT = Decimal(2)
SIMILAR_PERCENT = Decimal(1)
SIMILAR_DIFFERENCE = Decimal(5)


class Direction(StrEnum):
    """Which way a figure went."""

    RISE = "rise"
    FALL = "fall"
    SAME = "same"


@dataclass(frozen=True)
class Comparison:
    """An older figure and a newer one of the same measure, over comparable periods.

    Neither may be negative: these are counts, or proportions of something.
    """

    old: Decimal
    new: Decimal

    def __post_init__(self) -> None:
        if self.old < 0 or self.new < 0:
            raise ValueError("A count below nought cannot be compared.")

    @property
    def difference(self) -> Decimal:
        """New less old: above nought for a rise."""
        return self.new - self.old

    @property
    def direction(self) -> Direction:
        """Rise, fall or same, judged on the figures themselves and not on a rounded change."""
        if self.new == self.old:
            return Direction.SAME
        return Direction.RISE if self.new > self.old else Direction.FALL

    @cached_property
    def percent(self) -> Decimal | None:
        """100 × (new − old) ÷ old, unrounded and signed. None when old is nought."""
        return None if self.old == 0 else 100 * self.difference / self.old

    @property
    def percent_rounded(self) -> int | None:
        """The change to a whole per cent, halves away from nought: −2.5 is −3."""
        if self.percent is None:
            return None
        return int(self.percent.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @cached_property
    def ratio(self) -> Decimal | None:
        """New ÷ old: 2 when doubled. None when old is nought."""
        return None if self.old == 0 else self.new / self.old

    @property
    def is_slight(self) -> bool:
        """A change, but of less than 2 per cent: "down slightly from 302"."""
        return (
            self.direction is not Direction.SAME
            and self.percent is not None
            and abs(self.percent) < SLIGHT_PERCENT
        )

    @property
    def is_similar(self) -> bool:
        """Less than 1 per cent or fewer than five apart; no change at all counts too."""
        if abs(self.difference) < SIMILAR_DIFFERENCE:
            return True
        return self.percent is not None and abs(self.percent) < SIMILAR_PERCENT

    @property
    def has_small_base(self) -> bool:
        """Whether the older figure is under 20, so that no percentage may be said."""
        return self.old < SMALLEST_BASE_FOR_PERCENTAGE

    @property
    def needs_small_base_note(self) -> bool:
        """Whether the older figure is under 50, so that a percentage needs a note beside it."""
        return self.old < SMALLEST_BASE_WITHOUT_NOTE
