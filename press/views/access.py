"""Pre-release access of a publication: who has it, giving it, and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stats import clock
from stats.models import Publication

from ..actions.access import end_access, give_access
from ..actions.refusals import ReleaseNotReady
from ..models import PreReleaseAccess
from ..permissions import END_ACCESS, GIVE_ACCESS, SEE_ACCESS
from ..workflow_forms import AccessForm, EndAccessForm
from .desk import needs


@require_http_methods(["GET", "POST"])
@never_cache
@needs(SEE_ACCESS)
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has access to a publication's releases, and the form to give it to one more."""
    publication = get_object_or_404(Publication, pk=pk)
    may_give = request.user.has_perm(GIVE_ACCESS)
    is_public = Publication.objects.visible_at(clock.moment()).filter(pk=pk).exists()
    form = AccessForm(request.POST or None) if may_give and not is_public else None
    if request.method == "POST" and form is not None and form.is_valid():
        user: Any = request.user
        try:
            given = give_access(publication=publication, by=user, **form.cleaned_data)
        except ReleaseNotReady as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        else:
            messages.success(request, _("%(name)s has access.") % {"name": given.name})
            return redirect("press_access:list", pk=pk)
    context = {
        "publication": publication,
        "people": publication.pre_release_access.order_by("ended_at", "name", "pk"),
        "form": form,
        "is_public": is_public,
        "may_end": request.user.has_perm(END_ACCESS),
    }
    return render(request, "press/admin/workflow/access.html", context)


@require_http_methods(["GET", "POST"])
@needs(END_ACCESS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a person's access ends; on POST, end it."""
    held = get_object_or_404(PreReleaseAccess.objects.select_related("publication"), pk=pk)
    form = EndAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            end_access(access=held, by=user, reason=form.cleaned_data["reason"])
        except ReleaseNotReady as refusal:
            for problem in refusal.problems:
                messages.error(request, problem)
        else:
            messages.success(request, _("The access of %(name)s has ended.") % {"name": held.name})
        return redirect("press_access:list", pk=held.publication_id)
    context = {"access": held, "form": form}
    return render(request, "press/admin/workflow/end_access.html", context)


ACCESS_URLS = [
    path("<int:pk>/", access, name="list"),
    path("<int:pk>/end/", end, name="end"),
]
