"""What the sections of a body have chosen and linked to: read once for all of them, by its sort.

Wagtail reads the pages, pictures, documents and snippets of each sort of section by itself, and
those that a text links to for each text. Inside `chosen_at_hand` a body asks once for each sort of
thing, and once more for what has been drawn of its pictures. Figures have their own way
(`stats.blocks.figures_at_hand`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from helpline_info.models import SupportCategory
from stats.blocks import stored_in
from stats.choosers import FigureChooserBlock

from .partners import LOGO, with_all_that_is_shown

PICTURE = "max-800x800|format-webp"
NUMBER = re.compile(r"[0-9]{1,18}")

Found = Mapping[type[Model], Mapping[int, Any]]

_at_hand: ContextVar[Found | None] = ContextVar("chosen_at_hand", default=None)


@contextmanager
def chosen_at_hand(body: blocks.StreamValue) -> Iterator[None]:
    """Read everything that a body refers to. Nothing of it may have been looked at before."""
    wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
    for model, key in _chosen_in(body.stream_block, body.raw_data):
        wanted[model].add(key)
    token = _at_hand.set({model: _read(model, keys) for model, keys in wanted.items()})
    try:
        yield
    finally:
        _at_hand.reset(token)


def known(model: type[Model], keys: Iterable[int]) -> dict[int, Any] | None:
    """Those with these keys that are at hand; None where nothing of the sort was asked for."""
    found = (_at_hand.get() or {}).get(model)
    if found is None:
        return None
    return {key: found[key] for key in keys if key in found}


def every_one_known(model: type[Model]) -> list[Any] | None:
    """All of a sort that is read whole, in its order; None where it is not at hand."""
    found = (_at_hand.get() or {}).get(model)
    return None if found is None else list(found.values())


def here_of(page: Page) -> Page:
    """A page as it is in the reader's language, from what is at hand if it is."""
    found = known(Page, [page.pk])
    return page.localized if found is None else found.get(page.pk, page)


def all_categories() -> QuerySet[SupportCategory]:
    """Every worry in its order, with the keys of the channels that serve it."""
    channels = ArrayAgg("channels", filter=Q(channels__isnull=False))
    shown = SupportCategory.objects.only("title", "title_cy", "slug", "position", "live")
    # Django leaves out the order of a model where it groups.
    return shown.annotate(channel_ids=channels).order_by(*SupportCategory._meta.ordering or ())


def _read(model: type[Model], keys: set[int]) -> Mapping[int, Any]:
    from .models import Partner

    if model is Page:
        return _in_this_language(keys)
    if model is SupportCategory:
        return {each.pk: each for each in all_categories()}
    if model is Partner:
        partners: Mapping[int, Any] = with_all_that_is_shown().in_bulk(keys)
        return partners
    if model is get_image_model():
        pictures: Mapping[int, Any] = (
            get_image_model().objects.prefetch_renditions(PICTURE, LOGO).in_bulk(keys)
        )
        return pictures
    others: Mapping[int, Any] = model._default_manager.in_bulk(keys)
    return others


def _in_this_language(keys: set[int]) -> dict[int, Page]:
    """Pages by their keys, each as it is in the reader's language where it is on the site so."""
    language = get_language()
    pages: dict[int, Page] = Page.objects.select_related("locale").in_bulk(keys)
    elsewhere = {
        page.translation_key for page in pages.values() if page.locale.language_code != language
    }
    if not elsewhere:
        return pages
    found = Page.objects.live().filter(
        translation_key__in=elsewhere, locale__language_code=language
    )
    translated = {page.translation_key: page for page in found}
    return {key: translated.get(page.translation_key, page) for key, page in pages.items()}


def _chosen_in(block: blocks.Block, raw: Any) -> Iterator[tuple[type[Model], int]]:
    """The sort and key of everything that a stored value refers to, to any depth."""
    if not raw or isinstance(block, FigureChooserBlock):
        return
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
