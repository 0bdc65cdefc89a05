"""The public page on which a reporter unsubscribes."""

from __future__ import annotations

import pytest
from django.test import Client

from press.models import Reporter
from tests import sample_site
from tests.press.dispatch.conftest import reporter
from tests.seeds import grow

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo(db: None) -> Reporter:
    grow(sample_site.load)
    return reporter("jo@example.org")


def address_of(row: Reporter) -> str:
    return f"/newsroom/unsubscribe/{row.token}/"


def test_looking_changes_nothing(jo: Reporter, client: Client) -> None:
    for _ in range(2):
        page = client.get(address_of(jo))
    assert page.status_code == 200
    assert page.content.decode().count("<button") == 1
    assert client.head(address_of(jo)).status_code == 200
    jo.refresh_from_db()
    assert jo.unsubscribed_at is None


def test_pressing_the_button_unsubscribes_and_pressing_again_changes_nothing(
    jo: Reporter,
) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(address_of(jo)).status_code == 200
    jo.refresh_from_db()
    first = jo.unsubscribed_at
    assert first is not None
    client.post(address_of(jo))
    jo.refresh_from_db()
    assert jo.unsubscribed_at == first


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_can_tell_a_known_secret_from_an_unknown(
    jo: Reporter, client: Client, method: str
) -> None:
    unknown = getattr(client, method)("/newsroom/unsubscribe/no-such-secret/")
    known = getattr(client, method)(address_of(jo))
    assert unknown.status_code == known.status_code == 200
    assert unknown.content == known.content
    assert "jo@example.org" not in known.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_cookie_no_copy_no_search_engine_and_no_secret_passed_on(
    jo: Reporter, client: Client, method: str
) -> None:
    answer = getattr(client, method)(address_of(jo))
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert jo.token not in answer.content.decode()


def test_the_page_keeps_the_way_to_help(jo: Reporter, client: Client) -> None:
    assert "/help/" in client.get(address_of(jo)).content.decode()


@pytest.mark.parametrize("token", ["%00", "a%00b", "x" * 3_000])
def test_what_no_link_holds_is_no_address(client: Client, token: str) -> None:
    assert client.post(f"/newsroom/unsubscribe/{token}/").status_code == 404


@pytest.mark.parametrize("token", ["%F0%9F%92%A9", "%FF"])
def test_a_secret_that_cannot_be_one_gets_the_same_page(
    jo: Reporter, client: Client, token: str
) -> None:
    answer = client.post(f"/newsroom/unsubscribe/{token}/")
    assert answer.status_code == 200
    assert answer.content == client.post(address_of(jo)).content


def test_other_methods_are_refused(jo: Reporter, client: Client) -> None:
    assert client.delete(address_of(jo)).status_code == 405
