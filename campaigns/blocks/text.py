"""Words: the opening, and sections of prose."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from stats.blocks import ProseBlock
from stats.prose.feature import FEATURE

from .choosers import ChosenImage, ChosenSnippet
from .help import address_of_help
from .parts import LONGEST_HEADING, WORDS, sentences


class OpeningBlock(blocks.StructBlock):
    """What stands on the first screen, under the title: for whom the page is, and a way to help."""

    text = sentences(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy(
            "Two or three short sentences: who this page is for, and what they will find."
        ),
    )
    button = blocks.CharBlock(
        label=gettext_lazy("Words on the button"),
        max_length=60,
        default=gettext_lazy("Talk to someone in confidence"),
        help_text=gettext_lazy("It leads to help: say what happens, not “click here”."),
    )
    category = ChosenSnippet(
        "helpline_info.SupportCategory",
        label=gettext_lazy("For people worried about"),
        required=False,
        help_text=gettext_lazy("Where the button leads. Leave blank to lead to all four worries."),
    )
    picture = ChosenImage(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy(
            "Not needed. Describe what it shows, or mark it as decorative. Never a picture of a"
            " child who could be recognised, and nothing that tells others what the page is about."
        ),
    )

    class Meta:
        label = gettext_lazy("Opening")
        icon = "title"
        template = "campaigns/blocks/opening.html"
        group = WORDS

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["address"] = address_of_help(value["category"])
        return context


class TextBlock(blocks.StructBlock):
    """A section, or the rest of the one before it where there is no heading."""

    heading = blocks.CharBlock(
        label=gettext_lazy("Heading"),
        required=False,
        max_length=LONGEST_HEADING,
        help_text=gettext_lazy("Leave blank to go on with the section above."),
    )
    text = ProseBlock(
        label=gettext_lazy("Text"),
        features=["h3", "bold", "ol", "ul", "link", "document-link", FEATURE],
    )

    class Meta:
        label = gettext_lazy("Text")
        icon = "pilcrow"
        template = "campaigns/blocks/text.html"
        group = WORDS


class PictureBlock(blocks.StructBlock):
    """A picture with its words. It is loaded when it comes near, so that help is never delayed."""

    picture = ChosenImage(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "Describe what it shows, or mark it as decorative. Never a child who could be"
            " recognised."
        ),
    )
    caption = blocks.CharBlock(label=gettext_lazy("Caption"), required=False, max_length=200)

    class Meta:
        label = gettext_lazy("Picture")
        icon = "image"
        template = "campaigns/blocks/picture.html"
        group = WORDS
