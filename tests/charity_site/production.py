"""The site as it runs in production, and what its answers weigh on their way."""

from __future__ import annotations

import gzip
import http.client
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tests.charity_site.commands import PRODUCTION, PROGRAMS
from tests.servers import ROOT
from tests.stack import Stack

FROM_PROXY = {"X-Forwarded-Proto": "https"}


@dataclass(frozen=True)
class Weighed:
    """An answer as it came: all of its bytes, and what was in it once it was unpacked."""

    size: int
    content: bytes
    is_packed: bool


class Needs(HTMLParser):
    """What a page has a browser load: what it waits for, and what else comes by itself."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.awaited: list[str] = []
        self.others: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given["rel"] == "stylesheet":
            self.awaited.append(given["href"])
        elif tag == "link" and given["rel"] in ("icon", "preload", "modulepreload"):
            self.others.append(given["href"])
        elif tag == "script" and "src" in given:
            (self.others if "defer" in given else self.awaited).append(given["src"])
        elif tag in ("img", "source", "iframe", "video", "audio", "embed") and "src" in given:
            self.others.append(given["src"])
        assert tag != "style"
        assert "style" not in given


class Production:
    """The sample site's pages, on a web server that was started as docs/operations.md says."""

    def __init__(self, stack: Stack, directory: Path, **variables: str) -> None:
        self.port = stack.port
        self.log = directory / "web.log"
        environment = {
            **stack.environment,
            **PRODUCTION,
            "DATABASE_URL": stack.database_url,
            "REDIS_URL": stack.redis_url,
            "STATIC_ROOT": str(directory / "static"),
            "TRUSTED_PROXY_HEADER": "HTTP_X_FORWARDED_PROTO",
            **variables,
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

    def weigh(self, path: str) -> Weighed:
        """What comes over the wire for a browser that unpacks gzip: head and body, in bytes."""
        asked = [
            f"GET {path} HTTP/1.1",
            "Host: www.example.org",
            "X-Forwarded-Proto: https",
            "Accept-Encoding: gzip, deflate, br",
            "Connection: close",
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall("\r\n".join([*asked, "", ""]).encode())
            with connection.makefile("rb") as answer:
                received = answer.read()
        head, _end, body = received.partition(b"\r\n\r\n")
        assert b" 200 " in head.splitlines()[0], (path, head)
        is_packed = b"content-encoding: gzip" in head.lower()
        return Weighed(len(received), gzip.decompress(body) if is_packed else body, is_packed)

    def answers(self) -> bool:
        try:
            return self.get("/")[0].status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
