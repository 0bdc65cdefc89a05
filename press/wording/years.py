"""Periods named in prose: "2016/17", "in 2019", "March 2018", "the year to June 2017"."""

from __future__ import annotations

from datetime import date

from press.wording.lexemes import Year
from press.wording.tokens import JOINERS, Prose, read_once
from press.wording.vocabulary import COUNTED_NOUNS, MONTHS, words_of
from stats.periods import (
    Period,
    calendar_month,
    calendar_year,
    end_of_month,
    financial_year,
    months_later,
)

BASE_WORDS = words_of("from since on than against versus vs over between")
COMPARED = words_of(
    "compared compares comparing opposed contrast contrasted contrasts comparison relative"
)
NOT_COUNTING = words_of("in since during the its their our this for")
SKIPPED = frozenset({"the", "in", "year", "of", "financial", "calendar", "during", "for"})
FIRST_YEAR, LAST_YEAR = 1900, 2099


@read_once
def year_at(prose: Prose, index: int) -> Year | None:
    """The period whose name begins at this token, or None."""
    found = _named_period(prose, index)
    if found is None:
        return None
    end, period = found
    is_range = prose.words[index] in MONTHS and period.months != 1
    opens_range = is_range and prose.word(index - 1) in {"between", "from"}
    return Year(index, end, period, is_base=not opens_range and _is_base(prose, index))


def _named_period(prose: Prose, index: int) -> tuple[int, Period] | None:
    word = prose.words[index]
    if word[0].isdecimal():
        return _digits_period(prose, index)
    if word in MONTHS:
        return _months_period(prose, index)
    if word in {"year", "months"}:
        return _twelve_months_to(prose, index)
    return None


def _digits_period(prose: Prose, index: int) -> tuple[int, Period] | None:
    word = prose.words[index]
    if not word.isdecimal() or len(word) > 4:
        return None
    year = int(word)
    if len(word) == 4 and FIRST_YEAR <= year <= LAST_YEAR:
        return _pair(prose, index, year) or _single(prose, index, year)
    if len(word) == 2:
        return _pair(prose, index, 2000 + year)
    return None


def _pair(prose: Prose, index: int, year: int) -> tuple[int, Period] | None:
    """ "2016/17", "2016-2017", "16/17": two years in a row are a financial year."""
    if prose.word(index + 1) == "/":
        place = index + 2
    elif index + 1 < len(prose.tokens) and prose.tokens[index + 1].joined == "-":
        place = index + 1
    elif prose.word(index + 1) in JOINERS:  # "2012 - 13"
        place = index + 2
    else:
        return None
    second = prose.word(place)
    if not second.isdecimal() or len(second) not in {2, 4}:
        return None
    if len(prose.words[index]) == 2 and prose.word(index + 1) != "/":
        return None  # "16-17" is a range or an age.
    if int(second) != (year + 1 if len(second) == 4 else (year + 1) % 100):
        return None
    return place + 1, financial_year(year)


def _single(prose: Prose, index: int, year: int) -> tuple[int, Period] | None:
    following = prose.word(index + 1)
    before = prose.word(index - 1)
    is_counted = following in COUNTED_NOUNS and following.endswith("s")
    if is_counted and before not in NOT_COUNTING and not before.endswith("'s"):
        return None  # "2015 offences" counts; "the 2015 cases" names a year.
    if following == "s" and prose.is_glued(index + 1):
        return None
    return index + 1, calendar_year(year)


def _month_year(prose: Prose, index: int) -> date | None:
    month, year = MONTHS.get(prose.word(index)), prose.word(index + 1)
    if month is None or not year.isdecimal() or len(year) != 4:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return date(int(year), month, 1)


def _months_period(prose: Prose, index: int) -> tuple[int, Period] | None:
    """ "March 2018", and "April 2017 to March 2018" or "between July and December 2017"."""
    first = _month_year(prose, index)
    between = index + 2 if first is not None else index + 1
    if prose.word(between) in {"to", "and", "until"} or (
        first is None and prose.tokens[min(between, len(prose.tokens) - 1)].joined == "-"
    ):
        place = between + (prose.word(between) in {"to", "and", "until"})
        last = _month_year(prose, place)
        if last is not None:
            start = first or date(last.year, MONTHS[prose.words[index]], 1)
            if start <= last and (first is None or prose.word(index - 1) != "from"):
                return place + 2, Period(start, end_of_month(last))
    if first is None:
        return None
    return index + 2, calendar_month(first.year, first.month)


def _twelve_months_to(prose: Prose, index: int) -> tuple[int, Period] | None:
    """ "year to June 2017", "12 months ending March 2018" from its second word."""
    place = index + 1
    while prose.word(place) in {"to", "ending", "ended", "end", "the", "of", "31", "30", "up"}:
        place += 1
    last = _month_year(prose, place)
    if place == index + 1 or last is None:
        return None
    return place + 2, Period(months_later(last, -11), end_of_month(last))


def _is_base(prose: Prose, index: int) -> bool:
    """Whether what comes before makes this the period compared with."""
    place = index - 1
    while prose.word(place) in SKIPPED:
        place -= 1
    word = prose.word(place)
    if word in {"to", "with"}:
        return prose.word(place - 1) in COMPARED
    return word in BASE_WORDS
