"""Help, for templates."""

from __future__ import annotations

from django import template
from django.db import models
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from .. import languages, now

register = template.Library()


@register.simple_tag(takes_context=True)
def help_now(context: Context) -> now.HelpNow:
    """The first channel and the emergency lines, read once however often a page shows them."""
    return now.help_for(context.get("request"))


@register.filter
def said(entry: models.Model, field: str) -> str:
    """An entry's words in the visitor's language: `{{ category|said:"title" }}`."""
    return languages.said(entry, field)


@register.filter
def lang(entry: models.Model, field: str) -> SafeString | str:
    """The attribute that marks words left in English: `<h1{{ category|lang:"title" }}>`."""
    if not languages.is_said_in_english_instead(entry, field):
        return ""
    return mark_safe(f' lang="{languages.ENGLISH}"')  # noqa: S308  # nothing of it is anybody's input
