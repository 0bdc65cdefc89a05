"""Why the words of a page or a snippet may not go to the public: the terms that nobody marked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState
from wagtail.signals import task_approved

from helpline_info.signals import words_go_public

from ..models import ReleasePage
from .findings import STOP, Finding
from .subjects import terms_found_in

WORDS_AROUND = 60
"""Characters of the sentence that a message shows: enough to find it by."""


def why_page_not_public(page: Page) -> list[str]:
    """Whatever anybody has to say against the words of a page: terms, and what rooms above add."""
    answers: list[Any] = words_go_public.send(sender=type(page), instance=page)
    return [problem for _receiver, found in answers for problem in found]


def why_not_public(instance: models.Model) -> list[str]:
    """A sentence for each term to stop at that is not marked as quoted or as a law's title: where
    it stands, and what to do."""
    return [
        problem_in_words(one)
        for one in terms_found_in(instance)
        if one.verdict == STOP and one.blocks
    ]


def problem_in_words(found: Finding) -> str:
    named = {
        "words": found.words,
        "place": found.part,
        "sentence": _shortened(found.sentence),
        "instead": found.instead,
    }
    if found.instead:
        return (
            _(
                "“%(words)s” is a term we do not use (%(place)s: “%(sentence)s”). Say %(instead)s,"
                " or mark it as quoted or as the title of a law."
            )
            % named
        )
    return (
        _(
            "“%(words)s” is a term we do not use (%(place)s: “%(sentence)s”). Choose other words,"
            " or mark it as quoted or as the title of a law."
        )
        % named
    )


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= WORDS_AROUND else f"{sentence[: WORDS_AROUND - 1]}…"


@receiver(task_approved, dispatch_uid="press.stop_approval_at_terms")
def stop_approval_at_terms(instance: TaskState, **kwargs: Any) -> None:
    """However a task of a workflow is approved, and so its words published: nothing slips through.

    The editor's own screen says what stands in the way before it comes to this. Runs inside the
    transaction of the approval, which is undone.
    """
    words = instance.workflow_state.content_object
    if isinstance(words, Page) and not isinstance(words.specific_deferred, ReleasePage):
        # Wagtail publishes the newest revision, whichever the task began with.
        newest = words.specific_class.objects.get(pk=words.pk).get_latest_revision_as_object()
        problems = why_page_not_public(newest)
        if problems:
            raise PermissionDenied(" ".join(problems))


@receiver(words_go_public, dispatch_uid="press.stop_at_terms")
def stop_at_terms(instance: models.Model, **kwargs: Any) -> list[str]:
    """What the list of terms says to the words of a page or of the helpline."""
    return why_not_public(instance)
