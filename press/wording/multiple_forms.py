"""Multiples in the form of other multiples: "trebling" for "doubling", "twice" for "four times"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VERBS = ("double", "treble", "triple", "quadruple", "halve")
_STEMS = {"doubled": "doubl", "trebled": "trebl", "halved": "halv"}
_VERB = re.compile(rf"\b({'|'.join(verb[:-1] for verb in _VERBS)})(e|ed|es|ing)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:twice|thrice|[\w,.]+(?: and a half)? times)\b", re.IGNORECASE)
_AS_MANY = re.compile(r"^ as (?:many|much)\b")
_AS_TIMES = {"doubled": "twice", "trebled": "three times"}
_BY_TIMES = {"four times": "quadrupl"}
_HEDGE = re.compile(r"^(?:nearly|almost|more than|over) ")


def multiple_in_form(written: str, right: str, *, before: str, after: str) -> Iterator[str]:
    """ "More than trebled" as it reads where other words for a multiple stood."""
    hedge = _HEDGE.match(right)
    hedged, core = (hedge[0], right[hedge.end() :]) if hedge else ("", right)
    bare = core.removesuffix(" as many")
    verb, times = _VERB.search(written), _TIMES.search(written)
    if verb is not None:
        stem = _STEMS.get(core) or _BY_TIMES.get(bare)
        if stem is not None and _may_stand(stem, verb[2], before):
            yield f"{hedged}{stem}{verb[2].lower()}"
    elif times is not None:
        factor = _AS_TIMES.get(core, bare if bare.endswith(" times") else "")
        if not factor:
            return
        if _AS_MANY.match(after):
            yield f"{hedged}{factor}"
        elif re.search(r" as (?:many|much)$", written):
            yield f"{hedged}{factor} as many"


def _may_stand(stem: str, ending: str, before: str) -> bool:
    """ "Double the number" has no counterpart for a half: "halve the number" is a command."""
    is_verb = ending != "e" or re.search(r"\b(?:to|will|could) $", before) is not None
    return stem != "halv" or is_verb
