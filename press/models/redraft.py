"""What a corrected figure asks of a release that quotes it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stats.models import Publication

from ..queries import RedraftQuerySet
from .release import ReleasePage


class RedraftState(models.TextChoices):
    """`waiting` is a proposal that a person takes, merges or leaves; `failed` says why."""

    READY = "ready", _("waiting for a worker")
    RUNNING = "running", _("being compared")
    REMADE = "remade", _("made again")
    WAITING = "waiting", _("waiting for you")
    SETTLED = "settled", _("settled")
    FAILED = "failed", _("stopped")


class Decision(models.TextChoices):
    """What became of it: the first four without a person, the others by one."""

    REMADE = "remade", _("made again")
    UNCHANGED = "unchanged", _("nothing to change")
    OVERTAKEN = "overtaken", _("taken in by a later correction")
    WITHDRAWN = "withdrawn", _("the release was withdrawn")
    TAKEN = "taken", _("new words taken")
    MERGED = "merged", _("put together by hand")
    KEPT = "kept", _("own words kept")


class Redraft(models.Model):
    """The work that one correction makes for one release, a row of the outbox like a draft's.

    A release that nobody edited and nobody was sent is made again. For any other, `base` is what
    was built from the old figures, `proposed` what is built from the new, and the release's own
    newest words are the third: each a mapping {"headline": …, "body": [{"type", "value"}, …]}.
    `changes` lists each statement: part, paragraph, old, new, old_figures, new_figures.
    """

    release = models.ForeignKey(ReleasePage, on_delete=models.CASCADE, related_name="redrafts")
    correction = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="redrafts", verbose_name=_("correction")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=RedraftState.choices, default=RedraftState.READY
    )
    base = models.JSONField(_("as it was built"), default=dict)
    proposed = models.JSONField(_("as it would be built now"), default=dict)
    changes = models.JSONField(_("old and new words"), default=list)
    what_changed = models.TextField(_("correction for the public"), blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=20, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = RedraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("release to look at again")
        verbose_name_plural = _("releases to look at again")
        ordering = ["correction", "release__area__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "correction"], name="one_redraft_for_a_release_and_correction"
            ),
            models.CheckConstraint(
                name="redraft_is_leased_if_and_only_if_it_runs",
                condition=models.Q(state="running", leased_until__isnull=False)
                | (~models.Q(state="running") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="redraft_that_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="redraft_waiting")]

    def __str__(self) -> str:
        return f"{self.release} · {self.get_state_display()}"

    @property
    def is_decided(self) -> bool:
        """Whether it was settled then what the release says, and not left to a later correction."""
        return self.decision not in ("", Decision.OVERTAKEN, Decision.WITHDRAWN)

    @property
    def is_public(self) -> bool:
        """Whether its correction is public by now; until then nobody outside may learn of it."""
        moment = self.correction.publish_at
        return moment is not None and moment <= timezone.now()

    @property
    def decision_in_words(self) -> str:
        return str(Decision(self.decision).label) if self.decision else ""
