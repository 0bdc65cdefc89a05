"""The kinds of statement that a text makes with figures."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing the words say, whether they are being written or being checked."""

    COUNT = "count"
    RATE = "rate"
    INTERVAL_RATE = "interval"
    PERCENT_CHANGE = "percentage change"
    PERCENT = "percentage"
    PERCENTAGE_POINTS = "percentage points"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    SHARE = "share"
    ONE_IN = "one in"
    DIFFERENCE = "difference"
    DIRECTION = "direction"
    SPAN = "span"
    RANK = "rank"
    RECORD = "record"

    __hash__ = str.__hash__  # an Enum's own takes four times as long, and is asked for each claim


CHANGES = frozenset(
    {Kind.PERCENT_CHANGE, Kind.PERCENTAGE_POINTS, Kind.MULTIPLE, Kind.DIFFERENCE, Kind.DIRECTION}
)
