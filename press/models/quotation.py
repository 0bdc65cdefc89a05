"""What people who speak for the charity, or beside it, have agreed to be quoted with."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from stats.models import Area, Measure

from ..queries import LocalQuotationQuerySet
from ..quoting import ANY, FALL, RISE, directions_spoken_of


class QuoteDirection(models.TextChoices):
    """Which way a figure must have moved for the quotation to fit it."""

    ANY = "any", _("whichever way it went")
    RISE = "rise", _("only for a rise")
    FALL = "fall", _("only for a fall")
    SIMILAR = "similar", _("only where it is similar or the same")


class LocalQuotation(models.Model):
    """A local spokesperson's words, which replace a template's national quotation in their area."""

    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("area")
    )
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("measure"),
        help_text=_("Leave empty if it fits any."),
    )
    direction = models.CharField(
        _("fits"), max_length=8, choices=QuoteDirection.choices, default=QuoteDirection.ANY
    )
    text = models.TextField(_("quotation"), help_text=_("Word for word, without the marks."))
    speaker = models.CharField(
        _("who said it"), max_length=160, help_text=_("Name and role, as agreed with the person.")
    )
    agreed_on = models.DateField(_("agreed on"))
    is_in_use = models.BooleanField(_("in use"), default=True)

    panels = [
        FieldPanel("area"),
        FieldPanel("measure"),
        FieldPanel("text"),
        FieldPanel("direction"),
        FieldPanel("speaker"),
        FieldPanel("agreed_on"),
        FieldPanel("is_in_use"),
    ]

    objects = LocalQuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("local quotation")
        verbose_name_plural = _("local quotations")
        ordering = ["area__name", "pk"]

    def __str__(self) -> str:
        return f"{self.speaker} · {self.area}"

    def clean(self) -> None:
        """Words that speak of a rise are for a rise only, and so with the other directions."""
        super().clean()
        allowed = directions_spoken_of(self.text)
        # Words for a rise and for a fall alike say nothing of a change.
        wanted = {RISE, FALL} if self.direction == ANY else {self.direction}
        if wanted <= allowed:
            return
        fitting = [label for value, label in QuoteDirection.choices if value in allowed]
        message = _("These words speak of a change that would not be there. They fit: %(fitting)s.")
        if not fitting:
            message = _("No change fits these words: they seem to say two things at once.")
        raise ValidationError({"direction": message % {"fitting": "; ".join(map(str, fitting))}})
