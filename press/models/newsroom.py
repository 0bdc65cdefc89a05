"""Where releases stand, and the public list of those that are out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from ..permissions import NewsroomPermissionTester


class NewsroomPage(Page):
    """The parent of every release. Its contacts stand at the end of each."""

    introduction = models.TextField(_("introduction"), blank=True)
    contact_name = models.CharField(_("press office"), max_length=120, blank=True)
    contact_telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_out_of_hours = models.CharField(_("out of hours"), max_length=40, blank=True)
    contact_email = models.EmailField(_("email"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_telephone"),
                FieldPanel("contact_out_of_hours"),
                FieldPanel("contact_email"),
            ],
            heading=_("Contacts for reporters"),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["campaigns.HomePage"]
    subpage_types: ClassVar[list[str]] = ["press.ReleasePage"]
    max_count = 1
    template = "press/newsroom_page.html"

    class Meta:
        verbose_name = _("newsroom")

    def permissions_for_user(self, user: Any) -> NewsroomPermissionTester:
        return NewsroomPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..newsroom.listing import RELEASES_ON_A_PAGE, newest_first

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = Paginator(newest_first(), RELEASES_ON_A_PAGE)
        context["releases"] = pages.get_page(request.GET.get("page"))
        return context
