"""Between what is stored and what the editor works on (Draftail's "content state")."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from draftjs_exporter.dom import DOM
from draftjs_exporter.engines.string import Elt
from wagtail.admin.rich_text.converters.contentstate_models import ContentState, Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    HandlerState,
    InlineEntityElementHandler,
)

from .embeds import EMBED_TYPE, FigureEmbed
from .standing import Standing, standing_of
from .words import problem_with, shown, source_of

ENTITY_TYPE = "FIGURE"


class FigureElementHandler(InlineEntityElementHandler):
    """A stored figure becomes a chip: its words as they read now, which nobody can type into."""

    mutability = "IMMUTABLE"

    def __init__(self) -> None:
        super().__init__(ENTITY_TYPE)

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        embed = FigureEmbed.from_attributes(attrs)
        found = standing_of([embed.figure_id] if embed.figure_id is not None else [])
        return chip_of(embed, found.get(embed.figure_id or 0))

    def handle_starttag(
        self,
        name: str,
        attrs: list[tuple[str, str]],
        state: HandlerState,
        contentstate: ContentState,
    ) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        chip: Entity = contentstate.entity_map[state.current_entity_ranges[-1].key]
        state.current_block.text += chip.data["words"]
        state.leading_whitespace = KEEP_WHITESPACE


def chip_of(embed: FigureEmbed, standing: Standing | None) -> dict[str, Any]:
    """What the editor is told of a figure: its words, its source and, if there is one, its fault.

    `id` and `format` alone are stored; the rest is read anew each time.
    """
    words, _as_chosen = shown(standing, embed.format)
    figure = standing.figure if standing else None
    problem = problem_with(embed, standing)
    return {
        "id": str(embed.figure_id or ""),
        "format": embed.format,
        "words": words,
        "source": source_of(figure) if figure else _("No figure is published here."),
        "problem": problem[:1].upper() + problem[1:],
    }


def figure_element(props: dict[str, Any]) -> Any:
    """The element to store. Whether it may be stored is asked when the text is checked."""
    embed = DOM.create_element(
        "embed",
        {
            "embedtype": EMBED_TYPE,
            "format": str(props.get("format") or ""),
            "id": str(props.get("id") or ""),
        },
    )
    return _in_the_style_of(props["children"], embed)


def _in_the_style_of(words: Any, embed: Elt) -> Elt:
    """The element in the place of a chip's words, as bold as they are."""
    if not isinstance(words, Elt) or not words.children:
        return embed
    inside = _in_the_style_of(words.children[0], embed)
    if words.type == "fragment":
        return inside
    words.children = [inside]
    return words


FIGURE_CONVERSION = {
    "from_database_format": {f'embed[embedtype="{EMBED_TYPE}"]': FigureElementHandler()},
    "to_database_format": {"entity_decorators": {ENTITY_TYPE: figure_element}},
}
