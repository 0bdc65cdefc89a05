"""Where an object shows figures: in its prose and in its blocks, to any depth.

Read from what is stored, without loading a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from ..blocks import SeriesBlock
from ..choosers import FigureChooserBlock
from .embeds import FigureEmbed, placed_embeds_in
from .series import Across


@dataclass(frozen=True)
class Use:
    """One place that shows a figure.

    `where` is for people; `block_id` is that of the outermost block, which the editor can open at.
    A figure in prose has its `embed`; a table or chart has `across`, and shows more than this one.
    """

    figure_id: int | None
    where: str
    block_id: str = ""
    embed: FigureEmbed | None = None
    across: Across | None = None


def uses_in(source: models.Model) -> Iterator[Use]:
    """Every place of an object that shows a figure, in the order of its fields."""
    for field in source._meta.get_fields():
        if isinstance(field, RichTextField):
            yield from _in_prose(field.value_from_object(source), str(field.verbose_name))
        elif isinstance(field, StreamField):
            raw = list(field.value_from_object(source).raw_data)
            yield from _in_stream(field.stream_block, raw, str(field.verbose_name))


def _in_stream(stream: blocks.StreamBlock, raw: Any, where: str) -> Iterator[Use]:
    for child in raw:
        block = stream.child_blocks.get(child["type"])
        if block is not None:
            for use in _in_block(block, child["value"], _inside(where, block)):
                yield replace(use, block_id=child.get("id") or use.block_id)


def _in_block(block: blocks.Block, raw: Any, where: str) -> Iterator[Use]:
    if isinstance(block, SeriesBlock):
        yield Use(raw["figure"], where, across=Across(raw.get("across") or Across.PERIODS))
    elif isinstance(block, blocks.StreamBlock):
        yield from _in_stream(block, raw, where)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            value = item["value"] if isinstance(item, dict) and "value" in item else item
            yield from _in_block(block.child_block, value, where)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if raw.get(name):
                is_named = child.label == block.label
                yield from _in_block(child, raw[name], where if is_named else _inside(where, child))
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_prose(raw, where)
    elif isinstance(block, FigureChooserBlock):
        yield Use(raw, where)


def _in_prose(html: str, where: str) -> Iterator[Use]:
    for placed in placed_embeds_in(html or ""):
        place = _("%(where)s, paragraph %(number)d: “%(opening)s”") % {
            "where": capfirst(where),
            "number": placed.paragraph,
            "opening": placed.opening,
        }
        yield Use(placed.embed.figure_id, place, embed=placed.embed)


def _inside(where: str, block: blocks.Block) -> str:
    return f"{capfirst(where)} → {capfirst(block.label)}"
