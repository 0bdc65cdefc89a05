"""Checks of releases: made of any words, and kept of the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Revision

from press.wording.claims import check as check_english
from press.wording.welsh.checking import check_welsh

from ..models import CheckAnswer, Language, ReleaseCheck, ReleasePage
from ..models.release import ReleaseText
from .background import Background
from .findings import Answer, AnswerKey, Answers, Findings
from .gathering import backgrounds_of
from .reading import Check, find
from .texts import parts_of

RELEASE = ReleasePage._meta.label_lower
CHECKED_TOGETHER = 100

_deferred: ContextVar[bool] = ContextVar("checks_are_deferred", default=False)


@contextmanager
def checks_deferred() -> Iterator[None]:
    """Saving words keeps no check while this lasts: whoever saves many keeps theirs together."""
    token = _deferred.set(True)
    try:
        yield
    finally:
        _deferred.reset(token)


def are_deferred() -> bool:
    return _deferred.get()


def check_text(release: ReleasePage, text: ReleaseText) -> Findings:
    """Everything that any words would say of a release's figures. Writes nothing."""
    background = backgrounds_of([release])[release.pk]
    return findings_of(release, text, background, answers_to(RELEASE, [release.pk])[release.pk])


def findings_of(
    release: ReleasePage, text: ReleaseText, background: Background, answers: Answers
) -> Findings:
    """The findings of some words held against what has been gathered already."""
    return find(parts_of(text), background, answers, check_claims=reader_of(release, background))


def keep_check(release: ReleasePage, *, revision: Revision | None = None) -> ReleaseCheck:
    """Check the newest words of a release, or those of one revision, and keep what was found."""
    found = _with_everything([release.pk])[0]
    newest = {} if revision is None else {found.pk: revision}
    return _keep([found], newest)[0]


def keep_checks(releases: Iterable[ReleasePage]) -> list[ReleaseCheck]:
    """Check the newest words of each release and keep what was found.

    The number of queries does not grow with the releases of a publication.
    """
    return _keep(_with_everything([release.pk for release in releases]), {})


def keep_outdated_checks(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Check every release whose newest words, or whose figures or terms, no check has seen.

    What is to be done is asked of the rows themselves, so that nothing is lost when a worker dies.
    Gives the number of releases checked.
    """
    worked = after = 0
    while not stop():
        outdated = (
            ReleasePage.objects.filter(latest_revision__isnull=False, pk__gt=after)
            .filter(Q(check_kept=None) | ~Q(check_kept__revision_id=F("latest_revision_id")))
            .order_by("pk")
            .values_list("pk", flat=True)[:CHECKED_TOGETHER]
        )
        waiting = list(outdated)
        if not waiting:
            break
        _keep(_with_everything(waiting), {})
        worked, after = worked + len(waiting), waiting[-1]
    return worked


def outdate_checks() -> int:
    """Have every release checked again, because what all are held against has changed."""
    return ReleaseCheck.objects.exclude(revision_id=0).update(revision_id=0)


def answers_to(subject_type: str, subjects: Iterable[int]) -> Mapping[int, Answers]:
    """What people answered to the findings of some texts; of two answers the newer holds."""
    rows = CheckAnswer.objects.filter(subject_type=subject_type, subject_id__in=list(subjects))
    found: dict[int, dict[AnswerKey, Answer]] = defaultdict(dict)
    for row in rows.order_by("at", "pk"):
        found[row.subject_id][row.sentence, row.words] = Answer(row.kind, answer_in_words(row))
    return found


def answer_in_words(row: CheckAnswer) -> str:
    """An answer in a line: why the words may stand, and who says so."""
    said = [str(row.get_kind_display())]
    said += [part for part in (row.source, row.name, row.explanation) if part]
    return f"{'; '.join(said)} ({row.by_name})"


def _with_everything(keys: Sequence[int]) -> list[ReleasePage]:
    return list(
        ReleasePage.objects.filter(pk__in=keys)
        .select_related("publication", "area", "template_used__measure", "latest_revision")
        .order_by("pk")
    )


def _keep(releases: list[ReleasePage], newest: Mapping[int, Revision]) -> list[ReleaseCheck]:
    if not releases:
        return []
    backgrounds = backgrounds_of(releases)
    answers = answers_to(RELEASE, backgrounds)
    rows = []
    for release in releases:
        revision = newest.get(release.pk) or release.latest_revision
        text = release.text if revision is None else release.words_of(revision)
        found = findings_of(release, text, backgrounds[release.pk], answers[release.pk])
        rows.append(_row(release, 0 if revision is None else revision.pk, found))
    kept = ReleaseCheck.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["release"],
        update_fields=[
            "revision_id",
            "findings",
            "supported",
            "contradicted",
            "unverifiable",
            "stopped_terms",
            "warned_terms",
            "figure_ids",
            "checked_at",
        ],
    )
    return list(kept)


def _row(release: ReleasePage, revision_id: int, found: Findings) -> ReleaseCheck:
    return ReleaseCheck(
        release=release,
        revision_id=revision_id,
        findings=[one.as_row() for one in found],
        supported=found.supported,
        contradicted=found.contradicted,
        unverifiable=found.unverifiable,
        stopped_terms=found.stopped_terms,
        warned_terms=found.warned_terms,
        figure_ids=found.figure_ids,
        checked_at=timezone.now(),
    )


def reader_of(release: ReleasePage, background: Background) -> Check:
    """The reader of claims for the language that a release is written in."""
    if release.language == Language.WELSH:
        return partial(check_welsh, names=background.welsh_names)
    return check_english
