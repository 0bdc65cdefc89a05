"""What was public of a release, and from when. Append only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from stats.models import Figure

from ..blocks import ReleaseBodyBlock
from ..queries import ReleaseEventQuerySet, ReleaseVersionQuerySet
from .release import ReleasePage, ReleaseText


class ReleaseVersion(models.Model):
    """The words that a release says to the public from a moment on, as two people left them.

    A trigger in the database refuses to change or delete a row. Only a moment that lies ahead may
    be moved, and a version whose moment lies ahead may be taken back. `figure_ids` are the figures
    that its numbers were held against, whether or not the words came from a template.
    """

    release = models.ForeignKey(ReleasePage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    headline = models.CharField(_("headline"), max_length=255)
    body = StreamField(ReleaseBodyBlock(), verbose_name=_("release"))
    public_from = models.DateTimeField(_("public from"))
    what_changed = models.TextField(
        _("correction"),
        blank=True,
        help_text=_("What was wrong, what is right, and since when. Empty for the first version."),
    )
    figure_ids = ArrayField(models.BigIntegerField(), verbose_name=_("figures"), default=list)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_by_name = models.CharField(_("approved by"), max_length=200)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = ReleaseVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a release")
        verbose_name_plural = _("versions of releases")
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], name="one_version_of_a_release_for_a_number"
            ),
            models.CheckConstraint(
                name="later_version_says_what_changed",
                condition=models.Q(number=1) | ~models.Q(what_changed=""),
            ),
        ]
        indexes = [
            models.Index(fields=["release", "-public_from"], name="version_at_a_moment"),
            GinIndex(fields=["figure_ids"], name="version_by_figure"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} · {self.number}"

    @property
    def prints_corrected_figures(self) -> bool:
        """Whether its table shows figures that say something else now: then the same words may go
        out again, above the right ones."""
        corrected = Figure.objects.filter(superseded_at__lte=timezone.now())
        return corrected.filter(pk__in=self.figure_ids).exists()

    @property
    def text(self) -> ReleaseText:
        return ReleaseText(self.headline, self.body)


class EventKind(models.TextChoices):
    MOVED = "moved", _("embargo moved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ReleaseEvent(models.Model):
    """What became of a version after it was made, for those who were sent it. Append only.

    `public_from` is the moment that it was moved to. `why` is what the public is told of a
    withdrawal; the reason of a move is the desk's own, and stands in the audit log alone.
    """

    version = models.ForeignKey(ReleaseVersion, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("what happened"), max_length=9, choices=EventKind.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    public_from = models.DateTimeField(_("moved to"), null=True, blank=True)
    why = models.TextField(_("why"), blank=True)

    objects = ReleaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a version")
        verbose_name_plural = _("events of versions")
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(
                name="event_has_a_moment_if_and_only_if_it_is_moved",
                condition=models.Q(kind="moved", public_from__isnull=False)
                | models.Q(kind="withdrawn", public_from__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_kind_display()}"
