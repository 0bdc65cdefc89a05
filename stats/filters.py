"""How lists in the API are narrowed: a value is understood in one way, or refused with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFilter, Filter, ModelChoiceFilter
from django_filters.rest_framework.filterset import FilterSet
from drf_spectacular.utils import extend_schema_field

from .models import Area, AreaLevel, Category, Figure, FigureStatus, Measure, Publication
from .periods import Period, PeriodError, parse_period
from .queries import AreaQuerySet, FigureQuerySet

TOTAL = "total"
ONE_OF = _("Give one of: {known}.")


class AreaFilter(ModelChoiceFilter):
    """By GSS code."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("The GSS code of an area."))
        super().__init__(
            queryset=Area.objects.all(),
            to_field_name="gss_code",
            error_messages={
                "invalid_choice": _("No area has this GSS code. All are listed at areas/.")
            },
            **options,
        )


@extend_schema_field(
    {
        "type": "string",
        "description": "The GSS code of an area: it, and every area inside it, however far down.",
    }
)
class AreaWithinFilter(AreaFilter):
    """An area and every area inside it, however far down."""

    def filter(self, queryset: Any, area: Area | None) -> Any:
        if area is None:
            return queryset
        return queryset.filter(**{f"{self.field_name}__in": _with_everything_inside(area)})


def _with_everything_inside(area: Area) -> list[int]:
    """The keys of an area and of all below it. The areas are few: one query reads all of them."""
    inside: dict[int | None, list[int]] = {}
    for key, above in Area.objects.values_list("pk", "parent_id"):
        inside.setdefault(above, []).append(key)
    found = [area.pk]
    for key in found:  # grows while it is walked
        found += inside.get(key, [])
    return found


class MeasureFilter(ModelChoiceFilter):
    """By slug, among measures that have public figures."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=lambda request: Measure.objects.visible_at(),
            to_field_name="slug",
            help_text=_("The slug of a measure."),
            error_messages={
                "required": _("Give the slug of a measure. All are listed at measures/."),
                "invalid_choice": _("No measure has this slug. All are listed at measures/."),
            },
            **options,
        )


class PublicationFilter(ModelChoiceFilter):
    """By slug: every version that is public, which none but public ones can be found by."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=lambda request: Publication.objects.newest_visible_at(),
            to_field_name="slug",
            help_text=_("The slug of a publication, whichever its version."),
            error_messages={
                "invalid_choice": _("No publication has this slug. All are at publications/.")
            },
            **options,
        )

    def filter(self, queryset: Any, publication: Publication | None) -> Any:
        if publication is None:
            return queryset
        return queryset.filter(publication__slug=publication.slug)


class CategoryField(forms.CharField):
    """The slug of a category that has public figures, or TOTAL."""

    def clean(self, value: Any) -> str:
        slug: str = super().clean(value)
        known = not slug or slug == TOTAL
        if not known and not Category.objects.visible_at().filter(slug=slug).exists():
            raise ValidationError(
                _now("No category has this slug. Measures list theirs; “total” is for totals.")
            )
        return slug


class CategoryFilter(Filter):
    field_class: type[forms.Field] = CategoryField

    def filter(self, figures: FigureQuerySet, slug: str) -> FigureQuerySet:
        if not slug:
            return figures
        return figures.totals() if slug == TOTAL else figures.filter(category__slug=slug)


class PeriodField(forms.CharField):
    """A period by its label, such as 2017-18."""

    def clean(self, value: Any) -> Period | None:
        label: str = super().clean(value)
        if not label:
            return None
        try:
            return parse_period(label)
        except PeriodError as error:
            raise ValidationError(str(error)) from error


@extend_schema_field(
    {
        "type": "string",
        "description": "2017-18 is a financial year, 2018 a calendar year, 2018-01 a month.",
    }
)
class PeriodFilter(Filter):
    """Exactly one period: its first day and its last."""

    field_class: type[forms.Field] = PeriodField

    def __init__(self, **options: Any) -> None:
        required = {"required": _("Give a period, such as 2017-18.")}
        super().__init__(error_messages=required, **options)

    def filter(self, figures: FigureQuerySet, period: Period | None) -> FigureQuerySet:
        if period is None:
            return figures
        return figures.filter(period_start=period.first, period_end=period.last)


def day_filter(field_name: str, lookup: str, *, help_text: Any) -> Any:
    """A day in the one way of writing it that nobody can misread."""
    return DateFilter(
        field_name=field_name,
        lookup_expr=lookup,
        input_formats=["%Y-%m-%d"],
        help_text=help_text,
        error_messages={"invalid": _("Write a day as 2018-03-31.")},
    )


class AreaFilterSet(FilterSet):
    level = ChoiceFilter(
        choices=AreaLevel.choices,
        help_text=_("How wide a place is."),
        error_messages={"invalid_choice": format_lazy(ONE_OF, known=", ".join(AreaLevel.values))},
    )
    part_of = AreaFilter(
        field_name="parent", help_text=_("The GSS code of the area just above, such as a region.")
    )
    within = AreaWithinFilter(field_name="pk")


class FigureFilterSet(FilterSet):
    measure = MeasureFilter()
    area = AreaFilter()
    area_within = AreaWithinFilter(field_name="area")
    publication = PublicationFilter()
    category = CategoryFilter(
        field_name="category__slug",
        help_text=_("The slug of a category, or “total” for totals."),
    )
    status = ChoiceFilter(
        choices=FigureStatus.choices,
        help_text=_("How a value is known, or why there is none."),
        error_messages={
            "invalid_choice": format_lazy(ONE_OF, known=", ".join(FigureStatus.values))
        },
    )
    period = PeriodFilter()
    period_start_from = day_filter(
        "period_start", "gte", help_text=_("Periods that start on this day or after it.")
    )
    period_start_to = day_filter(
        "period_start", "lte", help_text=_("Periods that start on this day or before it.")
    )
    period_end_from = day_filter(
        "period_end", "gte", help_text=_("Periods that end on this day or after it.")
    )
    period_end_to = day_filter(
        "period_end", "lte", help_text=_("Periods that end on this day or before it.")
    )

    class Meta:
        model = Figure
        fields: list[str] = []


class ChangeFilterSet(FilterSet):
    """What a change over areas is asked of. Only `area_within` narrows the areas in hand."""

    measure = MeasureFilter(required=True, method="leave")
    older = PeriodFilter(required=True, method="leave")
    newer = PeriodFilter(required=True, method="leave")
    area_within = AreaWithinFilter(field_name="pk")

    class Meta:
        model = Area
        fields: list[str] = []

    def leave(self, areas: AreaQuerySet, name: str, value: object) -> AreaQuerySet:
        return areas
