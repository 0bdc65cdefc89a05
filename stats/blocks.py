"""Blocks that any room above may build pages from: figures in prose, side by side, in tables.

Each refers to figures and shows what stands when somebody looks. A body of many blocks is read at
once (`figures_at_hand`): however many there are, the number of queries stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from .choosers import FigureChooserBlock
from .comparing import NotComparable
from .models import Figure
from .prose.charts import pictures_of
from .prose.checking import problems_in
from .prose.comparisons import ShownComparison, comparison_of
from .prose.embeds import ids_in
from .prose.series import Across, Series, standing_series
from .prose.standing import at_hand
from .prose.words import problem_with_figure
from .public.pictures import ShownPicture

GROUP = gettext_lazy("Figures")


class ProseBlock(blocks.RichTextBlock):
    """Rich text that may hold figures. It cannot be saved with one that visitors could not read."""

    def clean(self, value: RichText) -> RichText:
        cleaned: RichText = super().clean(value)
        problems = problems_in(cleaned.source)
        if problems:
            raise ValidationError([ValidationError(problem) for problem in problems])
        return cleaned

    def get_form_state(self, value: RichText | None) -> Any:
        with at_hand(ids_in(value.source) if value else ()):
            return super().get_form_state(value)


class OfFigures(blocks.StructBlock):
    """What the blocks below share: they are saved only with figures that visitors can see."""

    figure_fields: tuple[str, ...] = ("figure",)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned: blocks.StructValue = super().clean(value)
        errors = {
            name: ValidationError(problem)
            for name in self.figure_fields
            if cleaned[name] and (problem := problem_with_figure(cleaned[name]))
        }
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "list-ol"
        group = GROUP


class ComparisonBlock(OfFigures):
    """An older figure and a newer one of the same thing, and what changed between them."""

    figure_fields = ("older", "newer")

    older = FigureChooserBlock(label=gettext_lazy("Older figure"))
    newer = FigureChooserBlock(label=gettext_lazy("Newer figure"))
    caption = blocks.CharBlock(
        label=gettext_lazy("What it says"),
        max_length=200,
        help_text=gettext_lazy(
            "As it reads after the change: child abuse image offences recorded in Lancashire. The"
            " change, the two figures and the source are added by themselves. Type no number here."
        ),
    )

    class Meta:
        label = gettext_lazy("Comparison")
        icon = "arrow-right"
        template = "stats/blocks/comparison.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["older"] and cleaned["newer"]:
            shown = comparison_of(cleaned["older"], cleaned["newer"])
            if shown is not None and isinstance(shown.change, NotComparable):
                self.refuse(cleaned, shown.change)
        return cleaned

    def refuse(self, value: blocks.StructValue, change: NotComparable) -> None:
        """Say why two figures are not compared. Raises ValidationError where they must be."""
        raise StructBlockValidationError({"newer": ValidationError(change.reason)})

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["comparison"] = shown_comparison(value)
        return context


def shown_comparison(value: blocks.StructValue) -> ShownComparison | None:
    """What a comparison shows now; None where either figure has gone."""
    if value["older"] is None or value["newer"] is None:
        return None
    return comparison_of(value["older"], value["newer"])


class SeriesBlock(OfFigures):
    """One chosen figure, and those around it."""

    figure = FigureChooserBlock(
        label=gettext_lazy("Figure"), help_text=gettext_lazy("The one that the others go with.")
    )
    across = blocks.ChoiceBlock(
        label=gettext_lazy("With it"),
        choices=[
            (Across.PERIODS.value, gettext_lazy("The same place over time")),
            (Across.NEIGHBOURS.value, gettext_lazy("Its neighbours in the same period")),
            (Across.LEVEL.value, gettext_lazy("Every place like it in the same period")),
        ],
        default=Across.PERIODS.value,
    )

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        series = series_of(value)
        if series is not None:
            figures = figures_of(series)
            context.update(series=series, figures=figures)
            context["is_over_time"] = series.across is Across.PERIODS
            context["sources"] = dict.fromkeys(
                str(each.source or each.publication) for each in figures
            )
        return context


class FigureTableBlock(SeriesBlock):
    """A table with its caption, its source and what must be known to read it."""

    class Meta:
        label = gettext_lazy("Table of figures")
        icon = "table"
        template = "stats/blocks/table.html"


class FigureChartBlock(SeriesBlock):
    """A picture of figures, with the same in words and the table under it."""

    class Meta:
        label = gettext_lazy("Chart")
        icon = "order"
        template = "stats/blocks/chart.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        if "series" in context:
            context["shown"] = picture_of(context["series"], context["figures"])
        return context


def series_of(value: blocks.StructValue) -> Series | None:
    """What a table or chart shows; None where its figure has gone."""
    if value["figure"] is None:
        return None
    return Series(value["figure"], Across(value["across"] or Across.PERIODS))


_series_at_hand: ContextVar[dict[Series, list[Figure]] | None] = ContextVar(
    "series_at_hand", default=None
)


def figures_of(series: Series) -> list[Figure]:
    """The figures that stand for a series, from those at hand if they are."""
    found = (_series_at_hand.get() or {}).get(series)
    return standing_series([series])[series] if found is None else found


_pictures_at_hand: ContextVar[dict[Series, ShownPicture] | None] = ContextVar(
    "pictures_at_hand", default=None
)


def picture_of(series: Series, figures: list[Figure]) -> ShownPicture | None:
    """What is drawn of a series, from what is at hand if it is."""
    at_hand_now = _pictures_at_hand.get()
    found = pictures_of([(series, figures)]) if at_hand_now is None else at_hand_now
    return found.get(series)


@contextmanager
def pictures_at_hand(body: blocks.StreamValue) -> Iterator[None]:
    """Look for the pictures of a whole body at once. Inside `figures_at_hand`."""
    series = [
        (found, figures_of(found))
        for child in body
        if isinstance(child.block, FigureChartBlock)
        and (found := series_of(child.value)) is not None
    ]
    token = _pictures_at_hand.set(pictures_of(series))
    try:
        yield
    finally:
        _pictures_at_hand.reset(token)


@contextmanager
def figures_at_hand(body: blocks.StreamValue) -> Iterator[None]:
    """Read the figures of a whole body at once; inside the block no part of it asks again.

    Which ones they are is read from what is stored: no chooser has asked for its own by then.
    """
    with at_hand(figure_ids_in(body.stream_block, body.raw_data)):
        series = [
            found
            for child in body
            if isinstance(child.block, SeriesBlock)
            and (found := series_of(child.value)) is not None
        ]
        token = _series_at_hand.set(standing_series(series))
        try:
            yield
        finally:
            _series_at_hand.reset(token)


def figure_ids_in(block: blocks.Block, raw: Any) -> set[int]:
    """Every figure that a stored value refers to, in prose or by a field, to any depth."""
    if not raw:
        return set()
    if isinstance(block, FigureChooserBlock):
        return {raw}
    if isinstance(block, blocks.RichTextBlock):
        return ids_in(raw)
    return {
        figure_id
        for child, value in stored_in(block, raw)
        for figure_id in figure_ids_in(child, value)
    }


def stored_in(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """The blocks inside a block, each with what is stored of it."""
    if isinstance(block, blocks.StreamBlock):
        for child in raw:
            if child["type"] in block.child_blocks:
                yield block.child_blocks[child["type"]], child["value"]
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_wrapped = isinstance(item, Mapping) and "value" in item
            yield block.child_block, item["value"] if is_wrapped else item
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, Mapping):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)


def shows_something(block: blocks.Block, value: Any) -> bool:
    """Whether a part has anything to show, so that a page need not leave a hole for it."""
    if isinstance(block, ComparisonBlock):
        return shown_comparison(value) is not None
    if isinstance(block, SeriesBlock):
        series = series_of(value)
        return series is not None and bool(figures_of(series))
    return True


__all__ = [
    "ComparisonBlock",
    "FigureChartBlock",
    "FigureTableBlock",
    "ProseBlock",
    "figure_ids_in",
    "figures_at_hand",
    "pictures_at_hand",
    "shows_something",
    "stored_in",
]
