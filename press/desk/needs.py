"""What waits for the person who opens the desk, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stats.models import Publication

from ..models import BuildState, DraftBuild, ReleaseState
from ..permissions import APPROVE_RELEASES, RETRY_DRAFTS
from .awaiting import awaiting_approval_by
from .filters import MINE
from .front import narrowed
from .standing import STOPPED, UNFINISHED, all_releases


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something to do: how many releases of which publication, in words, and where."""

    words: str
    publication: Publication
    url: str
    button: str


def needs_of(user: Any, moment: datetime) -> list[Need]:
    """What this person can do something about. Each kind costs one query, and one names them all.

    A correction goes before everything: meanwhile the public may be reading what is wrong.
    """
    counted: list[tuple[_Kind, int, int]] = []
    for kind in _KINDS:
        if kind.permission and not user.has_perm(kind.permission):
            continue
        rows = kind.rows(user, moment).order_by().values_list("publication_id")
        counted += [(kind, number, count) for number, count in rows.annotate(Count("pk"))]
    named = Publication.objects.in_bulk({number for _kind, number, _count in counted})
    newest_first = sorted(counted, key=lambda row: (_KINDS.index(row[0]), -row[1]))
    return [
        Need(
            words=kind.words(count),
            publication=named[number],
            url=narrowed(number, **kind.asked),
            button=kind.button(),
        )
        for kind, number, count in newest_first
    ]


@dataclass(frozen=True)
class _Kind:
    rows: Callable[[Any, datetime], QuerySet[Any]]
    asked: dict[str, str]
    words: Callable[[int], str]
    button: Callable[[], str]
    permission: str = ""


_KINDS = (
    _Kind(
        rows=lambda user, moment: all_releases(moment).filter(figures_changed=True),
        asked={"changed": "yes"},
        words=lambda count: (
            ngettext(
                "Figures changed in %(count)s release",
                "Figures changed in %(count)s releases",
                count,
            )
            % {"count": f"{count:,}"}
        ),
        button=lambda: _("See what changed"),
    ),
    _Kind(
        rows=lambda user, moment: awaiting_approval_by(user.pk),
        asked={"state": ReleaseState.IN_REVIEW.value},
        words=lambda count: (
            ngettext(
                "%(count)s release waits for your approval",
                "%(count)s releases wait for your approval",
                count,
            )
            % {"count": f"{count:,}"}
        ),
        button=lambda: _("Read and approve"),
        permission=APPROVE_RELEASES,
    ),
    _Kind(
        rows=lambda user, moment: DraftBuild.objects.filter(state=BuildState.FAILED),
        asked={"state": STOPPED},
        words=lambda count: (
            ngettext("%(count)s draft stopped", "%(count)s drafts stopped", count)
            % {"count": f"{count:,}"}
        ),
        button=lambda: _("See why"),
        permission=RETRY_DRAFTS,
    ),
    _Kind(
        rows=lambda user, moment: all_releases(moment).filter(
            assigned_to=user, state__in=UNFINISHED
        ),
        asked={"who": MINE},
        words=lambda count: (
            ngettext(
                "%(count)s release is assigned to you",
                "%(count)s releases are assigned to you",
                count,
            )
            % {"count": f"{count:,}"}
        ),
        button=lambda: _("Go on with them"),
    ),
)
