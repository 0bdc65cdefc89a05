"""A change beside those before it: "the first fall in four years", "the third year in a row"."""

from __future__ import annotations

from decimal import Decimal

from press.wording.lexemes import Streak, StreakForm
from press.wording.ranks import PLACE_WORDS
from press.wording.times import span_at
from press.wording.tokens import Prose
from press.wording.vocabulary import MOVEMENTS, words_of

IN_ORDER = words_of("consecutive successive straight")
REVERSING = words_of("after following reversing reverses reversed ending ended ends")
BEFORE_A_STEP = words_of(
    "a an the years year of by two three four five six seven eight nine consecutive successive"
)
BETWEEN = words_of("annual yearly year-on-year such recorded")
LENGTHS = {
    word: length
    for length, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine"], start=2
    )
}
FARTHEST_STEP = 5
STREAK_WORDS = frozenset(PLACE_WORDS) | REVERSING | {"the"} | frozenset(LENGTHS)


def streak_at(prose: Prose, index: int) -> Streak | None:
    """The run or first time that begins at this token."""
    word = prose.words[index]
    if word == "the":
        return None
    if word == "first":
        return _first(prose, index)
    if word in REVERSING:
        return _reversed(prose, index)
    if word in LENGTHS:
        return _years_running(prose, index, LENGTHS[word])
    return _nth(prose, index, PLACE_WORDS.index(word) + 1)


def _first(prose: Prose, index: int) -> Streak | None:
    """ "first time in four years", "first annual fall since 2014/15"."""
    place = index + 1
    while prose.word(place) in BETWEEN:
        place += 1
    word = prose.word(place)
    if word != "time" and word not in MOVEMENTS:
        return None
    end, months = _reach(prose, place + 1)
    return Streak(index, end, StreakForm.FIRST, MOVEMENTS.get(word), months=months)


def _reach(prose: Prose, place: int) -> tuple[int, Decimal | None]:
    """How far back a first time goes: "in four years", "for more than a decade"."""
    if prose.word(place) not in {"in", "for"}:
        return place, None
    start = place + 1
    while prose.word(start) in {"the", "past", "last", "at", "least", "more", "than", "over"}:
        start += 1
    span = span_at(prose, start) if start < len(prose.words) else None
    return (place, None) if span is None else (span.end, span.months)


def _nth(prose: Prose, index: int, number: int) -> Streak | None:
    """ "third consecutive rise", "second year in a row", "fourth year running"."""
    place = index + 1
    is_ordered = prose.word(place) in IN_ORDER
    place += is_ordered
    while prose.word(place) in BETWEEN:
        place += 1
    word = prose.word(place)
    if is_ordered and (word in MOVEMENTS or word == "year"):
        return Streak(index, place + 1, StreakForm.IN_A_ROW, MOVEMENTS.get(word), number)
    end = _running_end(prose, place + 1)
    if end is not None and (word == "year" or word in MOVEMENTS):
        return Streak(index, end, StreakForm.IN_A_ROW, MOVEMENTS.get(word), number)
    return None


def _years_running(prose: Prose, index: int, number: int) -> Streak | None:
    """ "three years running", "two years in a row", "three consecutive years"."""
    place = index + 1
    is_ordered = prose.word(place) in IN_ORDER
    place += is_ordered
    if prose.word(place) != "years":
        return None
    end = place + 1 if is_ordered else _running_end(prose, place + 1)
    return None if end is None else Streak(index, end, StreakForm.IN_A_ROW, None, number)


def _running_end(prose: Prose, place: int) -> int | None:
    if prose.word(place) == "running":
        return place + 1
    return place + 3 if prose.words[place : place + 3] == ("in", "a", "row") else None


def _reversed(prose: Prose, index: int) -> Streak | None:
    """ "after falling the year before", "reversing a fall", "after two years of rises"."""
    number = 1
    for place in range(index + 1, index + FARTHEST_STEP):
        word = prose.word(place)
        number = LENGTHS.get(word, number)
        if word in MOVEMENTS:
            if prose.word(place + 1) in {"of", "by", "to", "from", "in"}:
                return None  # Its size follows, which is a statement of its own.
            return Streak(index, place + 1, StreakForm.REVERSED, MOVEMENTS[word], number)
        if word not in BEFORE_A_STEP:
            return None
    return None
