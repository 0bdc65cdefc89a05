"""When a figure is corrected, every release that quotes it is looked at again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from press.actions import NotNow, ReleaseNotReady, build_waiting_drafts, correcting, deciding
from press.actions import withdraw as withdraw_release
from press.models import DraftBuild, Redraft, RedraftState, ReleaseCheck, ReleasePage
from press.redraft_work import newest_words
from press.redrafting import Passage
from stats import actions as stats_actions
from stats.models import Figure, Publication
from tests.press.conftest import publish, release_for
from tests.press.correcting import (
    LANCASHIRE,
    LANCASHIRE_MADE,
    NATION,
    OWN_WORDS,
    corrected,
    edit,
    lancashire_says,
    put_out,
    redraft_of,
    text_of,
    worked,
)
from tests.stats.factories import add_figure
from tests.stats.people import person


@pytest.fixture
def officer(db: None) -> User:
    return person("press-officer", "Press officer")


def fresh(release: ReleasePage) -> ReleasePage:
    found: ReleasePage = ReleasePage.objects.get(pk=release.pk)
    return found


def values_behind(release: ReleasePage) -> set[int]:
    figures = Figure.objects.filter(claims__release=release, value__isnull=False)
    return {int(figure.value or 0) for figure in figures}


# Which releases


def test_a_correction_asks_for_the_releases_that_quote_the_figure_and_for_no_others(
    built: Publication,
) -> None:
    correction = lancashire_says(built, 680)
    areas = Redraft.objects.filter(correction=correction).values_list(
        "release__area__name", flat=True
    )
    assert list(areas) == ["Lancashire"]


def test_a_correction_of_the_nations_total_asks_for_every_local_release(
    built: Publication,
) -> None:
    correction = corrected(built, {NATION: 22_730})
    areas = Redraft.objects.filter(correction=correction).values_list(
        "release__area__name", flat=True
    )
    assert list(areas) == ["Derbyshire", "Lancashire", "Northamptonshire", "United Kingdom"]


def test_a_first_version_asks_for_nothing(built: Publication) -> None:
    assert not Redraft.objects.exists()
    assert correcting.request_redrafts(publication=built) == 0


def test_a_release_is_asked_for_by_what_its_newest_words_were_checked_against(
    built: Publication,
) -> None:
    lancashire, derbyshire = release_for(built, "Lancashire"), release_for(built, "Derbyshire")
    figure = built.figures.get(area=lancashire.area, category=None, period_start="2017-04-01")
    ReleaseCheck.objects.update_or_create(
        release=derbyshire,
        defaults={"revision_id": derbyshire.latest_revision_id, "figure_ids": [figure.pk]},
    )
    correction = lancashire_says(built, 680)
    assert Redraft.objects.filter(correction=correction, release=derbyshire).exists()


def test_celery_is_woken_once_the_correction_is_committed(
    built: Publication, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        lancashire_says(built, 680)
    assert callbacks.count(correcting.ring_for_redrafts) == 1


def test_the_rows_stand_or_fall_with_the_correction(
    built: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*args: Any, **kwargs: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Redraft.objects.__class__, "bulk_create", full_disk)
    with pytest.raises(OSError, match="No space"), transaction.atomic():
        lancashire_says(built, 680)
    assert not Figure.objects.filter(superseded_at__isnull=False).exists()


def test_no_second_release_is_made_where_one_stands(built: Publication) -> None:
    correction = lancashire_says(built, 680)
    assert not DraftBuild.objects.filter(publication=correction).exists()
    build_waiting_drafts()
    assert ReleasePage.objects.filter(area__name="Lancashire").count() == 1


def test_an_area_that_had_no_figure_gets_its_first_release(
    people_seeking_help: Publication,
) -> None:
    publish(people_seeking_help)
    build_waiting_drafts()
    assert not ReleasePage.objects.filter(area__name="Cheshire").exists()
    missing = people_seeking_help.figures.get(area__name="Cheshire", period_start="2018-01-01")
    new = stats_actions.correct_figure(
        figure=missing,
        value=420,  # type: ignore[arg-type]
        status="final",
        reason="Supplied late.",
        by=person("corrector"),
    )
    correction = publish(new.publication)
    assert [build.area.name for build in DraftBuild.objects.filter(publication=correction)] == [
        "Cheshire"
    ]
    build_waiting_drafts()
    assert "420" in text_of(ReleasePage.objects.get(area__name="Cheshire"))


def test_a_correction_of_an_earlier_year_asks_for_no_release_about_that_year(
    built: Publication, lancashire: ReleasePage
) -> None:
    correction = corrected(built, {("Lancashire", "2016-04-01", ""): 600})
    assert not DraftBuild.objects.filter(publication=correction).exists()
    redraft = worked(lancashire, correction)
    assert redraft.state == RedraftState.REMADE
    assert "up from 600" in text_of(lancashire)
    assert "12%" in text_of(lancashire)


# Drafts that nobody touched


def test_a_draft_that_nobody_touched_is_made_again(
    built: Publication, lancashire: ReleasePage
) -> None:
    redraft = worked(lancashire, lancashire_says(built, 780))
    assert (redraft.state, redraft.decision) == ("remade", "remade")
    words = text_of(lancashire)
    assert "780" in words
    assert "674" not in words
    assert "647 were" in words  # the breakdown, of which only one part was corrected
    assert "133 were" in words
    now = fresh(lancashire)
    assert now.built_revision_id == now.latest_revision_id
    assert 780 in values_behind(lancashire)
    assert 674 not in values_behind(lancashire)
    assert now.revisions.filter(user__isnull=False).count() == 0


def test_old_and_new_words_are_kept_with_their_figures(
    built: Publication, lancashire: ReleasePage
) -> None:
    redraft = worked(lancashire, lancashire_says(built, 780))
    pairs = {tuple(pair) for change in redraft.changes for pair in change["words"]}
    assert ("674", "780") in pairs
    old = {pk for change in redraft.changes for pk in change["old_figures"]}
    new = {pk for change in redraft.changes for pk in change["new_figures"]}
    assert {674} <= set(Figure.objects.filter(pk__in=old).values_list("value", flat=True))
    assert {780} <= set(Figure.objects.filter(pk__in=new).values_list("value", flat=True))


def test_a_draft_that_was_approved_and_never_out_needs_approval_again(
    built: Publication, lancashire: ReleasePage
) -> None:
    ReleasePage.objects.filter(pk=lancashire.pk).update(
        state="approved", approved_revision=lancashire.latest_revision_id
    )
    worked(lancashire, lancashire_says(built, 780))
    now = fresh(lancashire)
    assert (now.state, now.approved_revision_id) == ("draft", None)


def test_where_the_words_hold_at_both_values_nothing_is_made_and_it_says_so(
    built: Publication,
) -> None:
    derbyshire = release_for(built, "Derbyshire")
    before = derbyshire.latest_revision_id
    # A local release gives the nation's total of the year before only by the percentage.
    redraft = worked(derbyshire, corrected(built, {("United Kingdom", "2016-04-01", ""): 18_523}))
    assert (redraft.state, redraft.decision) == ("settled", "unchanged")
    assert "hold" in redraft.reason
    assert fresh(derbyshire).latest_revision_id == before
    assert 18_523 in values_behind(derbyshire)  # but its proof follows


# Words of a person


def test_edited_words_are_never_overwritten(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    before = edit(lancashire, officer, part="detail", text=OWN_WORDS).latest_revision_id
    redraft = worked(lancashire, lancashire_says(built, 780))
    assert (redraft.state, fresh(lancashire).latest_revision_id) == ("waiting", before)
    assert OWN_WORDS in text_of(lancashire)
    pairs = {tuple(pair) for change in redraft.changes for pair in change["words"]}
    assert ("674", "780") in pairs


def test_taking_the_new_words_changes_what_does_not_hold_and_nothing_else(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    before = edit(lancashire, officer, part="detail", text=OWN_WORDS).latest_revision_id
    redraft = worked(lancashire, lancashire_says(built, 780))
    deciding.take_proposed(redraft=redraft, by=officer, revision=before)
    words = text_of(lancashire)
    assert "Our own words: Lancashire recorded 780 offences, up 32% on the year before." in words
    assert "674" not in words
    redraft.refresh_from_db()
    assert (redraft.state, redraft.decision, redraft.decided_by) == ("settled", "taken", officer)
    assert fresh(lancashire).get_latest_revision().user == officer
    assert 780 in values_behind(lancashire)


def test_nobody_writes_over_what_was_saved_meanwhile(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    seen = edit(lancashire, officer, part="detail", text=OWN_WORDS).latest_revision_id
    redraft = worked(lancashire, lancashire_says(built, 780))
    edit(lancashire, officer, part="detail", text="Other words, saved meanwhile.")
    with pytest.raises(deciding.EditedMeanwhile):
        deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
    with pytest.raises(deciding.EditedMeanwhile):
        deciding.keep_own(redraft=redraft, by=officer, revision=seen, why="Enough.")
    with pytest.raises(deciding.EditedMeanwhile):
        deciding.save_merged(
            redraft=redraft, by=officer, words=newest_words(lancashire), revision=seen
        )
    assert "Other words, saved meanwhile." in text_of(lancashire)


def test_what_was_decided_is_not_decided_twice(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    seen = edit(lancashire, officer, part="detail", text=OWN_WORDS).latest_revision_id
    redraft = worked(lancashire, lancashire_says(built, 780))
    deciding.keep_own(redraft=redraft, by=officer, revision=seen)
    with pytest.raises(NotNow, match="settled"):
        deciding.take_proposed(redraft=redraft, by=officer, revision=seen)
    assert OWN_WORDS in text_of(lancashire)


def test_words_that_make_no_release_are_not_saved(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    seen = edit(lancashire, officer, part="detail", text=OWN_WORDS).latest_revision_id
    redraft = worked(lancashire, lancashire_says(built, 780))
    with pytest.raises(ReleaseNotReady, match="headline"):
        deciding.save_merged(
            redraft=redraft, by=officer, words=[Passage("lead", "Only this.")], revision=seen
        )


def test_a_figure_that_is_hidden_now_stops_the_sentence_and_a_person_is_told_where(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    redraft = worked(lancashire, corrected(built, {LANCASHIRE: None, LANCASHIRE_MADE: None}))
    assert redraft.state == "waiting"
    assert "suppressed" in redraft.reason
    assert redraft.changes
    assert all(change["new"] == "" for change in redraft.changes)
    assert any("674" in change["old"] for change in redraft.changes)
    with pytest.raises(ReleaseNotReady, match="674"):
        deciding.take_proposed(
            redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
        )


# Releases that are out


def test_of_a_release_that_is_out_a_correction_is_drafted(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    first = put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    assert redraft.state == "waiting"
    assert "child abuse image offences in Lancashire in 2017-18 was given as 674; it is 780." in (
        redraft.what_changed
    )
    assert "Six offences were entered twice." in redraft.what_changed
    assert "had been public since" in redraft.what_changed
    assert fresh(lancashire).latest_revision_id == lancashire.latest_revision_id
    visitor = Client().get(f"/newsroom/{lancashire.slug}/").content.decode()
    assert first.headline in visitor


def test_the_correction_goes_through_two_people_and_stands_on_the_public_page(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    said = deciding.what_changed_for(lancashire)
    assert said == redraft_of(lancashire, redraft.correction).what_changed
    version = put_out(lancashire, what_changed=said)
    assert version.number == 2
    page = Client().get(f"/newsroom/{lancashire.slug}/").content.decode()
    assert "780" in page
    assert "was given as 674; it is 780." in page
    assert deciding.what_changed_for(lancashire) == ""  # told


def test_a_persons_words_in_a_release_that_is_out_are_kept_but_for_what_is_wrong(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    edit(lancashire, officer, part="detail", text=f"{OWN_WORDS} Help is there for all.")
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    assert (
        "Our own words: Lancashire recorded 780 offences, up 32% on the year before."
        " Help is there for all."
    ) in text_of(lancashire)


def test_keeping_the_words_of_a_release_that_is_out_needs_a_reason(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    seen = fresh(lancashire).latest_revision_id
    with pytest.raises(ReleaseNotReady, match="why"):
        deciding.keep_own(redraft=redraft, by=officer, revision=seen)
    deciding.keep_own(redraft=redraft, by=officer, revision=seen, why="Corrected by telephone.")
    redraft.refresh_from_db()
    assert (redraft.decision, redraft.reason) == ("kept", "Corrected by telephone.")


def test_a_number_that_is_hidden_now_is_not_told_again(
    built: Publication, lancashire: ReleasePage
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, corrected(built, {LANCASHIRE: None, LANCASHIRE_MADE: None}))
    assert "no longer given" in redraft.what_changed
    for number in ("674", "541", "14%"):
        assert number not in redraft.what_changed


def test_a_release_that_was_withdrawn_is_not_asked_for(
    built: Publication, lancashire: ReleasePage
) -> None:
    put_out(lancashire)
    withdraw_release(release=lancashire, by=person("chief", "Approver"), why="Sent by mistake.")
    correction = lancashire_says(built, 780)
    assert not Redraft.objects.filter(correction=correction).exists()


def test_one_that_is_withdrawn_while_it_waits_is_left_alone(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    withdraw_release(release=lancashire, by=person("chief", "Approver"), why="Sent by mistake.")
    with pytest.raises(NotNow):
        deciding.take_proposed(
            redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
        )


# One correction after another


def test_a_second_correction_takes_in_the_first_that_nobody_settled(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    put_out(lancashire)
    first = lancashire_says(built, 780)
    worked(lancashire, first)
    second = lancashire_says(first, 790)
    redraft = worked(lancashire, second)
    correcting.work_on_redrafts()
    assert redraft.state == "waiting"
    assert "was given as 674; it is 790." in redraft.what_changed
    assert "780" not in redraft.what_changed
    assert redraft_of(lancashire, first).decision == "overtaken"


def test_a_correction_that_is_itself_corrected_back_leaves_nothing_to_change(
    built: Publication, lancashire: ReleasePage
) -> None:
    put_out(lancashire)
    first = lancashire_says(built, 780)
    worked(lancashire, first)
    redraft = worked(lancashire, lancashire_says(first, 674))
    assert (redraft.state, redraft.decision) == ("settled", "unchanged")
    assert redraft_of(lancashire, first).decision == "overtaken"


def test_after_words_were_taken_the_next_correction_compares_with_those(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    edit(lancashire, officer, part="detail", text=OWN_WORDS)
    first = lancashire_says(built, 780)
    redraft = worked(lancashire, first)
    deciding.take_proposed(
        redraft=redraft, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    second = worked(lancashire, lancashire_says(first, 790))
    assert second.state == "waiting"
    deciding.take_proposed(
        redraft=second, by=officer, revision=fresh(lancashire).latest_revision_id
    )
    assert "Our own words: Lancashire recorded 790 offences, up 34%" in text_of(lancashire)


def test_figures_of_another_year_that_quote_it_are_looked_at_too(
    built: Publication, lancashire: ReleasePage
) -> None:
    from tests.stats.factories import make_publication

    measure = lancashire.template_used.measure
    later = make_publication("child-abuse-image-offences-2018-19")
    add_figure(later, measure, "E23000003", "2018-19", 800)
    publish(later)
    build_waiting_drafts()
    next_year = release_for(later, "Lancashire")
    assert "674" in text_of(next_year)
    redraft = worked(next_year, lancashire_says(built, 780))
    assert redraft.state == "remade"
    assert "780" in text_of(next_year)
    assert "674" not in text_of(next_year)
