"""Making a publication's figures public."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stats import actions
from stats.models import AuditEntry, Figure, Measure, Publication
from stats.signals import publication_published
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.people import in_review, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft(measure: Measure) -> Publication:
    publication = make_publication()
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    return publication


@pytest.fixture
def reviewed(draft: Publication) -> Publication:
    return in_review(draft, by=person("author"))


def test_its_figures_become_public_together(reviewed: Publication, admin_user: User) -> None:
    at = timezone.now()
    published = actions.publish(publication=reviewed, by=admin_user, at=at)
    assert published.state == "published"
    assert (published.publish_at, published.published_by) == (at, admin_user)
    assert list(Figure.objects.values_list("public_from", flat=True)) == [at]


def test_who_published_what_is_written_down(reviewed: Publication, admin_user: User) -> None:
    actions.publish(publication=reviewed, by=admin_user, at=timezone.now())
    entry = ModelLogEntry.objects.get(action="stats.publish")
    assert (entry.user, entry.object_id) == (admin_user, str(reviewed.pk))


def test_a_person_publishes_nothing_that_was_not_in_review(
    draft: Publication, admin_user: User
) -> None:
    with pytest.raises(actions.WrongState, match="submit it for review first"):
        actions.publish(publication=draft, by=admin_user, at=timezone.now())
    assert not Figure.objects.filter(public_from__isnull=False).exists()


def test_a_command_on_the_server_publishes_a_draft_and_the_log_says_so(draft: Publication) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    entry = AuditEntry.objects.get(action="stats.publish")
    assert (entry.by, entry.by_name) == (None, "server")
    assert entry.data["without_review"] is True


def test_publishing_twice_changes_nothing(draft: Publication, admin_user: User) -> None:
    first = actions.publish(publication=draft, by=None, at=timezone.now())
    again = actions.publish(publication=draft, by=admin_user, at=timezone.now())
    assert again.publish_at == first.publish_at
    assert again.published_by is None
    assert ModelLogEntry.objects.filter(action="stats.publish").count() == 1


def test_a_publication_without_figures_cannot_be_published() -> None:
    with pytest.raises(actions.PublicationNotReady, match="no figures"):
        actions.publish(publication=make_publication(), by=None, at=timezone.now())


def test_a_figure_that_contradicts_a_public_one_stands_in_the_way(
    draft: Publication, measure: Measure
) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    rival = make_publication()
    add_figure(rival, measure, LANCASHIRE, "2017-18", 675)
    with pytest.raises(actions.PublicationNotReady, match="Lancashire, 2017-18: 674"):
        actions.publish(publication=rival, by=None, at=timezone.now())
    rival.refresh_from_db()
    assert rival.state == "draft"


def test_a_correction_takes_the_place_of_what_it_corrects(
    draft: Publication, measure: Measure
) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    old = Figure.objects.get()
    correction = make_publication()
    new = add_figure(
        correction, measure, LANCASHIRE, "2017-18", 675, supersedes=old, note="one was missed"
    )
    at = timezone.now()
    actions.publish(publication=correction, by=None, at=at)
    assert list(Figure.objects.visible_at()) == [new]
    old.refresh_from_db()
    assert old.superseded_at == at


def test_a_correction_whose_reason_is_only_space_is_refused(
    draft: Publication, measure: Measure
) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    old, correction = Figure.objects.get(), make_publication()
    add_figure(correction, measure, LANCASHIRE, "2017-18", 675, supersedes=old, note=" \n\t")
    with pytest.raises(actions.PublicationNotReady, match="does not say why"):
        actions.publish(publication=correction, by=None, at=timezone.now())


def test_what_nobody_has_seen_is_not_corrected(draft: Publication, measure: Measure) -> None:
    correction = make_publication()
    add_figure(
        correction,
        measure,
        LANCASHIRE,
        "2017-18",
        675,
        supersedes=Figure.objects.get(),
        note="one was missed",
    )
    with pytest.raises(actions.PublicationNotReady, match="not public yet"):
        actions.publish(publication=correction, by=None, at=timezone.now())


def test_if_a_receiver_fails_nothing_is_published(draft: Publication) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError("the press desk is on fire")

    publication_published.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="on fire"):
            actions.publish(publication=draft, by=None, at=timezone.now())
    finally:
        publication_published.disconnect(fail)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not Figure.objects.filter(public_from__isnull=False).exists()
    assert not AuditEntry.objects.exists()


def test_many_reasons_are_named_and_the_rest_counted(measure: Measure) -> None:
    first, rival = make_publication(), make_publication()
    for year in range(2000, 2012):
        add_figure(first, measure, LANCASHIRE, str(year), 1)
        add_figure(rival, measure, LANCASHIRE, str(year), 2)
    actions.publish(publication=first, by=None, at=timezone.now())
    with pytest.raises(actions.PublicationNotReady) as refused:
        actions.publish(publication=rival, by=None, at=timezone.now())
    assert len(refused.value.reasons) == actions.REASONS_NAMED + 1
    assert refused.value.reasons[-1] == "And 2 more like them."
