"""Answers to warnings, and the places where figures cannot be compared."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import SeriesBreakQuerySet
from .area import Area
from .measure import Measure
from .publication import Publication


class WarningAnswer(models.Model):
    """What a person said to a warning about figures. The newest answer to a warning holds.

    The fingerprint stands for the rule and the very figures: other figures are another warning.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="warning_answers"
    )
    rule = models.CharField(_("rule"), max_length=60)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    warning = models.TextField(_("warning"))
    answer = models.TextField(_("answer"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_to_a_warning_is_in_words", condition=~models.Q(answer="")
            )
        ]
        indexes = [models.Index(fields=["publication", "fingerprint"], name="answers_by_warning")]

    def __str__(self) -> str:
        return self.answer


class BreakKind(models.TextChoices):
    """Why figures on either side, or within some days, cannot be compared."""

    BREAK = "break", _("break in the series")
    RULES = "rules", _("counting rules changed")
    PERIOD = "period", _("not comparable for a time")


class SeriesBreak(models.Model):
    """A day from which, or days within which, an area's figures compare with no others.

    Without an area it holds for every area. A break stands between the day before it and the day
    itself: a period that holds both days is broken as well.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="breaks", verbose_name=_("measure")
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="breaks",
        verbose_name=_("area"),
        help_text=_("Leave empty where it holds for every area."),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=BreakKind.choices)
    starts_on = models.DateField(
        _("from"), help_text=_("The first day of the new way of counting, or of the time.")
    )
    ends_on = models.DateField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("The last day of the time. Empty for a break and for changed rules."),
    )
    reason = models.TextField(
        _("reason"), help_text=_("Shown to the public wherever a comparison is refused.")
    )

    objects = SeriesBreakQuerySet.as_manager()

    class Meta:
        verbose_name = _("break in a series")
        verbose_name_plural = _("breaks in series")
        ordering = ["measure", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="only_a_time_that_is_not_comparable_ends",
                condition=models.Q(
                    kind="period", ends_on__isnull=False, ends_on__gte=models.F("starts_on")
                )
                | (~models.Q(kind="period") & models.Q(ends_on__isnull=True)),
            ),
            models.CheckConstraint(name="break_says_why", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.get_kind_display()} · {self.starts_on}"
