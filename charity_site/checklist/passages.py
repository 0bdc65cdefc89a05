"""The words of a page or of a support category, passage by passage, each with its place.

Read from what is stored: no picture, page or figure is looked up, however long the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from campaigns.models import IntroducedPage
from helpline_info.models import SupportCategory

PARAGRAPHS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote")
HEADING_OF_A_BLOCK = ("heading", "question")
NOT_SHOWN = frozenset({"source", "consent"})  # said to staff alone, where the words come from
OF_PAGES = ("title", "introduction")
OF_CATEGORIES = (
    "title",
    "summary",
    "confidential_in_short",
    "feelings",
    "what_happens",
    "confidential",
    "limits",
    "steps_now",
    "resources",
)


class Kind(StrEnum):
    HEADING = "heading"
    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True)
class Link:
    """A link as a reader meets it; `target` is an address, or the sort and number of a page."""

    words: str
    target: str
    sentence: str


@dataclass(frozen=True)
class Passage:
    """A heading, a paragraph, a list item, or a picture, of which `text` is the description."""

    place: str
    anchor: str
    kind: Kind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()
    is_decorative: bool = False


def passages_of(instance: models.Model) -> list[Passage]:
    """In the order in which a visitor reads them; an English text without its Welsh."""
    if isinstance(instance, SupportCategory):
        fields: tuple[str, ...] = OF_CATEGORIES
    elif isinstance(instance, IntroducedPage):
        fields = (*OF_PAGES, "body")
    else:
        raise TypeError(f"{instance!r} has no checklist.")
    return [passage for name in fields for passage in _of_field(instance, name)]


def _of_field(instance: models.Model, name: str) -> Iterator[Passage]:
    field: Any = instance._meta.get_field(name)
    place = capfirst(str(field.verbose_name))
    tab = "words" if isinstance(instance, SupportCategory) else "content"
    panel = "confidentiality" if name in ("confidential", "limits") else name
    anchor = f"panel-child-{tab}-{panel}-section"
    if isinstance(field, StreamField):
        body = getattr(instance, name)
        for raw in body.raw_data:
            yield from _of_section(body.stream_block.child_blocks.get(raw["type"]), raw)
    elif isinstance(field, RichTextField):
        yield from _of_markup(getattr(instance, name), place, anchor)
    elif name == "title":
        yield Passage(place, anchor, Kind.HEADING, getattr(instance, name), level=1)
    elif getattr(instance, name):
        yield Passage(place, anchor, Kind.WORDS, getattr(instance, name))


def _of_section(block: blocks.Block | None, raw: Mapping[str, Any]) -> Iterator[Passage]:
    if block is None:
        return  # of a sort that the site had once
    heading = raw["value"].get("heading") if isinstance(raw["value"], Mapping) else ""
    place = capfirst(str(block.label))
    if heading:
        place = f"{place}: “{heading}”"
    yield from _of_block(block, raw["value"], "", place, f"block-{raw.get('id') or ''}-section")


def _of_block(
    block: blocks.Block, raw: Any, name: str, place: str, anchor: str
) -> Iterator[Passage]:
    if isinstance(block, ImageBlock):
        yield from _of_picture(raw, place, anchor)
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, Mapping):
        for inner, child in block.child_blocks.items():
            if inner not in NOT_SHOWN:
                yield from _of_block(child, raw.get(inner), inner, place, anchor)
    elif isinstance(block, blocks.ListBlock):
        for item in raw or ():
            value = item["value"] if isinstance(item, Mapping) and "value" in item else item
            yield from _of_block(block.child_block, value, name, place, anchor)
    elif isinstance(raw, str) and raw.strip():
        yield from _of_text(block, raw, name, place, anchor)


def _of_picture(raw: Any, place: str, anchor: str) -> Iterator[Passage]:
    if isinstance(raw, Mapping) and raw.get("image"):
        words = str(raw.get("alt_text") or "")
        is_decorative = bool(raw.get("decorative"))
        yield Passage(place, anchor, Kind.PICTURE, words, is_decorative=is_decorative)


def _of_text(
    block: blocks.Block, raw: str, name: str, place: str, anchor: str
) -> Iterator[Passage]:
    """Rich text, a heading or plain words; a choice, a date or an address says nothing."""
    if isinstance(block, blocks.RichTextBlock):
        yield from _of_markup(raw, place, anchor)
    elif type(block) in (blocks.CharBlock, blocks.TextBlock):
        kind = Kind.HEADING if name in HEADING_OF_A_BLOCK else Kind.WORDS
        yield Passage(place, anchor, kind, raw, level=2 + (name == "question"))


def _of_markup(markup: str, place: str, anchor: str) -> Iterator[Passage]:
    soup = BeautifulSoup(markup or "", "html.parser")
    for figure in soup.find_all("embed"):
        figure.replace_with("…")  # it bears itself
    found = [tag for tag in soup.find_all(PARAGRAPHS) if tag.find(PARAGRAPHS) is None]
    for tag in found or [soup]:
        text = " ".join(tag.get_text().split())
        is_heading = tag.name in PARAGRAPHS and tag.name.startswith("h")
        if not text and not is_heading:
            continue
        links = tuple(
            Link(" ".join(link.get_text().split()), _target(link), text)
            for link in tag.find_all("a")
        )
        level = int(tag.name[1]) if is_heading else 0
        kind = Kind.HEADING if is_heading else Kind.WORDS
        yield Passage(place, anchor, kind, text, level=level, links=links)


def _target(link: Any) -> str:
    return str(link.get("href") or f"{link.get('linktype')} {link.get('id')}")
