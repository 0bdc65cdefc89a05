"""A way to reach the helpline, and its hours."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from ..opening import MIDNIGHT, Span
from ..queries import ChannelQuerySet
from .category import SupportCategory

TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{1,20}")


class ChannelKind(models.TextChoices):
    """How a person gets in touch; it decides what sort of contact the channel must give."""

    TELEPHONE = "telephone", _("telephone")
    SECURE_MESSAGE = "secure-message", _("secure message")
    LIVE_CHAT = "live-chat", _("live chat")
    CALL_BACK = "call-back", _("call back")
    POST = "post", _("post")


class Channel(ClusterableModel):
    """One way to get in touch. The first in order is the one that every page of the site shows."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("For example: Call the helpline.")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ChannelKind.choices)
    contact = models.TextField(
        _("number or address"),
        help_text=_(
            "A telephone number, or a web address that begins with https://, or a postal address."
        ),
    )
    cost = models.CharField(
        _("cost"), max_length=120, blank=True, help_text=_("For example: Free from any phone.")
    )
    note = models.TextField(_("what to know first"), blank=True)
    is_live = models.BooleanField(
        _("on the site"), default=True, help_text=_("Untick to take it off every page at once.")
    )
    categories = models.ManyToManyField(
        SupportCategory, related_name="channels", verbose_name=_("for people worried about")
    )
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    panels = [
        FieldPanel("is_live"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("kind"), FieldPanel("contact")], heading=_("Contact")
        ),
        FieldPanel("cost"),
        FieldPanel("note"),
        InlinePanel("opening_hours", heading=_("Opening hours"), label=_("hours of a day")),
        FieldPanel("categories"),
    ]

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = [models.F("position").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.contact = self.contact.strip()
        if self.kind == ChannelKind.TELEPHONE and not self.is_a_number:
            raise ValidationError(
                {"contact": _("A telephone number has digits and spaces alone: 0808 1000 900.")}
            )
        if self.kind in (ChannelKind.SECURE_MESSAGE, ChannelKind.LIVE_CHAT):
            _require_secure_address(self.contact)
        if self.kind == ChannelKind.CALL_BACK and not self.is_a_number:
            _require_secure_address(self.contact)

    @property
    def is_a_number(self) -> bool:
        return TELEPHONE.fullmatch(self.contact) is not None

    @property
    def href(self) -> str:
        """Where a link to it leads; nothing for a postal address."""
        if self.is_a_number:
            return "tel:" + self.contact.replace(" ", "")
        return "" if self.kind == ChannelKind.POST else self.contact

    @property
    def website(self) -> str:
        """The site that a link leads to, as people say it: stopitnow.org.uk."""
        host = "" if self.is_a_number else urlsplit(self.href).hostname or ""
        return host.removeprefix("www.")


def _require_secure_address(contact: str) -> None:
    try:
        URLValidator(schemes=["https"])(contact)
    except ValidationError as error:
        message = _("Give a web address that begins with https://, so that nobody can listen in.")
        raise ValidationError({"contact": message}) from error


class Weekday(models.IntegerChoices):
    """Monday is 0, as Python counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


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

    panels = [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="opening_hours_are_on_a_day_of_the_week",
                condition=models.Q(weekday__lte=Weekday.SUNDAY),
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
    def span(self) -> Span:
        return Span(self.weekday, self.opens, self.closes)
