"""Where a visitor reads more about a figure."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from ..public.asked import period_query
from .standing import Standing


def address_of(standing: Standing) -> str:
    """The page of a figure's measure in its area and period; empty where there is none.

    Such a page is about totals: a category whose total is not published has none.
    """
    figure = standing.figure
    if figure is None or (figure.category_id is not None and standing.total is None):
        return ""
    page = reverse("statistics:area", args=[figure.measure.slug, figure.area.slug])
    return f"{page}?{urlencode(period_query(figure.period))}"
