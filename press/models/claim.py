"""Which figures each number in a release follows from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stats.models import Figure

from .release import ReleasePage


class ReleaseClaim(models.Model):
    """Words that a release was built with, with the working and the figures behind them.

    Not part of the page's revisions: what was proved when the draft was built stays as it was.
    """

    release = models.ForeignKey(ReleasePage, on_delete=models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField(_("order"))
    part = models.CharField(_("part"), max_length=10)
    paragraph = models.PositiveSmallIntegerField(
        _("paragraph"), help_text=_("Counted from nought; the headline's is nought.")
    )
    start = models.PositiveIntegerField(_("characters before it in the paragraph"))
    text = models.CharField(_("words"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30)
    arithmetic = models.CharField(_("working"), max_length=250, blank=True)
    figures = models.ManyToManyField(Figure, related_name="claims", through="ClaimFigure")

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "position"], name="one_claim_for_a_position")
        ]

    def __str__(self) -> str:
        return self.text


class ClaimFigure(models.Model):
    """A figure that a claim follows from. It cannot be deleted under the claim."""

    claim = models.ForeignKey(ReleaseClaim, on_delete=models.CASCADE, related_name="links")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="claim_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "figure"], name="one_link_for_a_figure")
        ]

    def __str__(self) -> str:
        return f"{self.claim} ← {self.figure}"
