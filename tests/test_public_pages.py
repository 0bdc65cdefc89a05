"""What every public page owes its visitor, whoever edited it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from helpline_info import sample_content
from helpline_info.models import Channel, OtherService
from tests import sample_site
from tests.sample_site import ADDRESSES, MISSING
from tests.seeds import grow

NUMBER = "tel:08081000900"


class Outline(HTMLParser):
    """The parts of a page that its structure is judged by."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.landmarks: list[str] = []
        self.loaded: list[str] = []
        self.scripts: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in {"main", "header", "footer", "nav"}:
            self.landmarks.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "link" and values["rel"] in {"stylesheet", "icon"}:
            self.loaded.append(values["href"])
        elif "src" in values:
            self.loaded.append(values["src"])
        if tag == "script" and values.get("type") != "application/ld+json":
            self.scripts.append(values.get("src", "of its own"))
            assert "defer" in values, "a script that keeps the page waiting"


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.usefixtures("_site")
def test_every_page_carries_a_way_to_help(client: Client) -> None:
    for address in (*ADDRESSES, MISSING):
        html = page(client, address)
        for way in (NUMBER, 'href="/help/"', "tel:999"):
            assert way in html, address


@pytest.mark.usefixtures("_site")
def test_headings_go_down_one_step_at_a_time(client: Client) -> None:
    for address in (*ADDRESSES, MISSING):
        levels = Outline(page(client, address)).levels
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        assert all(lower <= upper + 1 for upper, lower in pairwise(levels)), address


@pytest.mark.usefixtures("_site")
def test_a_page_has_its_language_landmarks_and_a_way_past_the_menu(client: Client) -> None:
    for address in (*ADDRESSES, MISSING):
        html = page(client, address)
        outline = Outline(html)
        assert outline.language == "en-gb", address
        assert outline.landmarks.count("main") == 1, address
        assert "header" in outline.landmarks, address
        assert "main" in outline.ids, address
        assert len(outline.ids) == len(set(outline.ids)), address
        assert '<a class="skip" href="#main">' in html, address


@pytest.mark.usefixtures("_site")
def test_a_page_loads_a_style_sheet_an_icon_the_script_to_leave_and_nothing_else(
    client: Client,
) -> None:
    for address in (*ADDRESSES, MISSING):
        outline = Outline(page(client, address))
        assert not outline.tags & {"iframe", "svg", "style"}, address
        assert outline.scripts == ["/static/js/leave.js"], address
        assert len(outline.loaded) == 3, address
        assert all(file.startswith(("/static/", "/look/")) for file in outline.loaded), address


@pytest.mark.usefixtures("_site")
def test_a_page_can_be_left_in_one_step(client: Client) -> None:
    for address in (*ADDRESSES, MISSING):
        html = page(client, address)
        assert 'href="https://www.bbc.co.uk/weather" rel="noreferrer"' in html, address


@pytest.mark.usefixtures("_site")
def test_the_number_on_every_page_is_the_one_that_staff_keep(client: Client) -> None:
    Channel.objects.filter(position=0).update(contact="0800 111 222")
    for address in ADDRESSES:
        assert NUMBER not in page(client, address)
        assert "tel:0800111222" in page(client, address)


@pytest.mark.usefixtures("_site")
def test_a_page_still_leads_to_help_when_staff_have_removed_every_channel(client: Client) -> None:
    Channel.objects.all().delete()
    OtherService.objects.all().delete()
    for address in ADDRESSES:
        response = client.get(address)
        assert response.status_code == 200
        assert 'href="/help/"' in response.content.decode()


@pytest.mark.usefixtures("_site")
def test_a_hostile_address_gets_a_plain_answer_that_does_not_repeat_it(client: Client) -> None:
    hostile = (
        "/../etc/passwd",
        "/help/%00/",
        "/help/" + "a" * 5_000 + "/",
        "/%FF%FE/",
        "/help/<script>alert(1)</script>/",
        "/stop-it-now/?" + "x=" + "y" * 10_000,
    )
    for address in hostile:
        response = client.get(address)
        assert response.status_code in (200, 400, 404), address
        assert "alert(1)" not in response.content.decode()
        assert "yyyyy" not in response.content.decode()


def test_the_page_for_a_wrong_address_needs_no_database() -> None:
    assert NUMBER in render_to_string("404.html")


def test_the_page_for_a_fault_needs_no_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert NUMBER in response.content.decode()


def test_a_visitor_who_comes_while_the_database_is_away_is_still_led_to_help() -> None:
    # Tests may not use the database unless they ask for it: this one finds it closed.
    client = Client(raise_request_exception=False)
    for address in ("/", "/help/"):
        response = client.get(address)
        assert response.status_code == 500
        assert NUMBER in response.content.decode()


def test_the_pages_for_faults_give_the_number_of_the_sample_content() -> None:
    for template in ("404.html", "500.html"):
        assert sample_content.HELPLINE_NUMBER in render_to_string(template)


def test_the_pages_for_faults_need_no_list_of_static_files() -> None:
    loaded = Outline(render_to_string("500.html")).loaded
    assert [file for file in loaded if not file.startswith("/look/")] == [
        "/static/icon.png",
        "/static/js/leave.js",
    ]
