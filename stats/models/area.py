"""Places, by the codes of the Government Statistical Service (GSS)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import AreaQuerySet


class AreaLevel(models.TextChoices):
    """How wide a place is. Scotland and Northern Ireland are nations with one force each."""

    UNITED_KINGDOM = "united-kingdom", _("United Kingdom")
    NATION = "nation", _("nation")
    REGION = "region", _("region of England")
    POLICE_FORCE_AREA = "police-force-area", _("police force area")


class Area(models.Model):
    """A place that figures are about, and the police force that answers for it, if there is one."""

    gss_code = models.CharField(
        _("GSS code"),
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^[EKNSW]\d{8}$", _("A GSS code is a letter and 8 digits."))],
    )
    slug = models.SlugField(_("web address"), max_length=60, unique=True)
    level = models.CharField(_("level"), max_length=20, choices=AreaLevel.choices)
    name = models.CharField(_("name"), max_length=80)
    name_in_prose = models.CharField(
        _("name in a sentence"),
        max_length=80,
        help_text=_("As it reads after “in”: Lancashire; the North West; the United Kingdom."),
    )
    body_name = models.CharField(
        _("police force"), max_length=80, blank=True, help_text=_("Its full name, if it has one.")
    )
    name_in_welsh = models.CharField(
        _("name in Welsh"), max_length=80, blank=True, help_text=_("Gogledd Cymru.")
    )
    in_welsh = models.CharField(
        _("“in” it, in Welsh"),
        max_length=90,
        blank=True,
        help_text=_("With its mutation: yng Ngogledd Cymru."),
    )
    body_name_in_welsh = models.CharField(_("police force, in Welsh"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="area_gss_code_is_well_formed",
                condition=models.Q(gss_code__regex=r"^[EKNSW][0-9]{8}$"),
            ),
            models.CheckConstraint(
                name="only_the_united_kingdom_has_no_parent",
                condition=models.Q(parent__isnull=False) | models.Q(level="united-kingdom"),
            ),
            models.CheckConstraint(
                name="area_is_not_its_own_parent",
                condition=~models.Q(parent=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_police_force_area(self) -> bool:
        """Whether one police force answers for the whole of it."""
        return bool(self.body_name)
