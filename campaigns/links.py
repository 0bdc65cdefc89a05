"""Links inside rich text, from what is at hand: Wagtail would ask anew for each text of a page."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .chosen import NUMBER, here_of, is_public, known


def _linked(model: type[Model], links: list[dict[str, Any]]) -> list[Any] | None:
    """What links lead to, in their order; None where nothing is at hand."""
    keys = [link.get("id") or "" for link in links]
    found = known(model, [int(key) for key in keys if NUMBER.fullmatch(key)])
    if found is None:
        return None
    return [found.get(int(key)) if NUMBER.fullmatch(key) else None for key in keys]


class PageLinks(PageLinkHandler):
    """Links to pages. One to a page that not everybody may read is shown as words alone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = _linked(Page, attrs_list)
        if pages is None:
            pages = [here_of(page) if page else None for page in cls.get_many(attrs_list)]
        return [
            format_html('<a href="{}">', page.url) if page and is_public(page) else "<a>"
            for page in pages
        ]


class DocumentLinks(DocumentLinkHandler):
    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        found = _linked(get_document_model(), attrs_list)
        return super().get_many(attrs_list) if found is None else found
