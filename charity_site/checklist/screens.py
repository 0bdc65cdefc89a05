"""“Before you publish”: what to mend and what to answer, with the way to each place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from helpline_info.models import SupportCategory

from .actions import CannotAnswer, answer_warning
from .findings import Finding, Rule
from .looking import has_checklist, look_at

PAGE, CATEGORY = "page", "category"
MAY_CHANGE = ("helpline_info.change_supportcategory", "helpline_info.publish_supportcategory")

NAMES = {
    Rule.HELP: gettext_lazy("Ways to help"),
    Rule.ALTERNATIVE: gettext_lazy("Descriptions of pictures"),
    Rule.HEADINGS: gettext_lazy("Headings"),
    Rule.LINKS: gettext_lazy("Links"),
    Rule.TERMS: gettext_lazy("Terminology"),
    Rule.NEUTRAL: gettext_lazy("Neutral names"),
    Rule.FIGURES: gettext_lazy("Figures"),
    Rule.READING: gettext_lazy("Reading level"),
    Rule.WELSH: gettext_lazy("Welsh"),
}


def address_of(instance: models.Model) -> str:
    kind = PAGE if isinstance(instance, Page) else CATEGORY
    return reverse("before_you_publish", args=[kind, instance.pk])


def editor_of(instance: models.Model) -> str:
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(SupportCategory.snippet_viewset.get_url_name("edit"), args=[instance.pk])


@require_http_methods(["GET", "POST"])
@never_cache
def before_you_publish(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The newest words of a page or a support category, saved as a draft or public already."""
    instance = _newest_words(kind, pk, request.user)
    looked = look_at(instance)
    refused: tuple[str, str] | None = None
    if request.method == "POST":
        found = _asked(request, looked.checklist.open)
        user: Any = request.user
        try:
            if found is None:
                raise CannotAnswer(_("The words have changed since you looked: read them again."))
            answer_warning(
                subject=instance,
                finding=found,
                explanation=request.POST.get("explanation", ""),
                by=user,
            )
        except CannotAnswer as problem:
            messages.error(request, str(problem))
            refused = (_id(found), request.POST.get("explanation", "")) if found else None
        else:
            messages.success(request, _("Kept. It is not asked again until the words change."))
            return redirect(address_of(instance))
    context = context_of(instance, looked) | {"refused": refused}
    return render(request, "charity_site/admin/before_you_publish.html", context)


def context_of(instance: models.Model, looked: Any = None) -> dict[str, Any]:
    """What the screen and the panel beside the editor show."""
    looked = looked or look_at(instance)
    checklist = looked.checklist
    return {
        "instance": instance,
        "editor": editor_of(instance),
        "address": address_of(instance),
        "reading": looked.reading,
        "is_ready": checklist.is_ready,
        "errors": [_row(one) for one in checklist.errors],
        "open": [_row(one) for one in checklist.open],
        "answered": [{**_row(one), "answer": answer} for one, answer in checklist.answered],
    }


def _row(found: Finding) -> dict[str, Any]:
    return {"found": found, "rule": NAMES[found.rule], "id": _id(found)}


def _id(found: Finding) -> str:
    """Short, and the same for as long as the words are."""
    rule, digest, words = found.key
    return f"{rule}-{digest[:16]}-{sum(map(ord, words)):x}"


def _asked(request: HttpRequest, found: list[Finding]) -> Finding | None:
    return next((one for one in found if _id(one) == request.POST.get("finding")), None)


def _newest_words(kind: str, pk: int, user: Any) -> models.Model:
    if kind not in (PAGE, CATEGORY):
        raise Http404
    if kind == PAGE:
        page = get_object_or_404(Page, pk=pk).specific
        if not has_checklist(page):
            raise Http404
        permissions = page.permissions_for_user(user)
        if not (permissions.can_edit() or permissions.can_publish()):
            raise PermissionDenied
        newest: models.Model = page.get_latest_revision_as_object()
        return newest
    if not any(user.has_perm(permission) for permission in MAY_CHANGE):
        raise PermissionDenied
    category: models.Model = get_object_or_404(SupportCategory, pk=pk)
    return category.get_latest_revision_as_object()  # type: ignore[attr-defined,no-any-return]


ADMIN_URLS: list[URLPattern] = [
    path("before-you-publish/<slug:kind>/<int:pk>/", before_you_publish, name="before_you_publish"),
]
