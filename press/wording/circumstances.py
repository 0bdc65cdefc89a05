"""Periods, spans and older figures that the clause around a statement names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from press.wording.lexemes import Amount, Earlier, Lexeme, Measure, Span, Year
from press.wording.statements import Setting
from press.wording.surroundings import OLD_LINKS, in_same_clause, link_before
from press.wording.tokens import Prose
from press.wording.vocabulary import words_of
from stats.periods import Period

SPAN_OPENERS = words_of(
    "in over within during across past last previous of just only the for recent these those "
    "next a an full space period"
)
HEDGED_SPAN = words_of("than under nearly almost about around roughly least approximately")
FARTHEST_YEAR = 7


def setting_of(prose: Prose, lexemes: Sequence[Lexeme], place: int, sentence: str) -> Setting:
    """What the clause says of periods around the lexeme at a place, for a change."""
    lexeme, clauses = lexemes[place], prose.clauses
    clause = clauses[lexeme.first]
    beside = [other for other in lexemes if clauses[other.first] == clause]
    base, at = _years_of_change(prose, beside, lexeme)
    spans = [other for other in beside if is_span_of_change(prose, other)]
    earlier = [other for other in beside if isinstance(other, Earlier)]
    # "up a fifth on the previous year and two-thirds on four years ago": each has its own.
    span = _behind_or_nearest([*earlier, *spans], beside, lexeme) if spans else None
    return Setting(
        sentence=sentence,
        nearby=_nearby(prose, beside, lexeme, sentence),
        base=base,
        at=at,
        months=span.months if isinstance(span, Span) else None,
        is_yearly=bool(earlier and not isinstance(span, Span)) or _is_yearly(prose, lexeme),
        old_named=_old_named(prose, beside),
    )


def _years_of_change(
    prose: Prose, beside: Sequence[Lexeme], lexeme: Lexeme
) -> tuple[Period | None, Period | None]:
    """The period compared with and the one spoken of.

    A year behind a count takes that count's part: "from 591 in 2016/17" names the older one.
    """
    base: list[Year] = []
    at: list[Year] = []
    counted: list[Year] = []
    for year in beside:
        if not isinstance(year, Year):
            continue
        count = _count_before(year, beside)
        link = "" if count is None else link_before(prose, count)
        if year.is_base or link in OLD_LINKS:
            base.append(year)
        elif count is None or link == "to":
            at.append(year)
        elif year.end <= lexeme.first:
            counted.append(year)
    if base and not at:  # "560 in 2017/18, down from 591 in 2016/17"
        at = counted
    nearest = _nearest(base, lexeme)
    return (
        nearest.period if isinstance(nearest, Year) else None,
        at[0].period if len(at) == 1 else None,
    )


def _nearby(prose: Prose, beside: Sequence[Lexeme], lexeme: Lexeme, sentence: str) -> str:
    """The words between the amounts on either side, in lower case, where a category may stand."""
    amounts = [other for other in beside if isinstance(other, Amount)]
    first = max((one.end for one in amounts if one.first < lexeme.first), default=None)
    end = min((one.first for one in amounts if one.first > lexeme.first), default=None)
    if first is None and end is None:
        return sentence
    start_at = prose.tokens[lexeme.first if first is None else first].start
    end_at = len(prose.source) if end is None else prose.tokens[end].start
    return prose.source[start_at:end_at].lower()


def sentence_of(prose: Prose, lexeme: Lexeme) -> str:
    """The sentence, in lower case, to look for names of areas and categories in."""
    number = prose.sentences[lexeme.first]
    first, end = bisect_left(prose.sentences, number), bisect_right(prose.sentences, number)
    return prose.source[prose.tokens[first].start : prose.tokens[end - 1].end].lower()


def is_span_of_change(prose: Prose, lexeme: Lexeme) -> bool:
    """Whether a length of time is what a change happened over, and stated plainly."""
    if not isinstance(lexeme, Span) or lexeme.months is None:
        return False
    before = prose.word(lexeme.first - 1)
    if prose.word(lexeme.end) in {"to", "of", "ending", "ended", "between", "from", "until"}:
        return False  # "the six months to January" is the name of a period.
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
            if not {",", "and", "then"}.isdisjoint(prose.words[amount.end : after.first]):
                break
            if prose.word(after.end) == ":":  # "674 (2016/17: 591)" dates what follows
                break
            return None if _leads_elsewhere(prose, after) else after
    return _period_ahead_of(prose, lexemes, place)


def _period_ahead_of(prose: Prose, lexemes: Sequence[Lexeme], place: int) -> Year | None:
    """The period named before a count: "In 2017/18 it rose from 591 to 674" dates the 674.

    Of an older count it is the one compared with: "Between 2016/17 and 2017/18 … from 591".
    """
    amount = lexemes[place]
    link = link_before(prose, amount) if isinstance(amount, Amount) else ""
    is_older = link in OLD_LINKS
    for before in reversed(lexemes[:place]):
        if not in_same_clause(prose, before, amount):
            return None
        if isinstance(before, Amount):
            if link == "to" and link_before(prose, before) in OLD_LINKS:
                continue
            return None
        if isinstance(before, Year) and (before.is_base or not is_older):
            heads = prose.word(before.end) == ":"
            is_taken = not heads and _count_before(before, lexemes[:place]) is not None
            return None if is_taken or before.is_base is not is_older else before
    return None


def _leads_elsewhere(prose: Prose, year: Year) -> bool:
    """ "674, up on 2016/17" names another year than the count's own."""
    return year.is_base and prose.word(year.first - 1) not in {"in", "during"}


def _count_before(year: Year, beside: Sequence[Lexeme]) -> Amount | None:
    """The count that a year stands right behind, as in "591 in 2016/17"."""
    for other in reversed(beside):
        if not isinstance(other, Amount) or other.measure is not Measure.COUNT:
            continue
        if 0 <= year.first - other.end <= FARTHEST_YEAR:
            return other
    return None


def _nearest(found: Sequence[Lexeme], lexeme: Lexeme) -> Lexeme | None:
    return min(found, key=lambda other: abs(other.first - lexeme.first), default=None)


def _behind_or_nearest(
    found: Sequence[Lexeme], beside: Sequence[Lexeme], lexeme: Lexeme
) -> Lexeme | None:
    """The first of them between the lexeme and the next amount, failing that the nearest."""
    amounts = [one.first for one in beside if isinstance(one, Amount) and one.first >= lexeme.end]
    until = min(amounts, default=None)
    behind = [
        one for one in found if one.first >= lexeme.end and (until is None or one.first < until)
    ]
    return min(behind, key=lambda one: one.first) if behind else _nearest(found, lexeme)


def _is_yearly(prose: Prose, lexeme: Lexeme) -> bool:
    words = prose.words[max(0, lexeme.first - 8) : lexeme.end + 8]
    if "annual" in words or "annually" in words or "yearly" in words:
        return True
    return "year" in words and any(
        words[place : place + 3] in (("year", "on", "year"), ("in", "a", "year"))
        or words[place : place + 4] == ("in", "just", "a", "year")
        for place in range(len(words) - 2)
    )


def _old_named(prose: Prose, beside: Sequence[Lexeme]) -> Decimal | None:
    for other in beside:
        if not isinstance(other, Amount) or other.measure is not Measure.COUNT:
            continue
        if other.hedge is None and link_before(prose, other) in {"from", "compared", "against"}:
            return other.value
    return None
