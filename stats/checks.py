"""The project's own rules, as Django system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db.models import PROTECT


@register("stats")
def figures_keep_what_they_refer_to(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Nothing that a figure refers to may be deleted under it."""
    from .models import Figure

    return [
        Error(
            f"stats.Figure.{field.name} must protect what it refers to.",
            hint="Use on_delete=models.PROTECT: a published figure keeps its whole meaning.",
            obj=field,
            id="stats.E001",
        )
        for field in Figure._meta.get_fields()
        if field.many_to_one or (field.one_to_one and not field.auto_created)
        if field.remote_field.on_delete is not PROTECT  # type: ignore[union-attr]
    ]
