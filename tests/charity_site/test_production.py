"""The site as it runs in production: its real programs, behind a proxy, under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.charity_site.production import FROM_PROXY, Needs, Production
from tests.sample_site import ADDRESSES
from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack


# What a first visit may weigh, in bytes, and how often a browser may ask before it can be read.
HEAVIEST_TO_READ = 13_000
HEAVIEST_VISIT = 40_000
MOST_REQUESTS_TO_READ = 3
# Those that a visitor in a hurry comes to.
FIRST_PAGES = [
    *(path for path in ADDRESSES if path != "/using-this-site/"),
    *("/cy/", "/cy/stop-it-now/", "/cy/help/", "/cy/help/your-own-thoughts/"),
]


@pytest.fixture
def production(stack: Stack, tmp_path: Path) -> Iterator[Production]:
    site = Production(stack, tmp_path)
    try:
        wait_until(site.answers, what="the web server")
        yield site
    finally:
        site.stop()


def test_it_serves_its_pages_and_every_file_that_they_name(production: Production) -> None:
    pages = [production.get(path) for path in ("/", "/help/", "/admin/login/")]
    assert [page.status for page, _ in pages] == [200, 200, 200]
    named = {name for _, text in pages for name in re.findall(r'="(/(?:static|look)/[^"]+)"', text)}
    assert any(name.startswith("/look/") for name in named)  # the style sheet
    for name in named:
        file, _ = production.get(name)
        assert (name, file.status) == (name, 200)
        assert "immutable" in file.headers["Cache-Control"]  # its name changes with its content
        assert file.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert file.headers["Cross-Origin-Resource-Policy"] == "same-origin"

    assert production.get("/no-such-page/")[0].status == 404

    plain, _ = production.get("/", headers={})
    assert (plain.status, plain.headers["Location"]) == (301, "https://www.example.org/")

    secure, _ = production.get("/")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert secure.headers["X-Frame-Options"] == "DENY"
    assert secure.headers["Set-Cookie"] is None

    stranger, _ = production.get("/", host="elsewhere.example")
    assert stranger.status == 400
    assert production.log.read_text() == ""  # nothing about any of them is written down


def test_a_first_visit_is_light(production: Production) -> None:
    """On an old phone far from a mast every packet counts."""
    weights: dict[str, str] = {}
    too_heavy = []
    for path in FIRST_PAGES:
        page = production.weigh(path)
        assert page.is_packed, path
        needs = Needs(page.content)
        awaited = [production.weigh(name) for name in needs.awaited]
        others = [production.weigh(name) for name in needs.others if not name.startswith("/media/")]
        to_read = page.size + sum(each.size for each in awaited)
        whole = to_read + sum(each.size for each in others)
        weights[path] = f"{to_read} to read, {whole} in all, {1 + len(awaited)} requests"
        if (
            to_read > HEAVIEST_TO_READ
            or whole > HEAVIEST_VISIT
            or 1 + len(awaited) > MOST_REQUESTS_TO_READ
        ):
            too_heavy.append(path)
    assert too_heavy == [], weights


def test_what_is_public_and_made_of_words_is_packed_and_nothing_of_staff(
    production: Production,
) -> None:
    packed = [
        *("/", "/help/", "/sitemap.xml", "/newsroom/feed.atom"),
        *("/api/v1/measures/", "/api/v1/schema/", "/statistics/corrections.atom"),
    ]
    assert [path for path in packed if not production.weigh(path).is_packed] == []
    page = production.weigh("/")
    assert page.size < len(page.content)  # with all of its headers
    for path in ("/admin/login/", "/_util/login/"):  # these hold a token
        answer, text = production.get(path, {**FROM_PROXY, "Accept-Encoding": "gzip"})
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, None), path
        assert "csrfmiddlewaretoken" in text
    plain, text = production.get("/")
    assert (plain.headers["Content-Encoding"], "</html>" in text) == (None, True)
    assert "Accept-Encoding" in plain.headers["Vary"]

    packs = {**FROM_PROXY, "Accept-Encoding": "gzip"}
    data, _ = production.get("/api/v1/measures/", packs)
    again, nothing = production.get(
        "/api/v1/measures/", {**packs, "If-None-Match": data.headers["ETag"]}
    )
    assert (again.status, nothing) == (304, "")  # whoever has the packed answer has it
