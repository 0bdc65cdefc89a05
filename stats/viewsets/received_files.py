"""Files of figures in the admin: sent in from a publication, and kept."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import ReceivedFile
from ..permissions import ReadOnlyPermissionPolicy
from ..views import received_columns
from ..views import received_files as views


class ReceivedFileViewSet(ModelViewSet):
    model = ReceivedFile
    name = "received-file"
    icon = "upload"
    menu_label = _("Files of figures")
    index_view_class = views.ReceivedFileList
    inspect_view_class = views.ReceivedFileView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_admin_menu = False
    add_to_reference_index = False
    exclude_form_fields: list[str] = []
    list_display = [
        TitleColumn("name", label=_("File"), url_name="received-file:inspect", sort_key="name"),
        Column("publication", label=_("Publication"), sort_key="publication__title"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("added_by", label=_("Sent in by")),
        DateColumn("added_at", label=_("Sent in"), sort_key="added_at"),
    ]
    list_filter = ["state", "publication"]
    search_fields = ["name", "publication__title"]
    search_backend_name = None

    @property
    def permission_policy(self) -> ReadOnlyPermissionPolicy:
        return ReadOnlyPermissionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Its listing and screens of its own: a file is not typed in, edited or deleted."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("into/<int:publication_pk>/", views.send_in, name="send_in"),
            path("<int:pk>/progress/", views.progress, name="progress"),
            path("<int:pk>/original/", views.original, name="original"),
            path("<int:pk>/marked/", views.marked, name="marked"),
            path("<int:pk>/answer/", views.answer, name="answer"),
            path("<int:pk>/columns/", received_columns.columns, name="columns"),
            path("<int:pk>/explain/", views.explain, name="explain"),
            path("<int:pk>/leave-out/", views.leave_out, name="leave_out"),
            path("<int:pk>/take-back-in/", views.take_back_in, name="take_back_in"),
            path("<int:pk>/bring-in/", views.bring_in, name="bring_in"),
            path("<int:pk>/set-aside/", views.set_aside, name="set_aside"),
            path("<int:pk>/read-again/", views.read_again, name="read_again"),
        ]
