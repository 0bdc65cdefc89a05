"""Answering what is asked before words go to the public, for tests of something else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from charity_site.checklist.actions import answer_warning
from charity_site.checklist.looking import look_at


def answer_every_warning(text: Any) -> None:
    """As a person would who has read each, for a page or a support category as it stands."""
    by, _made = User.objects.get_or_create(username="answers-warnings")
    for finding in look_at(text).checklist.open:
        answer_warning(subject=text, finding=finding, explanation="It was looked at.", by=by)
