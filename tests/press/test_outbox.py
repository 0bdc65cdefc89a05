"""The work of building drafts: asked for once, done once, whoever dies on the way."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from press import drafting
from press.actions import building as actions
from press.actions.leasing import TRIES_BEFORE_A_PERSON
from press.models import BuildState, DraftBuild, ReleaseClaim, ReleasePage, ReleaseTemplate
from stats.models import Figure, Publication
from tests.press.conftest import publish, release_for


def states(publication: Publication) -> list[str]:
    return sorted(
        DraftBuild.objects.filter(publication=publication).values_list("state", flat=True)
    )


def test_publishing_asks_for_a_release_for_the_nation_and_every_area(
    image_offences: Publication,
) -> None:
    publish(image_offences)
    areas = DraftBuild.objects.filter(publication=image_offences).values_list(
        "area__name", flat=True
    )
    assert list(areas) == ["Derbyshire", "Lancashire", "Northamptonshire", "United Kingdom"]
    assert states(image_offences) == ["ready"] * 4


def test_the_first_revision_of_a_draft_is_what_saving_the_page_would_keep(
    image_offences: Publication,
) -> None:
    publish(image_offences)
    actions.build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    first = release.latest_revision
    assert release.built_revision == first
    assert release.latest_revision_created_at == first.created_at
    assert release.has_unpublished_changes
    saved = release.save_revision(clean=False)
    when = ("latest_revision", "latest_revision_created_at", "built_revision")

    def words(content: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in content.items() if name not in when}
        return kept | {"body": json.loads(content["body"])}

    assert words(first.content) == words(saved.content)
    assert first.object_str == saved.object_str
    assert first.base_content_type == saved.base_content_type


def test_publishing_wakes_celery_once_it_is_committed(
    image_offences: Publication, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        publish(image_offences)
    assert callbacks.count(actions.ring) == 1


def test_a_publication_published_twice_asks_for_nothing_more(image_offences: Publication) -> None:
    publish(image_offences)
    actions.build_waiting_drafts()
    first = list(ReleasePage.objects.values_list("pk", flat=True))
    publish(image_offences)
    actions.request_drafts(publication=image_offences)
    assert actions.build_waiting_drafts() == 0
    assert list(ReleasePage.objects.values_list("pk", flat=True)) == first


def test_if_the_outbox_cannot_be_written_the_publication_stays_a_draft(
    image_offences: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*args: Any, **kwargs: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(DraftBuild.objects.__class__, "bulk_create", full_disk)
    with pytest.raises(OSError, match="No space"):
        publish(image_offences)
    image_offences.refresh_from_db()
    assert image_offences.state == "draft"
    assert not Figure.objects.filter(public_from__isnull=False).exists()


def test_a_lease_that_ran_out_is_taken_up_again(image_offences: Publication) -> None:
    publish(image_offences)
    leased = actions._lease()
    assert len(leased) == 4
    assert actions.build_waiting_drafts() == 0  # somebody has them
    DraftBuild.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert actions.build_waiting_drafts() == 4
    assert states(image_offences) == ["done"] * 4


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(
    image_offences: Publication,
) -> None:
    publish(image_offences)
    late = actions._lease()
    DraftBuild.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    actions.build_waiting_drafts()
    before = ReleasePage.objects.count()
    actions._build_together(late)
    assert ReleasePage.objects.count() == before
    assert states(image_offences) == ["done"] * 4


def test_a_draft_that_a_person_edited_is_not_built_over(image_offences: Publication) -> None:
    publish(image_offences)
    actions.build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    release.title = "A person's own headline"
    release.save_revision()
    DraftBuild.objects.update(state=BuildState.READY, release=None)
    actions.build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    assert release.get_latest_revision_as_object().title == "A person's own headline"
    assert ReleasePage.objects.filter(publication=image_offences).count() == 4


def test_the_database_holds_one_release_for_a_publication_template_and_area(
    image_offences: Publication,
) -> None:
    publish(image_offences)
    actions.build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    other = ReleasePage.objects.exclude(pk=release.pk).filter(publication=image_offences)[:1]
    with pytest.raises(IntegrityError, match="one_release_for"), transaction.atomic():
        ReleasePage.objects.filter(pk__in=other).update(area=release.area)


def test_a_fault_of_the_machine_is_tried_three_times_and_then_shown(
    image_offences: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*args: Any) -> None:
        raise RuntimeError("the disk hiccupped")

    monkeypatch.setattr(drafting, "_store_claims", fault)
    publish(image_offences)
    worked = actions.build_waiting_drafts()
    assert worked == 4 * TRIES_BEFORE_A_PERSON
    assert states(image_offences) == ["failed"] * 4
    assert not ReleasePage.objects.exists()  # nothing half-written
    reason = DraftBuild.objects.first().reason  # type: ignore[union-attr]
    assert "RuntimeError" in reason
    assert "hiccupped" not in reason  # what a machine says may hold more than staff should see


def test_a_stopped_draft_is_built_again_when_a_person_asks(
    people_seeking_help: Publication, admin_user: User
) -> None:
    publish(people_seeking_help)
    actions.build_waiting_drafts()
    build = DraftBuild.objects.get(publication=people_seeking_help, area__name="Cumbria")
    assert actions.retry(build=build, by=admin_user)
    assert not actions.retry(build=build, by=admin_user)  # pressed twice
    build.refresh_from_db()
    assert (build.state, build.reason, build.tries) == ("ready", "", 0)


def test_a_template_out_of_use_makes_no_drafts(image_offences: Publication) -> None:
    ReleaseTemplate.objects.update(is_in_use=False)
    publish(image_offences)
    assert not DraftBuild.objects.exists()


def test_deleting_a_draft_lets_it_be_built_again(image_offences: Publication) -> None:
    publish(image_offences)
    actions.build_waiting_drafts()
    release_for(image_offences, "Lancashire").delete()
    assert not ReleaseClaim.objects.filter(release__area__name="Lancashire").exists()
    DraftBuild.objects.filter(area__name="Lancashire").update(state="ready")
    actions.build_waiting_drafts()
    assert release_for(image_offences, "Lancashire").title


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_draft_each(request: pytest.FixtureRequest) -> None:
    publication: Publication = request.getfixturevalue("image_offences")
    publish(publication)
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        try:
            actions.build_waiting_drafts()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    actions.build_waiting_drafts()
    assert states(publication) == ["done"] * 4
    assert ReleasePage.objects.count() == 4
