"""Whether the figures of a text may be saved, each fault named by its place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .embeds import placed_embeds_in
from .standing import standing_of
from .words import problem_with


def problems_in(html: str) -> list[str]:
    """Every figure of a stored text that visitors could not read as chosen, with its paragraph."""
    placed = list(placed_embeds_in(html))
    if not placed:
        return []
    standing = standing_of(
        each.embed.figure_id for each in placed if each.embed.figure_id is not None
    )
    problems = []
    for each in placed:
        problem = problem_with(each.embed, standing.get(each.embed.figure_id or 0))
        if problem:
            problems.append(
                _("Paragraph %(number)d, “%(opening)s”: %(problem)s.")
                % {"number": each.paragraph, "opening": each.opening, "problem": problem}
            )
    return problems
