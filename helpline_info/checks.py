"""The project's own rules, as Django system checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import DatabaseError
from django.template.loader import render_to_string

PAGE_WITHOUT_DATABASE = "500.html"


@checks.register(checks.Tags.database)
def error_page_has_the_number_of_the_helpline(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """The page shown when the database is down must send people to the number that staff keep.

    Runs with `migrate` and `check --database default`, when the database may be asked.
    """
    from .models import Channel, ChannelKind

    if "default" not in (databases or ()):
        return []
    try:
        line = Channel.objects.live().filter(kind=ChannelKind.TELEPHONE).first()
    except DatabaseError:
        return []  # not migrated yet
    if line is None or line.contact in render_to_string(PAGE_WITHOUT_DATABASE):
        return []
    return [
        checks.Warning(
            f"The pages for errors do not give the helpline’s number, {line.contact}.",
            hint="Change it in the template helpline_info/way_to_help_without_database.html.",
            id="helpline_info.W001",
        )
    ]
