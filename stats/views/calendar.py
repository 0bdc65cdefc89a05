"""The release calendar as staff keep it: what is announced, and announcing a date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions
from ..permissions import ANNOUNCE
from ..workflow_forms import AnnouncementForm
from .workflow import posted, said, the_publication


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce when a publication is expected, or change what was announced and say why."""
    publication = the_publication(request, pk, ANNOUNCE)
    form = AnnouncementForm(posted(request))
    if form.is_valid():
        user: Any = request.user
        announced = said(
            request,
            lambda: actions.announce(publication=publication, by=user, **form.cleaned_data),
        )
        if announced is not None:
            messages.success(request, _("It is in the release calendar."))
            return redirect("publication:inspect", pk=pk)
    return render(
        request,
        "stats/admin/ask.html",
        {
            "publication": publication,
            "heading": _("Announce a date"),
            "lead": _(
                "The title and the date become public in the release calendar, and nothing else."
                " The figures come out only once they are approved."
            ),
            "form": form,
            "button": _("Announce"),
        },
    )
