"""Looking at releases again after a correction: made anew, compared, or found to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Revision

from stats.models import Figure, Publication

from .actions.holding import locked
from .compose import CannotCompose, ComposedRelease
from .drafting import replace_claims
from .models import Redraft, RedraftState, ReleasePage, ReleaseState
from .models.redraft import Decision
from .recomposing import (
    Composed,
    Reader,
    before_of,
    compose_as_at,
    moment_of,
    passages_of,
    readers_as_at,
)
from .redrafting import Change, Passage, Proposal, from_mapping, propose, to_mapping
from .telling import Told, tell, told_of, wrong_in_print

TAKEN_IN = gettext_lazy("A later correction takes this one in.")


class Desk:
    """Everything that is needed to look again at some releases after one correction.

    Read once for them all; nothing is written before work_on(). `moment` is the correction's own,
    or now if that is past.
    """

    def __init__(self, correction: Publication, releases: Iterable[ReleasePage]) -> None:
        self.correction = correction
        self.releases = {release.pk: release for release in releases}
        self.moment = moment_of(correction)
        self.is_public = self.moment <= timezone.now()
        self.redrafts = self._redrafts()
        self.composed = compose_as_at(self.releases.values(), self.moment)
        self.readers = readers_as_at(self.releases.values(), self.moment)
        self.composed_before: dict[int, Composed] = {}
        self.readers_before: dict[int, Reader] = {}
        for before, group in self._by_moment_before().items():
            self.readers_before |= readers_as_at(group, before)
            self.composed_before |= compose_as_at(
                (release for release in group if release.versions.all()), before
            )
        self.told: Told = told_of(self.corrections, self.releases.values())

    def _redrafts(self) -> dict[int, list[Redraft]]:
        """What corrections have asked of these releases by this one's moment, the first first."""
        rows = Redraft.objects.filter(
            release__in=self.releases, correction__publish_at__lte=self.moment
        )
        found: defaultdict[int, list[Redraft]] = defaultdict(list)
        for row in rows.select_related("correction").order_by("correction__publish_at", "pk"):
            found[row.release_id].append(row)
        return found

    @property
    def corrections(self) -> list[Publication]:
        """This correction, and those before it that nobody has decided on for some release."""
        found = {row.correction_id: row.correction for rows in self.open.values() for row in rows}
        return (
            [*found.values()]
            if self.correction.pk in found
            else [
                *found.values(),
                self.correction,
            ]
        )

    @property
    def open(self) -> dict[int, list[Redraft]]:
        """Of each release, what was asked since somebody last decided what it says."""
        found = {}
        for pk, rows in self.redrafts.items():
            decided = [place for place, row in enumerate(rows) if row.is_decided]
            # What this correction itself asked counts as open: it is being looked at (again).
            own = next(
                (i for i, row in enumerate(rows) if row.correction_id == self.correction.pk), 0
            )
            since = max((place + 1 for place in decided if place < own), default=0)
            found[pk] = rows[since:]
        return found

    def _by_moment_before(self) -> dict[datetime, list[ReleasePage]]:
        groups: defaultdict[datetime, list[ReleasePage]] = defaultdict(list)
        rows = self.open
        for pk, release in self.releases.items():
            groups[before_of(rows.get(pk, []))].append(release)
        return groups

    def work_on(self, redraft: Redraft) -> None:
        """Do what this redraft needs, within the transaction that holds its row."""
        release = self._held(redraft)
        if release.state == ReleaseState.WITHDRAWN:
            settle(redraft, Decision.WITHDRAWN, _("The release was withdrawn."))
        elif redraft.is_decided and not self._is_wrong_again(redraft, release):
            # It was decided before the correction was public: only the proofs have waited.
            self.move_claims(release)
            remade = redraft.decision == Decision.REMADE
            redraft.state = RedraftState.REMADE if remade else RedraftState.SETTLED
        elif self._is_overtaken(redraft):
            settle(redraft, Decision.OVERTAKEN, str(TAKEN_IN))
        elif is_untouched(release) and isinstance(self.composed[release.pk], ComposedRelease):
            self._make_again(redraft, release)
        else:
            redraft.decision, redraft.decided_by, redraft.decided_at = "", None, None
            self._compare(redraft, release)
        self._overtake(redraft)

    def _is_wrong_again(self, redraft: Redraft, release: ReleasePage) -> bool:
        """Whether what was written or released since it was decided says what has become wrong.

        While a correction is still to come, the old figure is the right one to write.
        """
        newest, decided = release.latest_revision, redraft.decided_at
        is_newer = newest is not None and decided is not None and newest.created_at > decided
        if not is_newer and not release.versions.filter(made_at__gt=decided).exists():
            return False
        theirs = newest_words(release)
        return bool(self.propose(release, base=self.words_before(release), theirs=theirs).changes)

    def _held(self, redraft: Redraft) -> ReleasePage:
        """The release as it stands, locked; what it points to is at hand already."""
        held, read = locked(redraft.release), self.releases[redraft.release_id]
        held.area, held.template_used, held.publication = (
            read.area,
            read.template_used,
            read.publication,
        )
        return held

    def _is_overtaken(self, redraft: Redraft) -> bool:
        """Whether a correction that came out after this one has asked for the same release."""
        return self._of_others(redraft).filter(self._after(redraft)).exists()

    def _overtake(self, redraft: Redraft) -> None:
        """What nobody had decided of the corrections before it is part of this comparison now."""
        if not self.is_public or redraft.decision == Decision.OVERTAKEN:
            return
        earlier = self._of_others(redraft).exclude(self._after(redraft))
        earlier.filter(decision="").exclude(state=RedraftState.RUNNING).update(
            state=RedraftState.SETTLED,
            decision=Decision.OVERTAKEN,
            reason=str(TAKEN_IN),
            decided_at=timezone.now(),
            changed_at=timezone.now(),
        )

    def _of_others(self, redraft: Redraft) -> QuerySet[Redraft]:
        return Redraft.objects.filter(
            release=redraft.release_id, correction__publish_at__lte=timezone.now()
        ).exclude(pk=redraft.pk)

    def _after(self, redraft: Redraft) -> Q:
        moment = self.correction.publish_at
        return Q(correction__publish_at__gt=moment) | Q(
            correction__publish_at=moment, pk__gt=redraft.pk
        )

    def _make_again(self, redraft: Redraft, release: ReleasePage) -> None:
        """A draft that nobody edited or was sent: its words are the builder's, and are made anew.

        Also before a scheduled correction is public: its words are read, approved and scheduled in
        time, and no release goes out before the figures that its words are held against.
        """
        base, proposed = newest_words(release), passages_of(self.composed[release.pk])
        proposal = self._keep_comparison(redraft, release, base=base, theirs=base)
        self.move_claims(release)
        if not proposal.changes and base == proposed:
            settle(redraft, Decision.UNCHANGED, _("Its words hold for the corrected figures too."))
            return
        revision = store_words(release, proposal.result, by=None)
        release.built_revision = revision
        ReleasePage.objects.filter(pk=release.pk).update(built_revision=revision)
        log(
            instance=release,
            action="press.make_again",
            data={"correction": str(redraft.correction), "revision": revision.pk},
        )
        settle(redraft, Decision.REMADE, "", state=RedraftState.REMADE)

    def _compare(self, redraft: Redraft, release: ReleasePage) -> None:
        composed = self.composed[release.pk]
        theirs = newest_words(release)
        base = self.words_before(release)
        proposal = self._keep_comparison(redraft, release, base=base, theirs=theirs)
        redraft.state = RedraftState.WAITING
        if isinstance(composed, CannotCompose):
            redraft.reason = str(composed)
        elif not redraft.changes and not proposal.changes and not self.wrong_in_print(release):
            self.move_claims(release)
            settle(redraft, Decision.UNCHANGED, _("Its words hold for the corrected figures too."))

    def _keep_comparison(
        self,
        redraft: Redraft,
        release: ReleasePage,
        *,
        base: tuple[Passage, ...],
        theirs: tuple[Passage, ...],
    ) -> Proposal:
        proposal = self.propose(release, base=base, theirs=theirs)
        redraft.base = to_mapping(base)
        redraft.proposed = to_mapping(passages_of(self.composed[release.pk]))
        changes, printed = proposal.changes, words_in_print(release)
        if printed is not None and printed != theirs:
            # Whatever was saved since, these are the old words of a correction.
            changes = self.propose(release, base=base, theirs=printed).changes or changes
        redraft.changes = [self._as_kept(change, release) for change in changes]
        redraft.what_changed = tell(release, self.told, changes, at=self.moment)
        return proposal

    def propose(
        self, release: ReleasePage, *, base: tuple[Passage, ...], theirs: tuple[Passage, ...]
    ) -> Proposal:
        """What the release should say, held against the figures before and after."""
        return propose(
            base,
            theirs,
            passages_of(self.composed[release.pk]),
            now=self.readers[release.pk].check,
            before=self.readers_before[release.pk].check,
        )

    def wrong_in_print(self, release: ReleasePage) -> list[tuple[Figure, Figure]]:
        """Figures that the public reads in the release's table, and what they say now."""
        return wrong_in_print(release, self.told)

    def words_before(self, release: ReleasePage) -> tuple[Passage, ...]:
        """What was built from the figures of before, to tell a person's words from the builder's.

        Of a release that has been out, built by the template of today: what has changed in the
        template or in the helpline's hours since is no part of a correction.
        """
        return passages_of(self.composed_before.get(release.pk)) or built_words(
            release, self.redrafts.get(release.pk, [])
        )

    def _as_kept(self, change: Change, release: ReleasePage) -> dict[str, Any]:
        before, now = self.readers_before[release.pk], self.readers[release.pk]
        return {
            "part": change.part,
            "paragraph": change.paragraph,
            "old": change.old,
            "new": change.new,
            "words": [list(pair) for pair in change.words],
            "old_figures": before.keys_of(change.old_figures),
            "new_figures": now.keys_of(change.new_figures),
            "why": change.why,
            "is_edited": change.is_edited,
        }

    def move_claims(self, release: ReleasePage) -> None:
        """Let the table of figures and the proofs follow the correction.

        Of a release that is out, not before the correction is public: its page shows the table.
        """
        composed = self.composed[release.pk]
        may_show = self.is_public or not release.versions.exists()
        if may_show and isinstance(composed, ComposedRelease):
            replace_claims(release, composed)


def settle(
    redraft: Redraft,
    decision: Decision,
    note: str,
    *,
    state: RedraftState = RedraftState.SETTLED,
) -> None:
    """Close a redraft without a person; whoever holds its row saves it."""
    redraft.state, redraft.decision, redraft.reason = state, decision, note
    redraft.decided_by, redraft.decided_at = None, timezone.now()


def is_untouched(release: ReleasePage) -> bool:
    """Whether its words are the builder's alone, and nobody outside has had them."""
    return (
        release.built_revision_id is not None
        and release.latest_revision_id == release.built_revision_id
        and not release.versions.exists()
    )


def newest_words(release: ReleasePage) -> tuple[Passage, ...]:
    """The words that were saved last, whether or not anybody has seen them."""
    if release.latest_revision is None:
        return _passages(release.title, release.body.get_prep_value())
    return words_of_revision(release.latest_revision)


def words_in_print(release: ReleasePage) -> tuple[Passage, ...] | None:
    """The words that the public reads, or read last; None of a release that is not out."""
    now = timezone.now()
    out = [version for version in release.versions.all() if version.public_from <= now]
    if not out:
        return None
    version = max(out, key=lambda each: each.number)
    return _passages(version.headline, version.body.get_prep_value())


def words_of_revision(revision: Revision) -> tuple[Passage, ...]:
    body = ReleasePage._meta.get_field("body").to_python(revision.content["body"])
    return _passages(revision.content["title"], body.get_prep_value())


def _passages(headline: str, body: Any) -> tuple[Passage, ...]:
    return from_mapping({"headline": headline, "body": list(body)})


def built_words(release: ReleasePage, redrafts: Iterable[Redraft]) -> tuple[Passage, ...]:
    """The words that the builder gave last: made as a draft, or proposed and decided on since."""
    decided = [row for row in redrafts if row.is_decided and row.proposed and row.decided_at]
    newest = max(decided, key=lambda row: row.decided_at or timezone.now(), default=None)
    built = release.built_revision
    if newest is not None and (built is None or newest.decided_at > built.created_at):
        return from_mapping(newest.proposed)
    return newest_words(release) if built is None else words_of_revision(built)


def store_words(release: ReleasePage, words: Iterable[Passage], *, by: Any) -> Revision:
    """A new revision with these words, under the release's lock."""
    mapping = to_mapping(tuple(words))
    release.title = release.draft_title = mapping["headline"]
    body = ReleasePage._meta.get_field("body")
    release.body = body.to_python(mapping["body"])
    revision: Revision = release.save_revision(user=by, clean=False, log_action=False)
    return revision
