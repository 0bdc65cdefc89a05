"""What a row of the desk says, read for all rows of a page together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment, PageLogEntry, Revision

from stats.audit import words_for

from ..models import (
    BuildState,
    Dispatch,
    DispatchState,
    DraftBuild,
    Redraft,
    ReleaseCheck,
    ReleasePage,
)
from ..workflow_state import shown_state
from .standing import BUILDING, STATES, STOPPED, UNSETTLED, with_standing

Key = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class LastChange:
    """What was done last, by whom; nobody is named where the builder did it."""

    at: datetime
    what: str
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """To how many a release went, and where it did not arrive."""

    sent: int = 0
    undelivered: int = 0
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A release, or a draft that has none yet: then `release_id` is None."""

    area: str
    level: str
    template: str
    language: str
    state: str
    state_label: str | Promise
    last: LastChange | None
    release_id: int | None = None
    build_id: int | None = None
    headline: str = ""
    in_the_way: tuple[str, ...] = ()
    to_look_at: tuple[str, ...] = ()
    is_checked: bool = True
    who: str = ""
    figures_changed: bool = False
    redraft_id: int | None = None
    comments: int = 0
    sent: Sent = Sent()
    reason: str = ""
    can_be_retried: bool = False

    @property
    def is_welsh(self) -> bool:
        return self.language == "cy"


def rows_of(
    release_ids: Iterable[int], build_ids: Iterable[int], *, moment: datetime
) -> dict[Key, Row]:
    """The rows of some releases and of some drafts without one, by kind and number."""
    numbers = list(release_ids)
    read = _Read(numbers)
    found: dict[Key, Row] = {
        ("release", release.pk): _row_of_release(release, read, moment)
        for release in _releases(numbers, moment)
    }
    builds = DraftBuild.objects.filter(pk__in=list(build_ids), release__isnull=True)
    for build in builds.select_related("area", "template"):
        found["build", build.pk] = _row_of_build(build)
    return found


def _releases(numbers: list[int], moment: datetime) -> Iterable[Any]:
    """Without their bodies, and without the words that their revisions hold: a page of rows needs
    neither, and both are long."""
    open_redrafts = Redraft.objects.filter(state__in=UNSETTLED).order_by("-pk").only("release_id")
    revisions = Revision.objects.select_related("user").defer("content")
    checks = ReleaseCheck.objects.defer("findings", "figure_ids")
    return (
        with_standing(ReleasePage.objects.filter(pk__in=numbers).with_versions(moment), moment)
        .select_related("area", "template_used", "assigned_to", "build")
        .defer("body", "template_used__headlines", "template_used__body")
        .prefetch_related(
            Prefetch("latest_revision", queryset=revisions),
            Prefetch("check_kept", queryset=checks),
            Prefetch("redrafts", queryset=open_redrafts, to_attr="open_redrafts"),
        )
    )


class _Read:
    """What stands about a page's releases in other tables, each read once, by the release."""

    def __init__(self, numbers: list[int]) -> None:
        self.entries: dict[int, PageLogEntry] = {
            entry.page_id: entry
            for entry in PageLogEntry.objects.filter(page_id__in=numbers)
            .order_by("page_id", "-timestamp", "-pk")
            .distinct("page_id")
            .select_related("user")
        }
        self.comments: dict[int, int] = dict(
            Comment.objects.filter(page_id__in=numbers, resolved_at__isnull=True)
            .order_by()
            .values_list("page_id")
            .annotate(Count("pk"))
        )
        missed = Q(state__in=(DispatchState.FAILED, DispatchState.UNSURE))
        on_the_way = Q(state__in=(DispatchState.READY, DispatchState.SENDING))
        counted = (
            Dispatch.objects.filter(version__release__in=numbers)
            .order_by()
            .values("version__release_id")
            .annotate(
                sent=Count("pk", filter=Q(state=DispatchState.SENT, event__isnull=True)),
                undelivered=Count("pk", filter=missed),
                waiting=Count("pk", filter=on_the_way),
            )
        )
        self.sent = {
            row["version__release_id"]: Sent(
                sent=row["sent"], undelivered=row["undelivered"], waiting=row["waiting"]
            )
            for row in counted
        }


def _row_of_release(release: Any, read: _Read, moment: datetime) -> Row:
    check = getattr(release, "check_kept", None)
    build = getattr(release, "build", None)
    stopped = build if build is not None and build.state == BuildState.FAILED else None
    redraft = next(iter(release.open_redrafts), None)
    state, label = shown_state(release, moment)
    return Row(
        area=release.area.name,
        level=release.area.get_level_display(),
        template=release.template_used.name,
        language=release.language,
        state=state,
        state_label=label,
        last=_last_change(release, read.entries.get(release.pk)),
        release_id=release.pk,
        build_id=build.pk if build else None,
        headline=release.draft_title,
        in_the_way=() if check is None else in_the_way(check),
        to_look_at=() if check is None else to_look_at(check),
        is_checked=check is not None,
        who=_name(release.assigned_to),
        figures_changed=release.figures_changed,
        redraft_id=redraft.pk if redraft else None,
        comments=read.comments.get(release.pk, 0),
        sent=read.sent.get(release.pk, Sent()),
        reason=stopped.reason if stopped else "",
        can_be_retried=stopped is not None,
    )


def _row_of_build(build: DraftBuild) -> Row:
    is_stopped = build.state == BuildState.FAILED
    return Row(
        area=build.area.name,
        level=build.area.get_level_display(),
        template=build.template.name,
        language=build.template.language,
        state=STOPPED if is_stopped else BUILDING,
        state_label=STATES[STOPPED] if is_stopped else build.get_state_display(),
        last=LastChange(at=build.changed_at, what=_("stopped")) if is_stopped else None,
        build_id=build.pk,
        reason=build.reason if is_stopped else "",
        can_be_retried=is_stopped,
    )


def in_the_way(check: ReleaseCheck) -> tuple[str, ...]:
    """What stands in the way of approval, counted, in words."""
    counted = (
        (
            check.contradicted,
            ngettext("%(count)s contradicted", "%(count)s contradicted", check.contradicted),
        ),
        (
            check.unverifiable,
            ngettext("%(count)s unanswered", "%(count)s unanswered", check.unverifiable),
        ),
        (
            check.stopped_terms,
            ngettext("%(count)s word to avoid", "%(count)s words to avoid", check.stopped_terms),
        ),
    )
    return tuple(words % {"count": count} for count, words in counted if count)


def to_look_at(check: ReleaseCheck) -> tuple[str, ...]:
    """What does not stand in the way, and is worth a look."""
    count = check.warned_terms
    words = ngettext("%(count)s word to look at", "%(count)s words to look at", count)
    return (words % {"count": count},) if count else ()


def _last_change(release: Any, entry: PageLogEntry | None) -> LastChange | None:
    """The newer of what is logged and of what was saved: the builder saves and logs nothing."""
    revision = release.latest_revision
    if entry is not None and (revision is None or entry.timestamp >= revision.created_at):
        return LastChange(at=entry.timestamp, what=words_for(entry.action), who=_name(entry.user))
    if revision is None:
        return None
    what = _("built") if revision.user is None else _("edited")
    return LastChange(at=revision.created_at, what=what, who=_name(revision.user))


def _name(user: Any) -> str:
    return "" if user is None else str(user.get_full_name() or user.get_username())
