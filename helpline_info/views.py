"""The pages that lead to help. They depend on no page that an editor could move or take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .models import OtherService, SupportCategory
from .now import help_for, page_of, shared_promise

# A shared computer must not show these pages again to whoever sits down next.
leaves_no_copy = cache_control(no_store=True)


@require_safe
@leaves_no_copy
def index(request: HttpRequest) -> HttpResponse:
    """The worries people come with, every channel, and the services of others."""
    categories = list(SupportCategory.objects.live())
    context = {
        "categories": categories,
        "promise": shared_promise(categories),
        "channels": help_for(request).channels,
        "services": OtherService.objects.live(),
    }
    return render(request, "helpline_info/index.html", context)


@require_safe
@leaves_no_copy
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One worry: what happens, what stays confidential, and whom to reach."""
    chosen = get_object_or_404(SupportCategory.objects.live(), slug=slug)
    return render(request, "helpline_info/category.html", page_of(chosen, help_for(request)))
