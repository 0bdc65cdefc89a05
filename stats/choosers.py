"""Choosing a published figure in the admin, by what it is about rather than by its number."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from .models import Area, Category, Figure, Measure
from .periods import Period, PeriodError, parse_period
from .prose.standing import chosen_at_hand
from .queries import FigureQuerySet


def published_figures() -> FigureQuerySet:
    """What may be put on a page: public now, and with a value."""
    return Figure.objects.visible_at().filter(value__isnull=False)


def period_choices() -> list[tuple[str, str]]:
    """Every period that has a published figure, the latest first."""
    periods = published_figures().order_by("-period_end", "period_start")
    pairs = periods.values_list("period_start", "period_end").distinct()
    return [
        ("", str(_("Any period"))),
        *((f"{first}/{last}", Period(first, last).label) for first, last in pairs),
    ]


class FigureSearchForm(BaseFilterForm):
    """By measure, place, period and category, and by words found in their names."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Lancashire offences 2017-18")}),
    )
    measure = forms.ModelChoiceField(
        label=_("Measure"),
        queryset=Measure.objects.all(),
        empty_label=_("Any measure"),
        required=False,
    )
    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.all(), empty_label=_("Any area"), required=False
    )
    period = forms.ChoiceField(label=_("Period"), choices=period_choices, required=False)
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.all(),
        empty_label=_("Any category"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.visible_at()
        self.fields["area"].queryset = Area.objects.filter(
            pk__in=published_figures().values("area")
        )
        self.fields["category"].queryset = Category.objects.visible_at().select_related("measure")

    def filter(self, objects: FigureQuerySet) -> FigureQuerySet:
        objects = super().filter(objects)
        for name in ("measure", "area", "category"):
            if self.cleaned_data[name]:
                objects = objects.filter(**{name: self.cleaned_data[name]})
        if self.cleaned_data["period"]:
            first, last = map(date.fromisoformat, self.cleaned_data["period"].split("/"))
            objects = objects.filter(period_start=first, period_end=last)
        words = self.cleaned_data["q"]
        for word in words.split():
            objects = objects.filter(_found_by(word))
        self.is_searching = any(self.cleaned_data.values())
        self.search_query = words
        return objects


def _found_by(word: str) -> Q:
    """A word of a name, or a period: "2018" finds whatever has a day in that year."""
    named = (
        Q(area__name__icontains=word)
        | Q(measure__name__icontains=word)
        | Q(category__name__icontains=word)
    )
    try:
        period = parse_period(word)
    except PeriodError:
        return named
    return named | Q(period_start__lte=period.last, period_end__gte=period.first)


class FigureTable(BaseChooseView):
    """The columns that tell one figure from another."""

    filter_form_class = FigureSearchForm
    per_page = 20
    ordering = [
        "measure__name",
        "area__name",
        "-period_end",
        F("category__position").asc(nulls_first=True),  # the total, then its parts
        "pk",
    ]

    @property
    def columns(self) -> list[Column]:
        measure = self.title_column
        measure.label = _("Measure")
        measure.accessor = "measure"
        return [
            measure,
            Column("area", label=_("Area"), accessor="area"),
            Column("period", label=_("Period"), accessor="period.label"),
            Column("category", label=_("Category"), accessor=_name_of_category),
            Column("value", label=_("Value"), accessor="shown_value"),
            Column("status", label=_("State"), accessor="get_status_display"),
        ]


def _name_of_category(figure: Figure) -> Any:
    return figure.category or _("Total")


class ChooseFigure(ChooseView, FigureTable):
    template_name = "stats/admin/choose_figure.html"


class ChooseFigureResults(ChooseResultsView, FigureTable):
    pass


class BlockOfAFigure(ChooserBlock):
    """Reads the figures of a page with everything that naming them needs, in one query.

    Where the page has them at hand already, in none.
    """

    def bulk_to_python(self, values: list[int | None]) -> list[Figure | None]:
        wanted = {key for key in values if key}
        figures = chosen_at_hand(wanted)
        if unread := wanted - figures.keys():
            figures |= Figure.objects.for_display().in_bulk(unread)
        return [figures.get(key) if key else None for key in values]


class FigureChooserViewSet(ChooserViewSet):
    """Offers the figures that are public now and have a value. Embargoed ones are not listed."""

    model = Figure
    icon = "list-ol"
    choose_one_text = _("Choose a figure")
    choose_another_text = _("Choose another figure")
    choose_view_class = ChooseFigure
    choose_results_view_class = ChooseFigureResults
    base_block_class = BlockOfAFigure

    def get_object_list(self) -> FigureQuerySet:
        return published_figures().for_display()


figure_chooser_viewset = FigureChooserViewSet("figure_chooser")
FigureChooserBlock = figure_chooser_viewset.get_block_class(
    name="FigureChooserBlock", module_path="stats.choosers"
)
