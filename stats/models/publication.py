"""The figures that become public together."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import PublicationQuerySet


class PublicationState(models.TextChoices):
    """Where a publication stands. Review and scheduling belong to the statistics desk."""

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
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == PublicationState.PUBLISHED

    def clean(self) -> None:
        answered, asked = self.police_forces_answered, self.police_forces_asked
        if answered is not None and (asked is None or answered > asked):
            raise ValidationError(
                {
                    "police_forces_answered": _(
                        "More forces cannot have answered than were asked: give both numbers."
                    )
                }
            )
