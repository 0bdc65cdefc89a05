"""Figures by reference: one alone, and the people who sought help before and after a campaign."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from press.wording.profiles import WEB
from press.wording.sayings import CannotSay, say_multiple
from stats.blocks import ComparisonBlock, OfFigures, shown_comparison
from stats.choosers import FigureChooserBlock
from stats.comparing import NotComparable
from stats.models import Figure
from stats.prose.comparisons import ShownComparison
from stats.prose.standing import standing_of

from .parts import heading, sentences


class KeyFigureBlock(OfFigures):
    """A figure by reference: the page shows what stands today, corrected or not."""

    figure = FigureChooserBlock(label=gettext_lazy("Figure"))
    caption = blocks.CharBlock(
        label=gettext_lazy("What it says"),
        max_length=200,
        help_text=gettext_lazy(
            "As it reads after the number: people in the North West looked for help. The place,"
            " the period and the source are added by themselves. Type no other number here."
        ),
    )

    class Meta:
        label = gettext_lazy("Key figure")
        template = "campaigns/blocks/key_figure.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["figure"] = shown_figure(value)
        return context


def shown_figure(value: blocks.StructValue) -> Figure | None:
    """What stands for a key figure now; None where it may not be seen or has no value."""
    if value["figure"] is None:
        return None
    standing = standing_of([value["figure"].pk]).get(value["figure"].pk)
    figure = standing.figure if standing else None
    return figure if figure is not None and figure.has_value else None


class HelpSoughtBlock(ComparisonBlock):
    """How many people sought help before a campaign and after it began, and what changed.

    Both are figures of one measure and one place. Where `stats` refuses to compare them, the editor
    is told why and may still show both numbers: then no change is claimed, and the reason is said.
    """

    heading = heading(
        default=gettext_lazy("People who asked for help"),
    )
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    older = FigureChooserBlock(
        label=gettext_lazy("Before"),
        help_text=gettext_lazy("Choose by measure, area and period: the time before it began."),
    )
    newer = FigureChooserBlock(
        label=gettext_lazy("After"),
        help_text=gettext_lazy(
            "The same measure and area, and as long a time, once it had begun. A longer time cannot"
            " be compared."
        ),
    )
    caption = blocks.CharBlock(
        label=gettext_lazy("What is counted"),
        max_length=200,
        help_text=gettext_lazy(
            "As it reads after each number: people looked for help. Type no number here."
        ),
    )
    shown_apart = blocks.BooleanBlock(
        label=gettext_lazy("Show both numbers without comparing them"),
        required=False,
        help_text=gettext_lazy(
            "Only where the two cannot be compared: the page then says why instead of a change."
        ),
    )
    note = sentences(
        label=gettext_lazy("What it does not mean"),
        required=False,
        help_text=gettext_lazy("For example: more people asking does not mean more offending."),
    )

    class Meta:
        label = gettext_lazy("Before and after")
        icon = "arrow-right"
        template = "campaigns/blocks/help_sought.html"
        form_layout = [
            "heading",
            "introduction",
            "older",
            "newer",
            "caption",
            "shown_apart",
            "note",
        ]

    def refuse(self, value: blocks.StructValue, change: NotComparable) -> None:
        """Say why the two are not compared, unless the editor has asked for no comparison."""
        if value["shown_apart"]:
            return
        named = {"reason": change.reason}
        message = _(
            "%(reason)s Choose other figures, or tick “Show both numbers without comparing them”."
        )
        raise StructBlockValidationError({"newer": ValidationError(message % named)})

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        shown: ShownComparison | None = context["comparison"]
        if shown is not None and shown.words and not value["shown_apart"]:
            context["change"] = shown.words
            context["multiple"] = _multiple(shown)
        return context


def _multiple(shown: ShownComparison) -> str:
    """ "more than doubled"; nothing where no such words are true."""
    if isinstance(shown.change, NotComparable):
        return ""
    try:
        return say_multiple(shown.change, profile=WEB).text
    except CannotSay:
        return ""


__all__ = ["HelpSoughtBlock", "KeyFigureBlock", "shown_comparison", "shown_figure"]
