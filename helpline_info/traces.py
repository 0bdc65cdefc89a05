"""What a visit leaves behind on a device, and how to clear it: a page that asks no database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .views import leaves_no_copy


@require_safe
@leaves_no_copy
def traces(request: HttpRequest) -> HttpResponse:
    """The steps for the browsers and phones that most people have, and what no step can clear."""
    return render(request, "helpline_info/traces.html")
