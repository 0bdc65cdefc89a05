"""Our home, help and campaign page beside the home page of a site that `wagtail start` has made.

Both are asked in turn, on one database server, each in a process and a database of its own, by the
same Python. Bytes are those of the page and of all that it has a browser load by itself, packed
with gzip, as a good proxy would do for either; no headers. The stock page says nothing but
“Welcome”: it reads neither a menu, nor opening hours, nor figures.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from psycopg import sql

from tests.benchmarks.lines import Line
from tests.servers import ROOT, TEMPLATE_DATABASE

ROUNDS = 25
PAGES = {"home page": "/", "help page": "/help/your-own-thoughts/", "campaign": "/stop-it-now/"}
MOST_QUERIES = 15
STOCK = "stock"
SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "of a site that nobody but a benchmark sees"
ALLOWED_HOSTS = ["localhost"]
import dj_database_url, os
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
"""


class Loaded(HTMLParser):
    """What a browser loads for a page by itself."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.addresses.append(given["href"])
        elif tag in ("script", "img") and given.get("src"):
            self.addresses.append(given["src"])


class Site:
    """A project in a process of its own, which answers for its pages."""

    def __init__(self, directory: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("asked_here.py")],
            cwd=directory,
            env={**environment, "PYTHONPATH": str(directory)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, address: str, **how: bool) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"address": address, **how}), file=self._process.stdin, flush=True)
        answered: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answered

    def content(self, address: str) -> bytes:
        return base64.b64decode(self.ask(address)["content"])

    def weight(self, address: str) -> tuple[int, int]:
        """Bytes on their way, and requests, of a first visit."""
        page = self.content(address)
        loaded = list(dict.fromkeys(Loaded(page).addresses))
        contents = [page, *(self.content(each) for each in loaded)]
        return sum(min(len(each), len(gzip.compress(each))) for each in contents), len(contents)

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate()


def lines() -> list[Line]:
    with _ours() as ours, _stock() as stock:
        stock_weight, stock_requests = stock.weight("/")
        stock_queries = stock.ask("/", queries=True)["queries"]
        found = []
        for name, address in PAGES.items():
            weight, requests = ours.weight(address)
            queries = ours.ask(address, queries=True)["queries"]
            ms, stock_ms = _in_turn(ours, address, stock)
            what = f"{name} beside a stock Wagtail home page"
            found += [
                _cost(f"{what}: first visit", weight / 1_000, stock_weight / 1_000, "KB"),
                _cost(f"{what}: requests", requests, stock_requests, "requests"),
                _cost(f"{what}: queries", queries, stock_queries, "queries"),
                _cost(f"{what}: made in", ms, stock_ms, "ms"),
            ]
            if name == "campaign":
                limit = _cost("campaign: queries of the limit", queries, MOST_QUERIES, "queries", 1)
                found.append(limit)
    return found


def _cost(what: str, ours: float, theirs: float, unit: str, target: float | None = None) -> Line:
    return Line(what=what, ours=ours, theirs=theirs, unit=unit, ratio=theirs / ours, target=target)


def _in_turn(ours: Site, address: str, stock: Site) -> tuple[float, float]:
    """The median milliseconds of each, asked one after the other: what else runs falls on both."""
    ours.ask(address)
    stock.ask("/")
    times = [(ours.ask(address)["ms"], stock.ask("/")["ms"]) for _round in range(ROUNDS)]
    return median(mine for mine, _their in times), median(their for _mine, their in times)


@contextmanager
def _ours() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as directory, _database("first_pages_ours") as address:
        environment = {**os.environ, "DATABASE_URL": address, "DATA_DIR": directory}
        for command in (["migrate", "--verbosity=0"], ["load_sample_content"]):
            _run([sys.executable, "manage.py", *command], ROOT, environment)
        yield from _running(
            ROOT, {**environment, "DJANGO_SETTINGS_MODULE": "charity_site.settings"}
        )


@contextmanager
def _stock() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as directory, _database("first_pages_stock") as address:
        place = Path(directory)
        wagtail = Path(sys.executable).with_name("wagtail")
        passed_on = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        environment = {
            **passed_on,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": f"{STOCK}.settings.bench",
        }
        _run([str(wagtail), "start", STOCK, directory], place, passed_on)
        (place / STOCK / "settings" / "bench.py").write_text(SETTINGS)
        _run([sys.executable, "manage.py", "migrate", "--verbosity=0"], place, environment)
        yield from _running(place, environment)


def _running(directory: Path, environment: Mapping[str, str]) -> Iterator[Site]:
    site = Site(directory, environment)
    try:
        yield site
    finally:
        site.stop()


def _run(command: list[str], directory: Path, environment: Mapping[str, str]) -> None:
    """Raises CalledProcessError, once its output is shown."""
    done = subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, done.stderr, file=sys.stderr)
    done.check_returncode()


@contextmanager
def _database(name: str) -> Iterator[str]:
    """An empty database on the benchmark's server, by its address."""
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.replace(f"/{TEMPLATE_DATABASE}?", f"/{name}?")
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))
