"""One number, or one reason why there is none. Append only."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..periods import Period
from ..queries import FigureQuerySet
from .area import Area
from .measure import Category, Measure
from .publication import Publication
from .received_file import ReceivedFile
from .source import Source


class FigureStatus(models.TextChoices):
    """How a value is known, or why it is not. Nought is a value; the rest are not nought."""

    FINAL = "final", _("final")
    PROVISIONAL = "provisional", _("provisional")
    ESTIMATED = "estimated", _("estimated or rounded")
    NOT_SUPPLIED = "not-supplied", _("not supplied")
    REFUSED = "refused", _("refused")
    NOT_HELD = "not-held", _("not held")
    NOT_RECEIVED = "not-received", _("not yet received")
    SUPPRESSED = "suppressed", _("suppressed, to protect people")
    SURVEY = "survey", _("survey result, given in words")


STATUSES_WITH_A_VALUE = (FigureStatus.FINAL, FigureStatus.PROVISIONAL, FigureStatus.ESTIMATED)


class Figure(models.Model):
    """The value of a measure for an area, a period and a category (or the total, without one).

    What a figure says never changes: a trigger in the database refuses it. A correction is a new
    figure that supersedes this one and gives its reason.
    """

    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name=_("publication"),
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="figures", verbose_name=_("measure")
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="figures", verbose_name=_("area")
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="figures",
        null=True,
        blank=True,
        verbose_name=_("category"),
    )
    period_start = models.DateField(_("first day"))
    period_end = models.DateField(_("last day"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=FigureStatus.choices)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="figures",
        null=True,
        blank=True,
        verbose_name=_("source"),
    )
    note = models.TextField(_("note"), blank=True)
    file = models.ForeignKey(
        ReceivedFile,
        on_delete=models.PROTECT,
        related_name="figures",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("file"),
    )
    sheet = models.CharField(
        _("sheet"), max_length=120, blank=True, default="", db_default="", editable=False
    )
    cell = models.CharField(
        _("cell"), max_length=12, blank=True, default="", db_default="", editable=False
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("corrects"),
    )
    public_from = models.DateTimeField(_("public from"), null=True, blank=True, editable=False)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("statistics entry")
        verbose_name_plural = _("statistics entries")
        ordering = ["measure", "area", "-period_end", "category"]
        indexes = [
            # A page reads one area over time, or one period of every area: never a whole measure.
            models.Index(fields=["measure", "area", "-period_end"], name="figures_of_a_series"),
            models.Index(
                fields=["measure", "-period_end", "period_start"],
                condition=models.Q(category__isnull=True),
                name="totals_of_a_period",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="figure_has_a_value_if_and_only_if_its_status_has_one",
                condition=models.Q(status__in=STATUSES_WITH_A_VALUE, value__isnull=False)
                | (~models.Q(status__in=STATUSES_WITH_A_VALUE) & models.Q(value__isnull=True)),
            ),
            models.CheckConstraint(
                name="figure_is_not_negative",
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
            ),
            models.CheckConstraint(
                name="figure_period_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
            ),
            models.CheckConstraint(
                name="figure_is_superseded_only_after_it_was_public",
                condition=models.Q(superseded_at__isnull=True)
                | models.Q(superseded_at__gte=models.F("public_from")),
            ),
            models.CheckConstraint(
                name="figure_that_corrects_another_says_why",
                condition=models.Q(supersedes__isnull=True) | ~models.Q(note=""),
            ),
            models.UniqueConstraint(
                name="one_current_figure_for_a_cell",
                fields=["measure", "area", "category", "period_start", "period_end"],
                condition=models.Q(public_from__isnull=False, superseded_at__isnull=True),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="one_figure_for_a_cell_of_a_publication",
                fields=[
                    "publication",
                    "measure",
                    "area",
                    "category",
                    "period_start",
                    "period_end",
                ],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.category} · " if self.category_id else ""
        shown = self.shown_value
        return f"{self.area}, {self.period.label}: {shown} · {what}{self.measure}"

    @property
    def name_without_value(self) -> str:
        """What it is about: for where a small number must not outlast its suppression."""
        what = f"{self.category} · " if self.category_id else ""
        return f"{self.area}, {self.period.label} · {what}{self.measure}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def category_or_total(self) -> str:
        return str(_("Total") if self.category is None else self.category.name)

    @property
    def has_value(self) -> bool:
        return self.value is not None

    @property
    def shown_value(self) -> str:
        """The value with commas, or the reason why there is none: never nought for a gap."""
        if self.value is None:
            return str(self.get_status_display())
        return format_value(self.value)


def format_value(value: Decimal) -> str:
    """A value as people read it: commas from 1,000, and no noughts after the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
