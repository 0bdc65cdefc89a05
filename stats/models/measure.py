"""What is counted, and how its count can be split."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import CategoryQuerySet, MeasureQuerySet

# What stands in the place of a measure in addresses under /statistics/ (stats/urls.py).
RESERVED_SLUGS = frozenset({"calendar", "charts", "corrections", "publications"})


class MeasureKind(models.TextChoices):
    """A survey's proportion is never added to counts."""

    COUNT = "count", _("count")
    PROPORTION = "proportion", _("proportion found by a survey")


class GoodDirection(models.TextChoices):
    """Which way is good. Recorded crime has none: a rise may be crime, or better recording."""

    NEITHER = "neither", _("neither")
    UP = "up", _("up")
    DOWN = "down", _("down")


class Measure(models.Model):
    """A thing that is counted, with the words that a sentence needs for it."""

    slug = models.SlugField(_("web address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    noun_singular = models.CharField(
        _("one of them"), max_length=120, help_text=_("For example: child abuse image offence.")
    )
    noun_plural = models.CharField(
        _("many of them"), max_length=120, help_text=_("For example: child abuse image offences.")
    )
    noun_in_welsh = models.CharField(
        _("many of them, in Welsh, after “o”"),
        max_length=160,
        blank=True,
        help_text=_("With its mutation: droseddau delweddau cam-drin plant."),
    )
    definition = models.TextField(_("what is counted"))
    caveat = models.TextField(
        _("standing caveat"),
        blank=True,
        help_text=_("Printed in the notes to editors and beside every table."),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=MeasureKind.choices, default=MeasureKind.COUNT
    )
    good_direction = models.CharField(
        _("which way is good"),
        max_length=10,
        choices=GoodDirection.choices,
        default=GoodDirection.NEITHER,
    )

    shows = models.TextField(
        _("what the figures show"), blank=True, help_text=_("Printed beside every table.")
    )
    does_not_show = models.TextField(
        _("what the figures do not show"),
        blank=True,
        help_text=_("For example: offences that nobody reported to the police."),
    )
    suppression_threshold = models.PositiveSmallIntegerField(
        _("small numbers"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2)],
        help_text=_(
            "Counts from 1 to one less than this are not published, to protect people."
            " Leave empty where every count may be published."
        ),
    )
    large_change_percent = models.PositiveSmallIntegerField(
        _("large change, in per cent"),
        default=50,
        validators=[MinValueValidator(1)],
        help_text=_("A figure that moved by more than this since the year before is questioned."),
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.slug in RESERVED_SLUGS:
            message = _("“%(slug)s” is an address of its own under statistics: choose another.")
            raise ValidationError({"slug": ValidationError(message, params={"slug": self.slug})})


class Category(models.Model):
    """One part of a measure's total: a kind of offence, an age group."""

    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="categories", verbose_name=_("measure")
    )
    slug = models.SlugField(_("web address"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    name_in_prose = models.CharField(
        _("name in a sentence"),
        max_length=160,
        help_text=_("As it reads after a number: “541 were for …”"),
    )
    name_in_welsh = models.CharField(
        _("name in a Welsh sentence"),
        max_length=160,
        blank=True,
        help_text=_("As it reads after “am”, with its mutation."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["measure", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "slug"], name="one_category_for_a_slug"),
        ]

    def __str__(self) -> str:
        return self.name
