"""What stands around an amount in its sentence: the link before it, the change it measures,
the noun after it, and the periods named."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from press.wording.lexemes import (
    Amount,
    Earlier,
    Form,
    Lexeme,
    Measure,
    Movement,
    Per,
    Span,
    Year,
)
from press.wording.statements import Noun, Setting
from press.wording.tokens import Prose
from press.wording.vocabulary import (
    CHANGE_ADJECTIVES,
    COUNTED_NOUNS,
    FILLERS,
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
COMPARING = words_of("compared opposed contrast contrasted comparison relative")
PART_BEFORE = words_of("including includes included among which whom these those them of")
SPAN_OPENERS = words_of(
    "in over within during across past last previous of just only the for recent these those "
    "next a an full space period"
)
HEDGED_SPAN = words_of("than under nearly almost about around roughly least approximately")
FARTHEST = 14
FARTHEST_RATE = 9
FARTHEST_YEAR = 7


def in_same_clause(prose: Prose, one: Lexeme, two: Lexeme) -> bool:
    """Whether no "while", "but", semicolon or full stop stands between the two."""
    return prose.clauses[one.first] == prose.clauses[two.first]


def link_before(prose: Prose, amount: Amount) -> str:
    """The word that leads to an amount: "from", "to", "by", "of", "on", "than", "compared"."""
    place = amount.first - 1
    while prose.word(place) in FILLERS and prose.word(place) not in {"of"}:
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
        return before
    return None


def noun_after(prose: Prose, amount: Amount, measured: frozenset[str]) -> Noun:
    """Whether the noun after a count is what the figures count.

    `measured` holds the plural nouns in the name of the measure.
    """
    if not PART_BEFORE.isdisjoint(prose.words[max(0, amount.first - 2) : amount.first]):
        if "total" not in prose.words[max(0, amount.first - 3) : amount.first]:
            return Noun.PART
    if prose.word(amount.end) == "of":
        return Noun.PART
    for place in range(amount.end, min(amount.end + 7, len(prose.words))):
        word = prose.words[place]
        if word in measured or word in COUNTED_NOUNS:
            return Noun.MEASURED
        if word in OTHER_NOUNS:
            return Noun.OTHER
        if word in PEOPLE_NOUNS:
            return Noun.UNKNOWN
        if not word.isalpha() or word in _STOPS:
            return Noun.MEASURED if place == amount.end else Noun.UNKNOWN
    return Noun.MEASURED if amount.end >= len(prose.words) else Noun.UNKNOWN


_STOPS = words_of(
    "in on from to by since compared with were was are is and or up down during last this over "
    "between for at recorded reported the previous across a per each every than against when "
    "who that which after before it he she they but while"
)


def setting_of(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Setting:
    """What the clause says of periods around the lexeme at a place, for a change."""
    lexeme = lexemes[place]
    beside = [other for other in lexemes if in_same_clause(prose, other, lexeme)]
    years = [other for other in beside if isinstance(other, Year)]
    base = _nearest([year for year in years if year.is_base], lexeme)
    at = [year for year in years if not year.is_base and not _follows_count(year, beside)]
    span = _nearest([other for other in beside if is_span_of_change(prose, other)], lexeme)
    return Setting(
        sentence=sentence_of(prose, lexeme),
        base=base.period if isinstance(base, Year) else None,
        at=at[0].period if len(at) == 1 else None,
        months=span.months if isinstance(span, Span) else None,
        is_yearly=any(isinstance(other, Earlier) for other in beside) or _is_yearly(prose, lexeme),
        old_named=_old_named(prose, beside),
    )


def sentence_of(prose: Prose, lexeme: Lexeme) -> str:
    """The sentence, in lower case, to look for names of areas and categories in."""
    number = prose.sentences[lexeme.first]
    first = last = lexeme.first
    while first > 0 and prose.sentences[first - 1] == number:
        first -= 1
    while last + 1 < len(prose.tokens) and prose.sentences[last + 1] == number:
        last += 1
    return prose.source[prose.tokens[first].start : prose.tokens[last].end].lower()


def is_span_of_change(prose: Prose, lexeme: Lexeme) -> bool:
    """Whether a length of time is what a change happened over, and stated plainly."""
    if not isinstance(lexeme, Span) or lexeme.months is None:
        return False
    before = prose.word(lexeme.first - 1)
    if lexeme.is_ago:
        return before not in HEDGED_SPAN or before == "than"
    return before in SPAN_OPENERS


def period_of_count(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Year | None:
    """The period that a count is said of: named right after it, else before it in the clause."""
    amount = lexemes[place]
    for after in lexemes[place + 1 :]:
        if isinstance(after, Amount) or not in_same_clause(prose, after, amount):
            break
        if isinstance(after, Year) and after.first - amount.end <= FARTHEST_YEAR:
            return None if _leads_elsewhere(prose, after) else after
    for before in reversed(lexemes[:place]):
        if isinstance(before, Amount) or not in_same_clause(prose, before, amount):
            return None
        if isinstance(before, Year):
            return None if before.is_base or _follows_count(before, lexemes[:place]) else before
    return None


def _leads_elsewhere(prose: Prose, year: Year) -> bool:
    """ "674, up on 2016/17" names another year than the count's own."""
    return year.is_base and prose.word(year.first - 1) not in {"in", "during"}


def _follows_count(year: Year, beside: Sequence[Lexeme]) -> bool:
    return any(
        isinstance(other, Amount)
        and other.measure is Measure.COUNT
        and 0 <= year.first - other.end <= FARTHEST_YEAR
        for other in beside
    )


def _nearest(found: Sequence[Lexeme], lexeme: Lexeme) -> Lexeme | None:
    return min(found, key=lambda other: abs(other.first - lexeme.first), default=None)


def _is_yearly(prose: Prose, lexeme: Lexeme) -> bool:
    words = prose.words[max(0, lexeme.first - 8) : lexeme.end + 8]
    if "annual" in words or "annually" in words or "yearly" in words:
        return True
    return any(
        words[place : place + 3] in (("year", "on", "year"), ("in", "a", "year"))
        or words[place : place + 4] == ("in", "just", "a", "year")
        for place in range(len(words) - 2)
    )


def _old_named(prose: Prose, beside: Sequence[Lexeme]) -> Decimal | None:
    for other in beside:
        if isinstance(other, Amount) and other.measure is Measure.COUNT and other.hedge is None:
            if link_before(prose, other) in {"from", "compared", "against"}:
                return other.value
    return None
