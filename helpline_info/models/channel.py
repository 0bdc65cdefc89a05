"""A way to reach the helpline."""

from __future__ import annotations

import re
from datetime import date, time
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from ..bank_holidays import ENGLAND_AND_WALES, NORTHERN_IRELAND, SCOTLAND, bank_holidays
from ..forms import ChannelForm
from ..opening import Span
from ..queries import ChannelQuerySet
from .bill import OnBill
from .category import WELSH_HELP, SupportCategory

TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{1,20}")


class ChannelKind(models.TextChoices):
    """How a person gets in touch; it decides what sort of contact the channel must give."""

    TELEPHONE = "telephone", _("telephone")
    SECURE_MESSAGE = "secure-message", _("secure message")
    LIVE_CHAT = "live-chat", _("live chat")
    CALL_BACK = "call-back", _("call back")
    POST = "post", _("post")


# A message or a letter waits for whoever reads it next: nobody has to be there when it is written.
NEEDS_NOBODY_THERE = (ChannelKind.SECURE_MESSAGE, ChannelKind.POST)


class Nation(models.TextChoices):
    ENGLAND_AND_WALES = ENGLAND_AND_WALES, _("England and Wales")
    SCOTLAND = SCOTLAND, _("Scotland")
    NORTHERN_IRELAND = NORTHERN_IRELAND, _("Northern Ireland")


class OnBankHolidays(models.TextChoices):
    AS_USUAL = "as-usual", _("open as on any other day")
    CLOSED = "closed", _("closed")
    OWN_HOURS = "own-hours", _("open at hours of their own")


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
    on_bill = models.CharField(
        _("on a phone bill"),
        max_length=8,
        choices=OnBill.choices,
        blank=True,
        help_text=_("Leave blank where no phone bill comes into it."),
    )
    bill_note = models.CharField(
        _("more about the bill"),
        max_length=200,
        blank=True,
        help_text=_("For example: Your phone keeps its own list of calls."),
    )
    languages_spoken = models.CharField(
        _("languages"),
        max_length=200,
        blank=True,
        help_text=_("For example: English and Welsh; an interpreter for others."),
    )
    needed = models.CharField(
        _("what they need"),
        max_length=200,
        blank=True,
        help_text=_("For example: An email address that nobody else reads."),
    )
    note = models.TextField(_("what to know first"), blank=True)
    nation = models.CharField(
        _("bank holidays of"),
        max_length=20,
        choices=Nation.choices,
        default=Nation.ENGLAND_AND_WALES,
    )
    on_bank_holidays = models.CharField(
        _("on those days it is"),
        max_length=10,
        choices=OnBankHolidays.choices,
        default=OnBankHolidays.AS_USUAL,
        help_text=_("For hours of their own, add rows below with the day “Bank holidays”."),
    )
    is_live = models.BooleanField(
        _("on the site"), default=True, help_text=_("Untick to take it off every page at once.")
    )
    categories = models.ManyToManyField(
        SupportCategory, related_name="channels", verbose_name=_("for people worried about")
    )
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    name_cy = models.CharField(_("name"), max_length=80, blank=True, help_text=WELSH_HELP)
    cost_cy = models.CharField(_("cost"), max_length=120, blank=True)
    bill_note_cy = models.CharField(_("more about the bill"), max_length=200, blank=True)
    languages_spoken_cy = models.CharField(_("languages"), max_length=200, blank=True)
    needed_cy = models.CharField(_("what they need"), max_length=200, blank=True)
    note_cy = models.TextField(_("what to know first"), blank=True)

    objects = ChannelQuerySet.as_manager()

    contact_panels = [
        FieldPanel("is_live"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("kind"), FieldPanel("contact")], heading=_("Contact")
        ),
        MultiFieldPanel(
            [
                FieldPanel("cost"),
                FieldPanel("on_bill"),
                FieldPanel("bill_note"),
                FieldPanel("languages_spoken"),
                FieldPanel("needed"),
                FieldPanel("note"),
            ],
            heading=_("What to know first"),
        ),
        FieldPanel("categories"),
    ]
    hours_panels = [
        InlinePanel("opening_hours", heading=_("Opening hours"), label=_("hours of a day")),
        MultiFieldPanel(
            [FieldPanel("nation"), FieldPanel("on_bank_holidays")], heading=_("Bank holidays")
        ),
    ]
    welsh_panels = [
        FieldPanel("name_cy"),
        FieldPanel("cost_cy"),
        FieldPanel("bill_note_cy"),
        FieldPanel("languages_spoken_cy"),
        FieldPanel("needed_cy"),
        FieldPanel("note_cy"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(contact_panels, heading=_("Contact")),
            ObjectList(hours_panels, heading=_("Hours")),
            ObjectList(welsh_panels, heading=_("In Welsh")),
        ],
        base_form_class=ChannelForm,
    )

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

    @property
    def needs_nobody_there(self) -> bool:
        return self.kind in NEEDS_NOBODY_THERE

    @property
    def week(self) -> tuple[Span, ...]:
        """The hours of its weekdays, those of bank holidays left out."""
        return tuple(
            hours.span for hours in self.opening_hours.all() if not hours.is_for_bank_holidays
        )

    @property
    def holiday_hours(self) -> tuple[tuple[time, time], ...]:
        """When it is answered on a bank holiday, where that differs from any other day."""
        if self.on_bank_holidays != OnBankHolidays.OWN_HOURS:
            return ()
        return tuple(
            (hours.opens, hours.closes)
            for hours in self.opening_hours.all()
            if hours.is_for_bank_holidays
        )

    @property
    def differs_on_bank_holidays(self) -> bool:
        return self.on_bank_holidays != OnBankHolidays.AS_USUAL

    def bank_holidays_from(self, day: date) -> frozenset[date]:
        """The days whose hours differ for being bank holidays; none where all are alike."""
        return bank_holidays(self.nation, day) if self.differs_on_bank_holidays else frozenset()


def _require_secure_address(contact: str) -> None:
    try:
        URLValidator(schemes=["https"])(contact)
    except ValidationError as error:
        message = _("Give a web address that begins with https://, so that nobody can listen in.")
        raise ValidationError({"contact": message}) from error
