"""What the press desk does when statistics happen."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from stats.models import Publication
from stats.signals import publication_published

from .actions import request_drafts


@receiver(publication_published, dispatch_uid="press.request_drafts")
def request_drafts_when_published(publication: Publication, **kwargs: Any) -> None:
    request_drafts(publication=publication)
