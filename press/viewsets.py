"""Release templates and local quotations in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from .models import LocalQuotation, ReleaseTemplate
from .proving.areas import prove_template
from .proving.report import Fault, Report
from .queries import LocalQuotationQuerySet, ReleaseTemplateQuerySet
from .views import templates as views

FAULTS_TOLD_AT_ONCE = 6


class Proved:
    """Publishing a template proves it first. A draft is saved as it is, also while one types."""

    request: HttpRequest
    action: str
    report: Report | None = None
    produced_error_code: str | None
    produced_error_message: str | None
    is_valid: Callable[[ModelForm[Any]], bool]

    def get_side_panels(self) -> Any:
        """The release for a chosen area beside the words: the preview, with areas for modes."""
        panels: Any = super().get_side_panels()  # type: ignore[misc]
        for panel in panels:
            if isinstance(panel, PreviewSidePanel):
                panel.template_name = "press/admin/templates/preview_panel.html"
                panel.title = _("The release for an area")
                panel.object.shown_to = self.request.user
        return panels

    def proves(self, form: Any) -> bool:
        """Whether what is published may be; what stands in the way is told beside the form."""
        if self.action != "publish":
            return True
        self.report = prove_template(form.instance, user=self.request.user).report
        for fault in self.report.blocking[:FAULTS_TOLD_AT_ONCE]:
            form.add_error(None, fault_in_words(fault))
        more = len(self.report.blocking) - FAULTS_TOLD_AT_ONCE
        if more > 0:
            form.add_error(None, _("And %(number)d more problems.") % {"number": more})
        if self.report.blocking:
            self.produced_error_code = "validation_error"
            self.produced_error_message = _("The template was not published.")
        return not self.report.blocking

    def warn(self) -> None:
        """What stands in no template's way, but should be known once it is published."""
        if self.report is None:
            return
        told = self.report.faults
        for fault in told[:FAULTS_TOLD_AT_ONCE]:
            messages.warning(self.request, fault_in_words(fault))
        if len(told) > FAULTS_TOLD_AT_ONCE:
            more = len(told) - FAULTS_TOLD_AT_ONCE
            messages.warning(
                self.request,
                _("And %(number)d more: see the table of all areas.") % {"number": more},
            )
        if self.report.uncomposed or self.report.unread:
            messages.warning(
                self.request,
                _(
                    "Not proved for want of time: %(uncomposed)d areas were not composed, and"
                    " %(unread)d were composed but not read back."
                )
                % {"uncomposed": self.report.uncomposed, "unread": self.report.unread},
            )


def fault_in_words(fault: Fault) -> str:
    """A problem for a person: where it shows, which sentence, what is wrong, what to do."""
    parts = [fault.what]
    if fault.areas:
        where = fault.where[:1].upper() + fault.where[1:]
        parts.insert(0, _("%(where)s:") % {"where": where})
    if fault.sentence and fault.sentence not in fault.what:
        parts.append(_("The sentence: “%(sentence)s”") % {"sentence": fault.sentence})
    if fault.remedy:
        parts.append(fault.remedy)
    return " ".join(parts)


class CreateTemplateView(Proved, CreateView):
    def is_valid(self, form: Any) -> bool:
        return bool(super().is_valid(form)) and self.proves(form)

    def save_action(self) -> HttpResponse:
        self.warn()
        response: HttpResponse = super().save_action()
        return response


class EditTemplateView(Proved, EditView):
    def is_valid(self, form: Any) -> bool:
        return bool(super().is_valid(form)) and self.proves(form)

    def save_action(self) -> HttpResponse:
        self.warn()
        response: HttpResponse = super().save_action()
        return response

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        table = Button(
            _("Table of all areas"),
            url=reverse(release_templates.get_url_name("areas"), args=[self.object.pk]),
            icon_name="table",
            priority=5,
        )
        return [table, *super().header_more_buttons]


class ReleaseTemplateViewSet(SnippetViewSet):
    model = ReleaseTemplate
    add_view_class = CreateTemplateView
    edit_view_class = EditTemplateView
    icon = "form"
    menu_label = gettext_lazy("Release templates")
    add_to_admin_menu = False
    copy_view_enabled = False
    base_url_path = "release-templates"
    list_display = ["name", "measure", "get_language_display", "is_in_use"]
    list_filter = ["measure", "language", "is_in_use"]

    def get_queryset(self, request: HttpRequest) -> ReleaseTemplateQuerySet:
        return ReleaseTemplate.objects.select_related("measure")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/areas/", views.areas, name="areas"),
            path("<int:pk>/areas/<int:area_pk>/", views.area, name="area"),
        ]


class LocalQuotationViewSet(SnippetViewSet):
    model = LocalQuotation
    icon = "openquote"
    menu_label = gettext_lazy("Local quotations")
    add_to_admin_menu = False
    copy_view_enabled = False
    base_url_path = "local-quotations"
    list_display = ["area", "speaker", "measure", "direction", "agreed_on", "is_in_use"]
    list_filter = ["area", "measure", "direction", "is_in_use"]
    search_fields = ["text", "speaker", "area__name"]

    def get_queryset(self, request: HttpRequest) -> LocalQuotationQuerySet:
        return LocalQuotation.objects.select_related("area", "measure")


release_templates = ReleaseTemplateViewSet()
local_quotations = LocalQuotationViewSet()
