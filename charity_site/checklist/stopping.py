"""Nothing goes to the public while an error stands or a warning is unanswered."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpline_info.signals import words_go_public

from .findings import Finding, Rule
from .looking import has_checklist, look_at

SAID_ELSEWHERE = frozenset({Rule.TERMS, Rule.NEUTRAL})
"""Errors of these rules are told by those who keep the lists, to the same signal."""


@receiver(words_go_public, dispatch_uid="charity_site.stop_at_checklist")
def stop_at_checklist(instance: models.Model, **kwargs: Any) -> list[str]:
    """A sentence for each error with its place, and one for the warnings that are left."""
    if not has_checklist(instance):
        return []
    checklist = look_at(instance).checklist
    problems = [
        _("%(place)s: %(why)s") % {"place": one.place, "why": in_words(one)}
        for one in checklist.errors
        if one.rule not in SAID_ELSEWHERE
    ]
    left = len(checklist.open)
    if left:
        problems.append(
            ngettext(
                "%(count)d warning is not answered yet. Save as a draft, then open “Before you"
                " publish”.",
                "%(count)d warnings are not answered yet. Save as a draft, then open “Before you"
                " publish”.",
                left,
            )
            % {"count": left}
        )
    return problems


def in_words(found: Finding) -> str:
    """What is wrong and how to mend it, with the words that it is about."""
    return f"“{found.words}”. {found.explanation}" if found.words else found.explanation
