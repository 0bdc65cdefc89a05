"""Days on which nobody answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..opening import Break
from ..queries import ClosureQuerySet
from .category import WELSH_HELP
from .channel import Channel


class Closure(models.Model):
    """Whole days, both ends included, taken out of one channel's hours or out of all of them."""

    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    channel = models.ForeignKey(
        Channel,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="closures",
        verbose_name=_("channel"),
        help_text=_(
            "Leave blank when all of them are closed. Secure messages and post can still be sent,"
            " unless you choose them here."
        ),
    )
    reason = models.CharField(
        _("reason"), max_length=120, help_text=_("Shown to visitors, for example: Christmas Day.")
    )
    reason_cy = models.CharField(
        _("reason in Welsh"), max_length=120, blank=True, help_text=WELSH_HELP
    )

    objects = ClosureQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("channel"),
        FieldPanel("reason"),
        FieldPanel("reason_cy"),
    ]

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="closure_ends_on_or_after_its_first_day",
                condition=models.Q(last_day__gte=models.F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def as_break(self) -> Break:
        return Break(self.first_day, self.last_day)

    def concerns(self, channel: Channel) -> bool:
        """Without a channel, all that somebody answers: a message can be left on any day."""
        if self.channel_id is None:
            return not channel.needs_nobody_there
        return bool(self.channel_id == channel.pk)
