"""Wagtail's “Translate”, which copies a page: a release is made in its language instead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.models import Page

from ..models import ReleasePage

translate = SubmitPageTranslationView.as_view()


def translate_page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """As Wagtail has it; but say why not where the copy would hold a release.

    There is one release for a publication, a template and an area: the database takes no second.
    """
    page = get_object_or_404(Page, pk=page_id)
    if ReleasePage.objects.filter(pk=page.pk).exists():
        return _not_a_release(request, page)
    takes_all = request.method == "POST" and "include_subtree" in request.POST
    if takes_all and ReleasePage.objects.descendant_of(page).exists():
        return _not_a_release(request, page)
    shown: HttpResponseBase = translate(request, page_id=page_id)
    return shown


def _not_a_release(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(
        request,
        _(
            "A release is not translated by copying it. Give the template of its measure a Welsh"
            " one, and Welsh releases are made with the others; and translate pages above releases"
            " without what lies beneath them."
        ),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, at the same address
def in_front_of_translation() -> list[URLPattern]:
    return [path("translation/submit/page/<int:page_id>/", translate_page)]
