"""What the layout needs to know of the site."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from .. import languages

register = template.Library()


@register.simple_tag(takes_context=True)
def site_name(context: Context) -> str:
    """The name that staff gave the site, or the one in its settings."""
    site = _site(context)
    named = site.site_name if site else ""
    return named or str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Page]:
    """The pages under home that editors want in the menu, in the visitor's language."""
    request = context.get("request")
    site = _site(context)
    if site is None:
        return []
    top = languages.top_for(request) if request is not None else languages.top_of(site)
    return top.menu() if top else []


@register.filter
def lang_of(page: Page) -> SafeString | str:
    """The attributes of a link to a page in another language than the one around it."""
    language = page.locale.language_code
    if language == languages.active_language():
        return ""
    return mark_safe(f' lang="{language}" hreflang="{language}"')  # noqa: S308  # a code of ours


def _site(context: Context) -> Site | None:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return Site.find_for_request(request)
