"""A correction while others write, release and die: no words are lost, and no correction."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from press.actions import build_waiting_drafts, building, correcting, deciding
from press.actions.leasing import TRIES_BEFORE_A_PERSON
from press.actions.workflow import withdraw
from press.models import BuildState, DraftBuild, Redraft, RedraftState, ReleaseCheck, ReleasePage
from press.redraft_work import newest_words, store_words
from stats.actions import cancel_schedule
from stats.models import Publication
from tests.press.conftest import publish, release_for
from tests.press.correcting import (
    LANCASHIRE,
    LANCASHIRE_MADE,
    NATION,
    OWN_WORDS,
    corrected,
    edit,
    figure_of,
    lancashire_says,
    put_out,
    redraft_of,
    text_of,
    worked,
)
from tests.press.test_corrections_screens import form_of, screen
from tests.stats.factories import add_figure, make_publication
from tests.stats.people import client_of, person


@pytest.fixture
def officer(db: None) -> User:
    return person("press-officer", "Press officer")


LAST_YEAR = "Police recorded 800 offences in 2018-19, compared with 674 the year before."


def fresh(release: ReleasePage) -> ReleasePage:
    found: ReleasePage = ReleasePage.objects.get(pk=release.pk)
    return found


def type_on(release: ReleasePage, by: User, *, add: str) -> None:
    """As the editor saves while somebody types: over the revision before, which keeps its number.

    A paragraph is added at the top, so that every other one stands in another place. What was
    handed on is not written over.
    """
    page = fresh(release).get_latest_revision_as_object()
    page.body = [("lead", add), *((child.block_type, child.value) for child in page.body)]
    page.save_revision(user=by, clean=False, overwrite_revision=page.latest_revision)


class TestTypingOnWhileSomebodyChooses:
    @pytest.fixture
    def waiting(self, built: Publication, lancashire: ReleasePage, officer: User) -> Redraft:
        edit(lancashire, officer, part="detail", text=OWN_WORDS)
        return worked(lancashire, lancashire_says(built, 780))

    @pytest.mark.parametrize("verb", ["", "take", "keep"])
    def test_what_was_chosen_of_older_words_is_not_saved(
        self, waiting: Redraft, lancashire: ReleasePage, officer: User, verb: str
    ) -> None:
        client = client_of(person("somebody else", "Press officer"))
        data = {**form_of(client, waiting), "verb": verb}
        type_on(lancashire, officer, add="Typed while somebody else was choosing.")
        stood = text_of(lancashire)
        answer = client.post(screen(waiting), data, follow=True)
        assert "Somebody saved this release meanwhile" in answer.content.decode()
        assert text_of(lancashire) == stood
        waiting.refresh_from_db()
        assert waiting.state == "waiting"

    def test_nor_when_they_typed_between_reading_and_storing(
        self, waiting: Redraft, lancashire: ReleasePage, officer: User
    ) -> None:
        read = Redraft.objects.for_work().get(pk=waiting.pk)
        seen = read.release.latest_revision_id
        words = newest_words(read.release)
        type_on(lancashire, officer, add="Typed in the last second.")
        assert fresh(lancashire).latest_revision_id == seen
        with pytest.raises(deciding.EditedMeanwhile):
            deciding.save_merged(redraft=read, by=officer, words=words, revision=seen)
        assert "Typed in the last second." in text_of(lancashire)

    def test_words_typed_over_what_was_merged_stay_when_the_correction_is_taken_back(
        self, built: Publication, lancashire: ReleasePage, officer: User
    ) -> None:
        edit(lancashire, officer, part="detail", text=OWN_WORDS)
        ahead = timezone.now() + timedelta(days=2)
        correction = corrected(built, {LANCASHIRE: 780, LANCASHIRE_MADE: 647}, at=ahead)
        redraft = worked(lancashire, correction)
        seen = fresh(lancashire).latest_revision_id
        deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
        type_on(lancashire, officer, add="Typed after it was taken.")
        cancel_schedule(publication=correction, by=officer, reason="More came in.")
        assert "Typed after it was taken." in text_of(lancashire)


class TestAheadOfItsMoment:
    """This year's release quotes last year's figure, which is corrected the day after tomorrow."""

    @pytest.fixture
    def this_year(self, built: Publication, lancashire: ReleasePage) -> ReleasePage:
        later = make_publication("child-abuse-image-offences-2018-19")
        add_figure(later, lancashire.template_used.measure, "E23000003", "2018-19", 800)
        publish(later)
        build_waiting_drafts()
        return release_for(later, "Lancashire")

    @pytest.fixture
    def in_three_days(self) -> time_machine.travel:
        return time_machine.travel(timezone.now() + timedelta(days=3), tick=True)

    def test_words_put_back_and_released_before_it_are_wrong_once_it_is_public(
        self,
        built: Publication,
        this_year: ReleasePage,
        officer: User,
        in_three_days: time_machine.travel,
    ) -> None:
        as_built = newest_words(this_year)
        ahead = timezone.now() + timedelta(days=2)
        correction = corrected(built, {LANCASHIRE: 780, LANCASHIRE_MADE: 647}, at=ahead)
        assert worked(this_year, correction).state == "remade"
        store_words(fresh(this_year), as_built, by=officer)  # what stands until the moment
        put_out(this_year)
        with in_three_days:
            redraft = worked(this_year, correction)
            assert redraft.state == "waiting"
            assert "780" in str(redraft.proposed)
            assert "was given as 674; it is 780." in redraft.what_changed
            assert correcting.work_on_redrafts() == 0

    def test_so_are_words_typed_where_there_was_nothing_to_change(
        self,
        built: Publication,
        this_year: ReleasePage,
        officer: User,
        in_three_days: time_machine.travel,
    ) -> None:
        ahead = timezone.now() + timedelta(days=2)
        correction = corrected(built, {LANCASHIRE: 780, LANCASHIRE_MADE: 647}, at=ahead)
        redraft = worked(this_year, correction)
        Redraft.objects.filter(pk=redraft.pk).update(state="settled", decision="unchanged")
        edit(this_year, officer, part="lead", text=LAST_YEAR)
        with in_three_days:
            assert worked(this_year, correction).state == "waiting"

    def test_what_a_person_decided_and_nobody_touched_since_is_not_asked_again(
        self,
        built: Publication,
        this_year: ReleasePage,
        officer: User,
        in_three_days: time_machine.travel,
    ) -> None:
        edit(this_year, officer, part="lead", text=LAST_YEAR)
        ahead = timezone.now() + timedelta(days=2)
        correction = corrected(built, {LANCASHIRE: 780, LANCASHIRE_MADE: 647}, at=ahead)
        redraft = worked(this_year, correction)
        seen = fresh(this_year).latest_revision_id
        deciding.keep_own(redraft=redraft, by=officer, revision=seen, why="Until then.")
        with in_three_days:
            again = worked(this_year, correction)
            assert (again.state, again.decision) == ("settled", "kept")


def test_a_version_made_while_its_figure_was_being_corrected_is_found(
    built: Publication, lancashire: ReleasePage
) -> None:
    """Its transaction read the old figure, and ended after the correction had asked around."""
    figure = figure_of(built, "Derbyshire", period="2016-04-01")
    version = put_out(lancashire)
    assert figure.pk not in version.figure_ids
    correction = corrected(built, {("Derbyshire", "2016-04-01", ""): 303})
    work = Redraft.objects.filter(release=lancashire)
    work.delete()
    lancashire.versions.model.objects.create(
        release=lancashire,
        number=2,
        headline=version.headline,
        body=version.body,
        public_from=timezone.now(),
        what_changed="Derbyshire is named.",
        figure_ids=[*version.figure_ids, figure.pk],
        approved_by_name="A second person",
    )
    ReleaseCheck.objects.filter(release=lancashire).update(figure_ids=[])
    correcting.request_missed_redrafts()
    assert work.filter(correction=correction).exists()


class TestAWorkerThatIsKilledEachTime:
    """By the machine's lack of memory, say: no exception is left to be counted."""

    def test_one_draft_that_kills_is_left_to_a_person_and_holds_up_no_other(
        self, image_offences: Publication
    ) -> None:
        publish(image_offences)
        poison = DraftBuild.objects.order_by("publication_id", "template_id", "pk").first()
        assert poison is not None

        def work_until_killed() -> None:
            while rows := building._lease():
                if poison in rows:
                    return
                for builds in building._by_subject(rows):
                    building._build_together(builds)

        for _death in range(6):
            work_until_killed()
            DraftBuild.objects.filter(state=BuildState.RUNNING).update(
                leased_until=timezone.now() - timedelta(seconds=1)
            )
        states = dict(DraftBuild.objects.values_list("pk", "state"))
        assert states.pop(poison.pk) == BuildState.FAILED
        assert set(states.values()) == {BuildState.DONE}
        poison.refresh_from_db()
        assert poison.tries == TRIES_BEFORE_A_PERSON
        assert "broke off" in poison.reason

    def test_so_is_one_redraft(self, built: Publication) -> None:
        corrected(built, {NATION: 22_730})
        poison = Redraft.objects.order_by("pk").first()
        assert poison is not None

        def work_until_killed() -> None:
            while rows := correcting._lease():
                if poison in rows:
                    return
                correcting._work_together(rows)

        for _death in range(6):
            work_until_killed()
            Redraft.objects.filter(state=RedraftState.RUNNING).update(
                leased_until=timezone.now() - timedelta(seconds=1)
            )
        states = dict(Redraft.objects.values_list("pk", "state"))
        assert states.pop(poison.pk) == RedraftState.FAILED
        assert states
        assert set(states.values()) == {RedraftState.REMADE}
        assert "broke off" in redraft_of(poison.release, poison.correction).reason


def test_a_page_read_before_it_was_withdrawn_brings_nothing_back(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    """The editor saves a whole page, as it was read when its form was opened or sent."""
    put_out(lancashire)
    read = fresh(lancashire)
    withdraw(release=lancashire, by=person("chief", "Approver"), why="It named somebody.")
    read.save()
    stands = fresh(lancashire)
    assert stands.state == "withdrawn"
    assert stands.withdrawn_at is not None
    assert client_of(officer).get(f"/newsroom/{lancashire.slug}/").status_code == 410


def test_an_older_page_saved_after_a_correction_is_kept_and_cannot_be_approved(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    """Open since before the correction, and saved over the newer words: as the editor warns."""
    client = client_of(officer)
    address = reverse("wagtailadmin_pages:edit", args=[lancashire.pk])
    opened = client.get(address).context["form"].instance
    assert worked(lancashire, lancashire_says(built, 780)).state == "remade"
    words = list(newest_words(opened))
    store_words(opened, words, by=officer)
    assert "674" in text_of(lancashire)
    check = ReleaseCheck.objects.get(release=lancashire)
    assert check.contradicted > 0
    build_waiting_drafts()
    correcting.work_on_redrafts()
    assert "674" in text_of(lancashire)
