"""The site as it runs in production: its real programs, behind a proxy, under its own name."""

from __future__ import annotations

import http.client
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.charity_site.commands import PRODUCTION, PROGRAMS
from tests.servers import ROOT
from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

FROM_PROXY = {"X-Forwarded-Proto": "https"}


class Production:
    """The sample site's pages, on a web server that was started as docs/operations.md says."""

    def __init__(self, stack: Stack, directory: Path) -> None:
        self.port = stack.port
        self.log = directory / "web.log"
        environment = {
            **stack.environment,
            **PRODUCTION,
            "DATABASE_URL": stack.database_url,
            "REDIS_URL": stack.redis_url,
            "STATIC_ROOT": str(directory / "static"),
            "TRUSTED_PROXY_HEADER": "HTTP_X_FORWARDED_PROTO",
        }
        stack.manage("collectstatic", "--noinput", "--verbosity", "0", **environment)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "gunicorn", "charity_site.wsgi", "-c", "charity_site/gunicorn.py"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    def get(
        self, path: str, headers: Mapping[str, str] = FROM_PROXY, *, host: str = "www.example.org"
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": host, **headers})
            response = connection.getresponse()
            return response, response.read().decode(errors="replace")
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get("/")[0].status == 200
        except OSError:
            return False


@pytest.fixture
def production(stack: Stack, tmp_path: Path) -> Iterator[Production]:
    site = Production(stack, tmp_path)
    try:
        wait_until(site.answers, what="the web server")
        yield site
    finally:
        site.process.terminate()
        site.process.wait()


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
