"""Partners: police forces by region and other organisations, with links to them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from ..partners import in_groups
from .choosers import ChosenSnippet
from .parts import PEOPLE, heading, sentences


class PartnersBlock(blocks.StructBlock):
    """Who stands behind a campaign, and where to find them."""

    heading = heading(default=gettext_lazy("Our partners"))
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    partners = blocks.ListBlock(
        ChosenSnippet("campaigns.Partner", label=gettext_lazy("Partner")),
        label=gettext_lazy("Partners"),
        min_num=1,
        default=[],
        help_text=gettext_lazy(
            "They are put in order by themselves: police forces by region, then the others."
        ),
    )

    class Meta:
        label = gettext_lazy("Partners")
        icon = "group"
        template = "campaigns/blocks/partners.html"
        group = PEOPLE

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["groups"] = in_groups(partner for partner in value["partners"] if partner)
        return context
