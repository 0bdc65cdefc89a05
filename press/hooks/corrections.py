"""Corrections in the admin: their screens, their place on a publication's, and their verbs."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from stats.models import Publication

from ..corrections_screen import UNDECIDED
from ..models import Redraft
from ..permissions import SEE_REDRAFTS
from ..views.corrections import CORRECTIONS_URLS


class CorrectionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEE_REDRAFTS))


def menu_item() -> MenuItem:
    """In the press desk's menu, for whoever may see what corrections ask of releases."""
    return CorrectionsMenuItem(
        gettext_lazy("Corrections"),
        lazy(reverse, str)("press_desk:all_corrections"),
        icon_name="rotate",
        order=5,
    )


@hooks.register("register_admin_urls")
def correction_urls() -> list[URLPattern | URLResolver]:
    urls = (CORRECTIONS_URLS, "press_corrections")
    return [path("press-desk/", include(urls, namespace="press_corrections"))]


@hooks.register("publication_panels")
def what_a_correction_touches(request: HttpRequest, publication: Publication) -> SafeString | None:
    """On a correction's own screen: how many releases quote what it corrects, and what waits."""
    if publication.version == 1 or not publication.is_approved:
        return None
    if not request.user.has_perm(SEE_REDRAFTS):
        return None
    redrafts = Redraft.objects.filter(correction=publication)
    context = {
        "correction": publication,
        "touched": redrafts.count(),
        "waiting": redrafts.filter(state__in=UNDECIDED).count(),
    }
    return render_to_string("press/admin/corrections/_panel.html", context, request=request)


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("make_again", gettext_lazy("Make a draft again"), gettext_lazy("Made again")),
        (
            "redraft_taken",
            gettext_lazy("Take corrected words"),
            gettext_lazy("Corrected words taken"),
        ),
        (
            "redraft_merged",
            gettext_lazy("Put corrected words together"),
            gettext_lazy("Corrected words put together"),
        ),
        (
            "redraft_kept",
            gettext_lazy("Keep words after a correction"),
            gettext_lazy("Own words kept after a correction"),
        ),
        (
            "correction_taken_back",
            gettext_lazy("Take a correction back"),
            gettext_lazy("The correction was taken back"),
        ),
        ("look_again", gettext_lazy("Compare again"), gettext_lazy("To be compared again")),
    ):
        actions.register_action(f"press.{name}", label, message)
