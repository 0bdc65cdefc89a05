"""Names of areas in the spellings that people use: recognised, or unsure and to be asked."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ..vocabulary import COMPARABLE_LENGTH, KnownArea
from .marks import split_marks

SPELLINGS = Path(__file__).resolve().parents[2] / "reference" / "area_spellings.csv"
LEAST_LIKENESS = 0.75  # by difflib: "lancashrie" is 0.9 like "lancashire", "kent" 0.5 like "gwent"
NEAR_NAMES = 4
REMEMBERED = 8192  # texts of a column, for a file repeats itself

APOSTROPHES = re.compile(r"['’‘`]")
NOT_LETTERS = re.compile(r"[^a-z0-9]+")
POLICE = frozenset({"police", "constabulary", "force", "pfa"})
# Words that tell one area from another nowhere; those of POLICE and "region" tell its level.
EMPTY_WORDS = POLICE | {"the", "service", "area", "areas", "region"}
IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]+)\)")

FORCES = re.compile(r"[EW](?:23|15)[0-9]{6}|S92000003|N92000002")
REGIONS = re.compile(r"E12[0-9]{6}")


class Recognised(NamedTuple):
    """What a text may mean. `code` is there when it can mean one area alone."""

    code: str | None
    candidates: tuple[str, ...] = ()
    is_near: bool = False  # the candidates are only spelled alike: it may be a slip, or another


def is_force(code: str) -> bool:
    """Whether one police force answers for the area; Scotland's and Northern Ireland's do."""
    return bool(FORCES.fullmatch(code))


def is_region(code: str) -> bool:
    return bool(REGIONS.fullmatch(code))


@lru_cache(maxsize=REMEMBERED)
def normal(text: str) -> str:
    """ "The Devon & Cornwall Police*" → "devon and cornwall": what spellings are kept under."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    words = [word for word in _all_words(text) if word not in EMPTY_WORDS]
    while words and words[0] in ("of", "and"):
        del words[0]  # what is left of "Police Service of Northern Ireland"
    return words


def _all_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", split_marks(text[:200])[0].casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = APOSTROPHES.sub("", plain).replace("&", " and ").replace("+", " and ")
    return NOT_LETTERS.sub(" ", plain).split()


class Spelling(NamedTuple):
    """What a spelling may mean. `is_asked`: it is a part ("Devon"), a total, or two areas' name."""

    codes: tuple[str, ...]
    is_asked: bool


@cache
def known_spellings() -> Mapping[str, Spelling]:
    """The spellings kept in stats/reference, by their normal form."""
    with SPELLINGS.open(newline="", encoding="utf-8") as file:
        return {
            normal(row["spelling"]): Spelling(
                tuple(row["gss_codes"].split()), is_asked=row["is_asked"] == "yes"
            )
            for row in csv.DictReader(file)
        }


class AreaNames:
    """All spellings of all areas known. Immutable, so that its answers can be kept."""

    def __init__(
        self, areas: Mapping[str, KnownArea], *, spellings: Mapping[str, str] | None = None
    ) -> None:
        """`spellings`: GSS codes by normal spelling, as people have said; they go first."""
        self._areas = areas
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for code, area in areas.items():
            for name in (code, area.name, *area.other_names):
                found[normal(name)][code] = None
        for spelling, known in known_spellings().items():
            found[spelling] |= dict.fromkeys(code for code in known.codes if code in areas)
        said = {spelling: code for spelling, code in (spellings or {}).items() if code in areas}
        self._codes = {spelling: tuple(codes) for spelling, codes in found.items()}
        self._codes |= {spelling: (code,) for spelling, code in said.items()}
        self._asked = {
            spelling for spelling, known in known_spellings().items() if known.is_asked
        } - said.keys()
        self._remembered: dict[tuple[str, bool | None], Recognised] = {}

    def name(self, code: str) -> str:
        return self._areas[code].name

    def title(self, code: str) -> str:
        """ "West Midlands (West Midlands Police)": enough to choose by."""
        area = self._areas[code]
        body = next((name for name in area.other_names if name != name.casefold()), "")
        return f"{area.name} ({body})" if body and body != area.name else area.name

    def recognise(self, text: str, *, are_forces: bool | None = None) -> Recognised:
        """What a text means. `are_forces` says what its heading says of the level, if it does."""
        key = (text, are_forces)
        answer = self._remembered.get(key)
        if answer is None:
            answer = self._recognise(text, are_forces)
            if len(self._remembered) < REMEMBERED:
                self._remembered[key] = answer
        return answer

    def _recognise(self, text: str, are_forces: bool | None) -> Recognised:
        words = _all_words(text)
        if are_forces is None and POLICE & set(words):
            are_forces = True
        elif are_forces is None and "region" in words:
            are_forces = False
        spelling = normal(text)
        codes = self._codes.get(spelling)
        if codes is None and (bracketed := IN_BRACKETS.fullmatch(text.strip())):
            codes = self._both_names(bracketed[1], bracketed[2])
        if codes is None:
            return Recognised(None, self._near(spelling), is_near=True)
        if spelling in self._asked and len(codes) < 2:
            return Recognised(None, codes)
        return _one_of(codes, are_forces)

    def _both_names(self, name: str, other: str) -> tuple[str, ...] | None:
        """ "Scotland (Police Scotland)": two names of one area."""
        codes, others = self._codes.get(normal(name)), self._codes.get(normal(other))
        if codes is None or others is None:
            return None
        return tuple(code for code in codes if code in others) or None

    def named(self, text: str) -> str | None:
        """The code of the one area whose name, or one of whose spellings, a text is."""
        codes = self._codes.get(spelling := normal(text), ())
        return codes[0] if len(codes) == 1 and spelling not in self._asked else None

    def within(self, text: str) -> tuple[str, ...]:
        """The police forces that are named somewhere in a title, for a person to choose from."""
        words = f" {normal(text)} "
        return _distinct(
            code
            for spelling, codes in self._codes.items()
            if len(spelling) > 3 and f" {spelling} " in words and len(codes) == 1
            for code in codes
            if is_force(code)
        )

    def _near(self, spelling: str) -> tuple[str, ...]:
        if not spelling or len(spelling) > COMPARABLE_LENGTH:
            return ()
        near = difflib.get_close_matches(spelling, self._codes, n=NEAR_NAMES, cutoff=LEAST_LIKENESS)
        begun = [name for name in self._codes if f" {spelling} " in f" {name} "]
        return _distinct(code for name in (*near, *begun) for code in self._codes[name])[:8]


def _one_of(codes: tuple[str, ...], are_forces: bool | None) -> Recognised:
    if len(codes) > 1 and are_forces is not None:
        fitting = tuple(code for code in codes if is_force(code) == are_forces)
        if len(fitting) == 1:
            return Recognised(fitting[0], fitting)
        codes = (*fitting, *(code for code in codes if code not in fitting))
    return Recognised(codes[0] if len(codes) == 1 else None, codes)


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
