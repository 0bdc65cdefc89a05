"""Help that others give."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from ..queries import OtherServiceQuerySet
from .category import WELSH_HELP
from .channel import TELEPHONE


class OtherService(models.Model):
    """A service beside the helpline: the emergency number, or one that fits a person better."""

    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(
        _("who or what it is for"),
        max_length=160,
        help_text=_("As it reads before the number: If a child is in danger now."),
    )
    telephone = models.CharField(
        _("telephone"),
        max_length=22,
        blank=True,
        validators=[
            RegexValidator(
                rf"^{TELEPHONE.pattern}$", _("A telephone number has digits and spaces alone.")
            )
        ],
    )
    text_to = models.CharField(
        _("number for text messages"),
        max_length=22,
        blank=True,
        validators=[
            RegexValidator(
                rf"^{TELEPHONE.pattern}$",
                _("A number for text messages has digits and spaces alone."),
            )
        ],
    )
    website = models.URLField(
        _("web address"), blank=True, validators=[URLValidator(schemes=["https"])]
    )
    is_emergency = models.BooleanField(
        _("for emergencies"), default=False, help_text=_("Shown on every page of the site.")
    )
    is_for_crisis = models.BooleanField(
        _("for a crisis"),
        default=False,
        help_text=_("For somebody who cannot cope: shown on each page of a worry."),
    )
    is_self_help = models.BooleanField(
        _("self-help"),
        default=False,
        help_text=_("Needs nobody to be there: offered while the helpline is closed."),
    )
    is_live = models.BooleanField(_("on the site"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    name_cy = models.CharField(_("name in Welsh"), max_length=80, blank=True, help_text=WELSH_HELP)
    purpose_cy = models.CharField(_("who or what it is for, in Welsh"), max_length=160, blank=True)

    objects = OtherServiceQuerySet.as_manager()

    panels = [
        FieldPanel("is_live"),
        FieldPanel("name"),
        FieldPanel("purpose"),
        MultiFieldPanel(
            [FieldPanel("telephone"), FieldPanel("text_to"), FieldPanel("website")],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_emergency"),
                FieldPanel("is_for_crisis"),
                FieldPanel("is_self_help"),
            ],
            heading=_("Where it is shown, besides the help page"),
        ),
        MultiFieldPanel([FieldPanel("name_cy"), FieldPanel("purpose_cy")], heading=_("In Welsh")),
    ]

    class Meta:
        verbose_name = _("other service")
        verbose_name_plural = _("other services")
        ordering = [models.F("position").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="other_service_can_be_reached",
                condition=~models.Q(telephone="", text_to="", website=""),
                violation_error_message=_("Give a telephone number or a web address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not (self.telephone or self.text_to or self.website):
            raise ValidationError(
                {"telephone": _("Give a telephone number, or a web address below.")}
            )

    @property
    def telephone_href(self) -> str:
        return "tel:" + self.telephone.replace(" ", "") if self.telephone else ""

    @property
    def text_href(self) -> str:
        return "sms:" + self.text_to.replace(" ", "") if self.text_to else ""

    @property
    def href(self) -> str:
        """The one link that leads to it: its pages, or else its number."""
        return self.website or self.telephone_href or self.text_href

    @property
    def href_in_short(self) -> str:
        """The same for somebody who cannot wait: a number to call before anything to read."""
        return self.telephone_href or self.text_href or self.website
