"""The press desk's own rules, as Django system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning


@register("press", deploy=True)
def releases_can_be_sent(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """In production a mail server is named, or nothing goes to reporters, nor to staff."""
    if settings.MAIL_IS_SET_UP:
        return []
    return [
        CheckWarning(
            "No mail server is set: releases and new passwords cannot be sent to anybody.",
            hint="Set EMAIL_URL and DEFAULT_FROM_EMAIL; docs/operations.md says how.",
            id="press.W001",
        )
    ]
