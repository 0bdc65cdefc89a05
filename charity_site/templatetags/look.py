"""The look of the site and the way back, for the layout of every page."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from campaigns.languages import active_language

from .. import look as looks
from .. import other_language, trail

register = template.Library()


@register.simple_tag(takes_context=True)
def use_look_of_site(context: Context) -> str:
    """Give every block of a page `look`, as staff have decided it."""
    return _use(looks.look_for(context.get("request")), context)


@register.simple_tag(takes_context=True)
def use_last_look(context: Context) -> str:
    """Give every block of a page `look`, without asking the database."""
    return _use(looks.last_look(), context)


def _use(look: looks.Look, context: Context) -> str:
    # In the outermost scope: a block of a template hands nothing on to the next one by itself.
    context.dicts[0]["look"] = look
    return ""


@register.simple_tag(takes_context=True)
def way_back(context: Context) -> list[looks.Link]:
    """The pages above this one, from home downwards; none on the home page itself."""
    return trail.above(context.get("page"), context.get("request"))


@register.simple_tag(takes_context=True)
def newsroom(context: Context) -> looks.Link | None:
    return trail.newsroom(context.get("request"))


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[other_language.OtherLanguage]:
    """The same page in the other language, or that language's home page."""
    return other_language.other_languages(context.get("request"), context.get("page"))


@register.simple_tag(takes_context=True)
def content_language(context: Context) -> str:
    return other_language.language_of_content(context.get("request"), context.get("page"))


@register.filter
def language_of(link: looks.Link) -> SafeString | str:
    """The attributes of a link whose title is in another language than the page around it."""
    if link.language in ("", active_language()):
        return ""
    return mark_safe(f' lang="{link.language}" hreflang="{link.language}"')  # noqa: S308  # ours
