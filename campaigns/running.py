"""When a campaign runs. Pure: knows days and moments, and no Django.

A campaign runs from the first moment of its first day to the last of its last, by London's clocks.
Whether its page can be read is another matter: that is decided by publishing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Stage(StrEnum):
    """Where a campaign stands. Without days of its own it is simply there."""

    ALWAYS = "always"
    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True)
class Run:
    """The first and last day of a campaign; either may be open."""

    starts_on: date | None = None
    ends_on: date | None = None

    def stage_at(self, moment: datetime) -> Stage:
        """Where it stands at a moment, which must know its time zone."""
        if moment.tzinfo is None:
            raise ValueError("A moment without a time zone could be two.")
        today = moment.astimezone(LONDON).date()
        if self.starts_on is None and self.ends_on is None:
            return Stage.ALWAYS
        if self.starts_on is not None and today < self.starts_on:
            return Stage.AHEAD
        if self.ends_on is not None and today > self.ends_on:
            return Stage.OVER
        return Stage.RUNNING
