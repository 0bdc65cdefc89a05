"""The parts of a sentence that carry figures, as the reader finds them one after another."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from stats.comparison import Direction
from stats.periods import Period


class Measure(Enum):
    """What the number of an amount is a number of."""

    COUNT = auto()
    PERCENT = auto()
    POINTS = auto()
    TIMES = auto()
    FRACTION = auto()
    ONE_IN = auto()


class Degree(Enum):
    """How strong the words make a change."""

    PLAIN = auto()
    SLIGHT = auto()
    STEEP = auto()


class Form(Enum):
    """What part of speech a word of change is, which decides whether it can stand alone."""

    PAST = auto()
    NOUN = auto()
    OTHER = auto()
    PLACE = auto()
    COMPARATIVE = auto()


class Amount(NamedTuple):
    """A number with its unit and the approximator before it.

    `first` and `end` are token places, the end not included. `step` is what the number was
    visibly rounded to ("1.2 million" to 100,000), or None when it is written out. `comparative`
    is the direction of "more" or "fewer" right after it.
    """

    first: int
    end: int
    measure: Measure
    value: Decimal
    hedge: str | None = None
    step: Decimal | None = None
    comparative: Direction | None = None
    is_definite: bool = False
    """Whether "the" stands before the number: "more than the 591 recorded before"."""
    upper: Decimal | None = None
    """The other end of a range: "between 300 and 400"."""
    is_fall: bool = False
    """For multiples: halved instead of doubled."""


class Movement(NamedTuple):
    """A word that says which way figures went."""

    first: int
    end: int
    direction: Direction
    degree: Degree
    form: Form
    is_negated: bool
    stands_alone: bool


class Flat(NamedTuple):
    """Words that say figures did not change, exactly or nearly."""

    first: int
    end: int
    is_exact: bool


class Year(NamedTuple):
    """A period named in the text: "2016/17", "2019", "the year to June 2017"."""

    first: int
    end: int
    period: Period
    is_base: bool
    """Whether the words before make it the one compared with: "from", "since", "than in"."""


class Span(NamedTuple):
    """A length of time: "in just six months", "five-year"; months for years and months."""

    first: int
    end: int
    months: Decimal | None
    is_ago: bool


class Every(NamedTuple):
    """ "every 23 minutes"; minutes between, with the approximator that stood inside."""

    first: int
    end: int
    number: Decimal
    unit: str
    hedge: str | None


class Per(NamedTuple):
    """ "a day", "each week", "per month", "daily"."""

    first: int
    end: int
    unit: str


class Record(NamedTuple):
    """ "record high", "the highest since 2014/15", "five-year low"."""

    first: int
    end: int
    is_high: bool
    months: Decimal | None
    is_near: bool


class Earlier(NamedTuple):
    """ "the previous year", "the year before": makes the number before it the older one."""

    first: int
    end: int


class RankForm(Enum):
    """What is said of an area beside others."""

    PLACE = auto()
    """ "The third highest of the five forces"."""
    ONLY = auto()
    """ "The only force to see a fall", "one of two forces to"."""
    HOW_MANY = auto()
    """ "Three of the four forces saw a rise"."""
    TREND = auto()
    """ "Bucked the national trend", "in line with the region"."""
    AVERAGE = auto()
    """ "Twice the national rise"."""


class Rank(NamedTuple):
    """A place among areas.

    `place` counts from the highest, or the lowest when `is_high` is not so; `change` is the
    direction of the change that ranks, or None where the figures themselves do. `number` of
    `total` areas went the way of `change` (`total` None for however many there are; `number`
    None for all of them). `is_against` tells bucking a trend from following it, and `is_loose`
    a superlative that no set of areas was named with.
    """

    first: int
    end: int
    form: RankForm
    place: int = 1
    is_high: bool = True
    change: Direction | None = None
    number: int | None = None
    total: int | None = None
    is_against: bool = False
    is_national: bool = False
    is_loose: bool = False
    is_by_percent: bool | None = None
    """Whether a change is ranked by per cent or by number, where the words say which."""


class StreakForm(Enum):
    """What is said of a change beside the changes before it."""

    FIRST = auto()
    """ "The first fall in four years", "for the first time since 2014/15"."""
    IN_A_ROW = auto()
    """ "The third consecutive rise", "two years running"."""
    REVERSED = auto()
    """ "After falling the year before"."""


class Streak(NamedTuple):
    """A run of changes. `direction` is None where the change beside it tells it.

    `number` is the length of a run in changes; `months` how far back a first time reaches.
    """

    first: int
    end: int
    form: StreakForm
    direction: Direction | None
    number: int = 1
    months: Decimal | None = None


Lexeme = Amount | Movement | Flat | Year | Span | Every | Per | Record | Earlier | Rank | Streak
