"""Lengths of time and how often: "in five years", "every 23 minutes", "a day", records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from press.wording.lexemes import Earlier, Every, Per, Record, Span
from press.wording.numbers import is_number
from press.wording.tokens import Prose, read_once
from press.wording.vocabulary import (
    MONTHS_IN,
    TIME_UNITS,
    UNIT_MINUTES,
    phrases_of,
    singular,
    words_of,
)
from press.wording.written_numbers import hedge_at, number_at
from press.wording.years import year_at

AGO = frozenset({"ago", "earlier", "before", "previously", "prior"})
_EARLIER_WORDS = words_of("previous preceding prior corresponding equivalent")
_THAN = words_of("than with to on against from")
EARLIER_PHRASES = phrases_of(
    "the year before|the previous year|the previous 12 months|the previous twelve months|"
    "the preceding year|the prior year|a year earlier|a year ago|a year before|"
    "the year previously|one year earlier|previous year|year before|12 months earlier|"
    "12 months before|the previous period|the same period|previously"
)
HIGH_WORDS = frozenset({"highest", "most", "largest", "biggest", "greatest", "peak", "worst"})
LOW_WORDS = frozenset({"lowest", "fewest", "smallest", "least"})
ADVERB_UNITS: Mapping[str, str] = MappingProxyType(
    {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
)


@read_once
def span_at(prose: Prose, index: int) -> Span | None:
    """A number of years, months, weeks or days: "five years", "six-month", "a decade"."""
    word = prose.words[index]
    if word in {"decade", "decades"} and prose.word(index - 1) in {"a", "past", "last", "the"}:
        return Span(index, index + 1, Decimal(120), is_ago=False)
    if not is_number(word):
        return None
    read = number_at(prose, index)
    if read is None:
        return None
    number, end, _ = read
    while prose.word(end) in {"consecutive", "successive", "full", "straight", "calendar"}:
        end += 1
    unit = singular(prose.word(end))
    if unit not in TIME_UNITS or prose.word(end + 1) in {"old", "olds"}:
        return None
    if unit == "month" and year_at(prose, end) is not None:
        return None  # "12 months to March 2018" is a period with a name.
    months = number * MONTHS_IN[unit] if unit in MONTHS_IN else None
    is_ago = prose.word(end + 1) in AGO
    return Span(index, end + 1 + is_ago, months, is_ago)


def every_at(prose: Prose, index: int) -> Every | Per | None:
    """ "every 23 minutes", "every other day", "every half an hour"; "every day" is a rate."""
    if prose.words[index] != "every":
        return None
    place = index + 1
    while prose.word(place) in {"single", "passing"}:
        place += 1
    if singular(prose.word(place)) in TIME_UNITS:
        return Per(index, place + 1, singular(prose.words[place]))
    if prose.word(place) in {"half", "quarter"}:
        return _part_of_an_hour(prose, index, place)
    if prose.word(place) == "other" and singular(prose.word(place + 1)) in UNIT_MINUTES:
        return Every(index, place + 2, Decimal(2), singular(prose.words[place + 1]), None)
    return _every_so_many(prose, index, place)


def _every_so_many(prose: Prose, index: int, place: int) -> Every | None:
    hedge, start = hedge_at(prose, place)
    read = number_at(prose, start)
    if read is None:
        return None
    number, end, _ = read
    if (prose.word(end), prose.word(end + 1), prose.word(end + 2)) == ("and", "a", "half"):
        number, end = number + Decimal("0.5"), end + 3
    unit = singular(prose.word(end))
    if unit not in UNIT_MINUTES:
        return None
    return Every(index, end + 1, number, unit, hedge)


def _part_of_an_hour(prose: Prose, index: int, place: int) -> Every | None:
    minutes = Decimal(30 if prose.words[place] == "half" else 15)
    end = place + 1
    while prose.word(end) in {"of", "a", "an"}:
        end += 1
    return Every(index, end + 1, minutes, "minute", None) if prose.word(end) == "hour" else None


def per_at(prose: Prose, index: int) -> Per | None:
    """ "a day", "per week", "each month", "daily"."""
    word, following = prose.words[index], prose.word(index + 1)
    if word in ADVERB_UNITS:
        return Per(index, index + 1, ADVERB_UNITS[word])
    place = index + 1 + (following in {"single", "calendar", "passing"})
    unit = prose.word(place)
    if unit not in TIME_UNITS or unit == "decade":
        return None
    is_length = word in {"a", "an"} and _is_length(prose, index, place)
    return None if is_length else Per(index, place + 1, unit)


def _is_length(prose: Prose, index: int, place: int) -> bool:
    """ "83 in a year", "a year ago", "a year on": a stretch of time instead of a rate."""
    after = prose.word(place + 1)
    if prose.word(index - 1) in _INSIDE or after in AGO or after == "old":
        return True
    return prose.words[place] == "year" and after == "on"


def earlier_at(prose: Prose, index: int) -> Earlier | None:
    """ "the year before", "the previous year"."""
    word = prose.words[index]
    for phrase in EARLIER_PHRASES:
        if phrase[0] == word and prose.words[index : index + len(phrase)] == phrase:
            return Earlier(index, index + len(phrase))
    return _earlier_span(prose, index)


def _earlier_span(prose: Prose, index: int) -> Earlier | None:
    """ "than in the previous six months": a stretch compared with, not one of change."""
    if prose.words[index] != "the" or prose.word(index + 1) not in _EARLIER_WORDS:
        return None
    before = prose.word(index - 1)
    is_compared = before in _THAN or (before in {"in", "for"} and prose.word(index - 2) in _THAN)
    if not is_compared or index + 2 >= len(prose.words):
        return None
    span = span_at(prose, index + 2)
    return None if span is None else Earlier(index, span.end)


def record_at(prose: Prose, index: int) -> Record | None:
    """ "record high", "the highest since 2014/15", "the most in five years", "five-year low"."""
    word, following = prose.words[index], prose.word(index + 1)
    if word in HIGH_WORDS or word in LOW_WORDS:
        return _superlative(prose, index, is_high=word in HIGH_WORDS)
    if word == "record" and _is_record(prose, index):
        is_low = following in {"low", "lows"}
        end = index + 1 + (following in {"low", "lows", "high", "highs"})
        return Record(index, end, not is_low, None, is_near=_is_near(prose, index))
    if word == "all" and following == "time" and prose.word(index + 2) in {"high", "low"}:
        return Record(index, index + 3, prose.words[index + 2] == "high", None, False)
    if is_number(word):
        return _year_high(prose, index)
    return None


def _is_record(prose: Prose, index: int) -> bool:
    """Whether "record" is a height and no verb: "to record a drop" is one."""
    before, following = prose.word(index - 1), prose.word(index + 1)
    if following in {"of", "a", "an", "the"} or before in {"on", "criminal"}:
        return False
    return before in _BEFORE_RECORD or following in _RECORD_WHAT


_RECORD_WHAT = words_of("high highs low lows level levels number numbers figure figures")
_INSIDE = words_of("in over within during for of just after before once")
_BEFORE_RECORD = words_of("a the at to hit hits reached reaching another this in of")


def _superlative(prose: Prose, index: int, *, is_high: bool) -> Record | None:
    """Only with a stretch of time after it is a superlative a record in a series."""
    place = index + 1
    for _ in range(5):
        word = prose.word(place)
        is_of_span = word == "of" and prose.word(place + 2) in {"past", "last"}
        if word in {"in", "for", "over"} or is_of_span:
            start = place + 1
            while prose.word(start) in {"the", "past", "last", "at", "least", "almost", "over"}:
                start += 1
            span = span_at(prose, start) if start < len(prose.words) else None
            if span is not None:
                return Record(index, span.end, is_high, span.months, _is_near(prose, index))
            return None
        if word in {"since", "ever"} or (word == "on" and prose.word(place + 1) == "record"):
            end = place + (2 if word == "on" else word == "ever")
            return Record(index, max(end, index + 1), is_high, None, _is_near(prose, index))
        if not word.isalpha():
            return None
        place += 1
    return None


def _year_high(prose: Prose, index: int) -> Record | None:
    """ "five-year high"."""
    span = span_at(prose, index)
    if span is None or prose.word(span.end) not in {"high", "low", "peak"}:
        return None
    is_high = prose.words[span.end] != "low"
    return Record(index, span.end + 1, is_high, span.months, _is_near(prose, index))


def _is_near(prose: Prose, index: int) -> bool:
    before = prose.words[max(0, index - 4) : index]
    return "close" in before or "near" in before or "nearly" in before or "among" in before
