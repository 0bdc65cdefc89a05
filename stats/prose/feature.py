"""The button of the rich-text editor."""

from __future__ import annotations

from typing import Any

from django.forms import Media, Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.staticfiles import versioned_static
from wagtail.rich_text.feature_registry import FeatureRegistry

from .conversion import ENTITY_TYPE, FIGURE_CONVERSION
from .embeds import EMBED_TYPE
from .handler import FigureEmbedHandler

FEATURE = "figure"
CHOOSER = "figure_for_prose:choose"


def register(features: FeatureRegistry) -> None:
    """Let any rich text that lists the feature hold figures; none has it by default."""
    features.register_embed_type(FigureEmbedHandler)
    features.register_converter_rule("contentstate", FEATURE, FIGURE_CONVERSION)
    features.register_editor_plugin("draftail", FEATURE, _button())


class FigureFeature(EntityFeature):
    """The chip, and a button that is always in sight.

    Draftail's own buttons for what stands inside a line show only while words are selected; a
    figure is put in where nothing stands yet.
    """

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        for kind in ("controls", "plugins"):
            options.setdefault(kind, []).append({"type": ENTITY_TYPE})

    @property
    def media(self) -> Media:
        """With the script told what its button needs: Draftail hands a button no options."""
        script = Script(
            versioned_static("stats/figure-chip.js"),
            **{"data-chooser": reverse(CHOOSER), "data-label": _("Put in a figure")},
        )
        media: Media = super().media + Media(js=[script])  # type: ignore[list-item]
        return media


def _button() -> FigureFeature:
    options: dict[str, Any] = {
        "type": ENTITY_TYPE,
        "icon": "list-ol",
        "description": _("Put in a figure"),
        # What a pasted chip may bring along, and what it must have to be one.
        "attributes": ["id", "format", "words", "source", "problem"],
        "allowlist": {"id": "^[0-9]{1,18}$", "format": "^[a-z-]{1,20}$"},
    }
    return FigureFeature(
        options,
        js=["wagtailadmin/js/chooser-modal.js"],
        css={"all": ["stats/figure-chip.css"]},
    )


__all__ = ["EMBED_TYPE", "FEATURE", "register"]
