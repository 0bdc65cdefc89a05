"""The figures that become public together."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import clock
from ..queries import PublicationQuerySet


class PublicationState(models.TextChoices):
    """How far the work on a publication is.

    A label for staff: whether it is public is asked of its moment, which comes by itself.
    """

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in-review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")


class Publication(models.Model):
    """A set of figures with one title and one moment at which it becomes public."""

    slug = models.SlugField(_("web address"), max_length=100)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    methodology = models.TextField(
        _("how the figures were gathered"),
        blank=True,
        help_text=_("Printed in the notes to editors of every release."),
    )
    police_forces_asked = models.PositiveSmallIntegerField(
        _("police forces asked"), null=True, blank=True, help_text=_("Leave blank if not known.")
    )
    police_forces_answered = models.PositiveSmallIntegerField(
        _("police forces that answered"), null=True, blank=True
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PublicationState.choices,
        default=PublicationState.DRAFT,
        editable=False,
    )
    publish_at = models.DateTimeField(_("public from"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-created_at", "-pk"]
        permissions = [("publish_publication", "Can publish a publication")]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"], name="one_publication_for_a_version"
            ),
            models.CheckConstraint(
                name="publication_with_a_public_state_has_its_moment",
                condition=models.Q(
                    state__in=["scheduled", "published", "superseded"], publish_at__isnull=False
                )
                | models.Q(state__in=["draft", "in-review"], publish_at__isnull=True),
            ),
            models.CheckConstraint(
                name="no_more_forces_answered_than_were_asked",
                condition=models.Q(police_forces_answered__isnull=True)
                | models.Q(police_forces_asked__gte=models.F("police_forces_answered")),
            ),
        ]

    def __str__(self) -> str:
        if self.version == 1:
            return self.title
        named = {"title": self.title, "version": self.version}
        return str(_("%(title)s (version %(version)s)") % named)

    @property
    def is_published(self) -> bool:
        """Whether it is public at the clock's moment, whatever its label says yet."""
        return self.publish_at is not None and self.publish_at <= clock.moment()

    @property
    def is_approved(self) -> bool:
        """Whether its moment is set: it is public, or will be without anybody doing more."""
        return self.publish_at is not None

    @property
    def takes_figures(self) -> bool:
        """Whether figures and words may still change: nobody reviews it yet."""
        return self.state == PublicationState.DRAFT

    @property
    def shown_state(self) -> str:
        """Its state in words, at the very second that a schedule is due."""
        if self.state == PublicationState.SCHEDULED and self.is_published:
            return str(PublicationState.PUBLISHED.label)
        return str(self.get_state_display())

    def clean(self) -> None:
        self._check_address()
        answered, asked = self.police_forces_answered, self.police_forces_asked
        if answered is not None and (asked is None or answered > asked):
            raise ValidationError(
                {
                    "police_forces_answered": _(
                        "More forces cannot have answered than were asked: give both numbers."
                    )
                }
            )

    def _check_address(self) -> None:
        """Versions are found by the web address that they share, and that is theirs alone."""
        # No form has the number of a version, so none would ask of the two together.
        taken = Publication.objects.filter(slug=self.slug, version=self.version)
        if taken.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another publication has this web address.")})
        if self.pk is None or self.version == 1:
            return
        if not Publication.objects.filter(pk=self.pk, slug=self.slug).exists():
            raise ValidationError(
                {"slug": _("All versions of a publication share one web address.")}
            )
