"""What stands around an amount in its sentence: the link before it, the change it measures,
the noun after it, and the periods named."""

from __future__ import annotations

from collections.abc import Sequence

from press.wording.lexemes import (
    Amount,
    Form,
    Lexeme,
    Movement,
    Per,
)
from press.wording.statements import Noun
from press.wording.tokens import Prose, read_once
from press.wording.vocabulary import (
    CHANGE_ADJECTIVES,
    CONTACT_NOUNS,
    COUNTED_NOUNS,
    FILLERS,
    HELPING_WORDS,
    JUSTICE_WORDS,
    OFFENCE_NOUNS,
    OTHER_NOUNS,
    PEOPLE_NOUNS,
    words_of,
)

BETWEEN_CHANGE_AND_SIZE = CHANGE_ADJECTIVES | words_of(
    "by of a an another further some up down at the approximately , almost nearly over"
)
BETWEEN_SIZE_AND_CHANGE = CHANGE_ADJECTIVES | words_of(
    "year on annual in the number overall further total year-on-year net real-terms and"
)
OLD_LINKS = words_of("from compared against versus vs than")
COMPARING = words_of("compared compares comparing opposed contrast contrasted comparison relative")
PART_BEFORE = words_of("including includes included among which whom these those them")
JOINING = words_of("and or")
FARTHEST = 14
FARTHEST_RATE = 18
FARTHEST_NOUN = 7
NEAR_A_DEED = 7


def in_same_clause(prose: Prose, one: Lexeme, two: Lexeme) -> bool:
    """Whether no "while", "but", semicolon or full stop stands between the two."""
    return prose.clauses[one.first] == prose.clauses[two.first]


def link_before(prose: Prose, amount: Amount) -> str:
    """The word that leads to an amount: "from", "to", "by", "of", "on", "than", "compared"."""
    return _link_to(prose, amount.first)


@read_once
def _link_to(prose: Prose, first: int) -> str:
    place = first - 1
    while prose.word(place) in FILLERS and prose.word(place) != "of":
        place -= 1
    word = prose.word(place)
    if word == "of" and prose.word(place - 1) in {"total", "average", "record", "high", "low"}:
        place -= 2
        while prose.word(place) in FILLERS:
            place -= 1
        word = prose.word(place)
    if word in {"to", "with"} and prose.word(place - 1) in COMPARING:
        return "compared"
    return word


def movement_beside(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Movement | None:
    """The change whose size the amount is, when the two stand side by side."""
    amount = lexemes[place]
    before = lexemes[place - 1] if place else None
    if isinstance(before, Movement) and in_same_clause(prose, before, amount):
        gap = prose.words[before.end : amount.first]
        if all(word in BETWEEN_CHANGE_AND_SIZE for word in gap) and len(gap) <= 4:
            return before
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if isinstance(after, Movement) and in_same_clause(prose, after, amount):
        gap = prose.words[amount.end : after.first]
        if all(word in BETWEEN_SIZE_AND_CHANGE for word in gap) and after.form is not Form.PAST:
            return after
    return None


def movement_before(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Movement | None:
    """The nearest change earlier in the clause: "a rise in offences of 14 per cent"."""
    amount = lexemes[place]
    for before in reversed(lexemes[:place]):
        if not in_same_clause(prose, before, amount):
            return None
        if amount.first - before.end > FARTHEST:
            return None
        if isinstance(before, Movement):
            return before
    return None


def rate_unit(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Per | None:
    """The "a day" that makes a count a rate, after it or just before it."""
    amount = lexemes[place]
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if isinstance(after, Movement) and place + 2 < len(lexemes):
        after = lexemes[place + 2]
    if isinstance(after, Per) and in_same_clause(prose, after, amount):
        gap = prose.words[amount.end : after.first]
        if len(gap) <= FARTHEST_RATE and "," not in gap:
            return after
    before = lexemes[place - 1] if place else None
    if isinstance(before, Per) and amount.first - before.end <= 3:
        return before if _is_free(prose, lexemes, place) else None
    return None


def _is_free(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> bool:
    """Whether the "a day" before a number is that of no number before it: "two a day, or 674"."""
    unit, amount = lexemes[place - 1], lexemes[place]
    earlier = lexemes[place - 2] if place > 1 else None
    is_taken = isinstance(earlier, Amount) and in_same_clause(prose, earlier, unit)
    return not is_taken and JOINING.isdisjoint(prose.words[unit.end : amount.first])


def noun_after(prose: Prose, amount: Amount, measured: frozenset[str]) -> Noun:
    """Whether the noun after a count is what the figures count.

    `measured` holds the plural nouns in the name of the measure.
    """
    before = prose.words[max(0, amount.first - 2) : amount.first]
    if prose.word(amount.first - 1) == "per" or _is_per_head(prose, amount):
        return Noun.OTHER
    if _is_about_suspects(prose, amount):
        return Noun.DONE
    if prose.word(amount.end) == "of" or not PART_BEFORE.isdisjoint(before):
        return Noun.PART
    noun = _noun_ahead(prose, amount, measured)
    is_named = prose.word(amount.end).isalpha() and prose.word(amount.end) not in _STOPS
    if noun is Noun.UNKNOWN and is_named and _is_done_by_others(prose, amount, measured):
        return Noun.DONE
    return noun


def _noun_ahead(prose: Prose, amount: Amount, measured: frozenset[str]) -> Noun:
    for place in range(amount.end, min(amount.end + FARTHEST_NOUN, len(prose.words))):
        word = prose.words[place]
        known = _known_noun(word, measured)
        if known is not None:
            return known
        if not word.isalpha() or word in _STOPS:
            return Noun.MEASURED if place == amount.end else Noun.UNKNOWN
    return Noun.MEASURED if amount.end >= len(prose.words) else Noun.UNKNOWN


def _is_per_head(prose: Prose, amount: Amount) -> bool:
    """ "12 offences per 10,000 children": a rate that counts by themselves cannot bear."""
    for place in range(amount.end, min(amount.end + 5, len(prose.words))):
        if prose.words[place] in {"per", "every"} and prose.word(place + 1)[:1].isdecimal():
            return True
    return False


def _is_about_suspects(prose: Prose, amount: Amount) -> bool:
    """ "Police charged 212 people with 340 offences"."""
    start = max(0, amount.first - NEAR_A_DEED)
    while prose.clauses[start] != prose.clauses[amount.first]:
        start += 1
    return not JUSTICE_WORDS.isdisjoint(prose.words[start : amount.first])


def _is_done_by_others(prose: Prose, amount: Amount, measured: frozenset[str]) -> bool:
    """ "The charity helped 2,400 people", where offences are counted."""
    return link_before(prose, amount) in HELPING_WORDS and not OFFENCE_NOUNS.isdisjoint(measured)


def _is_of_another_kind(word: str, measured: frozenset[str]) -> bool:
    """Calls are no offences, nor offences calls, whatever else both are called."""
    if OFFENCE_NOUNS.isdisjoint(measured):
        return word in OFFENCE_NOUNS and not CONTACT_NOUNS.isdisjoint(measured)
    return word in CONTACT_NOUNS


def _known_noun(word: str, measured: frozenset[str]) -> Noun | None:
    if word in measured:
        return Noun.MEASURED
    if _is_of_another_kind(word, measured):
        return Noun.PART
    if word in COUNTED_NOUNS:
        return Noun.MEASURED
    if word in OTHER_NOUNS:
        return Noun.OTHER
    return Noun.UNKNOWN if word in PEOPLE_NOUNS else None


_STOPS = words_of(
    "in on from to by since compared with were was are is and or up down during last this over "
    "between for at recorded reported the previous across a per each every than against when "
    "who that which after before it he she they but while"
)
