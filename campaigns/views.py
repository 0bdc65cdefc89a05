"""Screens of the admin that belong to campaigns."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from .actions import has_figures, start_next_campaign
from .forms import NextCampaignForm
from .models import CampaignPage


def may_start_next(page: Page, user: Any) -> bool:
    """Whether somebody may add a campaign beside this one."""
    return bool(page.permissions_for_user(user).can_copy_to(page.get_parent()))


@require_http_methods(["GET", "HEAD", "POST"])
def start_next(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask what the next campaign is called; then make it, and go on to edit it."""
    campaign = get_object_or_404(CampaignPage, pk=page_id)
    if not may_start_next(campaign, request.user):
        raise PermissionDenied
    form = NextCampaignForm(
        request.POST or None,
        parent=campaign.get_parent(),
        has_pages=campaign.numchild > 0,
        initial={"title": campaign.title},
    )
    if form.is_valid():
        started = start_next_campaign(
            campaign=campaign,
            title=form.cleaned_data["title"],
            slug=form.cleaned_data["slug"],
            with_pages=form.cleaned_data.get("with_pages", False),
            by=request.user,  # type: ignore[arg-type]  # the admin knows who it is
        )
        messages.success(request, _("“%(title)s” is a draft now.") % {"title": started.title})
        return redirect("wagtailadmin_pages:edit", started.pk)
    context = {"campaign": campaign, "form": form, "has_figures": has_figures(campaign)}
    return render(request, "campaigns/admin/start_next.html", context)
