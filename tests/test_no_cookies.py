"""Nothing is left on a visitor's device: no cookie, whatever they ask for or bring along."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import sample_site
from tests.sample_site import ADDRESSES, MISSING
from tests.seeds import grow

ELSEWHERE = ("/help", "/no-such-page", "/api/v1/", "/newsroom/", "/documents/1/nothing.pdf")

pytestmark = pytest.mark.usefixtures("_site")


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_no_answer_sets_a_cookie(client: Client, method: str) -> None:
    for address in (*ADDRESSES, MISSING, *ELSEWHERE):
        response = getattr(client, method)(address)
        assert not response.has_header("Set-Cookie"), address
        assert not response.cookies, address
    assert not client.cookies


def test_a_cookie_from_elsewhere_changes_nothing(client: Client) -> None:
    plain = client.get("/").content
    client.cookies["tracker"] = "1234"
    response = client.get("/")
    assert response.content == plain
    assert not response.cookies


def test_pages_are_the_same_for_everybody_and_say_so(client: Client) -> None:
    for address in ADDRESSES:
        assert "Cookie" not in client.get(address).get("Vary", ""), address
