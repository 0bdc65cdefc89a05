"""Nothing is left on a visitor's device: no cookie, whatever they ask for and whatever they bring."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import sample_site
from tests.sample_site import ADDRESSES, MISSING

ELSEWHERE = ("/help", "/no-such-page", "/api/v1/", "/newsroom/", "/documents/1/nothing.pdf")


@pytest.fixture
def _site(db: None) -> None:
    sample_site.load()


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", [*ADDRESSES, MISSING, *ELSEWHERE])
@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_no_answer_sets_a_cookie(client: Client, address: str, method: str) -> None:
    response = getattr(client, method)(address)
    assert not response.cookies
    assert not response.has_header("Set-Cookie")
    assert not client.cookies


@pytest.mark.usefixtures("_site")
def test_a_cookie_from_elsewhere_changes_nothing(client: Client) -> None:
    plain = client.get("/").content
    client.cookies["sessionid"] = "stolen"
    client.cookies["tracker"] = "1234"
    response = client.get("/")
    assert response.content == plain
    assert not response.cookies
    assert "1234" not in response.content.decode()


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_the_same_for_everybody_and_say_so(client: Client, address: str) -> None:
    assert "Cookie" not in client.get(address).get("Vary", "")
