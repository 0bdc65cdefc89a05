"""The checklist beside the editor."""

from __future__ import annotations

from typing import Any

from django import template

from ..checklist.looking import has_checklist
from ..checklist.screens import context_of

register = template.Library()


@register.simple_tag
def before_you_publish(instance: Any) -> dict[str, Any] | None:
    """What is looked at in the words that were saved last; none of what has no checklist."""
    if not has_checklist(instance) or instance.pk is None:
        return None
    return context_of(instance)
