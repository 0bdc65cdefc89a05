"""What a text states with figures, read but not yet held against any."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from press.wording.intervals import Interval
from press.wording.kinds import Kind
from press.wording.lexemes import Degree, Rank, Streak
from stats.comparison import Direction
from stats.periods import Period


class Role(Enum):
    """The part a count plays in its sentence."""

    PLAIN = auto()
    OLD = auto()
    NEW = auto()


class Noun(Enum):
    """Whether what follows a count is what the figures count."""

    MEASURED = auto()
    UNKNOWN = auto()
    OTHER = auto()
    PART = auto()
    DONE = auto()
    """What somebody did or found, such as arrests, which are counted apart."""


class Setting(NamedTuple):
    """What the sentence around a statement says of periods and places.

    `areas` are those named with it that figures were given for, none where it is about the place
    of the text; `elsewhere` is a place named that no figures were given for;
    `is_each` says that the words must hold for each of several areas, not for them together.
    `base` and `at` are the period compared with and the period spoken of; `months` the length
    of the span named; `is_yearly` says that the change is on the year before. `old_named` is an
    older count named beside a change, which settles the pair. `nearby` holds the words up to the
    amounts on either side, where the name of a category belongs to this statement.
    """

    sentence: str = ""
    areas: tuple[str, ...] = ()
    elsewhere: str = ""
    is_each: bool = False
    nearby: str = ""
    base: Period | None = None
    at: Period | None = None
    months: Decimal | None = None
    is_yearly: bool = False
    old_named: Decimal | None = None

    # Each sentence asks for these two many times; replace() takes three times as long.

    def placed(self, *, areas: tuple[str, ...], elsewhere: str, is_each: bool) -> Setting:
        """The same periods, said of other places."""
        return Setting(
            self.sentence,
            areas,
            elsewhere,
            is_each,
            self.nearby,
            self.base,
            self.at,
            self.months,
            self.is_yearly,
            self.old_named,
        )

    def dated(self, *, base: Period | None, at: Period | None) -> Setting:
        """The same places, said of other periods."""
        return Setting(
            self.sentence,
            self.areas,
            self.elsewhere,
            self.is_each,
            self.nearby,
            base,
            at,
            self.months,
            self.is_yearly,
            self.old_named,
        )


class Statement(NamedTuple):
    """One numeric or directional statement.

    `says` is in the unit of its kind: offences for a count, per cent for a percentage change,
    times for a multiple, a share from 0 to 1 for fractions and "one in", minutes between for an
    interval, so many per `unit` for a rate, months for a span.
    """

    text: str
    start: int
    end: int
    kind: Kind
    says: Interval
    setting: Setting
    named: Decimal = Decimal(0)
    hedge: str | None = None
    direction: Direction | None = None
    degree: Degree = Degree.PLAIN
    is_negated: bool = False
    role: Role = Role.PLAIN
    noun: Noun = Noun.MEASURED
    unit: str = ""
    upper: Decimal | None = None
    rank: Rank | None = None
    streak: Streak | None = None
