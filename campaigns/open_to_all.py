"""Which pages everybody may read, asked within the query that reads them."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func, Q


class IsKeptForFew(Func):
    """Whether a page, one above it, or what one of these stands for has a view restriction.

    As `Page.get_view_restrictions()` has it: an alias is kept for whom its source is, however many
    aliases lie between them. Wagtail's own `public()` asks with a query of its own, and of no
    alias.
    """

    template = """EXISTS (
        WITH RECURSIVE kept (id, path) AS (
            SELECT page.id, page.path FROM wagtailcore_page AS page
            JOIN wagtailcore_pageviewrestriction AS restriction ON restriction.page_id = page.id
            UNION
            SELECT alias.id, alias.path FROM wagtailcore_page AS alias
            JOIN kept ON alias.alias_of_id = kept.id
        )
        SELECT FROM kept WHERE starts_with(%(expressions)s, kept.path)
    )"""

    def __init__(self, path: Any = "path") -> None:
        super().__init__(F(path), output_field=BooleanField())


def is_open_to_all() -> Q:
    """No restriction on a page, on one above it, or on what one of these stands for."""
    return Q(~IsKeptForFew())
