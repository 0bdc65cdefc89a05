"""What statistics do themselves when figures are published: their charts are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from .models import Publication
from .public.drawing_ahead import request_charts_of, request_charts_to_come
from .signals import publication_published, publication_unscheduled


@receiver(publication_published, dispatch_uid="stats.request_charts")
def request_charts_when_published(publication: Publication, at: datetime, **kwargs: Any) -> None:
    """Also when it is scheduled, or its moment is moved: then nothing of the old one stays."""
    if at > timezone.now():
        request_charts_to_come()
    else:
        request_charts_of(publication, at=at)


@receiver(publication_unscheduled, dispatch_uid="stats.withdraw_charts")
def withdraw_charts_when_unscheduled(publication: Publication, **kwargs: Any) -> None:
    request_charts_to_come()
