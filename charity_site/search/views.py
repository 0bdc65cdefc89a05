"""The search. What is asked comes by POST, so that it stands in no address, history or log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..fair_share import Allowance
from . import areas, asked, finding, spelling
from .asked import Asked, TooLong

_allowance = Allowance()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The form, or what was found. Nothing is changed by asking, so no cookie guards the form."""
    if request.method != "POST":
        return _page(request)
    wait = _allowance.seconds_to_wait(request, most=settings.SEARCHES_PER_MINUTE)
    if wait:
        trouble = _("That was very many searches. Please try again in a minute.")
        response = _page(request, trouble=trouble, status=429)
        response["Retry-After"] = str(wait)
        return response
    try:
        _refuse_too_much(request)
        words = asked.read(request.POST.get("words", ""))
    except TooLong:
        trouble = _("That is too long to search for. Use a few words.")
        return _page(request, trouble=trouble, status=413)
    if not words:
        return _page(request, trouble=_("Type one word or a few."), words=words)
    return _page(request, words=words, **_answer(request, words))


def _refuse_too_much(request: HttpRequest) -> None:
    """Before anything of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > asked.LARGEST_FORM:
        raise TooLong


def _answer(request: HttpRequest, words: Asked) -> dict[str, Any]:
    kind = request.POST.get("kind", "")
    if kind not in finding.KINDS:
        kind = ""
    page = asked.page_number(request.POST.get("page", "")) if kind else 1
    groups = finding.find(request, words, kind=kind, page=page)
    has_all = bool(groups)
    if not has_all and len(words.words) > 1:
        groups = finding.find(request, words, kind=kind, page=page, has_all=False)
    meant = None
    if not has_all:
        meant = spelling.meant(words.text, spelling.vocabulary(finding.public_names()))
    return {
        "was_asked": True,
        "groups": groups,
        "kind": kind,
        "has_all": has_all,
        "meant": meant,
        "about_area": None if kind else areas.named_in(words),
    }


def _page(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    response = render(
        request, "charity_site/search.html", {"longest": asked.LONGEST, **context}, status=status
    )
    if request.method == "POST":  # the page may be found by searchers, what somebody asked may not
        response["X-Robots-Tag"] = "noindex"
    return response
