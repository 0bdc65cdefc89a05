"""The body of a page: its sections in the order that an editor arranges, read and drawn as one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from stats.blocks import (
    ComparisonBlock,
    FigureChartBlock,
    FigureTableBlock,
    figures_at_hand,
    pictures_at_hand,
    shows_something,
)

from ..chosen import chosen_at_hand
from ..gathering import Gathered
from ..leading import why_no_help_comes_first
from .downloads import DownloadsBlock
from .figures import HelpSoughtBlock, KeyFigureBlock, shown_figure
from .forces import SupportingForcesBlock
from .help import CallToActionBlock, RoutesToHelpBlock, StepsBlock, WayToHelpBlock
from .partners import PartnersBlock
from .questions import QuestionsBlock
from .text import OpeningBlock, PictureBlock, TextBlock
from .timeline import TimelineBlock
from .voices import QuotationBlock, VoicesBlock

OPENING = "opening"
SUBHEADING = "<h3"
SIDE_BY_SIDE = ("key_figure", "comparison")


@dataclass(frozen=True)
class Part:
    """Blocks that are laid out together: key figures that stand side by side, or any one block."""

    is_figures: bool
    blocks: list[Any]


class BodyBlock(blocks.StreamBlock):
    """The body of a page, in the order that an editor arranges."""

    opening = OpeningBlock()
    text = TextBlock()
    picture = PictureBlock()
    questions = QuestionsBlock()
    timeline = TimelineBlock()
    downloads = DownloadsBlock()
    key_figure = KeyFigureBlock()
    comparison = ComparisonBlock()
    help_sought = HelpSoughtBlock()
    figure_table = FigureTableBlock()
    figure_chart = FigureChartBlock()
    routes_to_help = RoutesToHelpBlock()
    steps = StepsBlock()
    way_to_help = WayToHelpBlock()
    call_to_action = CallToActionBlock()
    quotation = QuotationBlock()
    voices = VoicesBlock()
    partners = PartnersBlock()
    supporting_forces = SupportingForcesBlock()

    class Meta:
        template = "campaigns/blocks/body.html"
        block_counts = {OPENING: {"max_num": 1}}

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Refuse what is out of order, once the page is published.

        Figures are looked at whether the page is published or saved as a draft: see the parts.
        """
        with figures_at_hand(value):
            cleaned = super().clean(value)
        if not self.is_deferred_validation:
            _refuse_a_late_opening(cleaned)
            _refuse_a_heading_out_of_order(cleaned)
        return cleaned

    def get_form_state(self, value: blocks.StreamValue) -> Any:
        with figures_at_hand(value):
            return super().get_form_state(value)

    def render(self, value: blocks.StreamValue, context: dict[str, Any] | None = None) -> Any:
        with self.read(value):
            return super().render(value, context)

    @contextmanager
    def read(self, value: blocks.StreamValue) -> Iterator[None]:
        """Everything that the sections refer to, read at once."""
        with chosen_at_hand(value), figures_at_hand(value), pictures_at_hand(value):
            yield

    def get_context(
        self, value: blocks.StreamValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["gathered"] = Gathered(value, context.get("request"))
        context["parts"] = _parts(value)
        return context


class CampaignBodyBlock(BodyBlock):
    """The body of a campaign, which leads to help on its first screen."""

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            problem = why_no_help_comes_first(cleaned.raw_data)
            if problem:
                raise StreamBlockValidationError(non_block_errors=[ValidationError(problem)])
        return cleaned


def sections_of(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """The sections that a page shows now, each drawn by itself as it stands there.

    As many queries as for the page's body, however many sections there are.
    """
    body = page.body
    block: BodyBlock = body.stream_block
    with block.read(body):
        context = block.get_context(body, {"request": request, "page": page})
        return [
            {
                "type": section.block_type,
                "heading": section.value.get("heading") or "",
                "html": " ".join(section.render(context).split()),
            }
            for part in context["parts"]
            for section in part.blocks
        ]


def _refuse_a_late_opening(body: blocks.StreamValue) -> None:
    for index, block in enumerate(body):
        if index and block.block_type == OPENING:
            message = _("An opening stands first: move it to the top, or take it out.")
            error = StructBlockValidationError(non_block_errors=[ValidationError(message)])
            raise StreamBlockValidationError(block_errors={index: error})


def _refuse_a_heading_out_of_order(body: blocks.StreamValue) -> None:
    for index, block in enumerate(body):
        if block.value.get("heading"):
            break
        if block.block_type == "text" and SUBHEADING in block.value["text"].source:
            message = _("Give this section a heading: its text already has a smaller one.")
            error = StructBlockValidationError({"heading": ValidationError(message)})
            raise StreamBlockValidationError(block_errors={index: error})


def _parts(body: blocks.StreamValue) -> list[Part]:
    """The blocks to show: a figure that may not be seen leaves no hole behind."""
    shown = (block for block in body if _is_shown(block))
    return [Part(is_figures, list(run)) for is_figures, run in itertools.groupby(shown, _is_figure)]


def _is_figure(block: Any) -> bool:
    return block.block_type in SIDE_BY_SIDE


def _is_shown(block: Any) -> bool:
    if block.block_type == "key_figure":
        return shown_figure(block.value) is not None
    return shows_something(block.block, block.value)
