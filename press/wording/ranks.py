"""Places among areas: "the only force to", "the second highest", "three of the four forces"."""

from __future__ import annotations

from press.wording.lexemes import Rank, RankForm
from press.wording.numbers import NUMBER_WORDS, is_number
from press.wording.tokens import Prose
from press.wording.vocabulary import COMPARATIVES, MOVEMENTS, words_of
from stats.comparison import Direction

PLACE_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ORDINALS = words_of("second third fourth fifth sixth seventh eighth ninth tenth joint")
HIGHEST = words_of("highest largest biggest most steepest sharpest greatest worst fastest")
LOWEST = words_of("lowest smallest fewest")
SUPERLATIVES = HIGHEST | LOWEST
AMONG = words_of(
    "force forces area areas county counties region regions nation nations city constabulary "
    "constabularies"
)
SET_WORDS = AMONG | words_of(
    "country uk england wales britain scotland midlands north south east west nationally"
)
BEFORE_A_SET = words_of(
    "of the any all other every police english welsh its whole entire number out regional"
)
COUNTABLE = words_of(
    "number numbers total totals figure figures increase rise fall drop decrease jump percentage "
    "annual proportional numerical growth reduction surge overall yearly recorded offences crimes"
)
BY_PERCENT = words_of("percentage proportional proportionate")
BY_NUMBER = words_of("numerical absolute")
SEEING = words_of("to where that with which recording seeing reporting")
TRENDS = words_of("trend trends picture average pattern figures rise increase fall")
NAMING_A_SET = SET_WORDS | BEFORE_A_SET | words_of("one in across within and")
BUCKING = words_of("bucked bucking bucks buck defied defying defies against unlike")
FOLLOWING = words_of(
    "mirrors mirroring mirrored reflects reflecting reflected echoes echoing follows"
)
ANSWERED = words_of("replied responded provided answered supplied refused gave reply respond")
FARTHEST_SET = 14
FARTHEST_SEEING = 16
FARTHEST_MOVEMENT = 9
LARGEST_SET = 200

RANK_WORDS = (
    ORDINALS
    | SUPERLATIVES
    | BUCKING
    | FOLLOWING
    | frozenset(NUMBER_WORDS)
    | frozenset(COMPARATIVES)
    | {"only", "all", "every", "both", "in"}
)


def rank_at(prose: Prose, index: int) -> Rank | None:
    """A rank beginning here, up to the word that shows it to be one."""
    word = prose.words[index]
    if word == "only":
        return _only(prose, index)
    if word in ORDINALS or word in SUPERLATIVES:
        return _placed(prose, index)
    if word in COMPARATIVES:
        return _beyond_others(prose, index)
    if word in BUCKING or word in FOLLOWING or word == "in":
        return _trend(prose, index)
    return how_many_at(prose, index)


def _only(prose: Prose, index: int) -> Rank | None:
    """ "the only force to log a drop"."""
    if prose.word(index - 1) != "the":
        return None
    is_of_a_set = False
    for place in range(index + 1, min(index + FARTHEST_SEEING, len(prose.words) - 1)):
        word = prose.words[place]
        is_of_a_set = is_of_a_set or word in AMONG
        if is_of_a_set and prose.words[place + 1] in SEEING:
            change = _movement_after(prose, place + 2)
            return Rank(index, place + 2, RankForm.ONLY, change=change, number=1)
        if word not in NAMING_A_SET and not is_number(word) and not prose.is_capital(place):
            return None
    return None


def _placed(prose: Prose, index: int) -> Rank | None:
    """ "the third highest of the five forces", "the biggest rise in the region"."""
    word, place = prose.words[index], index
    number = 1
    if word in ORDINALS:
        place += 1
        number = 1 if word == "joint" else PLACE_WORDS.index(word) + 1
    superlative = prose.word(place)
    if superlative not in SUPERLATIVES or (superlative == "most" and not _is_the(prose, index)):
        return None
    end, change, total = _set_after(prose, place + 1)
    is_loose = end is None
    if end is None:
        is_counted = prose.word(place + 1) in COUNTABLE and _is_the(prose, index)
        if word not in ORDINALS and not is_counted:
            return None
        end = place + 2 if prose.word(place + 1) in COUNTABLE else place + 1
    return Rank(
        index,
        end,
        RankForm.PLACE,
        number,
        superlative in HIGHEST,
        change,
        total=total,
        is_loose=is_loose,
        is_by_percent=_is_by_percent(prose, place + 1),
    )


def _is_by_percent(prose: Prose, place: int) -> bool | None:
    """ "The largest percentage rise", "the biggest numerical increase"; None for either."""
    beside = prose.words[place : place + 2]
    if not BY_PERCENT.isdisjoint(beside):
        return True
    return None if BY_NUMBER.isdisjoint(beside) else False


def _is_the(prose: Prose, index: int) -> bool:
    return prose.word(index - 1) in {"the", "its", "their"}


def _set_after(prose: Prose, start: int) -> tuple[int | None, Direction | None, int | None]:
    """Where the set of areas ends, the change that ranks, and how many areas it holds."""
    change: Direction | None = None
    for at in range(start, start + FARTHEST_SET):
        word = prose.word(at)
        if change is None and word in MOVEMENTS:
            change = MOVEMENTS[word]
        if word in {"of", "in", "among", "across", "nationally"}:
            end, total = _set_here(prose, at)
            if end is not None:
                return end, change, total
        if not word.isalpha():
            break
    return None, change, None


def _set_here(prose: Prose, at: int) -> tuple[int | None, int | None]:
    """ "of the 43 forces", "in the North West", "of any force"."""
    total: int | None = None
    if prose.words[at] == "nationally":
        return at + 1, None
    for place in range(at + 1, at + 8):
        word = prose.word(place)
        if is_number(word) and total is None:
            total = _whole(prose, place)
        elif word in SET_WORDS:
            return place + 1, total
        elif word not in BEFORE_A_SET:
            return None, None
    return None, None


def _whole(prose: Prose, place: int) -> int | None:
    """A small number in digits or one word; None for any other."""
    word = prose.word(place)
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return NUMBER_WORDS.get(word)


def _beyond_others(prose: Prose, index: int) -> Rank | None:
    """ "more offences than any other force", "higher than anywhere else in the country"."""
    if is_name_of_a_place(prose, index):
        return None
    change: Direction | None = None
    for place in range(index + 1, index + 7):
        word = prose.word(place)
        if change is None and word in MOVEMENTS:
            change = MOVEMENTS[word]
        if word == "than":
            start = place + 1 + (prose.word(place + 1) in {"in", "for", "by"})
            following = prose.words[start : start + 4]
            is_any = following[:2] == ("any", "other") and not AMONG.isdisjoint(following)
            if not is_any and following[:2] not in {("anywhere", "else"), ("all", "other")}:
                return None
            is_high = COMPARATIVES[prose.words[index]] is Direction.RISE
            end = min(start + 3, len(prose.words))
            return Rank(index, end, RankForm.PLACE, 1, is_high, change)
        if not word.isalpha():
            return None
    return None


def is_name_of_a_place(prose: Prose, index: int) -> bool:
    """ "Greater Manchester", which compares nothing."""
    is_last = index + 1 >= len(prose.words)
    return not is_last and prose.is_capital(index) and prose.is_capital(index + 1)


def _trend(prose: Prose, index: int) -> Rank | None:
    """ "bucked the regional trend", "against the national trend", "in line with the region"."""
    word, place = prose.words[index], index + 1
    if word == "in":
        is_line = prose.words[index + 1 : index + 3] == ("line", "with")
        is_contrast = prose.words[index + 1 : index + 3] == ("contrast", "to")
        if not is_line and not is_contrast:
            return None
        place, is_against = index + 3, is_contrast
    else:
        is_against = word in BUCKING
    place += prose.word(place) in {"the", "a"}
    extent = prose.word(place)
    if extent not in {"national", "regional", "nationwide", "region", "nation", "country", "trend"}:
        return None
    end = place + 1 + (prose.word(place + 1) in TRENDS)
    if end == place + 1 and extent in {"national", "regional", "nationwide"}:
        return None
    is_national = extent not in {"regional", "region"}
    form = RankForm.TREND
    return Rank(index, end, form, is_against=is_against, is_national=is_national)


def how_many_at(prose: Prose, index: int) -> Rank | None:
    """ "three of the four forces saw a rise", "all five forces recorded falls", "every force"."""
    number, total, place = _how_many(prose, index)
    if place is None:
        return None
    while prose.word(place) in BEFORE_A_SET:
        place += 1
    for at in range(place, place + 4):
        if prose.word(at) in AMONG:
            end = _movement_end(prose, at + 1)
            if end is None:
                return None
            change = MOVEMENTS[prose.words[end - 1]]
            return Rank(index, end, RankForm.HOW_MANY, change=change, number=number, total=total)
        if not prose.word(at).isalpha():
            return None
    return None


def _how_many(prose: Prose, index: int) -> tuple[int | None, int | None, int | None]:
    """How many areas of how many, and the token after; no token where no such words are."""
    word = prose.words[index]
    if word in {"all", "every", "both"}:
        place = index + 1
        while prose.word(place) in {"of", "the"}:
            place += 1
        total = _whole(prose, place) if is_number(prose.word(place)) else None
        return None, 2 if word == "both" else total, place + (total is not None)
    number = _whole(prose, index)
    place = index + 1
    if number is None or prose.word(place) not in {"of", "out"}:
        return None, None, None
    while prose.word(place) in {"of", "out", "the", "only"}:
        place += 1
    total = _whole(prose, place) if is_number(prose.word(place)) else None
    if total is None or not number <= total <= LARGEST_SET:
        return None, None, None
    return number, total, place + 1


def _movement_after(prose: Prose, place: int) -> Direction | None:
    end = _movement_end(prose, place)
    return None if end is None else MOVEMENTS[prose.words[end - 1]]


def _movement_end(prose: Prose, place: int) -> int | None:
    """The end of the first word of change within reach, with no sign or answer before it."""
    for at in range(place, place + FARTHEST_MOVEMENT):
        word = prose.word(at)
        if word in MOVEMENTS:
            return at + 1
        if not word.isalpha() or word in ANSWERED:
            return None
    return None
