"""Words that say which way figures went: "rose", "a sharp increase", "down slightly from".

A word of change is a claim by itself only where the sentence uses it of figures; "increase
awareness" and "fall victim" are not. With a number attached it always is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from press.wording.lexemes import Degree, Form, Movement
from press.wording.numbers import is_number
from press.wording.ranks import PLACE_WORDS, is_name_of_a_place
from press.wording.tokens import Prose
from press.wording.vocabulary import (
    CHANGE_ADJECTIVES,
    COMPARATIVES,
    COUNTED_NOUNS,
    DETERMINERS,
    MODALS,
    MOVEMENTS,
    NEGATIONS,
    NOT_COUNTED,
    NOUN_MOVEMENTS,
    PAST_MOVEMENTS,
    SLIGHT_WORDS,
    STEEP_VERBS,
    STEEP_WORDS,
    WHERE_A_CHANGE_STOPS,
    words_of,
)
from stats.comparison import Direction

PLACES: Mapping[str, Direction] = MappingProxyType({"up": Direction.RISE, "down": Direction.FALL})
AFTER_PLACE = words_of(
    "from by on since compared slightly sharply again significantly dramatically marginally "
    "year almost nearly more over around about some just steeply substantially considerably "
    "massively hugely roughly approximately almost another further at"
)
BEFORE_PLACE = words_of("went gone go goes going is was were are been and be shot 's being figures")
CLOSING_PLACE = (
    BEFORE_PLACE | SLIGHT_WORDS | STEEP_WORDS | COUNTED_NOUNS | words_of("numbers figure")
)
MOVED = words_of("went gone shot crept edged is are was were going been ticked inched")
FARTHEST_THAN = 5
BEFORE_A_YEAR = words_of("in the it was they were for during")
YEAR_WORDS = words_of("previous last year before preceding")
SIGNS = frozenset(".,;:)!?(\u2013\u2014-")
HOPES = words_of("want wants wanted hope hopes hoped hoping wish wishes aim aims")
BE = words_of("is are was were been be being keeps kept still steadily")


def movement_at(prose: Prose, index: int) -> Movement | None:
    """The word of change at this token, or None."""
    word = prose.words[index]
    if word in PLACES:
        return _place(prose, index)
    if word in COMPARATIVES:
        return _comparative(prose, index)
    direction = MOVEMENTS.get(word)
    if direction is None or _is_upside_down(prose, index):
        return None
    form = _form(prose, index)
    return Movement(
        index,
        index + 1,
        direction,
        _degree(prose, index),
        form,
        is_negated=_is_negated(prose, index),
        stands_alone=_stands_alone(prose, index, form),
    )


def _place(prose: Prose, index: int) -> Movement | None:
    """ "up" and "down", where they are not part of another verb ("set up", "up to")."""
    before, following = prose.word(index - 1), prose.word(index + 1)
    is_up_to = following == "to" and prose.words[index] == "up" and before not in BEFORE_PLACE
    if is_up_to or following in {"and", "with", "the"} or before in {"broken", "made", "set"}:
        return None
    is_last = index + 1 == len(prose.words) or following in SIGNS
    opens = following in AFTER_PLACE or is_number(following) or following == "to"
    opens = opens or (following == "for" and prose.word(index + 3) in PLACE_WORDS)
    closes = is_last and before in CLOSING_PLACE
    if not (opens or closes or before in MOVED):
        return None
    return Movement(
        index,
        index + 1,
        PLACES[prose.words[index]],
        _degree(prose, index),
        Form.PLACE,
        is_negated=_is_negated(prose, index),
        stands_alone=following not in {"at", "in"},
    )


def _comparative(prose: Prose, index: int) -> Movement | None:
    """ "higher than the previous year", "fewer offences than in 2016/17"."""
    if is_name_of_a_place(prose, index):
        return None
    place = index + 1
    while place < index + FARTHEST_THAN and prose.word(place).isalpha():
        if prose.words[place] == "than":
            break
        place += 1
    has_than = prose.word(place) == "than"
    if not has_than and prose.words[index] not in {"higher", "lower"}:
        return None
    place += 1
    while prose.word(place) in BEFORE_A_YEAR:
        place += 1
    follows = prose.word(place)
    is_year = follows in YEAR_WORDS or follows[:2] in {"19", "20"}
    return Movement(
        index,
        index + 1,
        COMPARATIVES[prose.words[index]],
        _degree(prose, index),
        Form.COMPARATIVE,
        is_negated=_is_negated(prose, index),
        stands_alone=has_than and is_year,
    )


def _is_upside_down(prose: Prose, index: int) -> bool:
    """ "accelerated", "cut", "gain" and others in senses that count nothing."""
    word, following = prose.words[index], prose.word(index + 1)
    if following in NOT_COUNTED and word not in NOUN_MOVEMENTS:
        return True
    if word in {"shot", "slide", "gain", "gained"} and following not in {"up", "by", "of"}:
        return True
    return following == "in" and prose.word(index + 2) in NOT_COUNTED


def _form(prose: Prose, index: int) -> Form:
    word = prose.words[index]
    if word in PAST_MOVEMENTS:
        return Form.PAST
    if word in NOUN_MOVEMENTS and (
        prose.word(index - 1) in DETERMINERS | CHANGE_ADJECTIVES
        or prose.word(index + 1) in {"in", "of"}
        or is_number(prose.word(index - 1))
        or prose.word(index - 1) in {"%", "cent", "fold", "quarter", "third", "half", "percent"}
    ):
        return Form.NOUN
    return Form.OTHER


def _degree(prose: Prose, index: int) -> Degree:
    """How strong the change is made by the words on either side, or by the verb itself."""
    around = (*prose.words[max(0, index - 2) : index], *prose.words[index + 1 : index + 2])
    if any(word in SLIGHT_WORDS for word in around):
        return Degree.SLIGHT
    if prose.words[index] in STEEP_VERBS or any(word in STEEP_WORDS for word in around):
        return Degree.STEEP
    return Degree.PLAIN


def _is_negated(prose: Prose, index: int) -> bool:
    before = prose.words[max(0, index - 3) : index]
    if "only" in before or "since" in before:
        return False
    return any(word in NEGATIONS for word in before)


def _stands_alone(prose: Prose, index: int, form: Form) -> bool:
    """Whether the word claims a change of figures without a number beside it."""
    before, following = prose.word(index - 1), prose.word(index + 1)
    is_last = index + 1 == len(prose.words) or following in SIGNS
    ends_well = is_last or following in WHERE_A_CHANGE_STOPS or is_number(following)
    if following in NOT_COUNTED:
        return False
    if form is Form.NOUN:
        return (ends_well or following in MOVEMENTS) and not _is_hoped_for(prose, index)
    if form is Form.PAST:
        return ends_well and before not in {"the", "an", "a", "this", "of", "by", "with"}
    return ends_well and _is_told(prose, index)


def _is_told(prose: Prose, index: int) -> bool:
    """ "is rising", and in headlines "offences rise" and "number of crimes increases"."""
    word, before = prose.words[index], prose.word(index - 1)
    if before == "to":
        return prose.word(index - 2) in {"continue", "continues", "continued", "continuing"}
    if word.endswith("ing"):
        return before in BE
    if before in NEGATIONS:
        return True
    if word.endswith("s"):
        return before.isalpha() and before not in DETERMINERS | CHANGE_ADJECTIVES | MODALS
    return before in COUNTED_NOUNS


def _is_hoped_for(prose: Prose, index: int) -> bool:
    """ "to see a rise", "could mean an increase": not said to have happened."""
    start = max(0, index - 5)
    hopes = (MODALS - {"to", "any", "let"}) | HOPES
    return any(word in hopes for word in prose.words[start:index])
