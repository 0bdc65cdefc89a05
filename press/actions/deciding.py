"""What people do about a corrected figure in words that are theirs, or that somebody was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from stats.actions.locking import locked as locked_publication
from stats.models import AuditEntry, Publication

from ..checking import keep_check
from ..compose import ComposedRelease
from ..drafting import replace_claims
from ..models import Redraft, RedraftState, ReleasePage, ReleaseState
from ..models.redraft import Decision
from ..recomposing import Composed, compose_as_at, passages_of
from ..redraft_work import (
    Desk,
    built_words,
    is_untouched,
    newest_words,
    store_words,
    words_of_revision,
)
from ..redrafting import Passage, Proposal, from_mapping
from .holding import locked
from .refusals import NotNow, ReleaseNotReady, a_reason, tidy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN_STATES = (RedraftState.WAITING,)


class EditedMeanwhile(ReleaseNotReady):
    """Somebody saved the release after its words were read: nothing is overwritten."""

    def __init__(self) -> None:
        super().__init__(
            [_("Somebody saved this release meanwhile: look at its newest words and choose again.")]
        )


def take_proposed(*, redraft: Redraft, by: User, revision: int) -> Redraft:
    """Save the words as they should read now, as a new revision by this person.

    `revision` is the newest that the person saw. Raises EditedMeanwhile; ReleaseNotReady while a
    statement is left that only a person can put right; NotNow where it was settled already.
    """
    with _open(redraft, revision) as (row, release, desk):
        proposal = proposal_for(row, release, desk)
        problems = [
            _("“%(words)s”: %(why)s") % {"words": wrong.words, "why": wrong.why}
            for wrong in proposal.left
        ]
        if problems:
            raise ReleaseNotReady(problems)
        _save(row, release, desk, proposal.result, Decision.TAKEN, by=by)
    return row


def save_merged(
    *,
    redraft: Redraft,
    by: User,
    words: Sequence[Passage],
    revision: int,
    what_changed: str | None = None,
) -> Redraft:
    """Save words that a person put together, paragraph by paragraph, as a new revision by them.

    What it says is checked like all that is written; it may be put together with statements that
    are still to be mended. Raises like take_proposed(), and ReleaseNotReady for words that make no
    release.
    """
    with _open(redraft, revision) as (row, release, desk):
        _check_makes_a_release(words)
        if what_changed is not None:
            row.what_changed = tidy(what_changed)
        _save(row, release, desk, words, Decision.MERGED, by=by)
    return row


def keep_own(*, redraft: Redraft, by: User, revision: int, why: str = "") -> Redraft:
    """Leave the words as they are. Of a release that is out, with the reason, which is kept.

    Raises like take_proposed(). A statement that the figures contradict still blocks approval.
    """
    with _open(redraft, revision) as (row, release, desk):
        if release.versions.exists():
            why = a_reason(why)
        desk.move_claims(release)
        row.reason = tidy(why)
        _decide(row, release, Decision.KEPT, by=by)
    return row


def look_again(*, redraft: Redraft, by: User) -> bool:
    """Compare a release once more after its redraft was settled or stopped; False if it is open."""
    from .correcting import ring_for_redrafts

    with transaction.atomic():
        row = Redraft.objects.select_for_update(no_key=True).get(pk=redraft.pk)
        if row.state not in (RedraftState.SETTLED, RedraftState.FAILED):
            return False
        row.state, row.decision, row.reason, row.tries = RedraftState.READY, "", "", 0
        row.decided_by, row.decided_at = None, None
        row.save()
        log(instance=row.release, action="press.look_again", user=by)
        transaction.on_commit(ring_for_redrafts)
    return True


def withdraw_redrafts(*, publication: Publication) -> int:
    """Take back what a correction asked for, because it loses its moment before it was public.

    Runs inside the transaction that takes the moment away. Drafts that were made again are made of
    the figures that stand. Words that a person had taken go back to what stood before, by a new
    revision. Where somebody wrote on, their words stay, and the check finds what does not hold.
    What waits of other corrections is looked at again. Gives the number of rows.
    """
    rows = list(
        Redraft.objects.filter(correction=publication)
        .select_for_update(of=("self",), no_key=True)
        .for_work()
        .order_by("pk")
    )
    composed = compose_as_at((row.release for row in rows), timezone.now())
    for row in rows:
        _go_back(row, composed[row.release_id])
    releases = [row.release_id for row in rows]
    Redraft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _look_again_at_others(releases)
    return len(rows)


def proposal_for(redraft: Redraft, release: ReleasePage, desk: Desk) -> Proposal:
    """What the release's newest words should be, compared with what was built before and now."""
    base = from_mapping(redraft.base) or built_words(release, [])
    return desk.propose(release, base=base, theirs=newest_words(release))


def what_changed_for(release: ReleasePage) -> str:
    """The correction to tell the public with the release's next version; "" if there is none.

    Everything that was decided since its newest version was made, the first correction first.
    """
    newest = release.versions.order_by("-number").values_list("made_at", flat=True).first()
    if newest is None:
        return ""
    rows = Redraft.objects.filter(
        release=release, decision__in=(Decision.TAKEN, Decision.MERGED), decided_at__gt=newest
    ).order_by("correction__publish_at", "pk")
    return "\n\n".join(dict.fromkeys(row.what_changed for row in rows if row.what_changed))


@contextmanager
def _open(redraft: Redraft, revision: int) -> Iterator[tuple[Redraft, ReleasePage, Desk]]:
    """A redraft that waits for a person, with its release, under lock and as they stand now.

    Publication, redraft, release: always in this order.
    """
    with transaction.atomic():
        locked_publication(redraft.correction)
        row = (
            Redraft.objects.select_for_update(of=("self",), no_key=True)
            .for_work()
            .get(pk=redraft.pk)
        )
        if row.state not in OPEN_STATES:
            raise NotNow(
                row.release.state, _("This was settled already: %(how)s.") % {"how": how(row)}
            )
        release = locked(row.release)
        if release.state == ReleaseState.WITHDRAWN:
            raise NotNow(release.state)
        if not _is_what_was_read(release, redraft.release, revision):
            raise EditedMeanwhile
        yield row, release, Desk(row.correction, [row.release])


def _is_what_was_read(release: ReleasePage, read: ReleasePage, revision: int) -> bool:
    """Whether the newest words are those of the revision, as the caller read them.

    Saving while somebody types writes over the revision before: its number stays, and the moment
    at which it was saved does not.
    """
    stands, seen = release.latest_revision, read.latest_revision
    if stands is None or stands.pk != revision:
        return False
    return seen is None or seen.pk != revision or bool(seen.created_at == stands.created_at)


def how(redraft: Redraft) -> str:
    """What became of a redraft, or where it stands."""
    return redraft.decision_in_words or str(redraft.get_state_display())


def _check_makes_a_release(words: Sequence[Passage]) -> None:
    parts = {passage.part for passage in words if passage.text.strip()}
    missing = [
        message
        for part, message in (
            ("headline", _("Give it a headline.")),
            ("lead", _("Give it a first paragraph.")),
            ("helpline", _("Keep a way to get help: no release goes out without one.")),
        )
        if part not in parts
    ]
    if missing:
        raise ReleaseNotReady(missing)


def _save(
    redraft: Redraft,
    release: ReleasePage,
    desk: Desk,
    words: Sequence[Passage],
    decision: Decision,
    *,
    by: User,
) -> None:
    before = release.latest_revision_id
    kept = [passage for passage in words if passage.text.strip()]
    revision = store_words(release, kept, by=by)
    desk.move_claims(release)
    redraft.reason = ""
    _decide(redraft, release, decision, by=by, data={"before": before, "revision": revision.pk})


def _decide(
    redraft: Redraft,
    release: ReleasePage,
    decision: Decision,
    *,
    by: User,
    data: dict[str, object] | None = None,
) -> None:
    redraft.state, redraft.decision = RedraftState.SETTLED, decision
    redraft.decided_by, redraft.decided_at = by, timezone.now()
    redraft.save()
    log(
        instance=release,
        action=f"press.redraft_{decision}",
        user=by,
        data={"correction": str(redraft.correction), "redraft": redraft.pk, **(data or {})},
    )
    _look_again_at_others([release.pk], besides=redraft)


def _look_again_at_others(releases: Sequence[int], *, besides: Redraft | None = None) -> None:
    """What else waits for a person on these releases was compared with other words."""
    from .correcting import ring_for_redrafts

    waiting = Redraft.objects.filter(release__in=releases, state=RedraftState.WAITING)
    if besides is not None:
        waiting = waiting.exclude(pk=besides.pk)
    if waiting.update(state=RedraftState.READY, changed_at=timezone.now()):
        transaction.on_commit(ring_for_redrafts)


def _go_back(redraft: Redraft, composed: Composed) -> None:
    """Leave nothing in a release of figures that will not be public, but what a person wrote."""
    release = locked(redraft.release)
    if redraft.decision == "" and redraft.state != RedraftState.REMADE:
        return  # nothing was made of it
    if isinstance(composed, ComposedRelease):
        replace_claims(release, composed)
    words = _words_to_go_back_to(redraft, release, composed)
    if words is None:
        keep_check(release)
    else:
        is_built = is_untouched(release)
        revision = store_words(release, words, by=None)
        if is_built:
            ReleasePage.objects.filter(pk=release.pk).update(built_revision=revision)
    log(
        instance=release,
        action="press.correction_taken_back",
        data={"correction": str(redraft.correction), "stayed": words is None},
    )


def _words_to_go_back_to(
    redraft: Redraft, release: ReleasePage, composed: Composed
) -> tuple[Passage, ...] | None:
    """What stood before; None where somebody has written since, or decided not to change it."""
    if redraft.decision == Decision.REMADE:
        return passages_of(composed) or None if is_untouched(release) else None
    entry = (
        AuditEntry.objects.about(release)
        .filter(action__startswith="press.redraft_", data__redraft=redraft.pk)
        .order_by("-pk")
        .first()
    )
    if entry is None or release.latest_revision_id != entry.data.get("revision"):
        return None
    before = release.revisions.filter(pk=entry.data.get("before")).first()
    return None if before is None else words_of_revision(before)
