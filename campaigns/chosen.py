"""What the sections of a body have chosen and linked to: read once for all of them.

Wagtail reads the pages, pictures, documents and snippets of each sort of section by itself, and
those that a text links to for each text. Inside `chosen_at_hand` a body asks one query for all of
them. Figures have their own way (`stats.blocks.figures_at_hand`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from stats.blocks import stored_in
from stats.choosers import FigureChooserBlock

from .chosen_rows import Found, rows_of

NUMBER = re.compile(r"[0-9]{1,18}")
EVERY_ONE = 0
"""The key that a section names which shows all of a sort."""

_at_hand: ContextVar[Found | None] = ContextVar("chosen_at_hand", default=None)


@contextmanager
def chosen_at_hand(body: blocks.StreamValue) -> Iterator[None]:
    """Read everything that a body refers to. Nothing of it may have been looked at before."""
    wanted: defaultdict[type[Model], set[Any]] = defaultdict(set)
    for model, key in _chosen_in(body.stream_block, body.raw_data):
        wanted[model].add(key)
    token = _at_hand.set(rows_of(wanted) if wanted else {})
    try:
        yield
    finally:
        _at_hand.reset(token)


def known(model: type[Model], keys: Iterable[Any]) -> dict[Any, Any] | None:
    """Those with these keys that are at hand; None where nothing of the sort was asked for."""
    found = (_at_hand.get() or {}).get(model)
    if found is None:
        return None
    return {key: found[key] for key in keys if key in found}


def every_one_known(model: type[Model]) -> list[Any] | None:
    """All of a sort that is read whole, in its order; None where it is not at hand."""
    found = (_at_hand.get() or {}).get(model)
    return None if found is None else list(found.values())


def is_public(page: Page) -> bool:
    """Whether everybody may read a page: one query for each that is not at hand."""
    if not page.live:
        return False
    if hasattr(page, "is_kept_for_few"):
        return not page.is_kept_for_few
    return not page.get_view_restrictions().exists()


def here_of(page: Page) -> Page:
    """A page as it is in the reader's language, from what is at hand if it is."""
    found = known(Page, [page.pk])
    return page.localized if found is None else found.get(page.pk, page)


def _chosen_in(block: blocks.Block, raw: Any) -> Iterator[tuple[type[Model], Any]]:
    """The sort and key of everything that a stored value refers to, to any depth.

    A block that refers to more than it has chosen says so by `also_shown(raw)`.
    """
    if not raw or isinstance(block, FigureChooserBlock):
        return
    if hasattr(block, "also_shown"):
        yield from block.also_shown(raw)
    if isinstance(block, blocks.ChooserBlock):
        yield block.model_class, int(raw)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _linked_in(raw)
    else:
        for child, value in stored_in(block, raw):
            yield from _chosen_in(child, value)


def _linked_in(html: str) -> Iterator[tuple[type[Model], int]]:
    models = {"page": Page, "document": get_document_model()}
    for found in FIND_A_TAG.finditer(html):
        attributes = extract_attrs(found.group(1))
        model, key = models.get(attributes.get("linktype")), attributes.get("id") or ""
        if model is not None and NUMBER.fullmatch(key):
            yield model, int(key)
