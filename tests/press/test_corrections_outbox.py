"""The work of a correction: asked for once, done once, whoever dies on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from press import redraft_work
from press.actions import correcting, deciding
from press.actions.leasing import TRIES_BEFORE_A_PERSON
from press.models import Redraft, RedraftState, ReleasePage
from stats.models import Publication
from tests.press.correcting import NATION, corrected, lancashire_says, redraft_of, text_of
from tests.stats.people import person


def run_out() -> None:
    """The worker died: nobody gives its lease back, and it runs out."""
    Redraft.objects.filter(state=RedraftState.RUNNING).update(
        leased_until=timezone.now() - timedelta(seconds=1)
    )


def test_a_lease_that_ran_out_is_taken_up_again(
    built: Publication, lancashire: ReleasePage
) -> None:
    correction = lancashire_says(built, 780)
    assert len(correcting._lease()) == 1
    assert correcting.work_on_redrafts() == 0  # somebody has it
    run_out()
    assert correcting.work_on_redrafts() == 1
    assert redraft_of(lancashire, correction).state == "remade"


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(
    built: Publication, lancashire: ReleasePage
) -> None:
    lancashire_says(built, 780)
    late = correcting._lease()
    run_out()
    correcting.work_on_redrafts()
    revisions = lancashire.revisions.count()
    correcting._work_together(late)
    assert lancashire.revisions.count() == revisions


@pytest.mark.parametrize("step", ["replace_claims", "store_words", "settle"])
def test_a_worker_that_dies_between_two_steps_leaves_nothing_half_done(
    built: Publication, lancashire: ReleasePage, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class PowerCut(BaseException):
        """Not an error that anybody handles."""

    def cut(*args: Any, **kwargs: Any) -> None:
        raise PowerCut

    correction = lancashire_says(built, 780)
    before, proofs = text_of(lancashire), lancashire.claims.count()
    with monkeypatch.context() as patched:
        patched.setattr(redraft_work, step, cut)
        with pytest.raises(PowerCut):
            correcting.work_on_redrafts()
    assert text_of(lancashire) == before
    assert lancashire.claims.count() == proofs
    assert redraft_of(lancashire, correction).state == "running"
    run_out()
    correcting.work_on_redrafts()
    assert "780" in text_of(lancashire)
    assert lancashire.revisions.count() == 2


def test_a_fault_of_the_machine_is_tried_three_times_and_then_shown(
    built: Publication, lancashire: ReleasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk hiccupped")

    correction = lancashire_says(built, 780)
    with monkeypatch.context() as patched:
        patched.setattr(redraft_work, "store_words", fault)
        assert correcting.work_on_redrafts() == TRIES_BEFORE_A_PERSON
    stopped = redraft_of(lancashire, correction)
    assert stopped.state == "failed"
    assert "RuntimeError" in stopped.reason
    assert "hiccupped" not in stopped.reason
    assert deciding.look_again(redraft=stopped, by=person("officer", "Press officer"))
    assert not deciding.look_again(redraft=stopped, by=User.objects.get(username="officer"))
    correcting.work_on_redrafts()
    assert redraft_of(lancashire, correction).state == "remade"


def test_asking_again_adds_nothing(built: Publication) -> None:
    correction = corrected(built, {NATION: 22_730})
    assert correcting.request_redrafts(publication=correction) == 0
    correcting.work_on_redrafts()
    assert correcting.work_on_redrafts() == 0
    assert Redraft.objects.count() == 4


def test_what_is_prepared_for_a_moment_is_looked_at_once_more_when_it_has_come(
    built: Publication, lancashire: ReleasePage
) -> None:
    correction = lancashire_says(built, 780)
    correcting.work_on_redrafts()
    Redraft.objects.update(state="settled", changed_at=timezone.now() - timedelta(days=1))
    assert Redraft.objects.free_at(timezone.now()).count() == 1
    assert correcting.work_on_redrafts() == 1
    assert correcting.work_on_redrafts() == 0
    assert redraft_of(lancashire, correction).decision == "remade"
