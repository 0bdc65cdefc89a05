"""When a release is checked: whenever its words are saved, and when the list of terms changes."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Revision

from ..models import ReleasePage, Term
from . import stopping  # noqa: F401  connects the list of terms to the helpline's words
from .keeping import are_deferred, keep_check, outdate_checks


@receiver(post_save, sender=Revision, dispatch_uid="press.keep_check")
def check_what_is_saved(instance: Revision, **kwargs: Any) -> None:
    """However words are saved. A builder of many drafts has them checked together afterwards."""
    kind = instance.content_type
    if (kind.app_label, kind.model) != (ReleasePage._meta.app_label, ReleasePage._meta.model_name):
        return
    if are_deferred() or "content" not in (kwargs.get("update_fields") or ("content",)):
        return
    release = ReleasePage.objects.filter(pk=instance.object_id).first()
    if release is not None:
        keep_check(release, revision=instance)


@receiver([post_save, post_delete], sender=Term, dispatch_uid="press.outdate_checks")
def check_again_with_other_terms(**kwargs: Any) -> None:
    outdate_checks()
