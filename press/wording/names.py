"""Numbers that count nothing: ages, dates, telephone numbers, laws, channels, money, quotations.

They are recognised so that they are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from press.wording.ages import AGE_LIMITS, AGE_WORDS, age_after_number, age_after_word
from press.wording.numbers import NUMBER_WORDS, is_number
from press.wording.tokens import Prose, read_once
from press.wording.vocabulary import MONTHS, words_of

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
CODE_LETTERS = frozenset({"s", "g", "d", "x", "a", "b", "c"})
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
LAST_DAY = 31
ONE_PERSON = words_of(
    "man woman boy girl teenager youngster pensioner father mother dad mum son daughter brother "
    "sister husband wife partner stepfather grandfather uncle teacher coach tutor lecturer scout "
    "leader volunteer worker driver doctor nurse officer soldier priest vicar director manager "
    "suspect defendant offender paedophile predator abuser resident student pupil victim survivor"
)
LONGEST_NUMBER = 18
"""Digits and commas in a row, beyond which they count nothing that anybody counted."""


def _digits(prose: Prose, index: int) -> int | None:
    if len(prose.words[index]) > LONGEST_NUMBER:
        return index + 1
    return (
        _code(prose, index)
        or _telephone(prose, index)
        or _time(prose, index)
        or _dated_from_day(prose, index)
        or _reference(prose, index)
        or age_after_number(prose, index)
    )


def _code(prose: Prose, index: int) -> int | None:
    """ "H003", "4G", "1990s", "24/7": digits that letters or signs make into a name."""
    if prose.is_glued(index) and prose.word(index - 1).isalpha():
        return _skip_glued(prose, index)
    if prose.word(index + 1) in CODE_LETTERS and prose.is_glued(index + 1):
        return index + 2
    if prose.words[index : index + 3] == ("24", "/", "7"):
        return index + 3
    return None


def _reference(prose: Prose, index: int) -> int | None:
    """The age of somebody named, the number of a charity or of a point in a list."""
    if _is_age_of_a_speaker(prose, index) or _is_reference(prose, index):
        return index + 1
    return None


def _is_age_of_a_speaker(prose: Prose, index: int) -> bool:
    """ "Jane Smith, 47, said", "a teacher, 34, was": a small number between commas."""
    word = prose.words[index]
    if prose.word(index - 1) != "," or prose.word(index + 1) != "," or not word.isdecimal():
        return False
    if index < 2 or len(word) > 3 or int(word) >= 120:
        return False
    return prose.is_capital(index - 2) or prose.words[index - 2] in ONE_PERSON


def _is_reference(prose: Prose, index: int) -> bool:
    """The number of a charity or a list: "charity number 1013025", "1." before a sentence."""
    word = prose.words[index]
    if word.isdecimal() and len(word) >= 4:
        return prose.word(index - 1) in {"number", "no", "ref", "reference", ".", "id", "charity"}
    opens = index == 0 or prose.sentences[index - 1] != prose.sentences[index]
    stops = prose.word(index + 1) in {".", ")"} and index + 2 < len(prose.words)
    return opens and stops and word.isdecimal()


def _skip_glued(prose: Prose, index: int) -> int:
    end = index + 1
    while prose.is_glued(end) and prose.words[end].isalnum():
        end += 1
    return end


def _telephone(prose: Prose, index: int) -> int | None:
    """A number with a leading nought and the groups of digits after it, or a short one."""
    word = prose.words[index]
    if word in SHORT_NUMBERS and not CALLING.isdisjoint(prose.words[max(0, index - 6) : index]):
        return index + 1
    if not word.startswith("0") or "." in word or len(word) == 1:
        return None
    end = index + 1
    while end < len(prose.words) and prose.words[end].isdecimal() and end - index < 5:
        end += 1
    return _time(prose, index) if prose.word(end) == ":" else end


def _time(prose: Prose, index: int) -> int | None:
    """ "9am", "10.30pm", "00:01"."""
    following = prose.word(index + 1)
    is_clock = following == ":" and is_number(prose.word(index + 2))
    if following in {"o'clock", "oclock"}:
        return index + 2
    if following not in {"am", "pm"} and not is_clock:
        return None
    end = index + 1
    while prose.word(end) in {":", "am", "pm"} or (
        prose.word(end - 1) == ":" and prose.word(end).isdecimal()
    ):
        end += 1
    return end


def _dated_from_day(prose: Prose, index: int) -> int | None:
    """ "20 September 2018", "31st of March"; ordinals such as "21st" are no counts either."""
    word, following = prose.words[index], prose.word(index + 1)
    if following in ORDINAL_ENDS and prose.is_glued(index + 1):
        return _dated(prose, index + 2)
    if following in MONTHS and word.isdecimal() and len(word) <= 2 and int(word) <= LAST_DAY:
        return _dated(prose, index + 1)
    return None


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
    if prose.word(end) in ORDINAL_ENDS:
        end += 1
    if prose.word(end) == "," and _is_year(prose.word(end + 1)):
        end += 2
    return end


def _money(prose: Prose, index: int) -> int | None:
    if not prose.word(index + 1)[:1].isdecimal():
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


def _openers() -> Mapping[str, Callable[[Prose, int], int | None]]:
    """Which reader begins at which word."""
    return MappingProxyType(
        dict.fromkeys(NUMBER_WORDS, age_after_number)
        | dict.fromkeys(LABELS | SCHOOL_YEARS, _labelled)
        | dict.fromkeys(MONEY_SIGNS, _money)
        | dict.fromkeys(MONTHS, _month)
        | dict.fromkeys(AGE_WORDS | AGE_LIMITS, age_after_word)
    )


OPENERS = _openers()


@read_once
def name_end(prose: Prose, index: int) -> int | None:
    """Where the name, age, date or other non-count beginning here ends; None if none does."""
    word = prose.words[index]
    if word[0].isdecimal():
        return _digits(prose, index)
    reader = OPENERS.get(word)
    return None if reader is None else reader(prose, index)
