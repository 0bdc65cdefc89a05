"""What a visitor reads at a release's address: the version of the moment, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from press.actions import workflow
from press.models import ReleasePage
from stats import clock
from stats.models import Publication
from tests.press.conftest import release_for
from tests.press.releasing import edit, put_out, staff

SECOND = timedelta(seconds=1)
CORRECTED = "Police in Lancashire recorded 674 offences in 2017-18"


@pytest.fixture
def release(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


def page(client: Client, release: ReleasePage, *, status: int = 200) -> str:
    response = client.get(f"/newsroom/{release.slug}/")
    assert response.status_code == status
    return response.content.decode()


def corrected(release: ReleasePage, *, at: datetime | None = None) -> None:
    edit(release, by=staff("author"), title=CORRECTED)
    put_out(release, what_changed="The headline said “nearly two a day”.", at=at)


def test_the_words_and_the_title_of_the_window_are_the_versions_own(
    client: Client, release: ReleasePage
) -> None:
    version = put_out(release)
    edit(release, by=staff("author"), title="Nobody approved this")
    ReleasePage.objects.filter(pk=release.pk).update(
        title="Nor this", seo_title="Nor that", search_description="Nor those"
    )
    shown = page(client, release)
    assert f"<title>{version.headline} –" in " ".join(shown.split())
    for unapproved in ("Nobody approved this", "Nor this", "Nor that", "Nor those"):
        assert unapproved not in shown
        assert unapproved not in client.get("/newsroom/").content.decode()
    assert version.headline in client.get("/newsroom/").content.decode()


def test_a_correction_stands_on_the_page_with_its_date(
    client: Client, release: ReleasePage
) -> None:
    first = put_out(release)
    corrected(release)
    shown = page(client, release)
    assert CORRECTED in shown
    assert first.headline not in shown
    assert "Corrected on" in shown
    assert "The headline said “nearly two a day”." in shown
    with clock.at(first.public_from):
        before = page(client, release)
    assert first.headline in before
    assert "Corrected on" not in before


def test_a_correction_that_is_set_for_later_changes_nothing_until_its_second(
    client: Client, release: ReleasePage
) -> None:
    first = put_out(release)
    at = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    corrected(release, at=at)
    for moment, says, conceals in (
        (at - SECOND, first.headline, CORRECTED),
        (at, CORRECTED, first.headline),
    ):
        with clock.at(moment):
            for shown in (page(client, release), client.get("/newsroom/").content.decode()):
                assert says in shown
                assert conceals not in shown
                assert ("corrected on" in shown.lower()) == (moment == at)


def test_a_withdrawn_release_says_when_and_why_and_nothing_of_its_words(
    client: Client, release: ReleasePage
) -> None:
    version = put_out(release)
    workflow.withdraw(release=release, by=staff("author"), why="A figure is in doubt.")
    shown = page(client, release, status=410)
    assert "This press release was withdrawn" in shown
    assert "A figure is in doubt." in shown
    release.refresh_from_db()
    assert release.withdrawn_at is not None
    assert release.withdrawn_at.strftime("%Y") in shown
    for secret in (version.headline, "674", "591", "Lancashire"):
        assert secret not in shown
    assert version.headline not in client.get("/newsroom/").content.decode()


def test_a_draft_has_no_address_for_visitors_and_none_beneath_it(
    client: Client, release: ReleasePage
) -> None:
    page(client, release, status=404)
    put_out(release)
    page(client, release)
    assert client.get(f"/newsroom/{release.slug}/more/").status_code == 404


def test_staff_preview_the_words_that_they_edit(release: ReleasePage) -> None:
    put_out(release)
    edit(release, by=staff("author"), title="A headline being typed")
    previewed = Client()
    previewed.force_login(staff("author"))
    shown = previewed.get(f"/admin/pages/{release.pk}/view_draft/").content.decode()
    assert "A headline being typed" in shown
    assert "DRAFT" in shown


def test_more_versions_cost_the_newsroom_no_more_queries(
    client: Client, built: Publication
) -> None:
    put_out(release_for(built, "Lancashire"))
    client.get("/newsroom/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/newsroom/")
    corrected(release_for(built, "Lancashire"))
    for area in ("Derbyshire", "Northamptonshire"):
        put_out(release_for(built, area))
    with CaptureQueriesContext(connection) as for_more:
        client.get("/newsroom/")
    assert len(for_more) == len(for_one)
