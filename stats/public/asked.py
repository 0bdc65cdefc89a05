"""What an address asks for: a measure, an area, a period, an order, a page. All else is not there.

What is not public yet is not told apart from what does not exist: both are a 404, found by the same
query.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .. import clock
from ..models import Area, Measure
from ..periods import Period, PeriodError
from .series import ORDERS

View = Callable[..., HttpResponseBase]
LAST_PAGE = 1000


def public_page(view: View) -> View:
    """A page that is only read, all of it as at one moment."""

    @require_safe
    @wraps(view)
    def restricted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with clock.standing_still():
            return view(request, *args, **kwargs)

    return restricted


def measure_asked(slug: str) -> Measure:
    return get_object_or_404(Measure.objects.visible_at(), slug=slug)


def area_asked(slug: str) -> Area:
    return get_object_or_404(Area, slug=slug)


def period_asked(request: HttpRequest) -> Period | None:
    """From `?from=2017-04-01&to=2018-03-31`; None where neither is given."""
    first, last = request.GET.get("from"), request.GET.get("to")
    if first is None and last is None:
        return None
    try:
        return Period(date.fromisoformat(first or ""), date.fromisoformat(last or ""))
    except (ValueError, PeriodError) as error:
        raise Http404 from error


def order_asked(request: HttpRequest) -> str:
    order = request.GET.get("sort", "area")
    if order not in ORDERS:
        raise Http404
    return order


def number_asked(request: HttpRequest) -> int:
    written = request.GET.get("page", "1")
    if not (written.isascii() and written.isdigit() and 1 <= len(written) <= 4):
        raise Http404
    number = int(written)
    if not 1 <= number <= LAST_PAGE:
        raise Http404
    return number


def period_query(period: Period) -> dict[str, str]:
    """The period as an address has it."""
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}
