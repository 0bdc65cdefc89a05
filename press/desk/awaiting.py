"""Which releases in review somebody may approve: the rule of two people, asked of many at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.models import Revision

from stats.models import AuditEntry

from ..audit import NOT_CONTRIBUTING, QUOTED, template_revisions
from ..models import CheckAnswer, ReleasePage, ReleaseState, ReleaseVersion

LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())


def awaiting_approval_by(user_id: int) -> QuerySet[Any]:
    """Releases in review that this person had no hand in since they were last released.

    The same answer as audit.contributors() gives for one release, in one query for all. It is for
    showing what there is to do: approving asks the other.
    """
    newest = ReleaseVersion.objects.filter(release=OuterRef("pk")).order_by("-number")
    newest_words = Revision.objects.filter(pk=OuterRef("latest_revision")).annotate(
        text=Cast(KT("content__body"), JSONField())
    )
    in_review = ReleasePage.objects.filter(state=ReleaseState.IN_REVIEW).annotate(
        last_released=Coalesce(Subquery(newest.values("made_at")[:1]), LONG_AGO),
        newest_body=Subquery(newest_words.values("text")[:1]),
    )
    kind = ReleasePage._meta.label_lower
    saved = _revisions_that_change_words().filter(
        user_id=user_id,
        object_id=Cast(OuterRef("pk"), CharField()),
        created_at__gt=OuterRef("last_released"),
    )
    answered = CheckAnswer.objects.filter(
        by_id=user_id,
        subject_type=kind,
        subject_id=OuterRef("pk"),
        at__gt=OuterRef("last_released"),
    )
    logged = AuditEntry.objects.filter(
        by_id=user_id,
        subject_type=kind,
        subject_id=OuterRef("pk"),
        action__startswith="press.",
        at__gt=OuterRef("last_released"),
    ).exclude(action__in=NOT_CONTRIBUTING)
    wrote = template_revisions(
        template=OuterRef("template_used"),
        publication=OuterRef("publication"),
        built_at=OuterRef("built_revision__created_at"),
    ).filter(user_id=user_id)
    quoted = AuditEntry.objects.annotate(
        of_area=KT("data__area"),
        by_text=_a_quote(text=KT("data__text")),
        by_speaker=_a_quote(speaker=KT("data__speaker")),
    ).filter(
        Q(by_text__contained_by=OuterRef("newest_body"))
        | Q(by_speaker__contained_by=OuterRef("newest_body")),
        by_id=user_id,
        action=QUOTED,
        of_area=Cast(OuterRef("area_id"), CharField()),
        at__gt=OuterRef("last_released"),
    )
    found: QuerySet[Any] = in_review.filter(
        ~Exists(saved.order_by()),
        ~Exists(answered.order_by()),
        ~Exists(logged.order_by()),
        ~Exists(quoted.order_by()),
    )
    return found.filter(Q(last_released__gt=LONG_AGO) | ~Exists(wrote.order_by()))


def _a_quote(**value: Any) -> Func:
    """A body with a block of a quotation that says this, whatever else it says."""
    block = JSONObject(type=Value("quote"), value=JSONObject(**value))
    return Func(block, function="jsonb_build_array", output_field=JSONField())


def _revisions_that_change_words() -> QuerySet[Any]:
    """Those that say other words than the one before: who comments saves a revision as well.

    The body is stored as text, in which the same words may be written in another order of keys: as
    JSON they are the same. Where a block is new and its words are not, a release is left out that
    might have been offered; never the other way round.
    """
    words = {"headline": KT("content__title"), "text": Cast(KT("content__body"), JSONField())}
    before = Revision.page_revisions.filter(
        object_id=OuterRef("object_id"), pk__lt=OuterRef("pk")
    ).order_by("-pk")
    the_same = Revision.objects.annotate(**words).filter(
        pk=OuterRef("before"), headline=OuterRef("headline"), text=OuterRef("text")
    )
    found: QuerySet[Any] = Revision.page_revisions.annotate(
        before=Subquery(before.values("pk")[:1]), **words
    ).filter(~Exists(the_same.order_by()))
    return found
