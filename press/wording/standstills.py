"""Words that say figures did not change: "unchanged", "remained relatively stable", "similar to".

An adverb such as "broadly" before them makes them loose, and only those without one are exact.
"""

from __future__ import annotations

from press.wording.lexemes import Flat
from press.wording.tokens import Prose
from press.wording.vocabulary import words_of

LOOSELY = words_of(
    "relatively fairly largely broadly reasonably virtually almost roughly mostly about pretty "
    "nearly around approximately very quite much comparatively practically"
)
KEEPING = words_of(
    "remain remained remains remaining stay stayed stays staying hold held holds holding keep kept "
    "been"
)
SAME = words_of("unchanged static constant flat level identical")
ALIKE = words_of("stable steady similar comparable consistent")
AFTER_ALIKE = words_of("to as with from")
SIMILAR_WHAT = words_of("number numbers level levels figure figures total totals amount rate rates")
PHRASES: tuple[tuple[str, ...], ...] = (
    ("no", "change"),
    ("little", "change"),
    ("little", "changed"),
    ("little", "difference"),
    ("barely", "changed"),
    ("hardly", "changed"),
    ("scarcely", "changed"),
    ("stood", "still"),
    ("the", "same", "as"),
    ("the", "same", "number"),
    ("the", "same", "level"),
)
HARDLY = words_of("little barely hardly scarcely")
EXACT_PHRASES = frozenset(phrase for phrase in PHRASES if phrase[0] not in HARDLY)
MORE_OR_LESS = ("more", "or", "less")
BESIDE: tuple[tuple[str, ...], ...] = (
    ("in", "line", "with"),
    ("on", "a", "par", "with"),
    ("on", "par", "with"),
    ("level", "with"),
)
"""Set figures beside others; a claim only where an earlier period or number follows."""

BEFORE_EARLIER = words_of("the a that those figures figure numbers number of in total")
EARLIER_WORDS = words_of("previous last year preceding prior 12")
FLAT_WORDS = (
    LOOSELY
    | KEEPING
    | SAME
    | ALIKE
    | frozenset(phrase[0] for phrase in (*PHRASES, *BESIDE))
    | {"a", "more"}
)


def flat_at(prose: Prose, index: int) -> Flat | None:
    """A standstill beginning here with its verb and its adverb, if it has them."""
    place = index
    if prose.word(place) in KEEPING:
        place += 1
    is_kept = place > index
    is_loose = prose.word(place) in LOOSELY
    place += is_loose
    if prose.words[place : place + 3] == MORE_OR_LESS:
        is_loose, place = True, place + 3
    return (
        _phrase(prose, index, place, is_loose=is_loose)
        or _adjective(prose, index, place, is_kept=is_kept, is_loose=is_loose)
        or _kept_at(prose, index, place, is_kept=is_kept, is_loose=is_loose)
        or _beside(prose, index, place)
    )


def _phrase(prose: Prose, index: int, place: int, *, is_loose: bool) -> Flat | None:
    if is_loose and prose.word(place) == "the" and prose.word(place + 1) == "same":
        return Flat(index, place + 2, is_exact=False)
    if prose.word(index) in KEEPING and prose.words[place : place + 2] == ("the", "same"):
        return Flat(index, place + 2, is_exact=not is_loose)
    for phrase in PHRASES:
        end = place + len(phrase)
        if prose.words[place:end] == phrase:
            is_exact = phrase in EXACT_PHRASES and not is_loose
            is_almost = prose.word(index - 1) in LOOSELY
            return Flat(index, end, is_exact=is_exact and not is_almost)
    return None


def _adjective(
    prose: Prose, index: int, place: int, *, is_kept: bool, is_loose: bool
) -> Flat | None:
    """ "unchanged", "relatively stable", "a similar number", "similar to"."""
    word, following = prose.word(place), prose.word(place + 1)
    if word in SAME:
        is_sure = is_kept or is_loose or word == "unchanged"
        return Flat(index, place + 1, is_exact=not is_loose) if is_sure else None
    if word == "a" and following in {"similar", "comparable"}:
        place, word, following = place + 1, following, prose.word(place + 2)
    if word not in ALIKE:
        return None
    if is_kept or is_loose:
        return Flat(index, place + 1, is_exact=False)
    if word not in {"similar", "comparable"}:
        return None
    if following in AFTER_ALIKE or following in SIMILAR_WHAT:
        return Flat(index, place + 2, is_exact=False)
    return None


def _kept_at(prose: Prose, index: int, place: int, *, is_kept: bool, is_loose: bool) -> Flat | None:
    """ "remained at 674", "stayed at around 600"."""
    if not is_kept or prose.word(place) != "at" or prose.word(index) == "been":
        return None
    place += 1
    if prose.words[place : place + 2] == ("a", "similar") or prose.word(place) == "similar":
        return Flat(index, place + 1 + (prose.word(place) == "a"), is_exact=False)
    return Flat(index, place, is_exact=False)


def _beside(prose: Prose, index: int, place: int) -> Flat | None:
    for phrase in BESIDE:
        end = place + len(phrase)
        if prose.words[place:end] == phrase and _leads_to_earlier(prose, end):
            return Flat(index, end, is_exact=False)
    return None


def _leads_to_earlier(prose: Prose, place: int) -> bool:
    """Whether the words that follow name an earlier figure: "with the previous year"."""
    for at in range(place, place + 4):
        word = prose.word(at)
        if word in EARLIER_WORDS or word[:1].isdecimal():
            return True
        if word not in BEFORE_EARLIER:
            return False
    return False
