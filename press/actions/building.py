"""The verbs of the outbox: asking for drafts, building them, and trying again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from stats.models import Area, Measure, Publication

from ..checking import checks_deferred
from ..drafting import Draftsman
from ..gathering import Subject, subject_of
from ..models import BuildState, DraftBuild, Language, ReleasePage, ReleaseTemplate
from .leasing import TRIES_BEFORE_A_PERSON, leased
from .reviewing import reopen_after_edit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

# The facts are gathered once a lease, and two workers share the 45 forces of the UK in two halves.
BUILDS_IN_A_LEASE = 25


def request_drafts(*, publication: Publication) -> int:
    """Write one outbox row for each release that a publication's figures call for.

    Runs inside the transaction that publishes, so that the rows stand or fall with it; Celery is
    woken once it commits. Rows that exist already are left alone. Gives the number of rows added.
    """
    measures = Measure.objects.filter(figures__publication=publication).distinct()
    templates = ReleaseTemplate.objects.making_drafts().filter(measure__in=measures)
    wanted = []
    for template in templates.select_related("measure"):
        subject = subject_of(publication, template.measure)
        if subject is not None:
            wanted += [
                DraftBuild(publication=publication, template=template, area_id=area_id)
                for area_id in _in_its_language(
                    template, _areas_to_draft(publication, template, subject)
                )
            ]
    before = DraftBuild.objects.filter(publication=publication).count()
    DraftBuild.objects.bulk_create(wanted, ignore_conflicts=True)
    added = DraftBuild.objects.filter(publication=publication).count() - before
    if added:
        transaction.on_commit(ring)
    return added


def _areas_to_draft(
    publication: Publication, template: ReleaseTemplate, subject: Subject
) -> list[int]:
    """The areas that a publication's figures call for a release of.

    A correction makes no second release where a version before it has one, or has one on its way:
    that one is corrected. An area that had no figure until now gets its first.
    """
    if publication.version == 1:
        return list(subject.area_ids)
    period = {"period_start": subject.period.first, "period_end": subject.period.last}
    corrected = publication.figures.filter(measure=subject.measure, **period).totals()
    before = {
        "publication__slug": publication.slug,
        "publication__version__lt": publication.version,
    }
    standing = ReleasePage.objects.filter(template_used=template, **before)
    on_its_way = DraftBuild.objects.filter(template=template, **before).exclude(
        state=BuildState.FAILED
    )
    return sorted(
        set(corrected.values_list("area_id", flat=True))
        - set(standing.values_list("area_id", flat=True))
        - set(on_its_way.values_list("area_id", flat=True))
    )


def _in_its_language(template: ReleaseTemplate, area_ids: list[int]) -> list[int]:
    """The areas whose releases are written in a template's language: Wales alone in Welsh."""
    if template.language != Language.WELSH:
        return area_ids
    return list(Area.objects.in_wales().filter(pk__in=area_ids).values_list("pk", flat=True))


def withdraw_drafts(*, publication: Publication) -> int:
    """Undo what was made of figures that are being changed before anybody saw them.

    Runs inside the transaction that reopens the publication, once none of its releases is
    scheduled any more (embargo.take_back_with_its_figures). A draft that nobody edited goes, and is
    built again when the publication is approved again. What a person wrote stays, is a draft again
    and is marked to be compared with the figures; and so does what was sent to anybody. Claims go:
    they prove nothing of other figures. Gives the number of drafts.
    """
    # First the work, so that no worker adds a draft behind this back.
    DraftBuild.objects.filter(publication=publication).delete()
    releases = list(ReleasePage.objects.filter(publication=publication))
    for release in releases:
        is_untouched = not release.revisions.filter(user__isnull=False).exists()
        if is_untouched and not release.versions.exists():
            release.delete()
            continue
        reopen_after_edit(release_id=release.pk, by=None)
        release.claims.all().delete()
        DraftBuild.objects.create(
            publication=publication,
            template=release.template_used,
            area=release.area,
            state=BuildState.FAILED,
            release=release,
            reason=(
                "Its figures were taken back for changes after a person had edited it. Compare its"
                " numbers with the figures and try again to keep it, or delete it to have it built"
                " anew."
            ),
        )
    return len(releases)


def retry(*, build: DraftBuild, by: User) -> bool:
    """Set a stopped draft to be built again. False when it is not stopped (any more)."""
    with transaction.atomic():
        row = DraftBuild.objects.select_for_update().get(pk=build.pk)
        if row.state != BuildState.FAILED:
            return False
        row.state, row.reason, row.tries = BuildState.READY, "", 0
        row.save(update_fields=["state", "reason", "tries", "changed_at"])
        log(instance=row.publication, action="press.retry", user=by, data={"area": row.area.name})
        transaction.on_commit(ring)
    return True


def ring() -> None:
    """Wake a worker. If the queue is down nothing is lost: beat sweeps the outbox."""
    from ..tasks import build_drafts

    try:
        build_drafts.delay()
    except Exception:  # whatever broker and driver raise; the work is safe in its rows
        logger.warning("the queue cannot be reached; drafts wait for the next sweep", exc_info=True)


def build_waiting_drafts(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Build every draft that waits, a lease at a time, until none is left or `stop` says so.

    Any number of workers may run this at once. Gives the number of rows that were worked on.
    """
    worked = 0
    while not stop():
        rows = _lease()
        if not rows:
            break
        for builds in _by_subject(rows):
            _build_together(builds)
            worked += len(builds)
    return worked


def _lease() -> list[DraftBuild]:
    """Take some rows that nobody else has. A row locked by another worker is passed over."""
    now = timezone.now()
    with transaction.atomic():
        return leased(
            DraftBuild.objects.free_at(now)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("publication", "template__measure", "area"),
            *("publication_id", "template_id", "pk"),
            now=now,
            until=now + settings.DRAFT_BUILD_LEASE,
            at_most=BUILDS_IN_A_LEASE,
        )


def _by_subject(builds: list[DraftBuild]) -> list[list[DraftBuild]]:
    groups: dict[tuple[int, int], list[DraftBuild]] = {}
    for build in builds:
        groups.setdefault((build.publication_id, build.template_id), []).append(build)
    return list(groups.values())


def _build_together(builds: list[DraftBuild]) -> None:
    """Build the drafts of one publication and template, each in a transaction of its own."""
    try:
        draftsman = Draftsman(builds[0].publication, builds[0].template, builds)
    except Exception as error:
        logger.exception("the facts of publication %s cannot be read", builds[0].publication_id)
        for build in builds:
            _give_back(build, error)
        return
    # Checked together once they stand, by keep_outdated_checks(): not one by one as they are saved.
    with checks_deferred():
        for build in builds:
            _build(build, draftsman)


def _build(build: DraftBuild, draftsman: Draftsman) -> None:
    """Make one draft and mark its row, both or neither.

    A fault of the machine is tried again, up to three times; a fault of figures or template waits
    for a person, because trying again would change nothing.
    """
    try:
        with transaction.atomic():
            # Looked at again under lock: the lease may have run out, and another have built it.
            row = DraftBuild.objects.select_for_update().get(pk=build.pk)
            if row.state != BuildState.RUNNING or row.leased_until != build.leased_until:
                return
            outcome = draftsman.draft(build.area)
            row.leased_until = None
            row.state = BuildState.FAILED if outcome.reason else BuildState.DONE
            row.reason = outcome.reason
            row.release = outcome.release
            row.save(update_fields=["state", "reason", "release", "leased_until", "changed_at"])
    except DraftBuild.DoesNotExist:
        return
    except Exception as error:
        logger.exception("draft %s could not be built", build.pk)
        _give_back(build, error)


def _give_back(build: DraftBuild, error: Exception) -> None:
    failed = build.tries >= TRIES_BEFORE_A_PERSON
    reason = f"A fault of the system, not of the figures: {type(error).__name__}."
    try:
        DraftBuild.objects.filter(pk=build.pk, leased_until=build.leased_until).update(
            state=BuildState.FAILED if failed else BuildState.READY,
            reason=reason,
            leased_until=None,
            changed_at=timezone.now(),
        )
    except DatabaseError:
        logger.warning("draft %s keeps its lease until it runs out", build.pk)


__all__ = [
    "build_waiting_drafts",
    "request_drafts",
    "retry",
    "ring",
    "withdraw_drafts",
]
