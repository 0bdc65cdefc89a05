"""A figure's value in a page: as people read it, with the number that machines read."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Figure, FigureStatus
from ..prose.handler import plain_number

register = template.Library()

WITH_A_MARK = (FigureStatus.PROVISIONAL, FigureStatus.ESTIMATED)


@register.simple_tag
def figure_value(figure: Figure) -> SafeString:
    """The value, and whether it is provisional or estimated; or the reason why there is none."""
    if figure.value is None:
        return format_html("{}", figure.shown_value)
    written = format_html(
        '<data value="{}">{}</data>', plain_number(figure.value), figure.shown_value
    )
    if figure.status in WITH_A_MARK:
        return format_html("{} ({})", written, figure.get_status_display())
    return written
