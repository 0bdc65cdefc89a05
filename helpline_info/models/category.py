"""What a person may be worried about."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from ..queries import SupportCategoryQuerySet

PLAIN_TEXT = ["bold", "ol", "ul", "link"]


class SupportCategory(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A worry that brings people to the helpline, and what happens when they get in touch.

    Its page stands at an address of its own rather than in the page tree: no move or deletion of
    another page can take it away.
    """

    title = models.CharField(
        _("title"), max_length=120, help_text=_("As it reads on the page and on the way to it.")
    )
    label = models.CharField(
        _("short neutral name"),
        max_length=40,
        help_text=_("Shown in the browser's tab and history, so it must give nothing away."),
    )
    slug = models.SlugField(
        _("web address"),
        unique=True,
        help_text=_("The last part of its address, as neutral as its short name."),
    )
    summary = models.TextField(_("opening sentences"))
    what_happens = RichTextField(_("what happens when you get in touch"), features=PLAIN_TEXT)
    confidential = RichTextField(_("what is confidential"), features=PLAIN_TEXT)
    limits = RichTextField(_("the limits of confidentiality"), features=PLAIN_TEXT)
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    objects = SupportCategoryQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("what_happens"),
        MultiFieldPanel(
            [FieldPanel("confidential"), FieldPanel("limits")], heading=_("Confidentiality")
        ),
        MultiFieldPanel([FieldPanel("label"), FieldPanel("slug")], heading=_("What others see")),
    ]

    class Meta:
        verbose_name = _("support category")
        verbose_name_plural = _("support categories")
        ordering = [models.F("position").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("helpline:category", args=[self.slug])

    def with_content_json(self, content: dict[str, Any]) -> SupportCategory:
        """A past version of its words, in its present place: order is not a matter of drafts."""
        version: SupportCategory = super().with_content_json(content)
        version.position = self.position
        return version

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "helpline_info/category.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from ..now import channels_now

        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "category": self, "channels": channels_now(category=self)}
