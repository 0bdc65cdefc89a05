"""The verb: answer what a check found, in words that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..checking import keep_check
from ..checking.findings import EXEMPTS_A_TERM, Finding, FindingKind
from ..models import AnswerKind, CheckAnswer, ReleasePage
from .holding import locked
from .reviewing import reopen_after_answer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHORTEST = 3  # letters: a source is words, not a full stop


class CannotAnswer(ValueError):
    """The answer is not taken; the message says why and what to do."""


def answer_finding(
    *,
    subject: models.Model,
    finding: Finding,
    kind: str,
    by: User,
    source: str = "",
    name: str = "",
    explanation: str = "",
) -> CheckAnswer:
    """Record why the words of a finding may stand.

    It holds for these words in this sentence of this text, and lapses when the sentence says
    something else. A later answer holds instead of an earlier one. A release that was approved is
    a draft again, for the second person approves its answers too. Raises CannotAnswer for a claim
    that figures contradict or bear out, for a term that is neither quoted nor a law's title, and
    for a vouching that does not say who vouches and on what.
    """
    source, name, explanation = (" ".join(text.split()) for text in (source, name, explanation))
    _refuse_what_cannot_stand(finding, kind)
    if kind == AnswerKind.VOUCHED and not all(map(_says_something, (source, name))):
        raise CannotAnswer(_("Say on what source it rests, and who vouches for it."))
    sentence, words = finding.key
    answer = CheckAnswer(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        sentence=sentence,
        words=words,
        kind=kind,
        source=source,
        name=name,
        explanation=explanation,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
    )
    _refuse_what_is_too_long(answer)
    with transaction.atomic():
        release = locked(subject) if isinstance(subject, ReleasePage) else None
        answer.save()
        log(
            instance=subject,
            action="press.answer",
            user=by,
            data={"words": words, "answer": kind, "source": source, "name": name},
        )
        if release is not None:
            keep_check(release)
            reopen_after_answer(release=release, by=by)
    return answer


def _refuse_what_cannot_stand(finding: Finding, kind: str) -> None:
    if kind not in AnswerKind.values:
        raise CannotAnswer(_("Choose why the words may stand."))
    if not finding.may_be_answered:
        raise CannotAnswer(
            _("Figures speak for themselves: change the words, or correct the figure.")
        )
    if finding.kind == FindingKind.TERM and kind not in EXEMPTS_A_TERM:
        raise CannotAnswer(
            _("This word may stand only in somebody's own words or in the title of a law.")
        )


def _refuse_what_is_too_long(answer: CheckAnswer) -> None:
    try:
        answer.clean_fields(exclude=["subject_type", "subject_id", "sentence", "by", "by_name"])
    except ValidationError:
        raise CannotAnswer(_("Keep source and name shorter.")) from None


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= SHORTEST
