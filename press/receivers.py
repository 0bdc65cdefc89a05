"""What the press desk does when statistics happen."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from stats.models import Publication
from stats.signals import publication_published, publication_reopened

from .actions import request_drafts, withdraw_drafts


@receiver(publication_published, dispatch_uid="press.request_drafts")
def request_drafts_when_published(publication: Publication, **kwargs: Any) -> None:
    """Also when it is scheduled: the drafts are ready, and private, before the moment comes."""
    request_drafts(publication=publication)


@receiver(publication_reopened, dispatch_uid="press.withdraw_drafts")
def withdraw_drafts_when_reopened(publication: Publication, **kwargs: Any) -> None:
    withdraw_drafts(publication=publication)
