"""What the append-only record calls a release: by its subject, never by its headline.

And a reporter: by number, never by name."""

from __future__ import annotations

from django.db import models
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import ReleasePage, Reporter


def name_for_the_record(
    entry: ModelLogEntry | PageLogEntry, model: type[models.Model] | None
) -> str | None:
    """“Lancashire · Offences 2017-18”; “Reporter 12”; None for anything else.

    A headline says a number, which may be wrong, or have to be suppressed before it is public; and
    it changes while the release stays the same.
    """
    if model is Reporter:  # asks to be forgotten some day, and the record cannot
        return f"Reporter {entry.object_id}"
    if model is not ReleasePage:
        return None
    names = ReleasePage.objects.filter(pk=entry.object_id).order_by()
    return next(
        (
            f"{area} · {publication}"
            for area, publication in names.values_list("area__name", "publication__title")
        ),
        None,
    )
