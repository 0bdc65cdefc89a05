"""The figures that the sample refers to, found in `stats` by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.rich_text import RichText

from stats.models import Figure
from stats.prose.embeds import FigureEmbed
from stats.prose.standing import standing_of
from stats.prose.words import problem_with

NORTH_WEST = "E12000002"
LANCASHIRE = "E23000003"
UNITED_KINGDOM = "K02000001"
PEOPLE = "people-seeking-help"
OFFENCES = "child-abuse-image-offences"
YEAR = (date(2017, 4, 1), date(2018, 3, 31))


@dataclass(frozen=True)
class Wanted:
    """A total in `stats`, by what it is about."""

    measure: str
    area: str
    first: date
    last: date

    def find(self) -> Figure | None:
        """The figure that is public now and has a value."""
        return (
            Figure.objects.visible_at()
            .totals()
            .filter(
                measure__slug=self.measure,
                area__gss_code=self.area,
                period_start=self.first,
                period_end=self.last,
                value__isnull=False,
            )
            .first()
        )


PEOPLE_BEFORE = Wanted(PEOPLE, NORTH_WEST, date(2017, 7, 1), date(2017, 12, 31))
PEOPLE_AFTER = Wanted(PEOPLE, NORTH_WEST, date(2018, 1, 1), date(2018, 6, 30))
OFFENCES_NATIONALLY = Wanted(OFFENCES, UNITED_KINGDOM, *YEAR)
OFFENCES_IN_LANCASHIRE = Wanted(OFFENCES, LANCASHIRE, *YEAR)


def key_figure(wanted: Wanted, caption: str) -> list[tuple[str, dict[str, Any]]]:
    """A section for a figure, or none."""
    figure = wanted.find()
    return [("key_figure", {"figure": figure, "caption": caption})] if figure else []


def chip(wanted: Wanted, way: str) -> str:
    """A figure as it stands in a sentence; empty where it is not there or cannot read so."""
    figure = wanted.find()
    if figure is None:
        return ""
    standing = standing_of([figure.pk]).get(figure.pk)
    if problem_with(FigureEmbed(figure.pk, way), standing):
        return ""
    return f'<embed embedtype="figure" format="{way}" id="{figure.pk}"/>'


def sentence(words: str, wanted: Wanted, way: str = "count") -> str:
    """A sentence with a figure in place of {}; empty where there is no figure to say."""
    figure = chip(wanted, way)
    return words.format(figure) if figure else ""


def prose(*sentences: str) -> RichText:
    """A paragraph of those sentences that are not empty."""
    return RichText(f"<p>{' '.join(each for each in sentences if each)}</p>")
