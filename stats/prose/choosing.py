"""The two steps of putting a figure into a text: which one, and how it reads."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.modal_workflow import render_modal_workflow

from ..choosers import FigureChooserViewSet
from ..formats import FORMATS
from .conversion import chip_of
from .embeds import NUMBER, FigureEmbed
from .standing import Standing, standing_of
from .words import source_of, ways_of


class HowItReads(View):
    """Each way that this very figure can read, with a sample; and then the one chosen.

    Without `format`, the form; with it, the chip for the editor. A figure that may not be shown
    has no ways: the form says why, and another may be chosen.
    """

    model: Any = None  # what the viewset hands to each of its views
    choose_url_name = "figure_for_prose:choose"

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        standing = _standing_or_404(pk)
        chosen = request.GET.get("format", "")
        is_new = "now" in request.GET  # the way it reads today is shown, not taken
        if chosen in FORMATS and not is_new:
            return self.put_in(request, FigureEmbed(standing.chosen.pk, chosen), standing)
        return self.ask(request, standing, now=chosen)

    def put_in(self, request: HttpRequest, embed: FigureEmbed, standing: Standing) -> HttpResponse:
        chip = chip_of(embed, standing)
        if chip["problem"]:
            return self.ask(request, standing, now=embed.format)
        return _respond(request, {"step": "chosen", "result": chip})

    def ask(self, request: HttpRequest, standing: Standing, *, now: str) -> HttpResponse:
        ways = [] if standing.problem else ways_of(standing)
        context = {
            "figure": standing.figure or standing.chosen,
            "source": source_of(standing.figure) if standing.figure else "",
            "problem": standing.problem,
            "offered": [way for way in ways if way.words],
            "refused": [way for way in ways if not way.words],
            "now": now,
            "is_a_change": bool(now),
            "choose_url_name": self.choose_url_name,
        }
        return _respond(
            request, {"step": "how"}, template="stats/admin/how_it_reads.html", context=context
        )


def _standing_or_404(pk: str) -> Standing:
    standing = standing_of([int(pk)]).get(int(pk)) if NUMBER.fullmatch(pk) else None
    if standing is None or not standing.was_public:
        raise Http404  # one that is not public has nothing to tell anybody yet
    return standing


def _respond(
    request: HttpRequest,
    answer: dict[str, Any],
    *,
    template: str | None = None,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    response: HttpResponse = render_modal_workflow(
        request, template, None, context, json_data=answer
    )
    return response


class FigureForProseViewSet(FigureChooserViewSet):
    """As choosing a figure for a block, with the second step behind it."""

    page_title = _("Put in a figure")
    register_widget = False
    chosen_view_class = HowItReads


figure_for_prose_viewset = FigureForProseViewSet("figure_for_prose")
