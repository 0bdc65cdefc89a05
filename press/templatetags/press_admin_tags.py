"""What the press desk's screens ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.db.models import Prefetch

from stats.models import Figure

from ..models import ReleaseClaim, ReleasePage
from ..palette import PLACEHOLDERS

register = template.Library()


@dataclass(frozen=True)
class PaletteRow:
    in_braces: str
    meaning: str
    sample: str


@register.simple_tag
def palette() -> list[PaletteRow]:
    """Every placeholder, with a sample of how it reads."""
    return [
        PaletteRow(f"{{{known.name}}}", known.meaning, known.sample)
        for known in PLACEHOLDERS.values()
    ]


@register.simple_tag
def claims_of(release: ReleasePage) -> list[ReleaseClaim]:
    """The numbers of a release with their figures, in three queries however many there are."""
    if not release.pk:
        return []
    figures = Figure.objects.select_related("area", "category", "source")
    return list(
        ReleaseClaim.objects.filter(release_id=release.pk).prefetch_related(
            Prefetch("figures", queryset=figures)
        )
    )
