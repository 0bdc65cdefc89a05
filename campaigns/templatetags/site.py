"""What the layout needs to know of the site."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def site_name(context: Context) -> str:
    """The name that staff gave the site, or the one in its settings."""
    site = _site(context)
    named = site.site_name if site else ""
    return named or str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Page]:
    """The pages under home that editors want in the menu, in the order of the page tree."""
    site = _site(context)
    if site is None:
        return []
    pages = site.root_page.get_children().live().public().in_menu()
    return list(pages)


def _site(context: Context) -> Site | None:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return Site.find_for_request(request)
