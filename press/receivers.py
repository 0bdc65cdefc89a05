"""What the press desk does when statistics happen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Revision

from stats.models import Publication
from stats.signals import (
    publication_published,
    publication_reopened,
    publication_unscheduled,
)

from .actions import request_drafts, withdraw_drafts
from .actions.correcting import request_redrafts
from .actions.deciding import withdraw_redrafts
from .actions.embargo import keep_behind_its_figures, take_back_with_its_figures
from .actions.reviewing import reopen_after_edit
from .audit import changes_words
from .models import ReleasePage


@receiver(publication_published, dispatch_uid="press.request_drafts")
def request_drafts_when_published(publication: Publication, **kwargs: Any) -> None:
    """Also when it is scheduled: the drafts are ready, and private, before the moment comes."""
    request_drafts(publication=publication)


@receiver(publication_reopened, dispatch_uid="press.withdraw_drafts")
def withdraw_drafts_when_reopened(publication: Publication, **kwargs: Any) -> None:
    withdraw_drafts(publication=publication)


@receiver(publication_published, dispatch_uid="press.keep_behind_its_figures")
def move_releases_with_their_figures(publication: Publication, at: datetime, **kwargs: Any) -> None:
    keep_behind_its_figures(publication=publication, at=at)


@receiver(publication_unscheduled, dispatch_uid="press.take_back_with_its_figures")
def take_releases_back_with_their_figures(publication: Publication, **kwargs: Any) -> None:
    take_back_with_its_figures(publication=publication)


@receiver(publication_published, dispatch_uid="press.request_redrafts")
def look_again_when_corrected(publication: Publication, **kwargs: Any) -> None:
    """Also when a correction is scheduled: what it asks for is private until its moment."""
    request_redrafts(publication=publication)


@receiver(publication_unscheduled, dispatch_uid="press.withdraw_redrafts")
def take_redrafts_back_with_their_correction(publication: Publication, **kwargs: Any) -> None:
    withdraw_redrafts(publication=publication)


@receiver(post_save, sender=Revision, dispatch_uid="press.reopen_after_edit")
def reopen_what_is_edited(instance: Revision, **kwargs: Any) -> None:
    """However words are saved, also over the revision before: what was handed on is a draft again.

    A comment is saved with a revision too, whose words are those of the one before.
    """
    kind = instance.content_type
    if (kind.app_label, kind.model) != (ReleasePage._meta.app_label, ReleasePage._meta.model_name):
        return
    if set(kwargs.get("update_fields") or ("content",)) == {"approved_go_live_at"}:
        return
    if kwargs["created"] and not changes_words(instance):
        return
    reopen_after_edit(release_id=int(instance.object_id), by=instance.user)
