"""The helpline in the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .right_now import ADMIN_URLS, PERMISSION
from .viewsets import HelplineViewSetGroup

register_snippet(HelplineViewSetGroup)


@hooks.register("register_admin_urls")
def right_now_urls() -> list[URLPattern]:
    return ADMIN_URLS


class RightNowMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_helpline_menu_item")
def right_now_in_the_menu() -> MenuItem:
    """First of all: whoever needs it is in a hurry."""
    return RightNowMenuItem(
        _("Right now"), reverse_lazy("helpline_right_now"), icon_name="time", order=0
    )


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    actions.register_action(
        "helpline_info.override", _("Say what holds right now"), _("Said what holds right now")
    )
    actions.register_action(
        "helpline_info.end_override", _("End what holds right now"), _("Hours hold again")
    )
