"""The part that an amount plays: older or newer figure, difference, share or bare count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from press.wording.approximators import FEWER_THAN, JUST_OVER, JUST_UNDER, MORE_THAN, Side
from press.wording.lexemes import Amount, Earlier, Flat, Lexeme, Measure, Movement, Per, Span
from press.wording.statements import Role
from press.wording.surroundings import (
    OLD_LINKS,
    in_same_clause,
    link_before,
    movement_before,
    movement_beside,
)
from press.wording.tokens import Prose
from press.wording.vocabulary import COUNTED_NOUNS, phrases_of, words_of
from stats.comparison import Direction

SHARE_BEFORE = words_of(
    "account accounted accounts accounting made make makes making represent represents represented "
    "representing comprise comprised comprising constitute constituted constituting"
)
SHARE_AFTER = words_of("of were was are involved had took happened who came related relate used")
NOT_NEW = words_of("compared similar close equal equivalent up opposed due amounting amounts")
ONE_OF = words_of("offence crime case incident child report call contact complaint")
LATER_PHRASES = phrases_of(
    "the following year|the next year|the year after|a year later|one year later|"
    "the following 12 months|the following six months|the subsequent year"
)
FARTHEST_EARLIER = 8
FARTHEST_LATER = 5
FARTHEST_ONE = 7
FARTHEST_COUNT = 6
COMPARING_HEDGES: Mapping[str, Direction] = MappingProxyType(
    {
        words: Direction.RISE if row.side is Side.OVER else Direction.FALL
        for row in (MORE_THAN, JUST_OVER, FEWER_THAN, JUST_UNDER)
        for words in row.words
        if words.endswith("than") or words in {"over", "above", "below"}
    }
)
"""Approximators that compare when an older count follows: "more than the 591 in 2016/17"."""


def role_of(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Role:
    """Whether a count is the older or the newer figure of a change, or stands for itself."""
    amount = lexemes[place]
    if not isinstance(amount, Amount):
        return Role.PLAIN
    if _is_dated_later(prose, amount):
        return Role.NEW
    if _is_older(prose, lexemes, place, amount):
        return Role.OLD
    if link_before(prose, amount) == "to" and _leads_on(prose, lexemes, place):
        return Role.NEW
    return Role.PLAIN


def _is_dated_later(prose: Prose, amount: Amount) -> bool:
    """Whether "the following year" dates the count, before anything else comes."""
    for place in range(amount.end, amount.end + FARTHEST_LATER):
        if prose.word(place) in {"the", "a", "one"} and any(
            prose.words[place : place + len(one)] == one for one in LATER_PHRASES
        ):
            return True
        if not prose.word(place).isalpha():
            return False
    return False


def _is_older(prose: Prose, lexemes: Sequence[Lexeme], place: int, amount: Amount) -> bool:
    link = link_before(prose, amount)
    before = lexemes[place - 1] if place else None
    if link in OLD_LINKS or (link == "on" and isinstance(before, Movement)):
        return True
    if isinstance(before, Flat) and link in {"to", "as"}:
        return True
    is_set_beside = amount.is_definite and amount.hedge is not None
    return is_set_beside or _is_dated_earlier(prose, lexemes, place)


def _is_dated_earlier(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether "the year before" or "five years ago" dates the count."""
    amount = lexemes[place]
    for after in lexemes[place + 1 :]:
        is_far = after.first - amount.end > FARTHEST_EARLIER
        if isinstance(after, Amount | Movement) or is_far:
            return False
        if not in_same_clause(prose, after, amount):
            return False
        if isinstance(after, Earlier) or (isinstance(after, Span) and after.is_ago):
            gap = prose.words[amount.end : after.first]
            return {"than", "on", "from", "compared"}.isdisjoint(gap)
    return False


def _leads_on(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether the "to" before a count leads on from a change or from an older count."""
    at = lexemes[place].first - 1
    while prose.word(at) != "to":
        at -= 1
    if prose.word(at - 1) in NOT_NEW:
        return False
    return any(
        isinstance(before, Movement | Amount) and in_same_clause(prose, before, lexemes[place])
        for before in lexemes[:place]
    )


def is_difference(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether a count says by how many figures differ: "up by 182", "182 more"."""
    amount = lexemes[place]
    if not isinstance(amount, Amount):
        return False
    if amount.comparative is not None or prose.word(amount.first - 1) in {"extra", "additional"}:
        return True
    link = link_before(prose, amount)
    if link in OLD_LINKS | {"to", "on", "at"}:
        return False
    before = lexemes[place - 1] if place else None
    if link == "or" and isinstance(before, Amount) and before.measure is Measure.PERCENT:
        # "A rise of 14 per cent, or 83 offences"
        return movement_before(prose, lexemes, place) is not None
    if isinstance(before, Movement) and movement_beside(prose, lexemes, place) is before:
        return "," not in prose.words[before.end : amount.first]
    return link == "by" and amount.first <= 2


def is_pronoun(prose: Prose, amount: Amount, measured: frozenset[str]) -> bool:
    """ "one of the first", "no one": a one that counts nothing."""
    if prose.words[amount.end - 1] != "one" or amount.hedge is not None:
        return False
    follows = prose.word(amount.end)
    is_linked = link_before(prose, amount) in OLD_LINKS | {"to"}
    return not is_linked and follows not in COUNTED_NOUNS and follows not in measured


def is_share(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether a percentage is a part of a whole instead of a change."""
    amount = lexemes[place]
    if prose.word(amount.end) in SHARE_AFTER:
        return True
    if not SHARE_BEFORE.isdisjoint(prose.words[max(0, amount.first - 5) : amount.first]):
        return True
    before = lexemes[place - 1] if place else None
    if not isinstance(before, Amount) or before.measure not in {Measure.COUNT, Measure.FRACTION}:
        return False
    if isinstance(amount, Amount) and link_before(prose, amount) == "by":
        return False
    return movement_before(prose, lexemes, place) is None


def is_one_each(prose: Prose, unit: Per) -> bool:
    """ "A crime every hour", "an offence a day": one of what is counted."""
    for place in range(max(0, unit.first - FARTHEST_ONE), unit.first - 1):
        nouns = prose.words[place + 1 : min(place + 6, unit.first)]
        if prose.words[place] in {"a", "an"} and not ONE_OF.isdisjoint(nouns):
            return True
    return False


def leads_to_count(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether a count with a part to play follows a word of change: "falling from 820"."""
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if not isinstance(after, Amount) or after.measure is not Measure.COUNT:
        return False
    is_near = after.first - lexemes[place].end <= FARTHEST_COUNT
    return is_near and link_before(prose, after) in {"from", "to", "than", "on"}
