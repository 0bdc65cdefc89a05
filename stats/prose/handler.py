"""Figures on the public pages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from wagtail.rich_text import EmbedHandler

from ..models import Figure
from .addresses import address_of
from .embeds import EMBED_TYPE, FigureEmbed
from .standing import Standing, standing_of
from .words import shown, source_of


class FigureEmbedHandler(EmbedHandler):
    """Writes every figure of a text as it stands at the clock's moment, in one query."""

    identifier = EMBED_TYPE

    @staticmethod
    def get_model() -> type[Figure]:
        return Figure

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        embeds = [FigureEmbed.from_attributes(attrs) for attrs in attrs_list]
        standing = standing_of(each.figure_id for each in embeds if each.figure_id is not None)
        return [
            _written(each, standing.get(each.figure_id) if each.figure_id else None)
            for each in embeds
        ]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Figure], str, str, str]]:
        figure_id = FigureEmbed.from_attributes(attrs).figure_id
        if figure_id is not None:
            yield Figure, str(figure_id), "", ""


def _written(embed: FigureEmbed, standing: Standing | None) -> str:
    words, _as_chosen = shown(standing, embed.format)
    context: dict[str, Any] = {"words": words}
    if standing is not None and standing.figure is not None:
        figure = standing.figure
        context["value"] = None if figure.value is None else plain_number(figure.value)
        context["source"] = source_of(figure)
        context["address"] = address_of(standing)
    return render_to_string("stats/prose/figure.html", context).strip()


def plain_number(value: Decimal) -> str:
    """A value as machines read it: no commas, and no noughts after the point."""
    return f"{value.normalize():f}"
