"""Who a text is written for, and the house style that goes with it.

One profile holds for a whole text, so that "14%" and "14 per cent" never meet in one release.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

ENGLISH = "en-gb"
WELSH = "cy"


@dataclass(frozen=True)
class Profile:
    """How numbers look in one kind of output.

    `percent_sign` chooses "14%" over "14 per cent"; whole numbers under `words_below` are
    written as words. `language` is the one that figures are said in.
    """

    name: str
    percent_sign: bool
    words_below: int = 10
    language: str = ENGLISH

    @property
    def in_welsh(self) -> Profile:
        """The same style for Welsh, where numbers stay digits and so never mutate."""
        return replace(self, words_below=0, language=WELSH)


CHARITY = Profile(name="charity", percent_sign=False)
BROADCAST = Profile(name="broadcast", percent_sign=False)
WEB = Profile(name="web", percent_sign=True)
TABLOID = Profile(name="tabloid", percent_sign=True)

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (CHARITY, BROADCAST, WEB, TABLOID)}
)
