"""Release templates in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from .models import ReleaseTemplate


class NotWhileTyping:
    """Saving is pressing Save. A template has no drafts, so a sentence saved while half typed would
    be the one that the next release is made with."""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False


class CreateTemplateView(NotWhileTyping, CreateView):
    pass


class EditTemplateView(NotWhileTyping, EditView):
    pass


class ReleaseTemplateViewSet(SnippetViewSet):
    model = ReleaseTemplate
    add_view_class = CreateTemplateView
    edit_view_class = EditTemplateView
    icon = "form"
    menu_label = _("Release templates")
    add_to_admin_menu = False
    copy_view_enabled = False
    base_url_path = "release-templates"
    list_display = ["name", "measure", "is_in_use"]
    list_filter = ["measure", "is_in_use"]


release_templates = ReleaseTemplateViewSet()
