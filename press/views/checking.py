"""Checks while somebody types: texts in, findings out. Nothing of the texts is kept or logged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from press.wording.numbers import digits

from ..actions.answering import CannotAnswer, answer_finding
from ..checking.background import Background
from ..checking.findings import Finding, Findings
from ..checking.gathering import backgrounds_of
from ..checking.keeping import RELEASE, answers_to, reader_of
from ..checking.reading import TextPart, find
from ..checking.subjects import Subject, subject_at, terms_in_texts
from ..permissions import ANSWER_CHECKS

LARGEST = 400_000  # bytes: a long release is some 20,000
MOST_TEXTS = 1_000


class CannotRead(ValueError):
    """What was sent is not the texts of an editor."""


@dataclass(frozen=True)
class Asked:
    """What an editor's page sent: the address of its screen, its texts, and anything else."""

    path: str
    texts: list[TextPart]
    rest: dict[str, Any]


@require_POST
@never_cache
def check(request: HttpRequest) -> JsonResponse:
    """The findings of the texts as they stand in the form."""
    if _is_too_large(request):
        return _refuse(_("The text is too long to be checked while you type."), status=413)
    try:
        asked = _asked(request)
        subject = _subject(request, asked)
    except CannotRead as error:
        return _refuse(str(error))
    return _answer(request, *_findings(subject, asked))


@require_POST
@never_cache
def answer(request: HttpRequest) -> JsonResponse:
    """Record an answer to one finding of the texts as they stand, and give the findings anew."""
    if not request.user.has_perm(ANSWER_CHECKS):
        raise PermissionDenied
    if _is_too_large(request):
        return _refuse(_("The text is too long to be checked while you type."), status=413)
    try:
        asked = _asked(request)
        subject = _subject(request, asked)
        if subject.instance is None:
            raise CannotAnswer(_("Save it once, then answer."))
        found, _background = _findings(subject, asked)
        user: Any = request.user
        given = asked.rest
        answer_finding(
            subject=subject.instance,
            finding=_chosen(found, given),
            kind=_word(given, "kind"),
            source=_word(given, "source"),
            name=_word(given, "name"),
            explanation=_word(given, "explanation"),
            by=user,
        )
    except (CannotRead, CannotAnswer) as error:
        return _refuse(str(error))
    return _answer(request, *_findings(subject, asked))


def _is_too_large(request: HttpRequest) -> bool:
    try:
        return int(request.headers.get("Content-Length") or 0) > LARGEST
    except ValueError:
        return True


def _asked(request: HttpRequest) -> Asked:
    try:
        sent = json.loads(request.body)
    except ValueError:
        raise CannotRead(_("That is not JSON.")) from None
    if not isinstance(sent, dict) or not isinstance(sent.get("texts"), list):
        raise CannotRead(_("There are no texts to check."))
    if len(sent["texts"]) > MOST_TEXTS:
        raise CannotRead(_("There are too many texts."))
    texts = []
    for place, row in enumerate(sent["texts"]):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise CannotRead(_("There are no texts to check."))
        part = row.get("part")
        # A character that is half of one, as a broken script may send it, can be kept nowhere.
        text = row["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        texts.append(TextPart(part if isinstance(part, str) else "", place, text))
    return Asked(_word(sent, "path"), texts, sent)


def _word(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise CannotRead(_("That is not what an editor sends."))
    return value.replace("\x00", "")


def _subject(request: HttpRequest, asked: Asked) -> Subject:
    subject = subject_at(asked.path, request.user)
    if subject is None:
        raise CannotRead(_("There is no such editor."))
    if not subject.may_be_edited:
        raise PermissionDenied
    return subject


def _findings(subject: Subject, asked: Asked) -> tuple[Findings, Background | None]:
    """Of a release its claims and its terms; of any other text its terms."""
    release = subject.release
    if release is None:
        return terms_in_texts(subject.kind, subject.pk, asked.texts), None
    background = backgrounds_of([release])[release.pk]
    answers = answers_to(RELEASE, [release.pk])[release.pk]
    reader = reader_of(release, background)
    return find(asked.texts, background, answers, check_claims=reader), background


def _chosen(found: Findings, given: dict[str, Any]) -> Finding:
    wanted = (_word(given, "sentence"), _word(given, "words"), _word(given, "finding"))
    for one in found:
        if (one.sentence, one.words, one.kind) == wanted:
            return one
    raise CannotAnswer(_("The sentence has changed since you looked: read it again."))


def _answer(request: HttpRequest, found: Findings, background: Background | None) -> JsonResponse:
    named = {} if background is None else _names_of_figures(background)
    return JsonResponse(
        {
            "findings": [
                {
                    **one.as_row(),
                    "figures": [named[pk] for pk in one.figures if pk in named],
                    "blocks": one.blocks,
                    "may_be_answered": one.may_be_answered and not one.answered,
                }
                for one in found
            ],
            "supported": found.supported,
            "contradicted": found.contradicted,
            "unverifiable": found.unverifiable,
            "stopped_terms": found.stopped_terms,
            "warned_terms": found.warned_terms,
            "blocks": found.blocks,
            "may_answer": request.user.has_perm(ANSWER_CHECKS),
        }
    )


def _names_of_figures(background: Background) -> dict[int, str]:
    names = {}
    for one, pk in background.figure_ids.items():
        category = f", {one.category}" if one.category else ""
        names[pk] = f"{one.area}, {one.period.label}{category}: {digits(one.value)}"
    return names


def _refuse(reason: str, *, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)


CHECKING_URLS = [
    path("", check, name="check"),
    path("answer/", answer, name="answer"),
]
