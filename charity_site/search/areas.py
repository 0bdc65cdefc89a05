"""The area that somebody names among other words, and what there is about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from press.newsroom.finding import known_names
from stats import clock
from stats.models import Area, Figure, Measure

from ..look import Link
from .asked import Asked

LONGEST_NAME = 5  # words: "Devon and Cornwall Police force"


@dataclass(frozen=True)
class AboutArea:
    area: Area
    links: tuple[Link, ...]


def named_in(asked: Asked) -> AboutArea | None:
    """The area whose name is the longest among the words, in any spelling that staff have taught.

    Four queries at most. A name that may be several areas' is none.
    """
    areas, names = known_names()
    words = asked.text.split()
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            code = names.named(" ".join(words[first : first + length]))
            if code is not None:
                return _about(areas[code])
    return None


def _about(area: Area) -> AboutArea:
    with clock.standing_still():
        counted = Figure.objects.known_at().filter(area=area).values("measure")
        measures = list(Measure.objects.visible_at().filter(pk__in=counted))
    links = [
        Link(reverse("statistics:area", args=[measure.slug, area.slug]), measure.name)
        for measure in measures
    ]
    return AboutArea(area, tuple(links))
