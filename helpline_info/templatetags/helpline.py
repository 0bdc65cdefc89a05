"""Help, for templates."""

from __future__ import annotations

from django import template
from django.template.context import Context

from .. import now

register = template.Library()


@register.simple_tag(takes_context=True)
def help_now(context: Context) -> now.HelpNow:
    """The first channel and the emergency lines, read once however often a page shows them."""
    request = context.get("request")
    if request is None:
        return now.help_now()
    if not hasattr(request, "help_now"):
        request.help_now = now.help_now()
    found: now.HelpNow = request.help_now
    return found
