"""One press release for one area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision
from wagtail.url_routing import RouteResult

from stats import clock
from stats.models import Area, AuditEntry, Publication

from ..blocks import ReleaseBodyBlock
from ..permissions import ReleasePermissionTester
from ..queries import ReleaseQuerySet
from .template import ReleaseTemplate

if TYPE_CHECKING:
    from .version import ReleaseVersion


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


# What stands with the release whatever its words say.
KEPT_BY_THE_DESK = (
    "state",
    "embargo_until",
    "assigned_to_id",
    "built_revision_id",
    "approved_revision_id",
    "withdrawn_at",
    "withdrawn_why",
)


@dataclass(frozen=True)
class ReleaseText:
    """The words of one version of a release: its headline, and its body in blocks."""

    headline: str
    body: StreamValue

    def says_the_same_as(self, other: ReleaseText) -> bool:
        """Whether the words are the same, block by block, whatever else was saved with them."""
        return self.headline == other.headline and self._blocks == other._blocks

    @property
    def _blocks(self) -> list[tuple[str, Any]]:
        return [(child.block_type, child.value) for child in self.body]

    def paragraphs(self, part: str) -> list[str]:
        """The plain text of every paragraph of one part, in order."""
        return [str(child.value) for child in self.body if child.block_type == part]


class ReleasePage(Page):
    """A release as staff work on it. What the public reads of it are its versions.

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
        CommentPanel(),
    ]
    # Neither a title for search engines, which nobody would have approved, nor another address; nor
    # Wagtail's own schedule, which knows nothing of two people.
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
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

    def permissions_for_user(self, user: Any) -> ReleasePermissionTester:
        return ReleasePermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        """Wagtail's own workflow would publish without asking who wrote it."""
        return False

    def get_workflow(self) -> None:
        return None

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Its address is its own whether or not Wagtail calls it live: serve() asks versions."""
        if path_components:
            raise Http404
        return RouteResult(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The version of the clock's moment; or, to anybody but a previewing editor, nothing.

        A release that was withdrawn after it was out says so, and is gone (410).
        """
        if getattr(request, "is_preview", False):
            previewed: HttpResponse = super().serve(request, *args, **kwargs)
            return previewed
        with clock.standing_still():
            if self.version_at(clock.moment()) is None:
                if not self.is_withdrawn_at(clock.moment()):
                    raise Http404
                return TemplateResponse(
                    request, "press/withdrawn_release.html", {"page": self}, status=410
                )
            response: HttpResponse = super().serve(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The version that is public; in a preview, the words that are being edited."""
        from ..exports.document import document_of_version, lay_out
        from .newsroom import NewsroomPage

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        version = None if is_preview else self.version_at(clock.moment())
        newsroom = NewsroomPage.objects.first() or NewsroomPage()
        moment = clock.moment()
        context["document"] = (
            lay_out(self, shown=self.text, is_draft=True, newsroom=newsroom, at=moment)
            if version is None
            else document_of_version(version, newsroom=newsroom, at=moment, release=self)
        )
        return context

    def public_versions_at(self, moment: datetime) -> list[ReleaseVersion]:
        """All that was public by a moment, the oldest first, whether or not it was withdrawn."""
        return list(self.versions.public_at(moment).order_by("number"))

    @property
    def newest_fetched_version(self) -> ReleaseVersion | None:
        """The newest of `versions.all()`: for rows of ReleaseQuerySet.with_public_versions()."""
        newest: ReleaseVersion | None = max(
            self.versions.all(), key=lambda version: version.number, default=None
        )
        return newest

    def version_at(self, moment: datetime) -> ReleaseVersion | None:
        """The version that the public reads at a moment, if there is one."""
        version: ReleaseVersion | None = self.versions.shown_at(moment).first()
        return version

    def as_at(self, moment: datetime) -> ReleaseText | None:
        """The words that the public reads at a moment, or None."""
        version = self.version_at(moment)
        return None if version is None else version.text

    def is_withdrawn_at(self, moment: datetime) -> bool:
        """Whether what was public of it by a moment had been taken back by then."""
        versions = self.public_versions_at(moment)
        return (
            bool(versions)
            and self.withdrawn_at is not None
            and versions[-1].made_at <= self.withdrawn_at <= moment
        )

    @staticmethod
    def words_of(revision: Revision) -> ReleaseText:
        """The words of a revision. Rebuilding the whole page would cost seven queries."""
        body = ReleasePage._meta.get_field("body").to_python(revision.content["body"])
        return ReleaseText(revision.content["title"], body)

    @property
    def text(self) -> ReleaseText:
        """The words as this object holds them: the live ones, or in a preview those being typed."""
        return ReleaseText(self.title, self.body)

    def with_content_json(self, content: dict[str, Any]) -> ReleasePage:
        """A revision's words on the release as it stands: none brings back an older state."""
        page: ReleasePage = super().with_content_json(content)
        for name in KEPT_BY_THE_DESK:
            setattr(page, name, getattr(self, name))
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever saves the page has read it a while ago: what was decided since then stands.

        The editor writes all of a page that is not live. Without this, a release that is returned
        or scheduled meanwhile would be approved again.
        """
        if self._state.adding or kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            held = ReleasePage.objects.select_for_update(of=("self",), no_key=True)
            now = held.only(*KEPT_BY_THE_DESK).get(pk=self.pk)
            for name in KEPT_BY_THE_DESK:
                setattr(self, name, getattr(now, name))
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Saving while somebody types writes over the revision before, but never over words that
        were handed on: those stay as they were read."""
        over = kwargs.get("overwrite_revision")
        if over is not None and (self.state != ReleaseState.DRAFT or self._was_handed_on(over)):
            kwargs["overwrite_revision"] = None
        saved: Revision = super().save_revision(*args, **kwargs)
        return saved

    def _was_handed_on(self, revision: Revision) -> bool:
        """Whether a second person has read it, also if they gave it back."""
        if revision.pk in (self.approved_revision_id, self.built_revision_id):
            return True
        logged = AuditEntry.objects.about(self).filter(action__startswith="press.")
        return bool(logged.filter(data__revision=revision.pk).exists())

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
