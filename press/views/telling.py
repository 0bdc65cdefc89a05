"""Telling those who were sent a release what became of it: what they would read, and the button."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..actions.dispatching import what_forbids_all_mail
from ..actions.refusals import ReleaseNotReady
from ..actions.telling import tell_those_who_were_sent_it
from ..dispatch.telling import ToBeTold, letter_about, to_be_told
from ..models import ReleasePage
from ..permissions import SEND_RELEASES
from .desk import needs


@require_http_methods(["GET", "POST"])
@never_cache
@needs(SEND_RELEASES)
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be sent to how many, and ask; on POST, send to exactly these."""
    release = get_object_or_404(ReleasePage, pk=pk)
    waiting = to_be_told(release, at=timezone.now())
    if waiting is None or not len(waiting):
        messages.info(request, _("There is nobody to tell."))
        return redirect("press_dispatch:release", pk=pk)
    if request.method == "POST":
        if request.POST.get("shown") == _digest(waiting):
            _tell(request, waiting)
            return redirect("press_dispatch:release", pk=pk)
        messages.warning(request, _("What would be sent has changed meanwhile: look again."))
    had = {version.pk: version for version in waiting.versions.values()}
    context = {
        "release": release,
        "telling": waiting,
        "shown": _digest(waiting),
        "problems": what_forbids_all_mail(),
        "letters": [letter_about(waiting.event, had[key]) for key in sorted(had)],
    }
    return render(request, "press/admin/dispatch/tell.html", context)


def _tell(request: HttpRequest, waiting: ToBeTold) -> None:
    user: Any = request.user
    try:
        count = tell_those_who_were_sent_it(event=waiting.event, by=user)
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
        return
    said = ngettext("%(count)d person is being told.", "%(count)d people are being told.", count)
    messages.success(request, said % {"count": count})


def _digest(waiting: ToBeTold) -> str:
    """Stands for what happened, and the people, as they were shown."""
    shown = [str(waiting.event.pk), *sorted(one.key for one in waiting)]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()


TELLING_URLS = [path("release/<int:pk>/tell/", tell, name="tell")]
