"""Ways to help: how we help, the worries as links, the channels, and one button to go on with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from helpline_info.models import SupportCategory

from ..chosen import EVERY_ONE, here_of, is_public
from ..gathering import gathered
from .choosers import ChosenPage, ChosenSnippet
from .parts import HELP, LONGEST_HEADING, heading, paragraphs, sentences


class StepBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=gettext_lazy("Step"), max_length=80)
    text = paragraphs(label=gettext_lazy("What happens"))

    class Meta:
        label = gettext_lazy("Step")
        icon = "arrow-right"


class StepsBlock(blocks.StructBlock):
    """How we help, step by step, in the order in which it happens."""

    heading = heading(default=gettext_lazy("How we help"))
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    steps = blocks.ListBlock(StepBlock(), label=gettext_lazy("Steps"), min_num=1, default=[])

    class Meta:
        label = gettext_lazy("How we help")
        icon = "list-ol"
        template = "campaigns/blocks/steps.html"
        group = HELP


class RoutesToHelpBlock(blocks.StructBlock):
    """Every worry that staff have published, as a link to its page."""

    heading = heading(default=gettext_lazy("What are you worried about?"))
    introduction = blocks.TextBlock(
        label=gettext_lazy("Opening sentence"), required=False, rows=2, max_length=300
    )

    class Meta:
        label = gettext_lazy("Routes to help")
        icon = "help"
        template = "campaigns/blocks/routes_to_help.html"
        group = HELP

    def also_shown(self, raw: Any) -> Iterator[tuple[type[Model], int]]:
        yield SupportCategory, EVERY_ONE

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["categories"] = gathered(context).categories
        return context


class WayToHelpBlock(blocks.StructBlock):
    """The helpline's channels in full, beside the short way to help that every page has."""

    heading = heading(default=gettext_lazy("How to get in touch"))
    category = ChosenSnippet(
        "helpline_info.SupportCategory",
        label=gettext_lazy("For people worried about"),
        required=False,
        help_text=gettext_lazy("Leave blank to show every channel."),
    )

    class Meta:
        label = gettext_lazy("Way to help")
        icon = "help"
        template = "campaigns/blocks/way_to_help.html"
        group = HELP

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["channels"] = gathered(context).channels_for(value["category"])
        return context


class CallToActionBlock(blocks.StructBlock):
    """One button. Where its page has gone from the site, it leads to help: never to a dead end."""

    heading = blocks.CharBlock(
        label=gettext_lazy("Heading"), required=False, max_length=LONGEST_HEADING
    )
    text = sentences(label=gettext_lazy("Words above the button"), required=False)
    button = blocks.CharBlock(
        label=gettext_lazy("Words on the button"),
        max_length=60,
        help_text=gettext_lazy("Say where it leads: Talk to someone in confidence."),
    )
    category = ChosenSnippet(
        "helpline_info.SupportCategory",
        label=gettext_lazy("To help for people worried about"),
        required=False,
    )
    page = ChosenPage(
        label=gettext_lazy("Or to a page of this site"),
        required=False,
        help_text=gettext_lazy("Leave both blank to lead to all the ways to get help."),
    )

    class Meta:
        label = gettext_lazy("Call to action")
        icon = "link"
        template = "campaigns/blocks/call_to_action.html"
        group = HELP

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned: blocks.StructValue = super().clean(value)
        if cleaned["page"] and cleaned["category"]:
            message = _("A button leads to one place: choose help or a page, and clear the other.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        if cleaned["page"] and not cleaned["page"].live and not self.is_deferred_validation:
            message = _("This page is not on the site: publish it first, or choose another.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = value["page"]
        here = here_of(page) if page is not None else None
        is_gone = here is not None and not is_public(here)
        context["label"] = _("All the ways to get help") if is_gone else value["button"]
        if here is not None and not is_gone:
            context["address"] = address_of(here, context.get("request"))
        else:
            context["address"] = address_of_help(value["category"])
        return context


def address_of(page: Any, request: HttpRequest | None) -> str:
    """Where a page is read; where it belongs to no site, the ways to get help."""
    return page.get_url(request) or address_of_help(None)


def address_of_help(category: Any) -> str:
    """The page of a worry that is on the site, or the page with all of them."""
    if category is not None and category.live:
        return str(category.get_absolute_url())
    return reverse("helpline:index")
