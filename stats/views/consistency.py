"""The screen of a publication's checks: what is wrong, what is questionable, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..consistency import CannotAnswer, Judged, answer_warnings, check
from ..models import Figure, Publication

FINDINGS_ON_A_PAGE = 25
FIGURES_LINKED = 12
# Above this the publication's own screen only links to the checks, which take seconds.
CHECKED_ON_THE_WAY = 3_000

SEE = "stats.view_warninganswer"
ANSWER = "stats.add_warninganswer"


@dataclass(frozen=True)
class Shown:
    """A finding on the screen: its words, some of its figures, and the answer or its field."""

    judged: Judged
    figures: list[Figure]

    @property
    def more(self) -> int:
        return len(self.judged.finding.figures) - len(self.figures)

    @cached_property
    def field(self) -> str:
        return f"answer-{self.judged.finding.fingerprint}"


@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """What the checks find, a page at a time; on POST, answers to the warnings of the page."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    publication = get_object_or_404(Publication, pk=pk)
    kept: dict[str, str] = {}
    if request.method == "POST":
        if not request.user.has_perm(ANSWER):
            raise PermissionDenied
        kept = _answers_in(request)
        if _answer(request, publication, kept):
            return redirect(request.get_full_path())
    if publication.is_approved:
        context = _context_of_the_approved(publication)
    else:
        context = _context(publication, request.GET.get("page"), kept)
    context["may_answer"] = request.user.has_perm(ANSWER) and not publication.is_approved
    return render(request, "stats/admin/consistency.html", context)


def _answers_in(request: HttpRequest) -> dict[str, str]:
    return {
        name.removeprefix("answer-"): text
        for name, text in request.POST.items()
        if name.startswith("answer-") and isinstance(text, str) and text.strip()
    }


def _answer(request: HttpRequest, publication: Publication, answers: dict[str, str]) -> bool:
    """Record what was written; False, with a message, where it is not taken."""
    if not answers:
        messages.warning(request, _("Nothing was written: answer at least one warning."))
        return False
    try:
        rows = answer_warnings(
            publication=publication,
            answers=answers,
            by=request.user,  # type: ignore[arg-type]  # the permission rules out visitors
        )
    except CannotAnswer as error:
        messages.error(request, str(error))
        return False
    messages.success(
        request,
        ngettext("%(count)d warning is answered.", "%(count)d warnings are answered.", len(rows))
        % {"count": len(rows)},
    )
    return True


def _context(publication: Publication, page: str | None, kept: dict[str, str]) -> dict[str, Any]:
    found = check(publication)
    on_page = Paginator(found, FINDINGS_ON_A_PAGE).get_page(page)
    wanted = {figure.pk for judged in on_page for figure in judged.finding.figures[:FIGURES_LINKED]}
    figures = Figure.objects.for_display().in_bulk(wanted)
    shown = [
        Shown(
            judged,
            [figures[figure.pk] for figure in judged.finding.figures[:FIGURES_LINKED]],
        )
        for judged in on_page
    ]
    return {
        "publication": publication,
        "page": on_page,
        "errors": [each for each in shown if each.judged.finding.is_error],
        "open": [
            (each, kept.get(each.judged.finding.fingerprint, ""))
            for each in shown
            if each.judged.is_open and not each.judged.finding.is_error
        ],
        "answered": [each for each in shown if not each.judged.is_open],
        "summary": summary_of(found),
        "has_small_numbers": any(
            judged.finding.rule.startswith(("small-number", "suppressed-number"))
            for judged in found
        ),
    }


def _context_of_the_approved(publication: Publication) -> dict[str, Any]:
    """What was asked and answered before it was approved."""
    return {
        "publication": publication,
        "is_settled": True,
        "kept_answers": publication.warning_answers.select_related("by"),
    }


def summary_of(found: list[Judged]) -> str:
    """ "2 errors, 1 warning to answer, 4 answered.", or that nothing was found."""
    errors = sum(judged.finding.is_error for judged in found)
    answered = sum(not judged.is_open for judged in found)
    waiting = len(found) - errors - answered
    parts = []
    if errors:
        parts.append(ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors})
    if waiting:
        parts.append(
            ngettext("%(count)d warning to answer", "%(count)d warnings to answer", waiting)
            % {"count": waiting}
        )
    if answered:
        parts.append(
            ngettext("%(count)d warning answered", "%(count)d warnings answered", answered)
            % {"count": answered}
        )
    return f"{', '.join(parts)}." if parts else _("Nothing was found.")


def panel_context(publication: Publication, user: Any) -> dict[str, Any] | None:
    """For the publication's own screen: how its checks stand; None for who may not see them."""
    if publication.is_approved or not user.has_perm(SEE):
        return None
    count = publication.figures.count()
    return {
        "publication": publication,
        "summary": summary_of(check(publication)) if 0 < count <= CHECKED_ON_THE_WAY else "",
        "has_figures": count > 0,
    }
