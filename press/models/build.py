"""The outbox: one row for each draft to build. PostgreSQL remembers the work, Redis only rings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stats.models import Area, Publication

from ..queries import DraftBuildQuerySet
from .release import ReleasePage
from .template import ReleaseTemplate


class BuildState(models.TextChoices):
    """`failed` waits for a person: its reason says what to mend before trying again."""

    READY = "ready", _("waiting")
    RUNNING = "running", _("being built")
    DONE = "done", _("built")
    FAILED = "failed", _("stopped")


class DraftBuild(models.Model):
    """The work of making one release from one publication, template and area.

    A running row is leased until `leased_until`; a worker that dies lets the lease run out, and
    the row is taken up again. The unique key is what makes it the same work.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="draft_builds"
    )
    template = models.ForeignKey(
        ReleaseTemplate, on_delete=models.CASCADE, related_name="draft_builds"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="draft_builds")
    state = models.CharField(
        _("state"), max_length=8, choices=BuildState.choices, default=BuildState.READY
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    release = models.OneToOneField(
        ReleasePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="build"
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = DraftBuildQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft to build")
        verbose_name_plural = _("drafts to build")
        ordering = ["publication", "area__name", "pk"]
        permissions = [("use_press_desk", "Can use the press desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "template", "area"], name="one_build_for_a_release"
            ),
            models.CheckConstraint(
                name="build_is_leased_if_and_only_if_it_runs",
                condition=models.Q(state="running", leased_until__isnull=False)
                | (~models.Q(state="running") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="build_that_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="build_waiting")]

    def __str__(self) -> str:
        return f"{self.area} · {self.template} · {self.get_state_display()}"
