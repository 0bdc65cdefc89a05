"""A correction whose moment lies ahead: prepared, private, and taken back without a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from press import actions as press_actions
from press.actions import ReleaseNotReady, correcting, deciding
from press.models import Redraft, ReleasePage, ReleaseVersion
from stats import actions as stats_actions
from stats import clock
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.correcting import (
    LANCASHIRE,
    LANCASHIRE_MADE,
    NATION,
    corrected,
    edit,
    figure_of,
    put_out,
    redraft_of,
    text_of,
    worked,
)
from tests.stack import wait_until
from tests.stats.people import in_review, person

OWN_WORDS = "Our own words: Lancashire recorded 674 offences, up 14% on the year before."
AHEAD = timedelta(days=2)


@pytest.fixture
def officer(db: None) -> User:
    return person("press-officer", "Press officer")


@pytest.fixture
def chief(db: None) -> User:
    return person("chief", "Approver")


def scheduled(built: Publication, chief: User, value: int = 780) -> Publication:
    """Lancashire's correction, approved by a second person for the day after tomorrow."""
    author = person("corrector")
    for cell, said in ((LANCASHIRE, value), (LANCASHIRE_MADE, value - 133)):
        area, period, category = cell
        new = stats_actions.correct_figure(
            figure=figure_of(built, area, period=period, category=category),
            value=said,  # type: ignore[arg-type]
            status="final",
            reason="Counted twice.",
            by=author,
        )
    correction = in_review(new.publication, by=author)
    return stats_actions.approve_and_schedule(
        publication=correction, by=chief, at=timezone.now() + AHEAD
    )


def fresh(release: ReleasePage) -> ReleasePage:
    found: ReleasePage = ReleasePage.objects.get(pk=release.pk)
    return found


def test_it_is_asked_for_at_once_and_nothing_of_it_is_public(
    built: Publication, lancashire: ReleasePage, chief: User
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, scheduled(built, chief))
    assert redraft.state == "waiting"
    assert "it is 780" in redraft.what_changed
    for address in (f"/newsroom/{lancashire.slug}/", "/newsroom/", "/api/v1/releases/"):
        assert "780" not in Client().get(address).content.decode()
    assert 780 not in lancashire.claims.values_list("figures__value", flat=True)


def test_taken_early_it_goes_out_with_its_figures_and_not_before(
    built: Publication, lancashire: ReleasePage, officer: User, chief: User
) -> None:
    put_out(lancashire)
    correction = scheduled(built, chief)
    redraft = worked(lancashire, correction)
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    press_actions.submit_for_review(release=lancashire, by=officer)
    press_actions.approve(release=lancashire, by=chief)
    said = deciding.what_changed_for(lancashire)
    with pytest.raises(ReleaseNotReady, match="not public by then"):
        press_actions.release_now(release=lancashire, by=chief, what_changed=said)
    at = correction.publish_at
    assert at is not None
    press_actions.release_at(release=lancashire, by=chief, at=at, what_changed=said)
    visitor = Client()
    with clock.at(at - timedelta(seconds=1)):
        assert "780" not in visitor.get(f"/newsroom/{lancashire.slug}/").content.decode()
    with clock.at(at):
        page = visitor.get(f"/newsroom/{lancashire.slug}/").content.decode()
        assert "was given as 674; it is 780." in page


def test_a_draft_that_nobody_touched_is_made_again_in_time_and_kept_until_the_moment(
    built: Publication, lancashire: ReleasePage, officer: User, chief: User
) -> None:
    redraft = worked(lancashire, scheduled(built, chief))
    assert redraft.state == "remade"
    assert "780" in text_of(lancashire)
    press_actions.submit_for_review(release=lancashire, by=officer)
    press_actions.approve(release=lancashire, by=chief)
    with pytest.raises(ReleaseNotReady, match="not public by then"):
        press_actions.release_now(release=lancashire, by=chief)


def test_cancelled_its_drafts_are_made_of_the_figures_that_stand(
    built: Publication, lancashire: ReleasePage, chief: User
) -> None:
    words = text_of(lancashire)
    correction = scheduled(built, chief)
    worked(lancashire, correction)
    assert text_of(lancashire) != words
    stats_actions.cancel_schedule(publication=correction, by=chief, reason="More came in.")
    assert text_of(lancashire) == words
    assert not Redraft.objects.exists()
    now = fresh(lancashire)
    assert now.built_revision_id == now.latest_revision_id
    assert set(lancashire.claims.values_list("figures__value", flat=True)).isdisjoint({780, 647})


def test_cancelled_words_that_a_person_had_taken_go_back(
    built: Publication, lancashire: ReleasePage, officer: User, chief: User
) -> None:
    edit(lancashire, officer, part="detail", text=OWN_WORDS)
    words = text_of(lancashire)
    correction = scheduled(built, chief)
    redraft = worked(lancashire, correction)
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    assert text_of(lancashire) != words
    stats_actions.cancel_schedule(publication=correction, by=chief, reason="More came in.")
    assert text_of(lancashire) == words


def test_cancelled_what_a_person_wrote_since_stays(
    built: Publication, lancashire: ReleasePage, officer: User, chief: User
) -> None:
    edit(lancashire, officer, part="detail", text=OWN_WORDS)
    correction = scheduled(built, chief)
    redraft = worked(lancashire, correction)
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    edit(lancashire, officer, part="note", text="A note that a person wrote since.")
    stats_actions.cancel_schedule(publication=correction, by=chief, reason="More came in.")
    assert "A note that a person wrote since." in text_of(lancashire)
    assert fresh(lancashire).check_kept.contradicted > 0  # and is told of what does not hold


def test_cancelled_a_corrected_version_that_was_scheduled_loses_its_moment(
    built: Publication, lancashire: ReleasePage, officer: User, chief: User
) -> None:
    put_out(lancashire)
    correction = scheduled(built, chief)
    redraft = worked(lancashire, correction)
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    press_actions.submit_for_review(release=lancashire, by=officer)
    press_actions.approve(release=lancashire, by=chief)
    at = correction.publish_at
    assert at is not None
    press_actions.release_at(
        release=lancashire, by=chief, at=at, what_changed=deciding.what_changed_for(lancashire)
    )
    stats_actions.cancel_schedule(publication=correction, by=chief, reason="More came in.")
    assert ReleaseVersion.objects.filter(release=lancashire).count() == 1
    assert "674" in text_of(lancashire)


def test_what_is_built_of_old_figures_meanwhile_is_found_once_it_is_public(
    built: Publication, chief: User
) -> None:
    at = timezone.now() + timedelta(seconds=4)
    correction = corrected(built, {NATION: 22_730}, at=at)
    Redraft.objects.all().delete()  # as if the releases had been built after it was scheduled
    with clock.at(at + timedelta(seconds=4)):
        assert correcting.request_missed_redrafts() == 0  # not public by the server's clock
    wait_until(lambda: timezone.now() > at, what="the moment of the correction")
    assert correcting.request_missed_redrafts() == 4
    assert correcting.request_missed_redrafts() == 0
    derbyshire = release_for(built, "Derbyshire")
    assert redraft_of(derbyshire, correction).state == "ready"


class TestWordsThatWereMendedBeforeTheSecond:
    """What the public reads is wrong, whatever somebody has saved since."""

    MENDED = "Lancashire recorded 780 offences in 2017-18."
    PRINTED = "Lancashire recorded 674 offences in 2017-18."

    @pytest.fixture
    def out(self, lancashire: ReleasePage, officer: User) -> ReleasePage:
        edit(lancashire, officer, part="lead", text=self.PRINTED)
        put_out(lancashire)
        return fresh(lancashire)

    def test_a_correction_lists_the_words_of_the_public_version(
        self, built: Publication, out: ReleasePage, officer: User, chief: User
    ) -> None:
        correction = scheduled(built, chief)
        edit(out, officer, part="lead", text=self.MENDED)
        redraft = worked(out, correction)
        assert redraft.state == "waiting"
        assert self.PRINTED in [change["old"] for change in redraft.changes]
        assert self.MENDED not in [change["old"] for change in redraft.changes]
        assert "was given as 674; it is 780." in redraft.what_changed

    def test_so_it_does_once_the_moment_has_come(
        self, built: Publication, out: ReleasePage, officer: User
    ) -> None:
        edit(out, officer, part="lead", text=self.MENDED)
        correction = corrected(built, {LANCASHIRE: 780, LANCASHIRE_MADE: 647})
        redraft = worked(out, correction)
        assert self.PRINTED in [change["old"] for change in redraft.changes]

    def test_and_a_version_that_is_still_to_come_is_not_what_the_public_reads(
        self, built: Publication, out: ReleasePage, officer: User, chief: User
    ) -> None:
        coming = "Lancashire recorded 674 offences in 2017-18, as police counted them."
        edit(out, officer, part="lead", text=coming)
        press_actions.submit_for_review(release=fresh(out), by=officer)
        press_actions.approve(release=fresh(out), by=chief)
        press_actions.release_at(
            release=fresh(out), by=chief, at=timezone.now() + AHEAD / 2, what_changed="Plainer."
        )
        redraft = worked(out, scheduled(built, chief))
        assert self.PRINTED in [change["old"] for change in redraft.changes]
        assert coming not in [change["old"] for change in redraft.changes]
