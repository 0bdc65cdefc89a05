"""Where releases stand, said in SQL, so that any number of them is counted in one query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stats.models import Figure

from ..models import Redraft, RedraftState, ReleaseCheck, ReleasePage, ReleaseState, ReleaseVersion
from ..workflow_state import CORRECTED, SCHEDULED, SHOWN_STATES

BUILDING, STOPPED = "building", "stopped"

# In the order of the work: this is also how the desk sorts by state.
STATES: dict[str, str | Promise] = {
    STOPPED: _("stopped"),
    BUILDING: _("being built"),
    **SHOWN_STATES,
}
RANK = {key: place for place, key in enumerate(STATES)}
APPROVED_OR_FURTHER = (ReleaseState.APPROVED, SCHEDULED, ReleaseState.RELEASED, CORRECTED)
UNFINISHED = (ReleaseState.DRAFT, ReleaseState.IN_REVIEW)

UNSETTLED = (
    RedraftState.READY,
    RedraftState.RUNNING,
    RedraftState.WAITING,
    RedraftState.FAILED,
)

# A release that nobody has checked counts as without findings here: approving checks it anyway.
FINDINGS_IN_THE_WAY = Coalesce(
    F("check_kept__contradicted") + F("check_kept__unverifiable") + F("check_kept__stopped_terms"),
    Value(0),
)


def with_standing(releases: QuerySet[Any], moment: datetime) -> QuerySet[Any]:
    """Releases with `shown`, `in_the_way` and `figures_changed`; reads nothing by itself.

    `shown` is the key that workflow_state.shown_state() gives, for counting and filtering.
    """
    found: QuerySet[Any] = releases.annotate(
        shown=_shown(moment),
        in_the_way=FINDINGS_IN_THE_WAY,
        figures_changed=Case(When(_figures_changed(), then=Value(value=True)), default=False),
    )
    return found


def ranked() -> Case:
    """The place of `shown` in the order of the work."""
    return Case(
        *(When(shown=key, then=Value(place)) for key, place in RANK.items()),
        output_field=IntegerField(),
    )


def all_releases(moment: datetime) -> QuerySet[Any]:
    return with_standing(ReleasePage.objects.all(), moment)


def _shown(moment: datetime) -> Case:
    versions = ReleaseVersion.objects.filter(release=OuterRef("pk")).order_by()
    is_released = Q(state=ReleaseState.RELEASED)
    is_ahead = Exists(versions.filter(public_from__gt=moment)) | ~Exists(versions)
    return Case(
        When(is_released & is_ahead, then=Value(SCHEDULED)),
        When(is_released & Exists(versions.filter(number__gt=1)), then=Value(CORRECTED)),
        default=F("state"),
    )


def _figures_changed() -> Q:
    """Whether figures that its words rest on have been corrected, and nobody has dealt with it.

    A correction writes a row for each release that it touches: what that row says goes before the
    figures, for a person may have decided to keep old words that quote a figure as it was then.
    Releases that a correction has no row for are found by the figures themselves.
    """
    redrafts = Redraft.objects.filter(release=OuterRef("pk")).order_by()
    superseded = Figure.objects.filter(superseded_at__isnull=False).order_by().values("pk")
    # Not correlated, so PostgreSQL runs it once, over the index of figures in checks.
    resting_on_them = ReleaseCheck.objects.filter(
        figure_ids__overlap=ArraySubquery(superseded)
    ).values("release_id")
    return ~Q(state=ReleaseState.WITHDRAWN) & (
        Exists(redrafts.filter(state__in=UNSETTLED))
        | (Q(pk__in=resting_on_them) & ~Exists(redrafts))
    )
