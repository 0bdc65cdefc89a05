"""What holds right now, whatever the hours say."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import opening
from ..queries import OverrideQuerySet
from .channel import Channel


class Override(models.Model):
    """Open or closed until a moment, said by staff while it lasts; it ends by itself.

    Stronger than hours, bank holidays and closures. Where two disagree, the one made last holds:
    whoever spoke last saw most. Never edited: one that was wrong is ended, and another made.
    """

    channel = models.ForeignKey(
        Channel,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="overrides",
        verbose_name=_("channel"),
        help_text=_("None for all of them."),
    )
    is_open = models.BooleanField(_("open"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    words = models.CharField(_("what visitors read"), max_length=200, blank=True)
    words_cy = models.CharField(_("the same in Welsh"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="override_ends_after_it_starts",
                condition=models.Q(ends__gt=models.F("starts")),
                violation_error_message=_("The end has to come after the beginning."),
            )
        ]

    def __str__(self) -> str:
        whom = str(self.channel) if self.channel_id else _("All channels")
        state = _("open") if self.is_open else _("closed")
        return f"{whom}: {state}"

    @property
    def as_override(self) -> opening.Override:
        return opening.Override(self.starts, self.ends, self.is_open)

    def concerns(self, channel: Channel) -> bool:
        """Without a channel, all that somebody answers: a message can be left at any hour."""
        if self.channel_id is None:
            return not channel.needs_nobody_there
        return bool(self.channel_id == channel.pk)

    def covers(self, moment: datetime) -> bool:
        return self.starts <= moment < self.ends
