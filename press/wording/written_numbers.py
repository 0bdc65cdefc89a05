"""Numbers as prose writes them, in digits or in words, and the approximators before them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from press.wording.approximators import APPROXIMATORS
from press.wording.names import name_end
from press.wording.numbers import MULTIPLIERS, NUMBER_WORDS
from press.wording.tokens import Prose, read_once
from press.wording.years import year_at

Read = tuple[Decimal, int, Decimal | None]
"""A number, the token after it, and the step it was visibly rounded to, if any."""


def _hedges() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The approximators by their first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in APPROXIMATORS:
        for words in row.words:
            parts = tuple(words.rstrip("-.").split())
            found.setdefault(parts[0], set()).add(parts)
    return MappingProxyType(
        {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
    )


HEDGES = _hedges()
CIRCA = ("c",)
SHORTENED = frozenset({CIRCA, ("approx",)})
LARGE = frozenset({"hundred", "thousand", "million", "billion", "bn"})
LARGEST = Decimal(10) ** 12
"""Number words stop here: nobody has counted a million million million of anything."""
GLUED_LARGE = frozenset({"k", "m", "mn", "bn"})


def hedge_at(prose: Prose, index: int) -> tuple[str | None, int]:
    """The approximator beginning here, longest first, and the token after it."""
    for words in HEDGES.get(prose.word(index), ()):
        end = index + len(words)
        if prose.words[index:end] != words:
            continue
        has_stop = words in SHORTENED and prose.word(end) == "."
        if words == CIRCA and not has_stop and not prose.is_glued(end):
            continue  # A letter of some other meaning.
        return "circa" if words == CIRCA else " ".join(words), end + has_stop
    return None, index


@read_once
def number_at(prose: Prose, index: int) -> Read | None:
    """The number beginning here in digits or words; years, dates and names are none."""
    word = prose.word(index)
    if not word:
        return None
    if word[0].isdecimal():
        if year_at(prose, index) is not None or name_end(prose, index) is not None:
            return None
        return _in_digits(prose, index)
    if word in {"half", "quarter"}:
        return _part_of_a_million(prose, index)
    if word in NUMBER_WORDS and name_end(prose, index) is None:
        return _in_words(prose, index)
    return None


def _in_digits(prose: Prose, index: int) -> Read:
    word = prose.words[index].replace(",", "")
    value = Decimal(word)
    decimals = len(word.partition(".")[2])
    step = Decimal(1).scaleb(-decimals) if decimals else None
    following = prose.word(index + 1)
    is_large = following in LARGE or (following in GLUED_LARGE and prose.is_glued(index + 1))
    if not is_large:
        return value, index + 1, step
    size = MULTIPLIERS[following]
    return value * size, index + 2, (step or Decimal(1)) * size


def _in_words(prose: Prose, index: int) -> Read | None:
    """Number words. "a" counts only before hundred, thousand, million or dozen."""
    if prose.words[index] in {"a", "an"} and prose.word(index + 1) not in LARGE | {"dozen"}:
        return None
    total, group, place, smallest = Decimal(0), Decimal(0), index, None
    while total + group < LARGEST:
        word = prose.word(place)
        if word == "and" and place > index and prose.word(place - 1) in LARGE:
            if prose.word(place + 1) not in NUMBER_WORDS or prose.word(place + 1) in {"a", "an"}:
                break
            place += 1
            continue
        if word in LARGE:
            group = (group or Decimal(1)) * MULTIPLIERS[word]
            smallest = MULTIPLIERS[word]
            if smallest > 100:
                total, group = total + group, Decimal(0)
        elif word == "dozen":
            group = (group or Decimal(1)) * 12
        elif word in NUMBER_WORDS and _continues(prose, index, place):
            group += NUMBER_WORDS[word]
            smallest = None
        else:
            break
        place += 1
    if place == index:
        return None
    return total + group, place, None if smallest is None else Decimal(smallest)


def _continues(prose: Prose, index: int, place: int) -> bool:
    """Whether a number word belongs to the number already begun: "twenty three", not "two one"."""
    if place == index:
        return True
    previous = prose.words[place - 1]
    if previous in LARGE or previous in {"and", "a", "an"}:
        return True
    is_tens = NUMBER_WORDS.get(previous, 0) >= 20
    return is_tens and 0 < NUMBER_WORDS[prose.words[place]] < 10


def _part_of_a_million(prose: Prose, index: int) -> Read | None:
    """ "half a million", "quarter of a million"."""
    place = index + 1 + (prose.word(index + 1) == "of")
    if prose.word(place) not in {"a", "of"} or prose.word(place + 1) != "million":
        return None
    share = Decimal("0.5") if prose.words[index] == "half" else Decimal("0.25")
    return share * 1_000_000, place + 2, Decimal(100_000)
