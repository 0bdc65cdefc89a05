"""Publications in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import SlugInput

from ..models import Publication
from ..permissions import PublicationPermissionPolicy
from ..views import calendar, publications, recorded, workflow


class PublicationViewSet(ModelViewSet):
    model = Publication
    add_view_class = publications.AddPublication
    edit_view_class = recorded.EditDraft
    delete_view_class = recorded.DeleteUnpublished
    name = "publication"
    icon = "list-ul"
    menu_label = _("Publications")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = publications.PublicationView
    inspect_template_name = "stats/admin/publication.html"
    list_display = [
        TitleColumn("title", label=_("Title"), url_name="publication:inspect", sort_key="title"),
        Column("version", label=_("Version"), sort_key="version"),
        Column("shown_state", label=_("State"), sort_key="state"),
        Column("publish_at", label=_("Public from"), sort_key="publish_at"),
        Column("created_at", label=_("Added"), sort_key="created_at"),
    ]
    list_filter = ["state"]
    search_fields = ["title"]
    search_backend_name = None
    panels = [
        # The address follows the title while it is typed, as it does on pages.
        TitleFieldPanel("title", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("summary"),
        FieldPanel("methodology"),
        MultiFieldPanel(
            [FieldPanel("police_forces_asked"), FieldPanel("police_forces_answered")],
            heading=_("Coverage"),
        ),
    ]

    @property
    def permission_policy(self) -> PublicationPermissionPolicy:
        return PublicationPermissionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [
            *patterns,
            path("submit/<int:pk>/", workflow.submit, name="submit"),
            path("return/<int:pk>/", workflow.return_to_authors, name="return"),
            path("publish/<int:pk>/", workflow.publish, name="publish"),
            path("move/<int:pk>/", workflow.move, name="move"),
            path("correct/<int:pk>/", workflow.start_correction, name="correct"),
            path("announce/<int:pk>/", calendar.announce, name="announce"),
        ]
