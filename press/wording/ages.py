"""Ages, which are numbers of years and count nothing: "aged 13", "under-18s", "ten and under"."""

from __future__ import annotations

from press.wording.numbers import NUMBER_WORDS, is_number
from press.wording.tokens import Prose
from press.wording.vocabulary import PEOPLE_NOUNS, words_of

AGE_LIMITS = frozenset({"under", "over", "between", "u"})
AGE_WORDS = frozenset({"aged", "age", "ages", "turn", "turned", "turning"})
OLDEST_AGE = 25
"""Under this, "under 18" after a word for people is an age and not an approximation."""

OF_A_PERSON = words_of("he she victim girl boy child who youngest oldest i daughter son")
BEFORE_AN_AGE = words_of("between under over from just about as young")
LONGEST_LEAD = 4
AGED_PEOPLE = PEOPLE_NOUNS | words_of(
    "girls boys girl boy kids anyone those someone youngsters teens minors everyone"
)


def age_after_word(prose: Prose, index: int) -> int | None:
    """ "aged 13", "between 11 and 15 years old", "under-18s": where an age ends, if one begins."""
    word = prose.words[index]
    if word in AGE_WORDS:
        return _ages(prose, index + 1)
    if word == "between":
        end = _ages(prose, index)
        return end if end is not None and _is_old(prose, end) else None
    if prose.words[index + 1 : index + 4] == ("the", "age", "of"):
        return _ages(prose, index + 4)
    return _limit(prose, index) if is_number(prose.word(index + 1)) else None


def _limit(prose: Prose, index: int) -> int | None:
    """ "under-18s", "under 18" near a word for people."""
    following = prose.words[index + 1]
    if prose.word(index + 2) == "s" and prose.is_glued(index + 2):
        return index + 3
    is_digits = following.isdecimal() and len(following) <= 2
    is_small = following in NUMBER_WORDS or (is_digits and int(following) <= OLDEST_AGE)
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
    while prose.word(end) in BEFORE_AN_AGE and end - index < LONGEST_LEAD:
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


def age_after_number(prose: Prose, index: int) -> int | None:
    """Where an age that begins with its number ends: "13-year-old", "ten and under"."""
    if _is_old(prose, index + 1):
        return _old_end(prose, index + 1)
    if prose.word(index - 1) == "as":
        return _as_young_as(prose, index)
    if _is_said_of_a_person(prose, index):
        return index + 1
    between, second = prose.word(index + 1), prose.word(index + 2)
    if between in {"to", "and", "or"} and is_number(second) and _is_old(prose, index + 3):
        return _old_end(prose, index + 3)
    if between == "and" and second in {"under", "younger", "older"}:
        return index + 3
    return None


def _is_said_of_a_person(prose: Prose, index: int) -> bool:
    """ "She was 14 at the time", "the youngest victim was four"."""
    is_linked = prose.word(index - 1) in {"was", "is", "were", "just", "only"}
    if not is_linked or not OF_A_PERSON & set(prose.words[max(0, index - 3) : index - 1]):
        return False
    following = prose.word(index + 1)
    return not following.isalpha() or following in {"at", "when", "and", "or", "but", "years"}


def _is_old(prose: Prose, index: int) -> bool:
    if prose.word(index) not in {"year", "years", "month", "months"}:
        return False
    return prose.word(index + 1) in {"old", "olds", "age"} or (
        prose.word(index + 1) == "of" and prose.word(index + 2) == "age"
    )


def _old_end(prose: Prose, index: int) -> int:
    return index + 3 if prose.word(index + 1) == "of" else index + 2
