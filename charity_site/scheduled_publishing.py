"""What an editor has set for an hour: put on the site, or taken off it, when that hour comes.

Wagtail has a command for it, which somebody would have to run, and which ends at the first page
that may not go out. Here beat asks, and each text is looked at again at its moment: since it was
scheduled a figure in it may have been archived, a term ruled out, or its only way to help removed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from .checklist.looking import has_checklist, look_at
from .checklist.stopping import in_words

HELD_BACK = "charity_site.hold_back"

logger = logging.getLogger(__name__)


def do_what_is_due() -> tuple[int, int]:
    """Take down what is over and publish what is due: how many of each. Safe to run twice at once.

    One transaction each, so that one that fails keeps no other waiting. What may not go out is
    held back: it loses its moment, and whoever wrote it is told why.
    """
    taken_down = sum(_without_stopping(_take_down, model, key) for model, key in _over())
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    keys = list(due.order_by("approved_go_live_at", "pk").values_list("pk", flat=True))
    return taken_down, sum(_without_stopping(_publish, key) for key in keys)


def _without_stopping(do: Callable[..., bool], *arguments: Any) -> bool:
    """A fault leaves the text due, to be tried again, and keeps no other from its hour."""
    try:
        return do(*arguments)
    except Exception:
        logger.exception("what was scheduled could not be done; it is tried again")
        return False


def _over() -> list[tuple[Any, int]]:
    drafted: list[Any] = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    now = timezone.now()
    return [
        (model, key)
        for model in (Page, *drafted)
        for key in model.objects.filter(live=True, expire_at__lte=now)
        .order_by("expire_at")
        .values_list("pk", flat=True)
    ]


@transaction.atomic
def _take_down(model: Any, key: int) -> bool:
    found = model.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=key, live=True, expire_at__lte=timezone.now()
    )
    subject = found.first()
    if subject is None:  # somebody else did, or gave it more time
        return False
    subject = subject.specific if isinstance(subject, Page) else subject
    subject.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


@transaction.atomic
def _publish(key: int) -> bool:
    found = Revision.objects.select_for_update(skip_locked=True).filter(
        pk=key, approved_go_live_at__lte=timezone.now()
    )
    revision = found.first()
    if revision is None:
        return False
    problems = problems_of(revision.as_object())
    if not problems:
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except PermissionDenied as refusal:
            problems = [str(refusal)]
        except ValidationError as refusal:
            problems = refusal.messages
    if problems:
        _hold_back(revision, problems)
    return not problems


def problems_of(subject: models.Model) -> list[str]:
    """The errors that stand in a text now. A warning was answered when it was scheduled."""
    if not has_checklist(subject):
        return []
    return [in_words(error) for error in look_at(subject).checklist.errors]


def _hold_back(revision: Revision, problems: list[str]) -> None:
    """Take away its moment, so that it is a draft again, and tell its history and its writer."""
    subject: Any = revision.content_object
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(
        instance=subject,
        action=HELD_BACK,
        user=revision.user,
        revision=revision,
        data={"problems": problems},
    )
    logger.warning("%s was held back from being published: see its history.", subject._meta.label)
    person = revision.user
    if settings.MAIL_IS_SET_UP and person is not None and person.email:
        title = str(revision.object_str)
        words = _(
            "“%(title)s” was to be published now, and was not. It is a draft again.\n\n%(problems)s"
            "\n\nMend this, then publish it or set a new time."
        ) % {"title": title, "problems": "\n".join(f"– {problem}" for problem in problems)}
        subject_line = " ".join((_("Not published: %(title)s") % {"title": title}).split())
        transaction.on_commit(
            lambda: send_mail(subject_line, words, None, [person.email]), robust=True
        )


def held_back(user: Any) -> list[Any]:
    """The log entries of pages that were held back and that nobody has seen to since.

    For those whom a person may publish; the newest first, in two queries.
    """
    from wagtail.models import PageLogEntry
    from wagtail.permission_policies.pages import PagePermissionPolicy

    seen_to = PageLogEntry.objects.filter(
        page=models.OuterRef("page"),
        timestamp__gt=models.OuterRef("timestamp"),
        action__in=("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled"),
    )
    may_be_published = PagePermissionPolicy().instances_user_has_any_permission_for(
        user, {"publish", "change"}
    )
    found = PageLogEntry.objects.filter(
        ~models.Exists(seen_to), action=HELD_BACK, page__in=may_be_published
    )
    return list(found.select_related("page").order_by("-timestamp")[:10])
