"""Charts, drawn once by a worker and kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import ChartQuerySet


class ChartState(models.TextChoices):
    READY = "ready", _("waiting")
    RUNNING = "running", _("being drawn")
    DONE = "done", _("drawn")
    FAILED = "failed", _("could not be drawn")


class Chart(models.Model):
    """A picture of figures: its Vega-Lite specification, and what was drawn from it.

    The digest is that of the specification, which holds the data: a chart of other figures is
    another chart, and a page asks for the one of the figures that it shows. It is not served
    before `public_from`. A unit of work as well, leased like a draft.
    """

    digest = models.CharField(_("SHA-256 of the specification"), max_length=64, unique=True)
    specification = models.JSONField(_("Vega-Lite specification"))
    title = models.CharField(_("title"), max_length=250)
    public_from = models.DateTimeField(_("public from"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ChartState.choices, default=ChartState.READY
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    svg = models.TextField(_("SVG"), blank=True)
    png = models.BinaryField(_("PNG"), blank=True)
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)

    objects = ChartQuerySet.as_manager()

    class Meta:
        verbose_name = _("chart")
        verbose_name_plural = _("charts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="chart_is_leased_if_and_only_if_it_is_drawn_now",
                condition=models.Q(state="running", leased_until__isnull=False)
                | (~models.Q(state="running") & models.Q(leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="drawn_chart_has_its_pictures",
                condition=~models.Q(state="done") | (~models.Q(svg="") & ~models.Q(png=b"")),
            ),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="chart_waiting")]

    def __str__(self) -> str:
        return self.title
