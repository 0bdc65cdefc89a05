"""All angles of a publication, in the order of their newsworthiness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from press.wording.profiles import CHARITY, Profile

from .angle import Angle, Findings, Kind, Unsaid
from .breakdowns import breakdowns, missing_breakdowns
from .changes import changes, multiples, spans
from .contrasts import contrasts
from .coverage import corrections, coverage
from .histories import histories
from .picture import Picture
from .ranks import ranks

Finder = Callable[[Picture, Profile], Iterator[Angle] | Iterator[Angle | Unsaid]]

OF_FIGURES: tuple[Finder, ...] = (
    ranks,
    histories,
    contrasts,
    multiples,
    spans,
    breakdowns,
    changes,
)
OF_ANSWERS: tuple[Finder, ...] = (corrections, coverage, missing_breakdowns)
ORDER = {kind: place for place, kind in enumerate(Kind)}


def find_angles(pictures: Iterable[Picture], *, profile: Profile = CHARITY) -> Findings:
    """What is new and true in the measures of a publication, most newsworthy first.

    The same figures give the same list: level scores stand by kind, then by area and sentence.
    """
    angles: list[Angle] = []
    unsaid: list[Unsaid] = []
    for picture in pictures:
        finders = (*OF_FIGURES, *OF_ANSWERS) if picture.is_count else OF_ANSWERS
        if not picture.is_count:
            unsaid.append(_survey(picture))
        for finder in finders:
            for found in finder(picture, profile):
                if isinstance(found, Angle):
                    angles.append(found)
                else:
                    unsaid.append(found)
    angles.sort(key=lambda one: (-one.newsworthiness, ORDER[one.kind], one.about, one.sentence))
    return Findings(tuple(angles), tuple(dict.fromkeys(unsaid)))


def _survey(picture: Picture) -> Unsaid:
    return Unsaid(
        f"Changes and ranks of {picture.nouns.plural}",
        "results of a survey are not compared as counts are: each has its own sample",
    )
