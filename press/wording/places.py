"""Places that a text names: those that figures were given for, and others.

A statement is about the place named nearest to it, first between the commas around it, then in
its clause, then in its sentence; with none named it is about the place of the whole text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from press.wording.tokens import Prose, read_prose
from press.wording.vocabulary import MONTHS, words_of

NATION = "the nation"
"""Stands for "nationally", whichever nation figures were given for."""

NATIONS: tuple[str, ...] = (
    "united kingdom",
    "uk",
    "great britain",
    "britain",
    "england and wales",
    "england",
    "wales",
    "scotland",
    "northern ireland",
)
REGIONS = frozenset(
    {
        "north west",
        "north east",
        "yorkshire and the humber",
        "yorkshire and humber",
        "east midlands",
        "west midlands region",
        "east of england",
        "south east",
        "south west",
        "north west england",
        "north east england",
        "south west england",
        "south east england",
        "the north west",
        "the north east",
        "the south west",
        "the south east",
    }
)
ONE_FORCE = frozenset({"scotland", "northern ireland"})
"""Nations that are the area of one police force too, and so have a place among forces."""

NATION_PHRASES: tuple[tuple[str, ...], ...] = (
    ("nationally",),
    ("nationwide",),
    ("countrywide",),
    ("the", "country"),
    ("uk", "wide"),
    ("the", "national", "figure"),
    ("the", "national", "total"),
    ("the", "nation"),
    ("the", "kingdom"),
    ("the", "whole", "country"),
    ("the", "entire", "country"),
)
OWN_PHRASE = ("the", "county")
"""The place of the text itself, where another is named beside it."""

UK_PHRASES: tuple[tuple[str, ...], ...] = (("uk",), ("united", "kingdom"), ("britain",))
ADJECTIVES: Mapping[str, str] = MappingProxyType(
    {"wales": "welsh", "england": "english", "scotland": "scottish", "united kingdom": "british"}
)
COMPASS = words_of("north south east west mid new northern southern eastern western greater")
PREPOSITIONS = words_of("in across throughout within elsewhere")
FORCE_WORDS = words_of("police constabulary")
NO_PLACES = words_of(
    "child children children's childline stop the police facebook instagram snapchat whatsapp "
    "twitter youtube tiktok roblox online sexual sex abuse offences crimes crime reports "
    "calls number numbers parliament court grooming image images recorded indecent victims "
    "people welsh english scottish british a an it this that its their and i year section part "
    "total all nspcc iwf britain's"
) | frozenset(MONTHS)
LONGEST_NAME = 5


class Mention(NamedTuple):
    """A place or several named in a row, by the names of the figures; none for other places."""

    first: int
    end: int
    names: tuple[str, ...]
    text: str


@lru_cache(maxsize=512)
def _words(name: str) -> tuple[str, ...]:
    return read_prose(name).words


def is_aggregate(area: str) -> bool:
    """Whether an area takes in several forces, so that it has no place among them."""
    name = area.lower()
    return (name in NATIONS or name in REGIONS) and name not in ONE_FORCE


class Gazetteer:
    """The names of the areas that figures were given for, and of the text's own."""

    def __init__(self, areas: Iterable[str], own: str | None) -> None:
        names = set(areas) | ({own} if own else set())
        self.own = own
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in sorted(names):
            self._add(_words(name), name)
            if name.lower() in ADJECTIVES:
                self._add((ADJECTIVES[name.lower()],), name)
        uk = next((name for name in names if name.lower() in NATIONS[:2]), None)
        for phrase in UK_PHRASES:
            self._add(phrase, uk or NATION)
        for phrase in NATION_PHRASES:
            self._add(phrase, NATION)
        if own and not is_aggregate(own):
            self._add(OWN_PHRASE, own)
        for found in self._by_word.values():
            found.sort(key=lambda one: len(one[0]), reverse=True)

    def _add(self, words: tuple[str, ...], name: str) -> None:
        if words and all(words != known for known, _ in self._by_word.get(words[0], [])):
            self._by_word.setdefault(words[0], []).append((words, name))

    def mentions(self, prose: Prose) -> list[Mention]:
        """Every place named in the text, in order; places in a row are one mention."""
        found: list[Mention] = []
        index = 0
        for index in self._openings(prose):
            if found and index < found[-1].end:
                continue
            mention = self._at(prose, index)
            if mention is not None and not (found and mention.first < found[-1].end):
                found.append(mention)
        return _in_rows(prose, found)

    def _openings(self, prose: Prose) -> list[int]:
        return [
            index
            for index, word in enumerate(prose.words)
            if word.removesuffix("'s") in self._by_word
            or word in PREPOSITIONS
            or word in FORCE_WORDS
        ]

    def _at(self, prose: Prose, index: int) -> Mention | None:
        if prose.words[index] in PREPOSITIONS:
            following = index + 1 + (prose.word(index + 1) == "the")
            for place in (index + 1, following):
                known = self._known(prose, place)
                if known is not None:
                    return known
        return self._known(prose, index) or _other(prose, index)

    def _known(self, prose: Prose, index: int) -> Mention | None:
        for words, name in self._by_word.get(prose.word(index).removesuffix("'s"), ()):
            end = index + len(words)
            *start, last = prose.words[index:end] or ("",)
            if (*start, last.removesuffix("'s")) != words:
                continue
            before = prose.word(index - 1)
            if before in COMPASS and words[0] not in COMPASS and prose.is_capital(index - 1):
                return Mention(index - 1, end, (), prose.quote(index - 1, end))
            return Mention(index, end, (name,), prose.quote(index, end))
        return None


@lru_cache(maxsize=64)
def gazetteer_of(areas: frozenset[str], own: str | None) -> Gazetteer:
    """The gazetteer of these areas, kept because a text is checked again at every key pressed."""
    return Gazetteer(areas, own)


def _other(prose: Prose, index: int) -> Mention | None:
    """ "in Suffolk", "Suffolk Police" where no figures were given for Suffolk."""
    if prose.words[index] in FORCE_WORDS:
        first = index
        while first > index - LONGEST_NAME and _is_name(prose, first - 1):
            first -= 1
        return None if first == index else Mention(first, index, (), prose.quote(first, index))
    end = index + 1
    end += prose.word(end) == "the"
    first = end
    while end < first + LONGEST_NAME and _is_name(prose, end):
        end += 1
    return None if end == first else Mention(first, end, (), prose.quote(first, end))


def _is_name(prose: Prose, index: int) -> bool:
    """Whether a word is written like a name; in a headline of capitals none can be told."""
    word = prose.word(index)
    if not word.isalpha() or word in NO_PLACES or not prose.is_capital(index):
        return False
    token = prose.tokens[index]
    return not prose.source[token.start : token.end].isupper()


def _in_rows(prose: Prose, mentions: Sequence[Mention]) -> list[Mention]:
    """Places with nothing but commas and "and" between them, as one."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        gap = prose.words[last.end : mention.first] if last is not None else ()
        is_row = last is not None and last.names and mention.names and len(gap) <= 3
        if last is not None and is_row and gap and set(gap) <= {",", "and", "the", "both"}:
            names = last.names + mention.names
            text = prose.quote(last.first, mention.end)
            found[-1] = Mention(last.first, mention.end, names, text)
        else:
            found.append(mention)
    return found


def within(mentions: Sequence[Mention], first: int, end: int) -> list[Mention]:
    """The mentions that begin in a stretch of tokens."""
    starts = [mention.first for mention in mentions]
    return list(mentions[bisect_left(starts, first) : bisect_left(starts, end)])
