"""Police forces, ticked region by region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail import blocks

from stats.models import Area

from ..gathering import gathered
from ..partners import region_of
from .parts import PEOPLE, heading


def police_forces_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """GSS codes and names of all police forces, region by region, as a form's choices."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in Area.objects.police_forces().select_related("parent").order_by("body_name"):
        groups[region_of(area)].append((area.gss_code, area.body_name))
    return sorted(groups.items())


class PoliceForcesBlock(blocks.FieldBlock):
    """Police forces to tick, kept as the GSS codes of their areas."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self._required = required
        self._help_text = help_text
        super().__init__(**kwargs)

    def also_shown(self, raw: Any) -> Iterator[tuple[type[Model], str]]:
        return ((Area, code) for code in raw)

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
    """The police forces behind a campaign, with their websites where we know them."""

    heading = heading(default=gettext_lazy("Police forces that support this campaign"))
    introduction = blocks.TextBlock(label=gettext_lazy("Opening sentence"), required=False, rows=2)
    forces = PoliceForcesBlock(label=gettext_lazy("Police forces"))

    class Meta:
        label = gettext_lazy("Police forces")
        icon = "group"
        template = "campaigns/blocks/supporting_forces.html"
        group = PEOPLE

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["regions"] = gathered(context).forces_by_region(value["forces"])
        return context
