"""Numbers that count nothing: ages, dates, telephone numbers, laws, channels, money, quotations.

They are recognised so that they are left alone.
"""

from __future__ import annotations

import re

from press.wording.numbers import NUMBER_WORDS
from press.wording.tokens import Prose
from press.wording.vocabulary import MONTHS, PEOPLE_NOUNS, words_of

LABELS = words_of(
    "section sections article schedule clause regulation paragraph chapter version page table "
    "category level phase tier grade step stage channel radio bbc route junction windows season "
    "episode act number operation note appendix group key ward room block unit ks class o2 covid "
    "question layer rule strategy goal bs iso sdg"
)
SCHOOL_YEARS = frozenset({"year", "years"})
SHORT_NUMBERS = frozenset({"999", "101", "111", "112", "116", "105", "119", "911", "988", "18001"})
CALLING = frozenset({"call", "dial", "ring", "phone", "text", "calling", "dialling", "via"})
MONEY_SIGNS = frozenset("£$€")
AGE_WORDS = frozenset({"aged", "age", "ages", "turn", "turned", "turning"})
OLDEST_AGE = 25
"""Under this, "under 18" after a word for people is an age and not an approximation."""

AGED_PEOPLE = PEOPLE_NOUNS | words_of(
    "girls boys girl boy kids anyone those someone youngsters teens minors everyone"
)
ADDRESSES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:org|co|com|gov)\.?\w*\S*")
QUOTATIONS = re.compile(r"\u201c[^\u201c\u201d\n]*(?:\u201d|$|(?=\n))|\"[^\"\n]*\"")
WORDS_IN_A_QUOTATION = 6
"""Shorter quotation marks only borrow a word, and what they hold is still the writer's claim."""


def passages_to_skip(source: str) -> list[tuple[int, int]]:
    """Places in the text that are somebody else's words or an address; in order, as characters.

    A text that is one quotation from end to end has been handed over to be checked itself.
    """
    found = [match.span() for match in ADDRESSES.finditer(source)] if "." in source else []
    if "\u201c" in source or '"' in source:
        whole = len(source.strip())
        for match in QUOTATIONS.finditer(source):
            is_all = match.end() - match.start() >= whole
            if len(match[0].split()) >= WORDS_IN_A_QUOTATION and not is_all:
                found.append(match.span())
    return sorted(found)


def is_number(word: str) -> bool:
    """Whether a token is digits or a number word other than "a"."""
    return word[:1].isdigit() or (word in NUMBER_WORDS and word not in {"a", "an", "dozen"})


def name_end(prose: Prose, index: int) -> int | None:
    """Where the name, age, date or other non-count beginning here ends; None if none does."""
    word = prose.words[index]
    if word in AGE_WORDS or word in {"under", "over", "between", "u"}:
        return _age_after_word(prose, index)
    if word in MONTHS:
        return _month(prose, index)
    if word in MONEY_SIGNS:
        return _money(prose, index)
    if word in LABELS or word in SCHOOL_YEARS:
        return _labelled(prose, index)
    if word[:1].isdigit():
        return _digits(prose, index)
    if word in NUMBER_WORDS:
        return _age_after_number(prose, index)
    return None


def _digits(prose: Prose, index: int) -> int | None:
    word, following = prose.words[index], prose.word(index + 1)
    if prose.is_glued(index) and prose.word(index - 1).isalpha():
        return _skip_glued(prose, index)
    if word.startswith("0") and "." not in word and len(word) > 1:
        return _telephone(prose, index)
    if word in SHORT_NUMBERS and not CALLING.isdisjoint(prose.words[max(0, index - 6) : index]):
        return index + 1
    if following in {"st", "nd", "rd", "th"} and prose.is_glued(index + 1):
        return _dated(prose, index + 2)
    if following in {"am", "pm"} or (following == ":" and is_number(prose.word(index + 2))):
        return _time(prose, index)
    if following in MONTHS and word.isdecimal() and int(word) <= 31:
        return _dated(prose, index + 1)
    if following == "/" and word == "24" and prose.word(index + 2) == "7":
        return index + 3
    return _age_after_number(prose, index) or _letter_suffix(prose, index)


def _skip_glued(prose: Prose, index: int) -> int:
    end = index + 1
    while prose.is_glued(end) and prose.words[end].isalnum():
        end += 1
    return end


def _telephone(prose: Prose, index: int) -> int | None:
    """A number with a leading nought, and the groups of digits after it."""
    end = index + 1
    while end < len(prose.words) and prose.words[end].isdecimal() and end - index < 5:
        end += 1
    if prose.word(end) == ":":
        return _time(prose, index)
    return end


def _time(prose: Prose, index: int) -> int:
    end = index + 1
    while prose.word(end) in {":", "am", "pm"} or (
        prose.word(end - 1) == ":" and prose.word(end).isdecimal()
    ):
        end += 1
    return end


def _dated(prose: Prose, index: int) -> int:
    """The end of a date once its day has been read."""
    if prose.word(index) == "of":
        index += 1
    if prose.word(index) in MONTHS:
        index += 1
        if _is_year(prose.word(index)):
            index += 1
    return index


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}


def _month(prose: Prose, index: int) -> int | None:
    """ "March 31", "March 31, 2018": month first. A month with its year is a period instead."""
    following = prose.word(index + 1)
    if not prose.is_capital(index) or not following.isdecimal() or len(following) > 2:
        return None
    end = index + 2
    if prose.word(end) in {"st", "nd", "rd", "th"}:
        end += 1
    if prose.word(end) == "," and _is_year(prose.word(end + 1)):
        end += 2
    return end


def _money(prose: Prose, index: int) -> int | None:
    if not prose.word(index + 1)[:1].isdigit():
        return None
    end = index + 2
    while prose.word(end) in {"m", "bn", "k", "million", "billion", "thousand", "mn"}:
        end += 1
    return end


def _labelled(prose: Prose, index: int) -> int | None:
    """ "section 15", "Channel 4", "Year 6": a small number that only tells one from another."""
    following = prose.word(index + 1)
    is_year = prose.words[index] in SCHOOL_YEARS
    if is_year and not (following.isdecimal() and len(following) <= 2):
        return None
    if is_year and not prose.is_capital(index):
        return None
    if following.isdecimal() and len(following) <= 3:
        return _skip_glued(prose, index + 1)
    if following in NUMBER_WORDS and following not in {"a", "an"} and prose.is_capital(index + 1):
        return index + 2
    return None


def _age_after_word(prose: Prose, index: int) -> int | None:
    word, following = prose.words[index], prose.word(index + 1)
    if word in AGE_WORDS:
        return _ages(prose, index + 1)
    if word == "between":
        end = _ages(prose, index)
        return end if end is not None and _is_old(prose, end) else None
    if following in {"the"} and prose.word(index + 2) == "age":
        return _ages(prose, index + 4)
    if not is_number(following):
        return None
    if prose.word(index + 2) == "s" and prose.is_glued(index + 2):
        return index + 3
    is_small = following in NUMBER_WORDS or (following.isdecimal() and int(following) <= OLDEST_AGE)
    if is_small and not AGED_PEOPLE.isdisjoint(prose.words[max(0, index - 5) : index]):
        return index + 2
    return index + 2 if is_small and prose.tokens[index + 1].joined == "-" else None


def _as_young_as(prose: Prose, index: int) -> int | None:
    """ "as young as four", "young as 10"."""
    is_young = prose.word(index - 1) == "as" and prose.word(index - 2) in {"young", "old"}
    return index + 1 if is_young else None


def _ages(prose: Prose, index: int) -> int | None:
    """The end of "13", "10 to 15", "between 11 and 15", "under 18" or "ten and under"."""
    end = index
    while prose.word(end) in {"between", "under", "over", "from", "just", "about", "as", "young"}:
        end += 1
    if not is_number(prose.word(end)):
        return None
    end += 1
    while prose.word(end) in {"to", "and", "or", "-", "under", "over", "younger", "older", "below"}:
        end += 1
        if is_number(prose.word(end)):
            end += 1
    if prose.word(end - 1) in {"to", "and", "or", "-"}:
        end -= 1
    return end if not _is_old(prose, end) else _old_end(prose, end)


def _age_after_number(prose: Prose, index: int) -> int | None:
    """ "13-year-old", "four years old", "10 to 15-year-olds", "ten and under"."""
    if _is_old(prose, index + 1):
        return _old_end(prose, index + 1)
    if prose.word(index - 1) == "as":
        return _as_young_as(prose, index)
    between, second = prose.word(index + 1), prose.word(index + 2)
    if between in {"to", "and", "or"} and is_number(second) and _is_old(prose, index + 3):
        return _old_end(prose, index + 3)
    if between == "and" and second in {"under", "younger", "older"}:
        return index + 3
    return None


def _is_old(prose: Prose, index: int) -> bool:
    if prose.word(index) not in {"year", "years", "month", "months"}:
        return False
    return prose.word(index + 1) in {"old", "olds", "age"} or (
        prose.word(index + 1) == "of" and prose.word(index + 2) == "age"
    )


def _old_end(prose: Prose, index: int) -> int:
    return index + 3 if prose.word(index + 1) == "of" else index + 2


def _letter_suffix(prose: Prose, index: int) -> int | None:
    """ "4G", "3D", "1990s": digits that letters make into a name."""
    if not prose.is_glued(index + 1):
        return None
    following = prose.word(index + 1)
    if following in {"s", "g", "d", "x", "a", "b", "c"}:
        return index + 2
    return None
