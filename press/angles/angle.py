"""What is new and true of a publication's figures, one sentence at a time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from press.wording.figures import Observation


class Kind(StrEnum):
    """What an angle tells. The order is that of the filter on the screen."""

    CORRECTION = "correction"
    ONLY = "only"
    LARGEST_RISE = "largest-rise"
    LARGEST_FALL = "largest-fall"
    LARGEST_TOTAL = "largest-total"
    RECORD = "record"
    SINCE = "since"
    FIRST_TIME = "first-time"
    REVERSAL = "reversal"
    STREAK = "streak"
    AGAINST_NATION = "against-nation"
    AGAINST_REGION = "against-region"
    CLUSTER = "cluster"
    HOW_MANY = "how-many"
    MULTIPLE = "multiple"
    SPAN = "span"
    BREAKDOWN = "breakdown"
    COVERAGE = "coverage"
    NO_BREAKDOWN = "no-breakdown"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what it is for, in words, and its points."""

    words: str
    points: int


@dataclass(frozen=True, slots=True)
class Angle:
    """A sentence or two, ready to use, with the figures and the working that make it true.

    `areas` are primary keys, the one that the story is of first, and none where it is about no
    area in particular. `about` is its name among the `evidence`, which is what the sentence is
    held against when it is checked. `cautions` are what a press officer should know before using
    it, and are no part of the sentence.
    """

    kind: Kind
    areas: tuple[int, ...]
    sentence: str
    figures: tuple[int, ...]
    working: str
    reasons: tuple[Reason, ...]
    about: str
    measure: str
    evidence: tuple[Observation, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def area(self) -> int | None:
        return self.areas[0] if self.areas else None

    @property
    def newsworthiness(self) -> int:
        """Points, 0 and more: press/angles/newsworthiness.py says what for."""
        return max(0, sum(reason.points for reason in self.reasons))

    @property
    def why(self) -> str:
        """Why it ranks where it does: "a record (60), for a whole region (+12)"."""
        first, *others = self.reasons
        parts = [f"{first.words} ({first.points})"]
        parts += [f"{other.words} ({other.points:+d})" for other in others]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What could not be said, and because of what. `areas` are those in the way."""

    what: str
    because: str
    areas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The angles, most newsworthy first, and what could not be said."""

    angles: tuple[Angle, ...]
    unsaid: tuple[Unsaid, ...]
