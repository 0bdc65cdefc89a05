"""Files that programs look for at addresses agreed among all sites."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

TEXT = "text/plain; charset=utf-8"
TRUSTED_FOR = timedelta(days=180)
"""RFC 9116 asks for less than a year. Each answer begins it anew, so it is never out of date while
the site is kept up."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be found but what is for staff. What a search found has no address."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, as RFC 9116 has it. Not there while nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + TRUSTED_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, cy",
        f"Canonical: {absolute(reverse('security-txt'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def absolute(address: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"
