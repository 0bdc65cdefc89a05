"""Panels of the editor that belong to campaigns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import MultiFieldPanel

from stats.prose.standing import at_hand, standing_of
from stats.prose.uses import uses_in
from stats.prose.words import subject_of


class FiguresToLookAtPanel(MultiFieldPanel):
    """The figures that a campaign took along from an earlier one, until somebody has looked.

    It is there only on such a campaign.
    """

    def __init__(self, children: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault("heading", gettext_lazy("Figures that came along"))
        super().__init__(children, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "campaigns/admin/figures_to_look_at.html"

        def is_shown(self) -> bool:
            return bool(self.instance.figures_to_look_at) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["figures"] = figures_taken_along(self.instance)
            return context


def figures_taken_along(page: Any) -> list[dict[str, str]]:
    """Where each figure stands on the page, what it is about and its value now: one query."""
    uses = list(uses_in(page))
    ids = {use.figure_id for use in uses if use.figure_id is not None}
    with at_hand(ids):
        standing = standing_of(ids)
    return [
        {
            "where": use.where,
            "subject": subject_of(found.chosen),
            "value": found.figure.shown_value if found.figure else found.problem,
        }
        for use in uses
        if use.figure_id is not None and (found := standing.get(use.figure_id)) is not None
    ]
