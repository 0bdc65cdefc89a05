"""The parts that editors build pages from.

A page's figures, police forces and channels are read for the whole body at once (see
BodyBlock.get_context): however many blocks there are, the number of queries stays the same.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from helpline_info.models import SupportCategory
from helpline_info.now import ChannelNow, channels_now
from stats.blocks import (
    ComparisonBlock,
    FigureChartBlock,
    FigureTableBlock,
    OfFigures,
    ProseBlock,
    figures_at_hand,
    pictures_at_hand,
    shows_something,
)
from stats.choosers import FigureChooserBlock
from stats.models import Area, AreaLevel, Figure
from stats.prose.feature import FEATURE

from .queries import standing_figures

SUBHEADING = "<h3"
SIDE_BY_SIDE = ("key_figure", "comparison")


class TextBlock(blocks.StructBlock):
    """A section, or the rest of the one before it where there is no heading."""

    heading = blocks.CharBlock(
        label=gettext_lazy("Heading"),
        required=False,
        max_length=120,
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
        figure: Figure | None = value["figure"]
        if figure is not None:
            if "standing_figures" not in context:
                context["standing_figures"] = standing_figures([figure])
            context["figure"] = context["standing_figures"].get(figure.pk)
        return context


def police_forces_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """GSS codes and names of all police forces, region by region, as a form's choices."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in Area.objects.police_forces().select_related("parent").order_by("body_name"):
        groups[region_of(area)].append((area.gss_code, area.body_name))
    return sorted(groups.items())


def region_of(area: Area) -> str:
    """The part of the country a force is listed under: its region, or the nation that it serves."""
    is_a_nation = area.level == AreaLevel.NATION or area.parent is None
    return area.name if is_a_nation or area.parent is None else area.parent.name


class PoliceForcesBlock(blocks.FieldBlock):
    """Police forces to tick, kept as the GSS codes of their areas."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self._required = required
        self._help_text = help_text
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            choices=police_forces_by_region,
            widget=forms.CheckboxSelectMultiple,
            required=self._required,
            help_text=self._help_text,
        )

    class Meta:
        icon = "group"
        default: tuple[str, ...] = ()


class SupportingForcesBlock(blocks.StructBlock):
    """The police forces behind a campaign, named in full."""

    heading = blocks.CharBlock(
        label=gettext_lazy("Heading"),
        default=gettext_lazy("Police forces that support this campaign"),
        max_length=120,
    )
    introduction = blocks.TextBlock(label=gettext_lazy("Opening sentence"), required=False, rows=2)
    forces = PoliceForcesBlock(label=gettext_lazy("Police forces"))

    class Meta:
        label = gettext_lazy("Police forces")
        icon = "group"
        template = "campaigns/blocks/supporting_forces.html"
        group = gettext_lazy("People")

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        if "areas_by_code" not in context:
            context["areas_by_code"] = areas_by_code(value["forces"])
        areas = (context["areas_by_code"].get(code) for code in value["forces"])
        regions: defaultdict[str, list[Area]] = defaultdict(list)
        for area in sorted((area for area in areas if area), key=lambda area: area.body_name):
            regions[region_of(area)].append(area)
        context["regions"] = sorted(regions.items())
        return context


def areas_by_code(codes: list[str]) -> dict[str, Area]:
    return Area.objects.select_related("parent").in_bulk(codes, field_name="gss_code")


class WayToHelpBlock(blocks.StructBlock):
    """The helpline's channels in full, beside the short way to help that every page has."""

    heading = blocks.CharBlock(
        label=gettext_lazy("Heading"), default=gettext_lazy("How to get in touch"), max_length=120
    )
    category = SnippetChooserBlock(
        "helpline_info.SupportCategory",
        label=gettext_lazy("For people worried about"),
        required=False,
        help_text=gettext_lazy("Leave blank to show every channel."),
    )

    class Meta:
        label = gettext_lazy("Way to help")
        icon = "help"
        template = "campaigns/blocks/way_to_help.html"
        group = gettext_lazy("People")

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        if "all_channels" not in context:
            context["all_channels"] = channels_now(with_categories=True)
        context["channels"] = channels_for(value["category"], context["all_channels"])
        return context


def channels_for(category: SupportCategory | None, channels: list[ChannelNow]) -> list[ChannelNow]:
    """The channels that serve a category, or all of them without one."""
    if category is None:
        return channels
    return [now for now in channels if category in now.channel.categories.all()]


@dataclass(frozen=True)
class Part:
    """Blocks that are laid out together: key figures that stand side by side, or any one block."""

    is_figures: bool
    blocks: list[Any]


class BodyBlock(blocks.StreamBlock):
    """The body of a page, in the order that an editor arranges."""

    text = TextBlock()
    key_figure = KeyFigureBlock()
    comparison = ComparisonBlock()
    figure_table = FigureTableBlock()
    figure_chart = FigureChartBlock()
    supporting_forces = SupportingForcesBlock()
    way_to_help = WayToHelpBlock()

    class Meta:
        template = "campaigns/blocks/body.html"

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Refuse a smaller heading that has no larger one above it, once the page is published.

        Figures are looked at whether the page is published or saved as a draft: see the parts.
        """
        with figures_at_hand(value):
            cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        for index, block in enumerate(cleaned):
            if block.value.get("heading"):
                break
            if block.block_type == "text" and SUBHEADING in block.value["text"].source:
                message = _("Give this section a heading: its text already has a smaller one.")
                error = StructBlockValidationError({"heading": ValidationError(message)})
                raise StreamBlockValidationError(block_errors={index: error})
        return cleaned

    def get_form_state(self, value: blocks.StreamValue) -> Any:
        with figures_at_hand(value):
            return super().get_form_state(value)

    def render(self, value: blocks.StreamValue, context: dict[str, Any] | None = None) -> Any:
        with figures_at_hand(value), pictures_at_hand(value):
            return super().render(value, context)

    def get_context(
        self, value: blocks.StreamValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        kinds: defaultdict[str, list[blocks.StructValue]] = defaultdict(list)
        for block in value:
            kinds[block.block_type].append(block.value)
        chosen = [each["figure"] for each in kinds["key_figure"] if each["figure"]]
        codes = [code for each in kinds["supporting_forces"] for code in each["forces"]]
        context["standing_figures"] = standing_figures(chosen)
        context["areas_by_code"] = areas_by_code(codes) if codes else {}
        if kinds["way_to_help"]:
            context["all_channels"] = channels_now(with_categories=True)
        context["parts"] = _parts(value, context["standing_figures"])
        return context


def _parts(body: blocks.StreamValue, standing: dict[int, Figure]) -> list[Part]:
    """The blocks to show: a figure that may not be seen leaves no hole behind."""
    shown = (block for block in body if _is_shown(block, standing))
    return [Part(is_figures, list(run)) for is_figures, run in itertools.groupby(shown, _is_figure)]


def _is_figure(block: Any) -> bool:
    return block.block_type in SIDE_BY_SIDE


def _is_shown(block: Any, standing: dict[int, Figure]) -> bool:
    if block.block_type == "key_figure":
        figure = block.value["figure"]
        return figure is not None and figure.pk in standing
    return shows_something(block.block, block.value)
