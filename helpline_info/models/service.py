"""Help that others give."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from ..queries import OtherServiceQuerySet
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
    website = models.URLField(
        _("web address"), blank=True, validators=[URLValidator(schemes=["https"])]
    )
    is_emergency = models.BooleanField(
        _("for emergencies"), default=False, help_text=_("Shown on every page of the site.")
    )
    is_live = models.BooleanField(_("on the site"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), null=True, editable=False)

    objects = OtherServiceQuerySet.as_manager()

    panels = [
        FieldPanel("is_live"),
        FieldPanel("name"),
        FieldPanel("purpose"),
        FieldPanel("telephone"),
        FieldPanel("website"),
        FieldPanel("is_emergency"),
    ]

    class Meta:
        verbose_name = _("other service")
        verbose_name_plural = _("other services")
        ordering = [models.F("position").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="other_service_can_be_reached",
                condition=~models.Q(telephone="", website=""),
                violation_error_message=_("Give a telephone number or a web address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.telephone and not self.website:
            raise ValidationError(
                {"telephone": _("Give a telephone number, or a web address below.")}
            )

    @property
    def telephone_href(self) -> str:
        return "tel:" + self.telephone.replace(" ", "") if self.telephone else ""
