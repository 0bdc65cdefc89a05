"""The verb: answer a warning, in words that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .answers import ChecklistAnswer
from .findings import Finding

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHORTEST, LONGEST = 3, 500  # letters of a reason; characters that are kept


class CannotAnswer(ValueError):
    """The answer is not taken; the message says why."""


def answer_warning(
    *, subject: models.Model, finding: Finding, explanation: str, by: User
) -> ChecklistAnswer:
    """Record why the words that a warning is about may stand, and who says so.

    Raises CannotAnswer for an error, which can only be mended, and for an answer without a reason.
    """
    if finding.is_error:
        raise CannotAnswer(_("This must be mended: it cannot be answered."))
    explanation = " ".join(explanation.replace("\x00", "").split())
    if sum(letter.isalpha() for letter in explanation) < SHORTEST:
        raise CannotAnswer(_("Say in a few words why it may stand."))
    if len(explanation) > LONGEST:
        raise CannotAnswer(_("Keep the reason under 500 characters."))
    rule, digest, words = finding.key
    with transaction.atomic():
        answer = ChecklistAnswer.objects.create(
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            rule=rule,
            sentence_digest=digest,
            words=words,
            explanation=explanation,
            by=by,
            by_name=by.get_full_name() or by.get_username(),
        )
        log(
            instance=subject,
            action="charity_site.answer_warning",
            user=by,
            data={"rule": rule, "words": words, "explanation": explanation},
        )
    return answer
