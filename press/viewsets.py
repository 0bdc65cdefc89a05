"""Release templates in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import ReleaseTemplate


class ReleaseTemplateViewSet(SnippetViewSet):
    model = ReleaseTemplate
    icon = "form"
    menu_label = _("Release templates")
    add_to_admin_menu = False
    copy_view_enabled = False
    base_url_path = "release-templates"
    list_display = ["name", "measure", "is_in_use"]
    list_filter = ["measure", "is_in_use"]


release_templates = ReleaseTemplateViewSet()
