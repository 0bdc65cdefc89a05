"""Figures as they are kept in rich text: `<embed embedtype="figure" format=… id=…/>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from wagtail.rich_text.rewriters import FIND_EMBED_TAG, extract_attrs

EMBED_TYPE = "figure"
NUMBER = re.compile(r"[0-9]{1,18}")  # what a key of the database may be, with room to spare
START_OF_A_PARAGRAPH = re.compile(r"<(?:p|h[1-6]|li)\b[^>]*>")
WORDS_THAT_NAME_A_PARAGRAPH = 6


@dataclass(frozen=True)
class FigureEmbed:
    """One figure in a text. What is stored may be hostile: neither part need be known."""

    figure_id: int | None
    format: str

    @classmethod
    def from_attributes(cls, attributes: Mapping[str, str | None]) -> FigureEmbed:
        written = attributes.get("id") or ""
        number = NUMBER.fullmatch(written)
        return cls(int(written) if number else None, attributes.get("format") or "")


@dataclass(frozen=True)
class PlacedEmbed:
    """A figure, the number of its paragraph from 1, and the words that paragraph begins with."""

    embed: FigureEmbed
    paragraph: int
    opening: str


def embeds_in(html: str) -> list[FigureEmbed]:
    """Every figure of a stored text, in its order."""
    attributes = (extract_attrs(found.group(1)) for found in FIND_EMBED_TAG.finditer(html))
    return [
        FigureEmbed.from_attributes(each)
        for each in attributes
        if each.get("embedtype") == EMBED_TYPE
    ]


def placed_embeds_in(html: str) -> Iterator[PlacedEmbed]:
    """Every figure with the place that an editor finds it by."""
    for number, inside in enumerate(START_OF_A_PARAGRAPH.split(html)):
        for embed in embeds_in(inside):
            yield PlacedEmbed(embed, max(number, 1), _opening(inside))


def _opening(inside: str) -> str:
    words = unescape(strip_tags(FIND_EMBED_TAG.sub(" … ", inside))).split()
    opening = " ".join(words[:WORDS_THAT_NAME_A_PARAGRAPH])
    return f"{opening} …" if len(words) > WORDS_THAT_NAME_A_PARAGRAPH else opening


def ids_in(html: str) -> set[int]:
    return {embed.figure_id for embed in embeds_in(html) if embed.figure_id is not None}
