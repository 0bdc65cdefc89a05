"""What the press desk's screens ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.db.models import Prefetch

from stats.models import Figure

from ..facts import Unit
from ..models import ReleaseClaim, ReleasePage
from ..palette import PLACEHOLDERS
from ..palette_welsh import IN_WELSH

register = template.Library()


@dataclass(frozen=True)
class PaletteRow:
    in_braces: str
    meaning: str
    sample: str
    in_welsh: str
    of_counts: bool
    of_proportions: bool


@register.simple_tag
def palette() -> list[PaletteRow]:
    """Every placeholder, with a sample of how it reads; in Welsh none where there are no words."""
    return [
        PaletteRow(
            f"{{{known.name}}}",
            known.meaning,
            known.sample,
            IN_WELSH[known.name].sample,
            of_counts=Unit.COUNT in known.units,
            of_proportions=Unit.PROPORTION in known.units,
        )
        for known in PLACEHOLDERS.values()
    ]


@dataclass(frozen=True)
class FiguresBehind:
    """The numbers of a release, each once, and where their figures come from."""

    claims: list[ReleaseClaim]
    sources: list[str]


@register.simple_tag
def figures_behind(release: ReleasePage) -> FiguresBehind:
    """What an editor sees beside the text, in three queries however many numbers there are."""
    if not release.pk:
        return FiguresBehind([], [])
    figures = Figure.objects.select_related("area", "category", "source")
    claims = ReleaseClaim.objects.filter(release_id=release.pk).prefetch_related(
        Prefetch("figures", queryset=figures)
    )
    once = {(claim.text.lower(), claim.arithmetic): claim for claim in reversed(claims)}
    used = [figure for claim in claims for figure in claim.figures.all()]
    sources = dict.fromkeys(str(figure.source) for figure in used if figure.source)
    return FiguresBehind(list(reversed(once.values())), list(sources))
