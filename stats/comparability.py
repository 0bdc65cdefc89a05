"""Which figures may stand side by side: breaks in a series, and periods that do not match.

Pure Python: nothing here knows of Django. `stats.comparing` asks it for figures of the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .periods import Period


class Refusal(StrEnum):
    """Why two figures are not compared. The first three are those of a recorded break."""

    BREAK = "break"
    RULES = "rules"
    PERIOD = "period"
    LENGTH = "length"
    OVERLAP = "overlap"
    ORDER = "order"
    SUBJECT = "subject"
    SURVEY = "survey"
    MISSING = "missing"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which figures are counted anew, or a time whose figures compare with no others.

    `ends_on` is set for a time alone (`Refusal.PERIOD`). `place` is its area as it reads after
    “in”, and empty where the break holds everywhere.
    """

    kind: Refusal
    starts_on: date
    ends_on: date | None
    reason: str
    place: str = ""

    def lies_in(self, period: Period) -> bool:
        """Whether the period itself holds days from either side, or days of the time."""
        if self.ends_on is not None:
            return self.starts_on <= period.last and period.first <= self.ends_on
        return period.first < self.starts_on <= period.last

    def parts(self, older: Period, newer: Period) -> bool:
        """Whether the break keeps figures of the two periods from being compared."""
        if self.ends_on is not None:
            return self.lies_in(older) or self.lies_in(newer)
        return older.first < self.starts_on <= newer.last

    def parts_all_earlier(self, older: Period, newer: Period) -> bool:
        """Whether what came before the older period is kept apart from the newer as well."""
        if self.ends_on is not None:
            return self.lies_in(newer)
        return self.parts(older, newer)


def first_that_parts(breaks: Iterable[Break], older: Period, newer: Period) -> Break | None:
    """The break between or inside the two periods; of several the latest, which is nearest."""
    found = [broken for broken in breaks if broken.parts(older, newer)]
    return max(found, key=lambda broken: broken.starts_on, default=None)


def why_periods_do_not_match(older: Period, newer: Period) -> Refusal | None:
    """What keeps a change between two periods from being stated, or None."""
    if older.overlaps(newer):
        return Refusal.OVERLAP
    if newer < older:
        return Refusal.ORDER
    return None if older.is_as_long_as(newer) else Refusal.LENGTH
