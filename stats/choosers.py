"""Choosing a published figure in the admin, by what it is about rather than by its number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .models import Figure
from .queries import FigureQuerySet


class FigureSearchForm(BaseFilterForm):
    """Every word must be found in the name of the measure, the area or the category."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("An area or a measure")}),
    )

    def filter(self, objects: FigureQuerySet) -> FigureQuerySet:
        objects = super().filter(objects)
        words = self.cleaned_data["q"]
        for word in words.split():
            objects = objects.filter(
                Q(area__name__icontains=word)
                | Q(measure__name__icontains=word)
                | Q(category__name__icontains=word)
            )
        self.is_searching = bool(words)
        self.search_query = words
        return objects


class FigureTable(BaseChooseView):
    """The columns that tell one figure from another."""

    filter_form_class = FigureSearchForm
    per_page = 20
    ordering = ["measure__name", "area__name", "-period_end", "category__position", "pk"]

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
    pass


class ChooseFigureResults(ChooseResultsView, FigureTable):
    pass


class FigureChooserViewSet(ChooserViewSet):
    """Offers the figures that are public now and have a value. Embargoed ones are not listed."""

    model = Figure
    icon = "list-ol"
    choose_one_text = _("Choose a figure")
    choose_another_text = _("Choose another figure")
    choose_view_class = ChooseFigure
    choose_results_view_class = ChooseFigureResults

    def get_object_list(self) -> FigureQuerySet:
        return Figure.objects.visible_at().filter(value__isnull=False).for_display()


figure_chooser_viewset = FigureChooserViewSet("figure_chooser")
FigureChooserBlock = figure_chooser_viewset.get_block_class(
    name="FigureChooserBlock", module_path="stats.choosers"
)
