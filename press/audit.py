"""Who had a hand in a release, by what was saved and logged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from wagtail.models import Revision

from stats.audit import ON_THE_SERVER, Contributor
from stats.models import AuditEntry

from .models import CheckAnswer, LocalQuotation, ReleasePage, ReleaseTemplate, ReleaseVersion

# What a person does to a release as its judge, or beside its words. Every other verb of the press
# desk is a contribution: one that nobody has thought of here counts.
NOT_CONTRIBUTING = (
    "press.return",
    "press.approve",
    "press.release",
    "press.schedule",
    "press.reschedule",
    "press.cancel_schedule",
    "press.came_out",
    "press.withdraw",
    "press.assign",
    "press.send",
    "press.tell",
    "press.decide_dispatch",
    "press.dispatch_came_back",
    "press.export",
)

SAVED = "press.save_words"
WROTE = "press.write_template"
QUOTED = "press.write_quotation"
ANSWERED = "press.answer"


def contributors(release: ReleasePage) -> list[Contributor]:
    """Who contributed to a release since it was last released, by name, with what they did.

    They saved its words, answered what its check found, or did anything else to it that is logged
    and is no judgement. What the builder did, by no account, is nobody's; but the words that it
    put together are those of whoever wrote the template.
    """
    since, revision_id = _last_release(release)
    found: dict[tuple[int | None, str], list[str]] = {}
    for user_id, name, action in (
        *_who_wrote_its_template(release, since),
        *_who_wrote_its_quotations(release, since),
        *_who_saved(release, since, revision_id),
        *_who_answered(release, since),
        *_who_is_logged(release, since),
    ):
        actions = found.setdefault((user_id, name), [])
        if action not in actions:
            actions.append(action)
    return [
        Contributor(user_id=user_id, name=name, actions=tuple(actions))
        for (user_id, name), actions in sorted(found.items(), key=lambda item: item[0][1])
    ]


def approval_of(release: ReleasePage) -> Contributor:
    """Who approved the words that a release bears as approved."""
    row = (
        AuditEntry.objects.about(release)
        .filter(action="press.approve", data__revision=release.approved_revision_id)
        .order_by("-pk")
        .first()
    )
    if row is None:  # it says approved, and nothing tells by whom: as from the server
        return Contributor(user_id=None, name=ON_THE_SERVER, actions=("press.approve",))
    return Contributor(user_id=row.by_id, name=row.by_name, actions=("press.approve",))


def _last_release(release: ReleasePage) -> tuple[datetime | None, int]:
    """When its newest version was made, and the newest revision that this took account of.

    The second is asked as well as the first: a revision bears the moment when it was begun, which
    may be before a version whose transaction it had to wait for.
    """
    version = release.versions.order_by("-number").values("made_at", "number").first()
    if version is None:
        return None, 0
    logged = (
        AuditEntry.objects.about(release)
        .filter(action__in=("press.release", "press.schedule"), data__version=version["number"])
        .order_by("-pk")
        .values_list("data__revision", flat=True)
        .first()
    )
    return version["made_at"], logged or 0


def _who_wrote_its_template(
    release: ReleasePage, since: datetime | None
) -> list[tuple[int | None, str, str]]:
    """Nobody once a release was out: a second person has read what it was built with."""
    if since is not None or release.built_revision is None:
        return []
    written = template_revisions(
        template=Value(release.template_used_id),
        publication=Value(release.publication_id),
        built_at=Value(release.built_revision.created_at),
    )
    return [
        (revision.user_id, revision.user.get_full_name() or revision.user.get_username(), WROTE)
        for revision in written.filter(user__isnull=False).select_related("user").order_by("pk")
    ]


def _who_wrote_its_quotations(
    release: ReleasePage, since: datetime | None
) -> list[tuple[int | None, str, str]]:
    """Who wrote or edited a local quotation that stands in its newest words: the same words, or
    words of the same speaker. As they were when they were written, whatever the list says now."""
    newest = release.latest_revision
    words = release.text if newest is None else release.words_of(newest)
    quoted = [child.value for child in words.body if child.block_type == "quote"]
    if not quoted:
        return []
    texts = {str(each["text"]) for each in quoted}
    speakers = {str(each["speaker"]) for each in quoted}
    of_now = LocalQuotation.objects.filter(area=release.area_id).filter(
        Q(text__in=texts) | Q(speaker__in=speakers)
    )
    entries = AuditEntry.objects.filter(
        Q(action=QUOTED, data__area=release.area_id)
        & (Q(data__text__in=texts) | Q(data__speaker__in=speakers))
        | Q(
            action__in=("wagtail.create", "wagtail.edit"),
            subject_type=LocalQuotation._meta.label_lower,
            subject_id__in=of_now,
        )
    )
    if since is not None:
        entries = entries.filter(at__gt=since)
    return [(entry.by_id, entry.by_name, QUOTED) for entry in entries.order_by("pk")]


def template_revisions(*, template: Any, publication: Any, built_at: Any) -> QuerySet[Revision]:
    """What was written of a template before a draft was built, and that no second person has read.

    What stood in it when a release of an earlier publication was made with it was read by then. The
    arguments are expressions: values, or references to an outer query.
    """
    number = BigIntegerField()
    read_since = ReleaseVersion.objects.filter(
        release__template_used=OuterRef("of_template"), made_at__gte=OuterRef("created_at")
    ).exclude(release__publication=OuterRef("for_publication"))
    found: QuerySet[Revision] = (
        Revision.objects.annotate(
            of_template=ExpressionWrapper(template, output_field=number),
            for_publication=ExpressionWrapper(publication, output_field=number),
        )
        .filter(
            content_type=ContentType.objects.get_for_model(ReleaseTemplate),
            object_id=Cast("of_template", CharField()),
            created_at__lte=built_at,
        )
        .exclude(Exists(read_since))
    )
    return found


def _who_saved(
    release: ReleasePage, since: datetime | None, revision_id: int
) -> list[tuple[int | None, str, str]]:
    revisions = Revision.page_revisions.filter(object_id=str(release.pk), user__isnull=False)
    if since is not None:
        newer = Q(created_at__gt=since)
        revisions = revisions.filter(newer | Q(pk__gt=revision_id) if revision_id else newer)
    return [
        (revision.user_id, revision.user.get_full_name() or revision.user.get_username(), SAVED)
        for revision in revisions.select_related("user").order_by("pk")
        if changes_words(revision)
    ]


def changes_words(revision: Revision) -> bool:
    """Whether a revision of a release says other words than the one before it.

    Who comments on a release saves a revision as well, and has written nothing of it.
    """
    before = (
        Revision.page_revisions.filter(object_id=revision.object_id, pk__lt=revision.pk)
        .order_by("-pk")
        .first()
    )
    return before is None or not ReleasePage.words_of(before).says_the_same_as(
        ReleasePage.words_of(revision)
    )


def _who_answered(
    release: ReleasePage, since: datetime | None
) -> list[tuple[int | None, str, str]]:
    answers = CheckAnswer.objects.filter(
        subject_type=release._meta.label_lower, subject_id=release.pk
    )
    if since is not None:
        answers = answers.filter(at__gt=since)
    return [(answer.by_id, answer.by_name, ANSWERED) for answer in answers.order_by("pk")]


def _who_is_logged(
    release: ReleasePage, since: datetime | None
) -> list[tuple[int | None, str, str]]:
    entries = (
        AuditEntry.objects.about(release)
        .filter(action__startswith="press.")
        .exclude(action__in=NOT_CONTRIBUTING)
        .exclude(by__isnull=True, by_name=ON_THE_SERVER)
    )
    if since is not None:
        entries = entries.filter(at__gt=since)
    return list(entries.order_by("pk").values_list("by_id", "by_name", "action"))
