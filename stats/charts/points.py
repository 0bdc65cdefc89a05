"""What a chart is drawn from: figures by name, each with the very words that a table shows.

Pure Python: nothing here knows of Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Specification = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """One figure of a chart: what it is of, its value, and how it is shown.

    Without a value, `shown` is the reason why ("refused"): it is written where the bar would be,
    and never drawn as nought. `starts_anew` says that the series broke just before it.
    """

    label: str
    value: Decimal | None
    shown: str
    starts_anew: bool = False


@dataclass(frozen=True)
class Pair:
    """An area's older and newer figure, comparable with each other."""

    label: str
    older: Point
    newer: Point


@dataclass(frozen=True)
class Drawing:
    """A chart that is asked for: what it is called, what to draw, and the same in words."""

    title: str
    specification: Specification
    text: str

    @property
    def digest(self) -> str:
        return digest_of(self.specification)


def digest_of(specification: Specification) -> str:
    """The SHA-256 that a chart is known by: of the specification, and so of every figure in it."""
    return hashlib.sha256(
        json.dumps(specification, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def plotted(value: Decimal | None) -> int | float | None:
    """A value as JSON has it: whole numbers whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def stretches(points: Sequence[Point]) -> Iterator[tuple[int, Point]]:
    """Each point with the number of its stretch, within which a line may join the points.

    A gap ends a stretch, and so does a break in the series.
    """
    number = 0
    for point in points:
        if point.starts_anew or point.value is None:
            number += 1
        yield number, point
        if point.value is None:
            number += 1
