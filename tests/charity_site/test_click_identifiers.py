"""What others add to an address to follow people is dropped before the site looks at it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from charity_site.click_identifiers import without
from tests import sample_site
from tests.seeds import grow

WRITTEN = """
    utm_source utm_medium utm_campaign utm_id utm_anything fbclid gclid gclsrc dclid gbraid
    wbraid gad_source msclkid mc_eid mc_cid igshid igsh _ga _gl yclid ysclid twclid ttclid
    li_fat_id srsltid sccid epik rdt_cid _hsenc _hsmi mkt_tok s_cid
"""
NAMES = WRITTEN.split()


@pytest.mark.parametrize("name", NAMES)
def test_each_is_dropped_however_it_is_written(name: str) -> None:
    for written in (name, name.upper(), name.replace("_", "%5F"), f"%20{name}"):
        assert without(f"{written}=1") == ""
        assert without(written) == ""


def test_everything_else_stays_letter_by_letter_and_in_its_order() -> None:
    asked = "from=2017-04-01&b=%20+%C3%A9&utm_source=x&to=2018-03-31&b=&fbclid=1&b;c=%zz&%"
    assert without(asked) == "from=2017-04-01&b=%20+%C3%A9&to=2018-03-31&b=&b;c=%zz&%"
    assert without("sort=area&page=2") == "sort=area&page=2"
    assert without("utmost=1&gclids=2&measure=3") == "utmost=1&gclids=2&measure=3"


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


@pytest.mark.usefixtures("_site")
def test_a_visitor_is_sent_once_to_the_clean_address(client: Client) -> None:
    for address, clean in (
        ("/help/?fbclid=canary", "/help/"),
        ("/?utm_source=canary&utm_medium=b", "/"),
        ("/statistics/?a=1&gclid=canary&b=2", "/statistics/?a=1&b=2"),
        ("/no-such-page/?msclkid=canary", "/no-such-page/"),
    ):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, clean)
        assert response["Cache-Control"] == "no-store"  # or the device would keep the address
        assert response.content == b""
    assert client.get("/?fbclid=1", follow=True).redirect_chain == [("/", 302)]
    assert client.head("/?fbclid=1").status_code == 302


@pytest.mark.parametrize(
    "path", ["//evil.example/", "///evil.example", "/%2Fevil.example", "/\\evil.example"]
)
def test_it_leads_to_nobody_else(client: Client, path: str) -> None:
    response = client.get("/", {"fbclid": "1"}, PATH_INFO=path)
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert response["Location"][1] not in "/\\"


@pytest.mark.usefixtures("_site")
def test_by_https_at_once_where_that_is_the_way(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/help/?fbclid=canary&a=1")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/help/?a=1"


@pytest.mark.usefixtures("_site")
def test_what_is_sent_is_answered_and_not_sent_on(client: Client) -> None:
    assert client.post("/search/?fbclid=1", {"words": "help"}).status_code == 200
    assert client.get("/admin/login/?utm_source=a").status_code == 200
