"""The public newsroom: found by area, followed by feed, known to search engines, never early."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from press.actions import build_waiting_drafts
from press.models import ReleasePage
from stats.models import Area, AreaSpelling, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import edit, put_out, staff

ATOM = "{http://www.w3.org/2005/Atom}"
SECOND = timedelta(seconds=1)


@pytest.fixture
def lancashire(built: Publication) -> ReleasePage:
    release = release_for(built, "Lancashire")
    put_out(release)
    return release


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def parsed(content: bytes | str) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314  our own


def entries(client: Client, address: str) -> list[ElementTree.Element]:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return parsed(answer.content).findall(f"{ATOM}entry")


def test_an_area_has_its_own_page_of_releases(client: Client, lancashire: ReleasePage) -> None:
    page = shown(client, "/newsroom/areas/lancashire/")
    assert lancashire.get_url() in page
    assert "Lancashire Constabulary" in page
    assert "No releases are out yet." in shown(client, "/newsroom/areas/derbyshire/")
    assert client.get("/newsroom/areas/nowhere/").status_code == 404
    assert client.get("/newsroom/areas/lancashire/?page=x").status_code == 404


def test_the_areas_with_releases_stand_under_their_region(
    client: Client, lancashire: ReleasePage
) -> None:
    page = shown(client, "/newsroom/areas/")
    assert "North West" in page
    assert 'href="/newsroom/areas/lancashire/"' in page
    assert 'href="/newsroom/areas/derbyshire/"' not in page
    assert 'href="/newsroom/areas/"' in shown(client, "/newsroom/")


@pytest.mark.parametrize(
    "typed",
    ["Lancashire", "lancs", " Lancashire  Constabulary ", "E23000003", "LANCASHIRE POLICE"],
)
def test_an_area_is_found_by_any_of_its_names(
    client: Client, lancashire: ReleasePage, typed: str
) -> None:
    answer = client.post("/newsroom/areas/find/", {"name": typed})
    assert answer.headers["Location"] == "/newsroom/areas/lancashire/"
    assert not answer.cookies


def test_a_spelling_that_staff_have_taught_is_understood(client: Client, db: None) -> None:
    AreaSpelling.objects.create(
        spelling="red rose county", area=Area.objects.get(gss_code="E23000003")
    )
    answer = client.post("/newsroom/areas/find/", {"name": "The Red Rose County"})
    assert answer.headers["Location"] == "/newsroom/areas/lancashire/"


def test_welsh_names_are_understood(client: Client, db: None) -> None:
    answer = client.post("/newsroom/areas/find/", {"name": "Gogledd Cymru"})
    assert answer.headers["Location"] == "/newsroom/areas/north-wales/"


def test_a_name_of_several_areas_is_asked_about(client: Client, db: None) -> None:
    answer = client.post("/newsroom/areas/find/", {"name": "Yorkshire"})
    page = answer.content.decode()
    assert "More than one area may be meant" in page
    assert 'href="/newsroom/areas/north-yorkshire/"' in page


@pytest.mark.parametrize("typed", ["", "Atlantis", "x" * 10_000, "<script>", "\x00\x07", "💥"])
def test_what_is_no_area_gets_a_plain_answer_and_is_not_repeated(
    client: Client, db: None, typed: str
) -> None:
    answer = client.post("/newsroom/areas/find/", {"name": typed})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "No area is known by that name" in page
    assert len(typed) < 3 or typed not in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_looking_for_nothing_leads_to_the_list(client: Client, db: None) -> None:
    assert client.get("/newsroom/areas/find/").headers["Location"] == "/newsroom/areas/"


def test_the_feeds_hold_the_newest_release_and_its_first_paragraph(
    client: Client, lancashire: ReleasePage
) -> None:
    for address in ("/newsroom/feed.atom", "/newsroom/areas/lancashire/feed.atom"):
        (entry,) = entries(client, address)
        assert "Lancashire" in str(entry.findtext(f"{ATOM}title"))
        assert "674" in str(entry.findtext(f"{ATOM}summary"))
        assert str(entry.findtext(f"{ATOM}id")).endswith(str(lancashire.get_url()))
    assert entries(client, "/newsroom/areas/derbyshire/feed.atom") == []
    assert "/newsroom/feed.atom" in shown(client, "/newsroom/")


def test_a_correction_leads_in_the_feed_and_moves_its_date(
    client: Client, lancashire: ReleasePage
) -> None:
    edit(lancashire, by=staff("author"), title="Another headline about Lancashire")
    words = "The headline was unclear."
    put_out(lancashire, what_changed=words)
    (entry,) = entries(client, "/newsroom/feed.atom")
    assert entry.findtext(f"{ATOM}title") == "Another headline about Lancashire"
    assert str(entry.findtext(f"{ATOM}summary")).startswith(f"Correction: {words}")
    assert entry.findtext(f"{ATOM}updated") != entry.findtext(f"{ATOM}published")


def test_a_character_that_xml_cannot_hold_breaks_no_feed(
    client: Client, lancashire: ReleasePage
) -> None:
    edit(lancashire, by=staff("author"), title="A headline\x0b about Lancashire")
    put_out(lancashire, what_changed="A line break\x0c was pasted.")
    assert len(entries(client, "/newsroom/feed.atom")) == 1


def test_the_sitemap_knows_what_is_public_and_nothing_else(
    client: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    at: datetime = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    put_out(release, at=at)
    address = f"{release.get_url()}</loc>"
    with time_machine.travel(at - SECOND, tick=False):
        early = shown(client, "/sitemap.xml")
    assert address not in early
    assert "/newsroom/areas/lancashire/" not in early
    with time_machine.travel(at, tick=False):
        page = shown(client, "/sitemap.xml")
    assert address in page
    addresses = [
        str(loc.text)
        for loc in parsed(page).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(addresses) == len(set(addresses))
    assert any(one.endswith("/newsroom/areas/lancashire/") for one in addresses)
    assert any(one.endswith("/help/") for one in addresses)
    assert any(one.endswith("/statistics/child-abuse-image-offences/") for one in addresses)
    for one in addresses:
        with time_machine.travel(at, tick=False):
            assert client.get(one.replace("http://localhost:8000", "")).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/newsroom/", "/newsroom/areas/", "/newsroom/feed.atom", "/sitemap.xml"],
)
def test_more_releases_cost_no_more_queries(
    client: Client,
    image_offences: Publication,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    publish(image_offences)
    build_waiting_drafts()
    put_out(release_for(image_offences, "Lancashire"))
    client.get(address)  # what is read once and remembered
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for area in ("Derbyshire", "Northamptonshire"):
        put_out(release_for(image_offences, area))
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)
