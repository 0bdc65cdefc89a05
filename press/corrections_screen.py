"""Everything that a correction touches, read for one screen in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from stats import clock
from stats.models import Figure, Publication
from stats.prose.places import Place, places_showing
from stats.versions import corrections_of

from .corrected import replaced_by
from .models import (
    Dispatch,
    DispatchState,
    Redraft,
    RedraftState,
    ReleasePage,
    ReleaseState,
    ReleaseVersion,
)
from .models.redraft import Decision
from .recomposing import JUST_BEFORE, moment_of
from .workflow_state import CORRECTED, SCHEDULED, shown_state

HAD_IT = (DispatchState.SENT, DispatchState.UNSURE, DispatchState.SENDING)
UNDECIDED = (
    RedraftState.READY,
    RedraftState.RUNNING,
    RedraftState.WAITING,
    RedraftState.FAILED,
)


@dataclass(frozen=True)
class NextStep:
    """Where one release stands after a correction, and the one thing to do about it, if any."""

    sentence: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class ReleaseRow:
    """A release that quotes a corrected figure. `sent` are those who had what was wrong."""

    redraft: Redraft
    release: ReleasePage
    state: str
    state_in_words: str
    sent: Sequence[Dispatch]
    next: NextStep

    @property
    def changes(self) -> list[dict[str, Any]]:
        """Old and new words, as they were found."""
        found: list[dict[str, Any]] = self.redraft.changes
        return found


@dataclass(frozen=True)
class PageRow:
    """A place on a page that shows a corrected figure, before and after. It follows by itself."""

    place: Place
    before: str
    now: str

    @property
    def changes(self) -> bool:
        return self.before != self.now


def corrections_with_releases() -> QuerySet[Publication]:
    """Every correction whose figures releases quote, the newest first, with how many wait."""
    waits = Q(redrafts__state__in=UNDECIDED)
    return (
        Publication.objects.annotate(
            touched=Count("redrafts", distinct=True),
            waiting=Count("redrafts", filter=waits, distinct=True),
        )
        .filter(touched__gt=0)
        .order_by("-publish_at", "-pk")
    )


def rows_of(correction: Publication) -> list[ReleaseRow]:
    """Every release that a correction touches, those that wait for somebody first."""
    moment = clock.moment()
    redrafts = list(
        Redraft.objects.filter(correction=correction)
        .select_related("correction", "decided_by")
        .defer("base", "proposed")
    )
    releases = _releases([redraft.release_id for redraft in redrafts], moment)
    sent = _sent(correction, releases)
    rows = [
        _row(redraft, releases[redraft.release_id], sent, moment)
        for redraft in redrafts
        if redraft.release_id in releases
    ]
    return sorted(rows, key=lambda row: (row.redraft.state not in UNDECIDED, row.release.area.name))


def _releases(keys: Iterable[int], moment: datetime) -> dict[int, Any]:
    found = (
        ReleasePage.objects.filter(pk__in=list(keys))
        .with_versions(moment)
        .select_related("area", "template_used", "publication")
        .defer("body", "template_used__headlines", "template_used__body")
    )
    return {release.pk: release for release in found}


@dataclass(frozen=True)
class Sent:
    """Who had a version that quotes what was corrected, and which releases are put right."""

    wrong: dict[int, list[Dispatch]]
    put_right: dict[int, ReleaseVersion]
    told: dict[int, int]


def _sent(correction: Publication, releases: Iterable[int]) -> Sent:
    """By the figures that each version was held against, whoever was sent it and when."""
    replaced = replaced_by(correction)
    wrong_ids, right_ids = set(replaced), set(replaced.values())
    wrong: dict[int, list[Dispatch]] = defaultdict(list)
    told: dict[int, int] = defaultdict(int)
    put_right: dict[int, ReleaseVersion] = {}
    versions = ReleaseVersion.objects.filter(release__in=list(releases)).defer("body")
    quoting: dict[int, ReleaseVersion] = {}
    for version in versions.order_by("release_id", "number"):
        held = set(version.figure_ids)
        if held & wrong_ids:
            quoting[version.pk] = version
        elif held & right_ids:
            put_right[version.release_id] = version
    wanted = [*quoting, *(version.pk for version in put_right.values())]
    rows = (
        Dispatch.objects.of_words()
        .filter(version__in=wanted, state__in=HAD_IT)
        .order_by("outlet", "name", "email")
    )
    for row in rows.select_related("version").defer("version__body"):
        if row.version_id in quoting:
            wrong[row.version.release_id].append(row)
        else:
            told[row.version.release_id] += 1
    return Sent(wrong, put_right, told)


def _row(redraft: Redraft, release: Any, sent: Sent, moment: datetime) -> ReleaseRow:
    key, words = shown_state(release, moment)
    return ReleaseRow(
        redraft=redraft,
        release=release,
        state=key,
        state_in_words=words,
        sent=sent.wrong.get(release.pk, []),
        next=_next(redraft, release, key, sent),
    )


def _next(redraft: Redraft, release: Any, state: str, sent: Sent) -> NextStep:
    """Asked in this order: what waits for a worker, for a decision, for the release's own way."""
    if state == ReleaseState.WITHDRAWN:
        return NextStep(_("It was withdrawn: there is nothing to correct."))
    if redraft.state in (RedraftState.READY, RedraftState.RUNNING):
        return NextStep(_("It is being compared with the corrected figures."))
    if redraft.state in (RedraftState.WAITING, RedraftState.FAILED):
        return _to_decide(redraft, state)
    if redraft.decision in (Decision.TAKEN, Decision.MERGED):
        return _on_its_way(redraft, release, state, sent)
    return NextStep(_settled(redraft))


def _to_decide(redraft: Redraft, state: str) -> NextStep:
    url = reverse("press_corrections:redraft", args=[redraft.pk])
    if redraft.state == RedraftState.FAILED:
        return NextStep(_("It stopped: %(why)s") % {"why": redraft.reason})
    if state == SCHEDULED:
        sentence = _("It goes out with what is wrong unless somebody acts.")
    elif state in (ReleaseState.RELEASED, CORRECTED):
        sentence = _("It is public with what is wrong: a correction is drafted.")
    else:
        sentence = _("A person edited it: nothing was overwritten.")
    return NextStep(sentence, _("Compare and decide"), url)


def _on_its_way(redraft: Redraft, release: Any, state: str, sent: Sent) -> NextStep:
    review = reverse("press_workflow:review", args=[release.pk])
    right = sent.put_right.get(release.pk)
    if state == SCHEDULED and right is None:
        return NextStep(
            _("Its words are put right, but the wrong ones are scheduled."),
            _("Cancel their moment"),
            review,
        )
    if right is None and release.newest_number is None:
        return NextStep(_settled(redraft))
    if right is None:
        return NextStep(*_towards_the_public(state), review)
    if right.public_from > timezone.now():
        return NextStep(_("The correction is scheduled."), _("See it"), review)
    wrong = len(sent.wrong.get(release.pk, []))
    if wrong > sent.told.get(release.pk, 0):
        url = reverse("press_dispatch:release", args=[release.pk])
        return NextStep(_("The correction is public."), _("Send it to who had the wrong one"), url)
    return NextStep(_("The correction is public."))


def _towards_the_public(state: str) -> tuple[str, str]:
    if state == ReleaseState.IN_REVIEW:
        return _("The correction waits for a second person."), _("Review it")
    if state == ReleaseState.APPROVED:
        return _("The correction is approved."), _("Release it")
    return _("The correction is written."), _("Submit it for review")


def _settled(redraft: Redraft) -> str:
    words = _("%(how)s.") % {"how": redraft.decision_in_words.capitalize()}
    return f"{words} {redraft.reason}" if redraft.reason else words


def pages_of(correction: Publication) -> list[PageRow]:
    """Every place on a page that shows a corrected figure, with its words before and after."""
    figures = [figure.supersedes for figure in corrections_of(correction)]
    replaced = [figure for figure in figures if isinstance(figure, Figure)]
    moment = moment_of(correction)
    with clock.at((correction.publish_at or moment) - JUST_BEFORE):
        before = places_showing(replaced)
    with clock.at(moment):
        now = places_showing(replaced)
    return [
        PageRow(place, old.reads, place.reads)
        for old, place in zip(_in_order(before), _in_order(now), strict=True)
    ]


def _in_order(places: Iterable[Place]) -> list[Place]:
    """Where places stand does not depend on the moment: the two lists are the same places."""
    return sorted(
        places,
        key=lambda place: (place.source._meta.label, place.source.pk, place.block_id, place.where),
    )
