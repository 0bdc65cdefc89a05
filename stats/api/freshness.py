"""When what the public can read of figures last changed, in one small query each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db.models import CharField, Max, Q
from django.db.models.functions import Cast, Greatest
from django.utils.http import http_date
from rest_framework.response import Response
from wagtail.models import ModelLogEntry

from .. import clock
from ..models import Area, Category, Measure, Publication, Source

WORDS_AROUND_FIGURES = (Area, Category, Measure, Source)


def last_change() -> datetime | None:
    """When a figure last came out or was corrected, or words around it were edited.

    Figures become public and are superseded by publications alone, at the moment of one. What staff
    do to a publication that is not out yet does not show.
    """
    public = Publication.objects.visible_at()
    out = public.aggregate(newest=Greatest(Max("publish_at"), Max("replies__changed_at")))["newest"]
    edited = ModelLogEntry.objects.filter(
        Q(content_type__app_label="stats", content_type__model__in=_names(WORDS_AROUND_FIGURES))
        | Q(
            content_type__app_label="stats",
            content_type__model="publication",
            object_id__in=public.values(key=Cast("pk", CharField())),
        ),
        action="wagtail.edit",
        timestamp__lte=clock.moment(),
    ).aggregate(newest=Max("timestamp"))["newest"]
    return max((moment for moment in (out, edited) if moment is not None), default=None)


def _names(models: Iterable[type]) -> list[str]:
    return [model.__name__.lower() for model in models]


def dated(response: Response) -> Response:
    """The response with the day and second of the last change."""
    changed = last_change()
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


def tag_of(address: str, changed: datetime | None) -> str:
    """A tag for an answer that is not known before it is sent: its address, and the last change."""
    stands = f"{address}\n{changed.isoformat() if changed else ''}"
    return f'W/"{sha256(stands.encode()).hexdigest()[:32]}"'
