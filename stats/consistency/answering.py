"""The verb: answer the warnings of a publication in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Publication, WarningAnswer
from .checking import check

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHORTEST = 3  # letters: an answer is words, not a full stop


class CannotAnswer(ValueError):
    """The answers are not taken; the message says why and what to do."""


def answer_warnings(
    *, publication: Publication, answers: Mapping[str, str], by: User
) -> list[WarningAnswer]:
    """Record answers by the fingerprint of their warning. All of them or none.

    An answer is kept for ever; a later one to the same warning holds instead. Raises CannotAnswer
    for a warning that is none (any more), for an answer without words, and once it is approved.
    """
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=publication.pk)
        if publication.is_approved:
            raise CannotAnswer(_("It is approved already: its checks are done."))
        warnings = {
            each.finding.fingerprint: each
            for each in check(publication)
            if not each.finding.is_error
        }
        rows = []
        for fingerprint, text in answers.items():
            words = " ".join(text.split())
            warning = warnings.get(fingerprint)
            if warning is None:
                raise CannotAnswer(
                    _("A figure has changed since you looked: read the warnings again.")
                )
            if sum(letter.isalpha() for letter in words) < SHORTEST:
                raise CannotAnswer(_("Answer in words: what do you know of these figures?"))
            rows.append(
                WarningAnswer(
                    publication=publication,
                    rule=warning.finding.rule,
                    fingerprint=fingerprint,
                    warning=warning.sentence,
                    answer=words,
                    by=by,
                )
            )
        WarningAnswer.objects.bulk_create(rows)
        for row in rows:
            log(
                instance=publication,
                action="stats.answer_warning",
                user=by,
                data={"warning": row.warning, "answer": row.answer, "rule": row.rule},
            )
    return rows
