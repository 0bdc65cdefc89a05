"""Whatever is sent: a plain, small, correct answer, no fault of ours, and none of it repeated."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from charity_site.fair_share import Allowance
from charity_site.search import views
from tests import sample_site
from tests.seeds import grow
from tests.stack import Stack

MARK = "zq7xmark"
SMALL = 30_000  # bytes: a page for an error, way to help included

ADDRESSES = (
    f"/{MARK}",
    f"/{MARK}/" + "a/" * 400,
    f"/{MARK * 200}/",
    f"/%00{MARK}/",
    f"/{MARK}%00.html",
    f"/{MARK}%0d%0aSet-Cookie:%20a=b/",
    f"/{MARK}%ff%fe/",
    f"/%c0%ae%c0%ae/{MARK}/",  # overlong dots
    f"/%ed%a0%80{MARK}/",  # half of a surrogate pair
    f"/%f4%90%80%80{MARK}/",  # beyond Unicode
    f"/%zz{MARK}/",
    f"/%{MARK}/",
    f"/../../etc/{MARK}",
    f"/..%2f..%2f{MARK}",
    f"/%2e%2e/%2e%2e/{MARK}",
    f"/static/../../{MARK}",
    f"/static/%2e%2e/%2e%2e/{MARK}",
    f"/media/..%2f..%2f{MARK}",
    f"/media/%00{MARK}",
    f"/documents/99999999999999999999/{MARK}.pdf",
    f"/documents/1/%00{MARK}",
    f"/help/{MARK}'%20OR%201=1--/",
    f"/help/<script>{MARK}</script>/",
    f"/help/{{{{{MARK}}}}}/",
    f"/help/%E2%80%AE{MARK}/",
    f"/newsroom/areas/{MARK}%00/",
    f"/newsroom/unsubscribe/{MARK}%00/",
    f"/newsroom/unsubscribe/{MARK * 100}/",
    f"/newsroom/areas/lancashire/?page={MARK}",
    f"/newsroom/pre-release-access/{MARK}/1/",
    f"/statistics/{MARK}/%00.csv",
    f"/statistics/?from={MARK}&to=%00",
    f"/statistics/people-seeking-help/?from=0000-00-00&to={MARK}",
    f"/statistics/people-seeking-help/?page=9999999999999999999&{MARK}",
    f"/statistics/charts/{MARK}.svg",
    f"/statistics/publications/{MARK}/versions/99999999999999999999999/",
    f"/api/v1/figures/?area=%00{MARK}",
    f"/api/v1/figures/?period_start={MARK}",
    f"/api/v1/figures/?cursor=%00{MARK}",
    f"/api/v1/areas/%ff{MARK}/",
    f"/images/{MARK}/1/original/",
    f"/look/{MARK}.css",
    f"/cy/{MARK}/",
    f"/cy/help/%00{MARK}/",
    f"/?{MARK}=" + "y" * 3_000,
    f"/?{'&'.join(['a=1'] * 1_500)}&{MARK}",
    f"/?%00%ff={MARK}",
    f"/search/?words={MARK}",
    f"/sitemap.xml?{MARK}",
    f"/robots.txt/{MARK}",
    f"/.well-known/{MARK}",
    f"/.env?{MARK}",
    f"/wp-login.php?{MARK}",
    f"/\\{MARK}.example/",
    f"/;{MARK}/",
    f"/help;{MARK}/",
    f"/ {MARK} /",
    f"/{quote('ﷺ' * 50)}/{MARK}/",
)
HEADERS: tuple[dict[str, Any], ...] = (
    {"HTTP_HOST": f"{MARK}.example"},
    {"HTTP_HOST": f"testserver:{MARK}"},
    {"HTTP_HOST": f"testserver@{MARK}"},
    {"HTTP_HOST": ""},
    {"HTTP_HOST": "a" * 3_000},
    {"HTTP_X_FORWARDED_HOST": f"{MARK}.example"},
    {"HTTP_X_ORIGINAL_URL": f"/{MARK}"},
    {"HTTP_ACCEPT_LANGUAGE": f"{MARK};q=zz,,,;;;"},
    {"HTTP_ACCEPT_LANGUAGE": "a" * 100_000},
    {"HTTP_ACCEPT_LANGUAGE": "../../../etc/passwd"},
    {"HTTP_ACCEPT_LANGUAGE": ",".join(["en-" + "x" * 20] * 500)},
    {"HTTP_ACCEPT": f"{MARK}/*;q=%00"},
    {"HTTP_ACCEPT_ENCODING": f"{MARK}, br;q=zz"},
    {"HTTP_RANGE": f"bytes=9-{MARK}"},
    {"HTTP_IF_NONE_MATCH": f'W/"{MARK}'},
    {"HTTP_IF_MODIFIED_SINCE": MARK},
    {"HTTP_COOKIE": f"sessionid={MARK}; csrftoken=%00; =; ;;;"},
    {"HTTP_COOKIE": "a=" + "b" * 50_000},
    {"HTTP_AUTHORIZATION": f"Basic {MARK}"},
    {"HTTP_USER_AGENT": f"() {{ :; }}; {MARK}"},
    {"HTTP_REFERER": f"javascript:{MARK}"},
    {"HTTP_UPGRADE_INSECURE_REQUESTS": MARK},
    {"HTTP_X_FORWARDED_FOR": f"{MARK}, ::1, 999.999.999.999"},
)
URLENCODED = "application/x-www-form-urlencoded"
PART = b"--b\r\nContent-Disposition: form-data; %s\r\n\r\n!\r\n--b--"
BODIES = (
    (b"words=" + b"a" * 100_000, URLENCODED),
    (b"words=%00%ff%c0%ae", URLENCODED),
    (b"words=\xff\xfe\x00", URLENCODED),
    (b"&".join([b"a=1"] * 2_000), URLENCODED),
    (b"words=" + MARK.encode(), f"{URLENCODED}; charset=hex"),
    (b"words=" + MARK.encode(), f"{URLENCODED}; charset={MARK}"),
    (b"words=" + MARK.encode(), f"{URLENCODED}; charset=utf-7"),
    (MARK.encode(), "multipart/form-data"),
    (MARK.encode(), f"multipart/form-data; boundary={MARK}"),
    (MARK.encode(), "multipart/form-data; boundary=" + "b" * 5_000),
    (MARK.encode(), "multipart/form-data; charset=hex; boundary=b"),
    (PART % b'name="words"; filename="../../x"', "multipart/form-data; boundary=b"),
    (
        PART % b'name="words"\r\nContent-Transfer-Encoding: base64',
        "multipart/form-data; boundary=b",
    ),
    (b'{"words": "' + MARK.encode(), "application/json"),
    (b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'>", "application/xml"),
    (MARK.encode(), MARK),
    (b"", ""),
)
POSTED_TO = ("/search/", "/newsroom/areas/find/", "/", "/help/", "/statistics/", "/no-such-page/")
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", MARK, "OPTIONS")


@pytest.fixture
def _site(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_allowance", Allowance())
    grow(sample_site.load)


def is_plain(response: Any, *, allowed: tuple[int, ...]) -> None:
    assert response.status_code in allowed
    content = b"".join(response) if response.streaming else response.content
    assert len(content) < SMALL
    if "problem+json" not in response["Content-Type"]:
        # A problem of the API says, to a program, which address it is about; nothing shows it.
        assert MARK.encode() not in content
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_nobody_meant(client: Client, address: str) -> None:
    path, _, query = address.partition("?")
    response = client.generic("GET", path, QUERY_STRING=query)
    if response.status_code in {301, 302}:
        assert response["Location"].startswith("/")
        assert not response["Location"].startswith(("//", "/\\"))
        assert "\r" not in response["Location"]
        return
    # A token that is nobody's is told so on the page for tokens, and an old style sheet is today's.
    is_told = path.startswith(("/newsroom/unsubscribe/", "/look/"))
    is_plain(response, allowed=(200, 400, 404) if query or is_told else (400, 404))


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("headers", HEADERS)
def test_headers_that_no_browser_sends(client: Client, headers: dict[str, Any]) -> None:
    for address in ("/", "/help/", "/no-such-page/", "/help", "/api/v1/", "/sitemap.xml"):
        response = client.generic("GET", address, **headers)
        assert response.status_code in {200, 301, 400, 404, 406}, address
        assert MARK not in response.get("Location", "")
        assert MARK.encode() not in response.content
        assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize(("body", "kind"), BODIES)
def test_bodies_that_no_form_sends(client: Client, body: bytes, kind: str) -> None:
    for address in POSTED_TO:
        response = client.generic("POST", address, body, content_type=kind)
        assert response.status_code in {200, 400, 404, 405, 413}, address
        assert len(response.content) < SMALL, address
        assert b"aaaaaaaa" not in response.content, address
        assert b"Traceback" not in response.content, address


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("method", METHODS)
def test_methods_that_no_page_takes(client: Client, method: str) -> None:
    for address in ("/", "/help/", "/search/", "/statistics/", "/no-such-page/", "/sitemap.xml"):
        response = client.generic(method, address)
        is_plain(response, allowed=(405,) if method != "OPTIONS" else (200, 404, 405))
        if response.status_code == 405:
            assert "GET" in response["Allow"]


@pytest.mark.usefixtures("_site")
def test_what_is_sent_to_a_page_without_a_form_is_refused(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/", "/help/", "/help/your-own-thoughts/", "/stop-it-now/"):
        response = strict.post(address, {"message": MARK})
        is_plain(response, allowed=(405,))
    response = strict.post("/admin/login/", {"username": MARK})
    assert response.status_code == 403  # staff are told of tokens


POST = "POST / HTTP/1.1\r\nHost: localhost\r\n"
SAID = (
    (f"GET /{MARK} HTTP/9.9\r\n\r\n", 400),
    (f"{MARK}\r\n\r\n", 400),
    (f"GET /{MARK * 1000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (f"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: {MARK * 2000}\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n" * 200 + "\r\n", 431),
    (f"GET / HTTP/1.1\r\nHost: localhost\r\n{MARK} : b\r\n\r\n", 400),
    (f"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n {MARK}\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    (f"GET / HTTP/1.1\r\nHost: {MARK}\r\n\r\n", 400),
    (f"GET //{MARK}.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
    ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400),
    (f"{POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    (f"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {MARK}\r\n\r\n", 501),
    (f"GET /%00{MARK} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
    (f"GET /%ff%fe{MARK}/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
    (f"GET /{MARK}\xff/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
    (f"{MARK.upper()} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
    ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
    ("CONNECT a.example:443 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
    (
        "POST /search/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: {URLENCODED}\r\nContent-Length: 100006\r\n\r\nwords=" + "a" * 100_000,
        413,
    ),
)


@pytest.fixture
def running(stack: Stack) -> Stack:
    stack.start_web()
    return stack


@pytest.mark.stack
def test_the_real_server_answers_as_plainly(running: Stack) -> None:
    for text, status in SAID:
        answer = _say(running, text)
        head, _, content = answer.partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ".encode()), text[:80]
        assert MARK.encode() not in answer, text[:80]
        assert MARK.upper().encode() not in answer, text[:80]
        assert b"content-security-policy: default-src 'none'" in head.lower(), text[:80]
        assert b"referrer-policy: no-referrer" in head.lower(), text[:80]
        assert b"cache-control: no-store" in head.lower(), text[:80]
        assert len(content) < SMALL
    file = _say(
        running, "GET /static/js/leave.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ).lower()
    assert file.startswith(b"http/1.1 200")
    for told in (b"policy: default-src 'none'", b"policy: same-origin", b"options: nosniff"):
        assert told in file
    assert (running.directory / "gunicorn-gunicorn.py.log").read_text() == ""


def _say(site: Stack, text: str) -> bytes:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as line:
        with suppress(OSError):  # what it refuses at the first line it hangs up on
            line.sendall(text.encode("latin-1"))
            line.shutdown(socket.SHUT_WR)
        answer = b""
        while part := line.recv(65_536):
            answer += part
        return answer
