"""Local quotations in the admin, under the press desk's menu."""

from __future__ import annotations

from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from ..viewsets import local_quotations

register_snippet(local_quotations)


def menu_item() -> MenuItem:
    item: MenuItem = local_quotations.menu_item_class(
        local_quotations.menu_label, local_quotations.menu_url, icon_name="openquote", order=3
    )
    return item
