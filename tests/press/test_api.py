"""What a program can read of the releases: what is public, word for word, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

import press.actions
from press.models import ReleasePage
from stats import actions, clock
from stats.models import Area, Figure, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import put_out as by_two_people
from tests.press.releasing import staff
from tests.stats.factories import add_figure, make_publication


@pytest.fixture
def lancashire(built: Publication) -> ReleasePage:
    """Lancashire's release, put out by two people."""
    return put_out(release_for(built, "Lancashire"))


def put_out(release: ReleasePage, **how: Any) -> ReleasePage:
    by_two_people(release, **how)
    return release


def ask(client: Client, address: str, **parameters: Any) -> Any:
    response = client.get(f"/api/v1/{address}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def slugs(client: Client, **parameters: Any) -> list[str]:
    return [row["slug"] for row in ask(client, "releases/", **parameters)["results"]]


def test_drafts_are_not_there(client: Client, built: Publication) -> None:
    assert ReleasePage.objects.count() == 4
    assert slugs(client) == []
    release = release_for(built, "Lancashire")
    assert client.get(f"/api/v1/releases/{release.slug}/").status_code == 404


def test_a_release_that_is_out_is_there_in_the_order_of_its_parts(
    client: Client, lancashire: ReleasePage
) -> None:
    release = ask(client, f"releases/{lancashire.slug}/")
    assert release["headline"] == lancashire.title
    assert release["area"] == {"gss_code": "E23000003", "name": "Lancashire"}
    assert release["publication"] == "child-abuse-image-offences-2017-18"
    assert release["lead"] == lancashire.text.paragraphs("lead")
    assert "674" in " ".join([*release["lead"], *release["detail"]])
    assert [quote["speaker"] for quote in release["quotes"]] == [
        child.value["speaker"] for child in lancashire.body if child.block_type == "quote"
    ]
    assert release["helpline"] == lancashire.text.paragraphs("helpline")
    assert lancashire.template_used.measure.caveat in release["notes"]
    assert release["sources"] == [
        "Replies of police forces to freedom of information requests, reported in September 2018"
    ]
    version = lancashire.versions.get()
    for name in ("first_published_at", "last_published_at"):
        assert datetime.fromisoformat(release[name]) == version.public_from
    assert (release["version"], release["corrections"]) == (1, [])


def test_its_address_is_that_of_its_page(client: Client, lancashire: ReleasePage) -> None:
    address = ask(client, f"releases/{lancashire.slug}/")["url"]
    assert address.startswith("http://testserver/")
    page = client.get(address)
    assert page.status_code == 200
    assert lancashire.title in page.content.decode()


def test_every_figure_behind_its_numbers_is_named_and_answers(
    client: Client, lancashire: ReleasePage
) -> None:
    figures = ask(client, f"releases/{lancashire.slug}/")["figures"]
    of_lancashire = [row for row in figures if row["area"]["name"] == "Lancashire"]
    told = [(row["period"]["label"], row["category"], row["value"]) for row in of_lancashire]
    assert told[0] == ("2017-18", None, "674")
    assert ("2016-17", None, "591") in told
    assert ("2017-18", "taking-making-distributing", "541") in told
    assert ("2017-18", "possession", "133") in told
    for row in figures:
        assert client.get(row["url"]).json() == row
    behind = Figure.objects.filter(claims__release=lancashire).distinct()
    assert {row["id"] for row in figures} == {figure.pk for figure in behind}


def test_edits_that_are_not_out_do_not_show(client: Client, lancashire: ReleasePage) -> None:
    before = ask(client, f"releases/{lancashire.slug}/")
    edited = lancashire.get_latest_revision_as_object()
    edited.title = "A headline that nobody has approved"
    edited.body = [("lead", "A sentence that nobody has approved.")]
    edited.save_revision(user=staff("author"))
    lancashire.refresh_from_db()
    assert lancashire.has_unpublished_changes
    response = client.get(f"/api/v1/releases/{lancashire.slug}/")
    assert response.json() == before
    assert "nobody has approved" not in response.content.decode()
    put_out(lancashire, what_changed="The headline was another.")
    corrected = ask(client, f"releases/{lancashire.slug}/")
    assert corrected["headline"] == edited.title
    assert corrected["version"] == 2
    [correction] = corrected["corrections"]
    assert (correction["version"], correction["what_changed"]) == (2, "The headline was another.")
    assert corrected["first_published_at"] < corrected["last_published_at"] == correction["at"]


def test_a_withdrawn_release_is_gone(client: Client, lancashire: ReleasePage) -> None:
    press.actions.withdraw(release=lancashire, by=staff("author"), why="A doubt.")
    assert slugs(client) == []
    assert client.get(f"/api/v1/releases/{lancashire.slug}/").status_code == 404


def test_a_release_behind_a_password_is_not_there(client: Client, lancashire: ReleasePage) -> None:
    PageViewRestriction.objects.create(
        page=lancashire, restriction_type=PageViewRestriction.PASSWORD, password="a secret"
    )
    assert slugs(client) == []
    assert client.get(f"/api/v1/releases/{lancashire.slug}/").status_code == 404


def test_a_release_under_embargo_waits_for_its_second(
    client: Client, image_offences: Publication
) -> None:
    out = datetime(2030, 9, 19, 23, 1, tzinfo=UTC)
    actions.publish(publication=image_offences, by=None, at=out)
    press.actions.build_waiting_drafts()
    release = put_out(release_for(image_offences, "Lancashire"), at=out)
    with clock.at(out - timedelta(seconds=1)):
        assert slugs(client) == []
        assert client.get(f"/api/v1/releases/{release.slug}/").status_code == 404
    with clock.at(out):
        assert slugs(client) == [release.slug]


def test_a_figure_corrected_since_stays_in_the_table_and_names_its_correction(
    client: Client, lancashire: ReleasePage, built: Publication
) -> None:
    old = Figure.objects.get(value=674)
    second = make_publication(built.slug, version=2)
    new = add_figure(
        second, old.measure, old.area, "2017-18", 675, note="One was left out.", supersedes=old
    )
    part = Figure.objects.select_related("category").get(value=541)
    new_part = add_figure(
        second,
        part.measure,
        part.area,
        "2017-18",
        542,
        category=part.category,
        note="One was left out.",
        supersedes=part,
    )
    publish(second)
    figures = ask(client, f"releases/{lancashire.slug}/")["figures"]
    corrected = {row["id"]: row["superseded_by"] for row in figures if row["superseded_by"]}
    assert corrected == {old.pk: new.pk, part.pk: new_part.pk}


def test_the_newest_release_comes_first(client: Client, built: Publication) -> None:
    first = put_out(release_for(built, "Derbyshire"))
    second = put_out(release_for(built, "Lancashire"))
    assert slugs(client) == [second.slug, first.slug]


def test_releases_are_narrowed_by_area_and_publication(
    client: Client, lancashire: ReleasePage, built: Publication
) -> None:
    derbyshire = put_out(release_for(built, "Derbyshire"))
    assert slugs(client, area="E23000003") == [lancashire.slug]
    assert slugs(client, area="E23000018") == [derbyshire.slug]
    assert len(slugs(client, publication=built.slug)) == 2
    elsewhere = Area.objects.get(name="Cumbria").gss_code
    assert slugs(client, area=elsewhere) == []


def test_what_cannot_be_meant_is_refused(client: Client, vocabulary: None) -> None:
    for name, value, reason in (
        ("area", "Lancashire", "No area has this GSS code."),
        ("publication", "none", "No publication has this slug."),
        ("measure", "offences", "There are: area, cursor, page_size, publication."),
    ):
        response = client.get("/api/v1/releases/", {name: value})
        assert response.status_code == 400
        [error] = response.json()["errors"]
        assert error["parameter"] == name
        assert reason in error["detail"]


def test_more_releases_cost_no_more_queries(client: Client, built: Publication) -> None:
    put_out(release_for(built, "Derbyshire"))
    ask(client, "releases/")
    with CaptureQueriesContext(connection) as for_one:
        ask(client, "releases/")
    for area in ("Lancashire", "Northamptonshire", "United Kingdom"):
        put_out(release_for(built, area))
    with CaptureQueriesContext(connection) as for_four:
        assert len(ask(client, "releases/")["results"]) == 4
    assert len(for_four) == len(for_one)
    assert len(for_one) <= 10
