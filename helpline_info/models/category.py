"""What a person may be worried about."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from ..queries import SupportCategoryQuerySet

PLAIN_TEXT = ["bold", "ol", "ul", "link"]
WELSH_HELP = _("Leave blank while there is none: the English is shown, and marked as English.")


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
    summary = models.TextField(
        _("opening sentences"), help_text=_("One to three short sentences under the title.")
    )
    confidential_in_short = models.TextField(
        _("confidentiality in short"),
        max_length=300,
        blank=True,
        help_text=_(
            "What stays between them and the helpline, and the limit to it, in two or three short"
            " sentences. It stands above the first way to get in touch. Left blank, both sections"
            " under Confidentiality stand there in full."
        ),
    )
    feelings = RichTextField(
        _("what they may be feeling or seeing"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("So that they know the page is for them. Say it without blame."),
    )
    what_happens = RichTextField(_("what happens when you get in touch"), features=PLAIN_TEXT)
    confidential = RichTextField(_("what is confidential"), features=PLAIN_TEXT)
    limits = RichTextField(_("the limits of confidentiality"), features=PLAIN_TEXT)
    steps_now = RichTextField(
        _("steps they can take now"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("What somebody can do today without talking to anybody."),
    )
    resources = RichTextField(
        _("more to read and use"),
        features=PLAIN_TEXT,
        blank=True,
        help_text=_("A list of links. Say where each leads and what it is good for."),
    )
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    title_cy = models.CharField(_("title"), max_length=120, blank=True, help_text=WELSH_HELP)
    label_cy = models.CharField(_("short neutral name"), max_length=40, blank=True)
    summary_cy = models.TextField(_("opening sentences"), blank=True)
    confidential_in_short_cy = models.TextField(
        _("confidentiality in short"), max_length=300, blank=True
    )
    feelings_cy = RichTextField(
        _("what they may be feeling or seeing"), features=PLAIN_TEXT, blank=True
    )
    what_happens_cy = RichTextField(
        _("what happens when you get in touch"), features=PLAIN_TEXT, blank=True
    )
    confidential_cy = RichTextField(_("what is confidential"), features=PLAIN_TEXT, blank=True)
    limits_cy = RichTextField(_("the limits of confidentiality"), features=PLAIN_TEXT, blank=True)
    steps_now_cy = RichTextField(_("steps they can take now"), features=PLAIN_TEXT, blank=True)
    resources_cy = RichTextField(_("more to read and use"), features=PLAIN_TEXT, blank=True)

    objects = SupportCategoryQuerySet.as_manager()

    # In the order in which a visitor reads them.
    english_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("confidential_in_short"),
        FieldPanel("feelings"),
        FieldPanel("what_happens"),
        MultiFieldPanel(
            [FieldPanel("confidential"), FieldPanel("limits")], heading=_("Confidentiality")
        ),
        FieldPanel("steps_now"),
        FieldPanel("resources"),
        MultiFieldPanel([FieldPanel("label"), FieldPanel("slug")], heading=_("What others see")),
    ]
    welsh_panels = [
        FieldPanel("title_cy"),
        FieldPanel("summary_cy"),
        FieldPanel("confidential_in_short_cy"),
        FieldPanel("feelings_cy"),
        FieldPanel("what_happens_cy"),
        FieldPanel("confidential_cy"),
        FieldPanel("limits_cy"),
        FieldPanel("steps_now_cy"),
        FieldPanel("resources_cy"),
        FieldPanel("label_cy"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(english_panels, heading=_("Words")),
            ObjectList(welsh_panels, heading=_("In Welsh")),
        ]
    )

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
        from ..now import page_of

        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, **page_of(self)}
