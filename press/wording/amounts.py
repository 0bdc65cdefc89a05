"""Numbers in prose with the approximator before them and the unit after them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from press.wording.approximators import AT_LEAST, UP_TO
from press.wording.fractions import PARTS
from press.wording.lexemes import Amount, Measure
from press.wording.numbers import NUMBER_WORDS
from press.wording.tokens import Prose
from press.wording.vocabulary import (
    COMPARATIVES,
    FILLERS,
    MOVEMENTS,
    TIME_UNITS,
    singular,
    words_of,
)
from press.wording.written_numbers import Read, hedge_at, number_at
from stats.comparison import Direction

MULTIPLE_WORDS: Mapping[str, int] = MappingProxyType(
    {
        word: times
        for times, words in (
            (2, "double doubled doubles doubling twofold"),
            (3, "treble trebled trebles trebling triple tripled triples tripling threefold"),
            (4, "quadruple quadrupled quadruples quadrupling fourfold"),
            (5, "quintuple quintupled quintupling fivefold"),
            (6, "sextupled sixfold"),
            (7, "sevenfold"),
            (8, "eightfold"),
            (9, "ninefold"),
            (10, "tenfold"),
            (20, "twentyfold"),
            (100, "hundredfold"),
        )
        for word in words.split()
    }
)
HALVING = frozenset({"halved", "halving", "halve", "halves"})
LARGEST_MULTIPLE = 100
"""From here on a bare "times" tells how often something happened: "674 times"."""
MULTIPLIES = words_of("as more higher greater larger bigger the")
NO_MULTIPLE_AFTER = words_of(
    "digit digits figure check decker life whammy click standards lock room rooms bed vision "
    "edged glazing jeopardy bill act bluff jabbed"
)
SIGNED: Mapping[str, Direction] = MappingProxyType(
    {"+": Direction.RISE, "-": Direction.FALL, "\u2212": Direction.FALL}
)
TIMES_AFTER = words_of(
    "as more higher greater the larger bigger lower fewer less that what its increase rise jump "
    "since in over from between"
)


def amount_at(prose: Prose, index: int) -> Amount | None:
    """An amount beginning here with its approximator, fillers ("a record") and number."""
    hedge, place = hedge_at(prose, index)
    start = place
    while prose.word(place) in FILLERS and not _opens_number(prose, place):
        place += 1
        if place - start > 4:
            return None
    inner, after = hedge_at(prose, place)
    if inner is not None:  # "an average of just over 11", "at almost"
        hedge, place = inner, after
    skipped = prose.words[start:place]
    if hedge is None and place != index:
        return None  # Fillers belong to an amount only behind an approximator.
    found = (
        _multiple(prose, index, place, hedge)
        or _fraction(prose, index, start, place, hedge)
        or _number(prose, index, place, hedge)
    )
    if found is None or "the" not in skipped:
        return found
    return found._replace(is_definite=True)


def _opens_number(prose: Prose, place: int) -> bool:
    """Whether "a" here begins the number itself: "a hundred", "a third"."""
    return prose.word(place + 1) in PARTS or number_at(prose, place) is not None


def _multiple(prose: Prose, first: int, place: int, hedge: str | None) -> Amount | None:
    word = prose.word(place)
    if word in HALVING:
        return Amount(first, place + 1, Measure.TIMES, Decimal(2), hedge, is_fall=True)
    if word in MULTIPLE_WORDS and prose.word(place + 1) not in NO_MULTIPLE_AFTER:
        return Amount(first, place + 1, Measure.TIMES, Decimal(MULTIPLE_WORDS[word]), hedge)
    if word in {"twice", "thrice"} and prose.word(place + 1) in {"as", "the", "more", "what"}:
        return Amount(first, place + 1, Measure.TIMES, Decimal(2 + (word == "thrice")), hedge)
    return None


def _fraction(prose: Prose, first: int, start: int, place: int, hedge: str | None) -> Amount | None:
    """ "half", "a third", "two-thirds". Ordinals ("a third year", "second quarter") are none."""
    numerator, at = 1, place
    if prose.word(place) in NUMBER_WORDS and prose.word(place) not in {"zero", "nought"}:
        numerator, at = NUMBER_WORDS[prose.words[place]], place + 1
    part = singular(prose.word(at)) if numerator > 1 else prose.word(at)
    if prose.word(at) == "halves":
        part = "half"
    if part not in PARTS or numerator >= PARTS[part]:
        return None
    if at == place and part != "half" and not set(prose.words[max(0, start - 1) : place]) & {"a"}:
        return None
    if not _is_fraction(prose, at, part, is_several=numerator > 1):
        return None
    end, comparative = _comparative_after(prose, at + 1)
    share = Decimal(numerator) / PARTS[part]
    return Amount(first, end, Measure.FRACTION, share, hedge, comparative=comparative)


def _comparative_after(prose: Prose, end: int) -> tuple[int, Direction | None]:
    """ "more", "fewer" or "higher" right after an amount, and the token after it."""
    if prose.word(end) in COMPARATIVES and prose.word(end + 1) != "or":
        return end + 1, COMPARATIVES[prose.words[end]]
    if prose.words[end : end + 3] in {("as", "many", "again"), ("as", "much", "again")}:
        return end + 3, Direction.RISE
    return end, None


def _is_fraction(prose: Prose, at: int, part: str, *, is_several: bool) -> bool:
    following = prose.word(at + 1)
    if part == "half":
        before = prose.word(at - 1)
        return before not in {"first", "second", "other", "latter", "and"} and following not in {
            "year",
            "yearly",
            "term",
            "past",
            "an",
            "hour",
            "way",
            "a",
            "time",
        }
    if is_several:
        return True
    return (
        not following.isalpha()
        or following in MOVEMENTS
        or following in COMPARATIVES
        or following in _AFTER_FRACTION
    )


_AFTER_FRACTION = words_of(
    "of in on from since compared over year to and or with between at during were was are is "
    "involved had have against last across by for this within after nationally when"
)


def _number(prose: Prose, first: int, place: int, hedge: str | None) -> Amount | None:
    read = number_at(prose, place)
    if read is None:
        return None
    value, end, step = _and_a_half(prose, read)
    upper: Decimal | None = None
    second = _range_end(prose, first, place, end)
    if second is not None:
        upper, end, _ = second
    measure, after = _unit(prose, end, value)
    if measure is None:
        return None
    if prose.words[max(0, first - 2) : first] == ("factor", "of"):
        measure = Measure.TIMES
    if measure is Measure.ONE_IN:
        return _one_in(prose, first, end, value, hedge)
    after, hedge = _hedge_behind(prose, after, hedge)
    after, comparative = _comparative_after(prose, after)
    if prose.is_glued(place) and measure is not Measure.TIMES:
        comparative = comparative or SIGNED.get(prose.word(place - 1))
    return Amount(first, after, measure, value, hedge, step, comparative, False, upper)


def _and_a_half(prose: Prose, read: Read) -> Read:
    """ "two and a half times": a half more, rounded to halves."""
    value, end, step = read
    if prose.words[end : end + 3] == ("and", "a", "half"):
        return value + Decimal("0.5"), end + 3, Decimal("0.5")
    return value, end, step


def _range_end(prose: Prose, first: int, place: int, end: int) -> Read | None:
    """The second number of "between 300 and 400" or "10-20"."""
    joins_range = end < len(prose.tokens) and prose.tokens[end].joined == "-"
    if joins_range and prose.word(end)[:1].isdecimal():
        return number_at(prose, end)
    if prose.word(first - 1) == "between" and prose.word(end) == "and":
        return number_at(prose, end + 1)
    return None


def _unit(prose: Prose, end: int, value: Decimal) -> tuple[Measure | None, int]:
    """What the number measures, from the word behind it; None for a length of time."""
    word = prose.word(end)
    percent_end = _percent_end(prose, end)
    if percent_end is not None:
        is_points = prose.word(percent_end) in {"point", "points"}
        return (Measure.POINTS if is_points else Measure.PERCENT), percent_end + is_points
    is_often = value >= LARGEST_MULTIPLE and prose.word(end + 1) not in MULTIPLIES
    is_multiple = word == "times" and not is_often and _is_multiple(prose, end)
    if word == "fold" or is_multiple:
        return Measure.TIMES, end + 1
    if _is_ratio(prose, end, value):
        return Measure.ONE_IN, end
    if singular(word) in TIME_UNITS:
        return None, end
    return Measure.COUNT, end


def _percent_end(prose: Prose, end: int) -> int | None:
    word = prose.word(end)
    if word in {"%", "percent", "pc", "pct"}:
        return end + 1
    if word == "per" and prose.word(end + 1) in {"cent", "cents"}:
        return end + 2
    is_points = word == "percentage" and prose.word(end + 1) in {"point", "points"}
    return end + 1 if is_points else None


def _is_multiple(prose: Prose, end: int) -> bool:
    """Whether "three times" multiplies, rather than tells how often something happened."""
    following = prose.word(end + 1)
    if following in TIMES_AFTER or following in MOVEMENTS or end + 1 == len(prose.words):
        return True
    return any(word in MOVEMENTS for word in prose.words[max(0, end - 5) : end])


def _is_ratio(prose: Prose, end: int, value: Decimal) -> bool:
    word = prose.word(end)
    place = end + (2 if word == "out" and prose.word(end + 1) == "of" else 1)
    if word not in {"in", "out", "of"}:
        return False
    while prose.word(place) in {"every", "the"}:
        place += 1
    read = number_at(prose, place)
    if read is None or read[0] < value:
        return False
    if word == "of":  # "41 of 44 forces"; but "63 of 41,246 offences" is a part of a count too
        return value == value.to_integral_value()
    return singular(prose.word(read[1])) not in TIME_UNITS and prose.word(read[1]) != "%"


def _one_in(prose: Prose, first: int, end: int, value: Decimal, hedge: str | None) -> Amount | None:
    place = end
    while prose.word(place) in {"in", "out", "of", "every", "the"}:
        place += 1
    read = number_at(prose, place)
    if read is None or read[0] == 0:
        return None
    of, after, _ = read
    return Amount(first, after, Measure.ONE_IN, value / of, hedge, upper=of)


def _hedge_behind(prose: Prose, end: int, hedge: str | None) -> tuple[int, str | None]:
    """ "300 or more", "300+", "300 or so", "300 or fewer"."""
    word = prose.word(end)
    if word in {"+", "plus"}:
        return end + 1, hedge or AT_LEAST.name
    if word == "or" and prose.word(end + 1) in {"more", "so", "fewer", "less", "thereabouts"}:
        kind = prose.words[end + 1]
        by_word = {"more": AT_LEAST.name, "fewer": UP_TO.name, "less": UP_TO.name}
        return end + 2, hedge or by_word.get(kind, "about")
    return end, hedge
