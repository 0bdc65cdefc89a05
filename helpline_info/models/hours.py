"""When a channel is answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..opening import MIDNIGHT, Span
from .channel import Channel


class Weekday(models.IntegerChoices):
    """Monday is 0, as Python counts. Bank holidays stand beside the weekdays, as on a door."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
    BANK_HOLIDAYS = 7, _("Bank holidays")


class OpeningHours(models.Model):
    """A stretch of a weekday, by London's clocks, during which a channel is answered."""

    channel = ParentalKey(
        Channel,
        on_delete=models.CASCADE,
        related_name="opening_hours",
        verbose_name=_("channel"),
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("00:00 is midnight, as the day ends."))

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="opening_hours_are_on_a_day_of_the_week",
                condition=models.Q(weekday__lte=Weekday.BANK_HOLIDAYS),
                violation_error_message=_("Choose a day of the week."),
            ),
            models.CheckConstraint(
                name="opening_hours_close_after_they_open",
                condition=models.Q(closes__gt=models.F("opens")) | models.Q(closes=MIDNIGHT),
                violation_error_message=_("Closing must come after opening on the same day."),
            ),
            models.UniqueConstraint(
                name="channel_opens_once_at_a_time",
                fields=["channel", "weekday", "opens"],
                violation_error_message=_("These hours are given twice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def is_for_bank_holidays(self) -> bool:
        return self.weekday == Weekday.BANK_HOLIDAYS

    @property
    def span(self) -> Span:
        """Raises ValueError for the hours of bank holidays, which belong to no weekday."""
        return Span(self.weekday, self.opens, self.closes)
