"""Who stands behind campaigns: police forces and other organisations, with links to them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from stats.models import Area


class PartnerKind(models.TextChoices):
    POLICE_FORCE = "police-force", _("Police forces")
    CHARITY = "charity", _("Charities")
    PUBLIC_BODY = "public-body", _("Public bodies")
    COMPANY = "company", _("Companies")


class Partner(index.Indexed, models.Model):
    """An organisation. A police force belongs to the area that it serves; no other has one."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind.choices)
    area = models.OneToOneField(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partner",
        verbose_name=_("police force area"),
        limit_choices_to=~models.Q(body_name=""),
        help_text=_("For a police force: the area that it serves. Pages list forces by region."),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Its own address, beginning with https://. Leave blank to name it only."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Not needed. The name stands beside it, so it needs no description."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("area"),
        FieldPanel("website"),
        FieldPanel("logo"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="partner_has_an_area_if_it_is_a_police_force",
                condition=models.Q(kind="police-force", area__isnull=False)
                | (~models.Q(kind="police-force") & models.Q(area__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        is_force = self.kind == PartnerKind.POLICE_FORCE
        if is_force and self.area_id is None:
            errors["area"] = _("Choose the area that this police force serves.")
        if not is_force and self.area_id is not None:
            errors["area"] = _("Only a police force has an area: clear it, or change the kind.")
        if errors:
            raise ValidationError(errors)
