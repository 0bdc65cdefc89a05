"""The pages that editors make."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

import site_clock

from ..blocks import BodyBlock, CampaignBodyBlock
from ..forms import CampaignForm
from ..gathering import Gathered
from ..leading import why_no_help_comes_first
from ..panels import FiguresToLookAtPanel
from ..queries import CampaignPageManager, campaigns_of
from ..running import Run, Stage
from ..sentences import run_in_words


class IntroducedPage(Page):
    """A page that says first what it is about, and then as much as its editor wishes.

    The way to help is no part of the body: it belongs to the layout, so no editor can leave it out.
    """

    introduction = models.TextField(
        gettext_lazy("introduction"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy(
            "One or two plain sentences under the title; lists of pages show them too."
        ),
    )
    body = StreamField(BodyBlock(), verbose_name=gettext_lazy("body"), blank=True)

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
        verbose_name = gettext_lazy("home page")
        verbose_name_plural = gettext_lazy("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["categories"] = Gathered(None, request).categories
        context["campaigns"], context["earlier_campaigns"] = campaigns_of(self)
        return context


class CampaignPage(IntroducedPage):
    """A campaign, such as Stop It Now!

    Its days say when it runs, and nothing more: whether the page can be read is decided by
    publishing it. One that is over goes on leading to help.
    """

    body = StreamField(CampaignBodyBlock(), verbose_name=gettext_lazy("body"), blank=True)
    starts_on = models.DateField(gettext_lazy("first day"), null=True, blank=True)
    ends_on = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    figures_to_look_at = models.BooleanField(
        gettext_lazy("these figures have not been looked at yet"),
        default=False,
        help_text=gettext_lazy(
            "They came along from an earlier campaign. Untick once each of them belongs here: until"
            " then this page cannot be published."
        ),
    )

    parent_page_types = ["campaigns.HomePage"]
    subpage_types = ["campaigns.ContentPage"]
    base_form_class = CampaignForm
    objects = CampaignPageManager()

    content_panels = [
        FiguresToLookAtPanel([FieldPanel("figures_to_look_at")]),
        *IntroducedPage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
            heading=gettext_lazy("When it runs"),
            help_text=gettext_lazy(
                "Both may stay blank. Days by London's clocks. To choose when the page itself"
                " appears, set a schedule for publishing."
            ),
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("campaign page")
        verbose_name_plural = gettext_lazy("campaign pages")

    @property
    def run(self) -> Run:
        return Run(self.starts_on, self.ends_on)

    @cached_property
    def stage(self) -> Stage:
        """Where it stands at the site's moment."""
        return self.run.stage_at(site_clock.moment())

    @property
    def run_in_words(self) -> str:
        return run_in_words(self.run, self.stage)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            message = _("A campaign cannot end before it has started.")
            raise ValidationError({"ends_on": message})

    def why_not_public(self) -> list[str]:
        """What stands in the way of publishing this version, each with how to mend it."""
        problems = [why_no_help_comes_first(self.body.raw_data)]
        if self.figures_to_look_at:
            problems.append(
                _(
                    "The figures of this campaign came along from an earlier one. Look at each,"
                    " then untick “These figures have not been looked at yet”."
                )
            )
        return [problem for problem in problems if problem]

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a version, by whichever way. Raises PermissionDenied, saying what to mend.

        The editor's form says the same beside the field. Workflows, schedules and publishing in
        bulk come through here without a form.
        """
        version: CampaignPage = revision.as_object()
        problems = version.why_not_public()
        if problems:
            raise PermissionDenied(" ".join(problems))
        return super().publish(revision, *args, **kwargs)


class ContentPage(IntroducedPage):
    """Any other page: about the charity, accessibility, privacy."""

    parent_page_types = ["campaigns.HomePage", "campaigns.CampaignPage", "campaigns.ContentPage"]
    subpage_types = ["campaigns.ContentPage"]

    class Meta:
        verbose_name = gettext_lazy("page")
        verbose_name_plural = gettext_lazy("pages")
