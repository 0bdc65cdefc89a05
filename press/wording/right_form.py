"""Right words in the form of the wrong ones that they replace: "7% fewer" for "40% more".

What is offered has to go on with the sentence around it. Here only the form is seen to; whether the
sentence is then true is for the reader of claims to say (press.wording.in_place).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.wording.approximators import BY_WORDS
from press.wording.fractions import PARTS
from press.wording.kinds import Kind
from press.wording.multiple_forms import multiple_in_form
from press.wording.numbers import MULTIPLIERS, NUMBER_WORDS
from press.wording.opposites import RISES, WAYS, turned
from press.wording.statements import Statement
from stats.comparison import Direction

_SIZES = sorted((*NUMBER_WORDS, *MULTIPLIERS), key=len, reverse=True)
_WORDS = "|".join(word for word in _SIZES if len(word) > 2)
_FRACTIONS = "|".join(f"{part}s?" for part in sorted(PARTS, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?:an?|one|two|three|four|five|nine)[ -])?(?:{_FRACTIONS}|halves)\b"
    rf"|\d[\d,]*(?:\.\d+)?(?: ?(?:million|thousand|hundred|[mk]|bn)\b)?"
    rf"|(?:\ba )?\b(?:{_WORDS})\b(?:(?: and |[ -])(?:{_WORDS})\b)*"
)
_HEDGES = "|".join(sorted(map(re.escape, BY_WORDS), key=len, reverse=True))
_UNIT = r"(?: ?%| per ?cents?\b| pc\b)?(?:[ -]percentage[ -]points?\b|[ -]points?\b)?"
AMOUNT = re.compile(
    rf"(?:\b(?:{_HEDGES}) ?)?"
    rf"(?:{_NUMBER})(?: (?:in|out of)(?: every)? (?:{_NUMBER}))?{_UNIT}",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\bevery\b.*", re.IGNORECASE | re.DOTALL)
_RATE = re.compile(r" (?:each|every|a|per) (day|week|month|year)$")
_UNIT_OF_RATE = re.compile(
    r"\b(each|every|a|an|per) (day|week|month|year|night|hour)\b", re.IGNORECASE
)
_WAY_BEFORE = re.compile(r"^(?:a rise of|a fall of|up|down) (?!(?:slightly )?from)")
_WAY_BEHIND = re.compile(r" (?:more|fewer)$")
_ONE = re.compile(r"(?:^|\b)(?:one|1)(?: percentage)?(?:$| )", re.IGNORECASE)
_COUNTED = frozenset({Kind.COUNT, Kind.RATE, Kind.DIFFERENCE, Kind.PERCENTAGE_POINTS})
# What may follow a number of one and of many alike: nothing that it counts, and no verb.
_FREE = re.compile(
    r"^(?:$|[,.;:)!?–—]| (?:in|to|from|by|on|a|an|each|every|per|last|this|during|between|over|"
    r"across|nationally|compared|more|fewer|higher|lower|than|and|or|but)\b)"
)


def in_form(statement: Statement, right: str, *, before: str, after: str) -> Iterator[str]:
    """Ways to write what is right in the place of a statement's words, the best first.

    `right` is said as by itself ("a fall of 7%"); `before` and `after` are the rest of the
    sentence. None where its form is not one of those known.
    """
    for words in _of_its_kind(statement, right, before, after):
        if _agrees(statement, words, after):
            yield words


def _of_its_kind(statement: Statement, right: str, before: str, after: str) -> Iterator[str]:
    written = statement.text
    match statement.kind:
        case Kind.MULTIPLE:
            yield from multiple_in_form(written, right, before=before, after=after)
        case Kind.DIRECTION:
            if (way := way_of(right)) is not None:
                yield from turned(written, way, before=before)
        case Kind.INTERVAL_RATE:
            every = _EVERY.search(right)
            if every is not None and _EVERY.search(written):
                yield _EVERY.sub(lambda _found: every[0], written)
        case Kind.RATE:
            yield from _rate(written, right)
        case Kind.SPAN:
            yield right if written.lower().startswith("in ") else right.removeprefix("in ")
        case Kind.RANK:
            yield from _rank(written, right)
        case Kind.RECORD:
            return
        case _:
            yield from _size(statement, right, after)


def way_of(right: str) -> Direction | None:
    """Which way a figure truly went, from words that say it by itself."""
    for direction, pattern in WAYS.items():
        if pattern.search(right):
            return direction
    return None


def _size(statement: Statement, right: str, after: str) -> Iterator[str]:
    """Another number for the number, and another way where the words themselves say one."""
    way = way_of(right)
    size = _WAY_BEHIND.sub("", _WAY_BEFORE.sub("", right))
    if way is not None and not size[:1].isdigit() and AMOUNT.match(size) is None:
        return  # "up from 591" has no size
    if size.endswith("percentage points") and _stands_before_a_noun(after):
        size = size.removesuffix("s")
    for words in _with_another_number(statement.text, size):
        if way is None:
            yield words
        else:
            yield from _turned_around(words, size, way)


def _with_another_number(written: str, number: str) -> Iterator[str]:
    found = list(AMOUNT.finditer(written))
    if len(found) == 1:
        yield written[: found[0].start()] + number + written[found[0].end() :]


def _turned_around(words: str, size: str, way: Direction) -> Iterator[str]:
    """The words around a size with their direction put right, where they have one."""
    place = words.index(size)
    head, tail = words[:place], words[place + len(size) :]
    said = [part for part in (head, tail) if _word_of_direction(part)]
    if not said:
        yield words
    elif len(said) == 1:
        for other in turned(said[0], way, before=""):
            yield f"{other}{size}{tail}" if said[0] is head else f"{head}{size}{other}"


def _word_of_direction(text: str) -> bool:
    return any(word in RISES or word in RISES.values() for word in re.findall(r"\w+", text.lower()))


def _rank(written: str, right: str) -> Iterator[str]:
    """ "Third highest number" for "highest number", "three of the four forces" for "two of …"."""
    superlative = right.rsplit(maxsplit=1)[-1]
    patterns = (
        (rf"(?:\w+ )?of the {superlative}\b", right),
        (rf"(?:\b(?:second|third|fourth|fifth|\w+th) )?\b{superlative}\b", right[4:]),
    )
    for pattern, words in patterns:
        if right.startswith("the ") == (words != right) and re.search(
            pattern, written, re.IGNORECASE
        ):
            yield re.sub(pattern, words, written, count=1, flags=re.IGNORECASE)


def _rate(written: str, right: str) -> Iterator[str]:
    """ "Nearly three offences a day" for "two offences a day": the noun between them stays."""
    unit = _RATE.search(right)
    if unit is None:
        return
    number = right[: unit.start()]
    own = _UNIT_OF_RATE.search(written)
    if own is not None and own[2].lower() != unit[1]:
        written = f"{written[: own.start()]}{own[1]} {unit[1]}{written[own.end() :]}"
    found = list(AMOUNT.finditer(written))
    if own is None or not found:
        return
    first = found[0]
    yield written[: first.start()] + number + written[first.end() :]


def _stands_before_a_noun(after: str) -> bool:
    """ "A three percentage point rise": before what it measures a unit has no plural."""
    return re.match(r" (?:\w+ )?(?:rise|fall|increase|decrease|drop|jump)\b", after) is not None


def _agrees(statement: Statement, words: str, after: str) -> bool:
    """Whether what follows a number may stay: "674 offences" makes no "one offences"."""
    if statement.kind not in _COUNTED or _FREE.match(after):
        return True
    return _is_one(statement.text) == _is_one(words)


def _is_one(words: str) -> bool:
    return _ONE.match(words.strip()) is not None
