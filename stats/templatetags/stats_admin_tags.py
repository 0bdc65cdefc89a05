"""What the statistics desk's templates say of the audit log."""

from __future__ import annotations

from django import template

from .. import audit
from ..models import AuditEntry

register = template.Library()


@register.filter
def in_words(action: str) -> str:
    """`stats.publish` → “Figures published”."""
    return audit.words_for(action)


@register.filter
def details(entry: AuditEntry) -> list[tuple[str, str]]:
    return audit.details_of(entry)
