"""One press release for one area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from stats import clock
from stats.models import Area, Publication

from ..blocks import ReleaseBodyBlock
from ..permissions import DeskPermissionTester
from ..queries import ReleaseQuerySet
from .template import ReleaseTemplate


class ReleaseState(models.TextChoices):
    """Where a release stands between its people. `released` may still wait for its moment.

    What the public sees follows from its versions and their moments, never from this.
    """

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in-review", _("in review")
    APPROVED = "approved", _("approved")
    RELEASED = "released", _("released")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Language(models.TextChoices):
    ENGLISH = "en-gb", _("English")
    WELSH = "cy", _("Welsh")


@dataclass(frozen=True)
class ReleaseText:
    """The words of one version of a release: its headline, and its body in blocks."""

    headline: str
    body: StreamValue

    def paragraphs(self, part: str) -> list[str]:
        """The plain text of every paragraph of one part, in order."""
        return [str(child.value) for child in self.body if child.block_type == part]


class ReleasePage(Page):
    """A release, made as a draft and public only when a person publishes it.

    Its title is the headline. What a person has edited is never built over: there is one release
    for a publication, a template and an area, and the builder only ever makes one that is missing.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", editable=False
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", editable=False)
    template_used = models.ForeignKey(
        ReleaseTemplate, on_delete=models.PROTECT, related_name="+", editable=False
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=Language.choices,
        default=Language.ENGLISH,
        editable=False,
    )
    body = StreamField(ReleaseBodyBlock(), verbose_name=_("release"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReleaseState.choices,
        default=ReleaseState.DRAFT,
        editable=False,
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who is on it"),
        editable=False,
    )
    # The newest revision that the builder made: what stands after it is a person's.
    built_revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    approved_revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_why = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    objects = PageManager.from_queryset(ReleaseQuerySet)()

    content_panels: ClassVar[list[Any]] = [
        FieldPanel(
            "title",
            heading=_("Headline"),
            help_text=_("It is the page's title too."),
            widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        ),
        FieldPanel("body"),
        HelpPanel(template="press/panels/figures.html", heading=_("Figures behind this release")),
    ]
    parent_page_types: ClassVar[list[str]] = ["press.NewsroomPage"]
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False  # releases are built from figures, never begun from nothing
    template = "press/release_page.html"

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        permissions = [("approve_release", "Can approve, release and withdraw press releases")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "template_used", "area"],
                name="one_release_for_a_publication_template_and_area",
            ),
        ]

    def permissions_for_user(self, user: Any) -> DeskPermissionTester:
        return DeskPermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; or, to anybody but a previewing editor, nothing before its figures' moment."""
        is_preview = getattr(request, "is_preview", False)
        if not is_preview and not ReleasePage.objects.out().filter(pk=self.pk).exists():
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page as it is shown: what is public, or in a preview what is being edited."""
        from ..exports.document import lay_out
        from .newsroom import NewsroomPage

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["document"] = lay_out(
            self,
            shown=self.text,
            is_draft=not self.live or getattr(request, "is_preview", False),
            newsroom=NewsroomPage.objects.first() or NewsroomPage(),
            at=clock.moment(),
        )
        return context

    @property
    def text(self) -> ReleaseText:
        """The words as this object holds them: the live ones, or in a preview those being typed."""
        return ReleaseText(self.title, self.body)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # A release is named by what it is about: two headlines that read alike must not collide.
        if not self.slug:
            self.slug: str = release_slug(self.publication, self.area, self.template_used)
        self.title: str = " ".join(
            self.title.split()
        )  # a headline is one line, however it is typed
        super().full_clean(*args, **kwargs)


def release_slug(publication: Publication, area: Area, template: ReleaseTemplate) -> str:
    """The last part of a release's address: the same release always has the same one."""
    version = f"-v{publication.version}" if publication.version > 1 else ""
    return f"{publication.slug}{version}-{area.slug}-{template.pk}"
