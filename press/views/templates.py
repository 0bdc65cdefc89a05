"""A release template's releases: for one area beside the editor, and for all of them in a table."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ..models import ReleaseTemplate
from ..proving.areas import Proved, prove_template
from ..proving.proof import AreaProof
from ..proving.report import grouped, read_again
from ..proving.showing import shown_release
from .desk import needs

SEE_TEMPLATES = "press.view_releasetemplate"
AREAS_ON_A_PAGE = 50


@require_GET
@never_cache
@needs(SEE_TEMPLATES)
def areas(request: HttpRequest, pk: int) -> HttpResponse:
    """Every area's release as the newest saved words make it, and what is wrong with each."""
    template = _newest_words(pk)
    proved = prove_template(template, user=request.user)
    report = proved.report
    only_problems = request.GET.get("show") == "problems"
    rows = [proof for proof in report.areas if proof.problems or not only_problems]
    page = Paginator(rows, AREAS_ON_A_PAGE).get_page(request.GET.get("p"))
    page.object_list = _read(page.object_list, template, proved)
    context = {
        "template": template,
        "report": report,
        "publication": proved.publication,
        "of_template": grouped(report.of_template),
        "page": page,
        "only_problems": only_problems,
        "with_problems": sum(bool(proof.problems) for proof in report.areas),
        "areas_in_all": len(proved.facts),
    }
    return render(request, "press/admin/templates/areas.html", context)


@require_GET
@never_cache
@needs(SEE_TEMPLATES)
def area(request: HttpRequest, pk: int, area_pk: int) -> HttpResponse:
    """The release for one area as the newest saved words make it."""
    template = _newest_words(pk)
    context = {"template": template, "shown": shown_release(template, str(area_pk), request.user)}
    return render(request, "press/admin/templates/preview.html", context)


def _newest_words(pk: int) -> ReleaseTemplate:
    """The template as it was saved last, published or not."""
    template = get_object_or_404(ReleaseTemplate.objects.select_related("measure"), pk=pk)
    newest: ReleaseTemplate = template.get_latest_revision_as_object()
    return newest


def _read(proofs: Any, template: ReleaseTemplate, proved: Proved) -> list[AreaProof]:
    """The rows that are shown are always read back, however long all of them would take."""
    composing = template.as_template()
    return [read_again(proof, composing, proved.facts[proof.area_id or 0]) for proof in proofs]
