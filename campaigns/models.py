"""The pages that editors make."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from helpline_info.models import SupportCategory

from .blocks import BodyBlock


class IntroducedPage(Page):
    """A page that says first what it is about, and then as much as its editor wishes.

    The way to help is no part of the body: it belongs to the layout, so no editor can leave it out.
    """

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=500,
        help_text=_("One or two plain sentences under the title; lists of pages show them too."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True


class HomePage(IntroducedPage):
    """Where most people arrive: the four worries first, then the campaigns."""

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["categories"] = SupportCategory.objects.live()
        context["campaigns"] = CampaignPage.objects.child_of(self).live().public()
        return context


class CampaignPage(IntroducedPage):
    """A campaign, such as Stop It Now!"""

    parent_page_types = ["campaigns.HomePage"]
    subpage_types = ["campaigns.ContentPage"]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")


class ContentPage(IntroducedPage):
    """Any other page: about the charity, accessibility, privacy."""

    parent_page_types = ["campaigns.HomePage", "campaigns.CampaignPage", "campaigns.ContentPage"]
    subpage_types = ["campaigns.ContentPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
