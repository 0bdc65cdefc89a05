"""A visitor's whole visit, and then a search of everything that the site has written down.

Each thing that a visitor sends holds the marker of this run: their address, what their browser says
of itself and of where they come from, what they search for, type, mistype and send by mistake or in
malice. Afterwards logs, database, Valkey, files and a backup are searched for it, byte by byte.
"""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
import redis

from charity_site.embedded.postgres import programs
from tests.stack import Stack, wait_until

pytestmark = pytest.mark.stack

MARKER = f"kanarie{secrets.token_hex(6)}"
ADDRESS = "127.0.0.99"  # all of 127/8 is this machine's own; nothing else uses this one
FORWARDED = "203.0.113.77"
IN_EVERY_FORM = tuple(form.encode() for form in (MARKER, MARKER.upper(), ADDRESS, FORWARDED))
FORM = "application/x-www-form-urlencoded"

WHOSE_BROWSER = {
    "User-Agent": f"Mozilla/5.0 ({MARKER}-agent)",
    "Referer": f"https://search.example/?q={MARKER}-referrer",
    "Origin": f"https://{MARKER}.example",
    "Accept-Language": f"cy,{MARKER};q=0.9",
    "Cookie": f"sessionid={MARKER}; csrftoken={MARKER}; _ga={MARKER}",
    "X-Forwarded-For": f"{FORWARDED}, 198.51.100.1",
    "X-Real-IP": FORWARDED,
    "Forwarded": f"for={FORWARDED};by={MARKER}",
    "X-Request-ID": MARKER,
    "If-None-Match": f'"{MARKER}"',
    "Authorization": f"Basic {MARKER}",
}
READ = (
    "/",
    "/stop-it-now/",
    "/help/",
    "/help/your-own-thoughts/",
    "/help/leave-no-trace/",
    "/statistics/",
    "/newsroom/areas/",
    "/newsroom/feed.atom",
    "/sitemap.xml",
    "/cy/help/",
    f"/?q={MARKER}-query",
    f"/help/?from={MARKER}&gclid={MARKER}",
    f"/?utm_source={MARKER}&fbclid={MARKER}",
    f"/{MARKER}-path/",
    f"/{MARKER}-path-without-slash",
    f"/help/{MARKER}/",
    f"/cy/{MARKER}/",
    f"/statistics/{MARKER}/{MARKER}.csv",
    f"/statistics/?sort={MARKER}&from={MARKER}",
    f"/newsroom/areas/{MARKER}/?page={MARKER}",
    f"/newsroom/unsubscribe/{MARKER}/",
    f"/documents/1/{MARKER}.pdf",
    f"/images/{MARKER}/1/original/",
    f"/static/{MARKER}.css",
    f"/media/{MARKER}.png",
    f"/look/{MARKER}.css",
    f"/search/?words={MARKER}",
    f"/api/v1/{MARKER}/",
    f"/api/v1/figures/?{MARKER}={MARKER}",
    f"/api/v1/figures/?cursor={MARKER}",
    f"/api/v1/areas/{MARKER}/",
    f"/admin/{MARKER}/?next={MARKER}",
    f"/{MARKER}%00%ff%fe/",
    f"/{MARKER * 40}/",
)
SENT = (
    ("/search/", {"words": f"{MARKER} child"}),
    ("/search/", {"words": f"childrn {MARKER}", "kind": "releases", "page": MARKER}),
    ("/search/", {"words": MARKER * 50}),
    ("/newsroom/areas/find/", {"name": MARKER}),
    ("/help/", {"message": MARKER}),
    (f"/{MARKER}/", {"message": MARKER}),
    ("/api/v1/figures/", {"message": MARKER}),
    ("/admin/login/", {"username": MARKER, "password": MARKER}),
)
# What is not HTTP, or nearly.
BROKEN = (
    f"GET /{MARKER} HTTP/9.9\r\nHost: localhost\r\n\r\n",
    f"{MARKER} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"GET{MARKER}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\n{MARKER} name: value\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nX-{MARKER}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {MARKER}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MARKER}\r\n\r\n",
    f"POST /search/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{MARKER}\r\n",
    f"GET /{MARKER * 400} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {MARKER * 800}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: {MARKER}.example\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost:{MARKER}\r\n\r\n",
    f"GET http://{MARKER}@localhost/{MARKER}/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"\x16\x03\x01{MARKER}\r\n\r\n",
)


class Visit:
    """One visitor, from an address of their own."""

    def __init__(self, stack: Stack) -> None:
        self._port = stack.port

    def ask(self, method: str, path: str, *, body: bytes = b"", **headers: str) -> int:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=30, source_address=(ADDRESS, 0)
        )
        try:
            headers = {**WHOSE_BROWSER, **{k.replace("_", "-"): v for k, v in headers.items()}}
            connection.request(method, path, body=body or None, headers=headers)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()

    def send(self, path: str, form: dict[str, str]) -> int:
        return self.ask("POST", path, body=urlencode(form).encode(), Content_Type=FORM)

    def say(self, text: str) -> bytes:
        """Bytes as they are, and what comes back until the server hangs up."""
        with socket.create_connection(
            ("127.0.0.1", self._port), timeout=30, source_address=(ADDRESS, 0)
        ) as line:
            line.sendall(text.encode("latin-1"))
            line.shutdown(socket.SHUT_WR)
            answer = b""
            while part := line.recv(65_536):
                answer += part
            return answer


@pytest.fixture
def site(stack: Stack) -> Stack:
    temporary = stack.directory / "temporary"
    temporary.mkdir()
    stack.environment["TMPDIR"] = str(temporary)
    return stack


def test_nothing_of_a_visit_is_written_anywhere(site: Stack) -> None:
    site.start_web()
    site.start_worker()
    site.start_beat()
    visit = Visit(site)

    for path in READ:
        assert visit.ask("GET", path) in {200, 301, 302, 400, 404}, path
    for path, form in SENT:
        assert visit.send(path, form) in {200, 400, 403, 404, 405, 413}, path
    for text in BROKEN:
        answer = visit.say(text)
        assert answer.startswith(b"HTTP/1.1 "), text[:60]
        assert not answer.startswith(b"HTTP/1.1 500"), text[:60]
        assert MARKER.encode() not in answer, text[:60]
    assert visit.ask("PROPFIND", f"/{MARKER}/") == 405
    kind = f"multipart/form-data; boundary={MARKER}"
    for path in ("/search/", "/newsroom/areas/find/", "/help/"):
        assert visit.ask("POST", path, body=_with_a_file(), Content_Type=kind) == 413
    _while_it_is_broken(site, visit)

    time.sleep(3)  # worker and beat go on with what is theirs
    assert traces(site) == []
    log = "".join(path.read_text(errors="replace") for path in site.directory.glob("*.log"))
    assert "GET helpline:category 500" in log  # a fault of ours is told, without whose it was
    assert "ProgrammingError" in log


def _with_a_file() -> bytes:
    """Larger than what Django keeps in memory: it would be written to the disk."""
    name = f'Content-Disposition: form-data; name="words"; filename="{MARKER}"'
    return (
        f"--{MARKER}\r\n{name}\r\n\r\n".encode()
        + MARKER.encode() * 200_000
        + f"\r\n--{MARKER}--\r\n".encode()
    )


def _while_it_is_broken(site: Stack, visit: Visit) -> None:
    """PostgreSQL's own message repeats what was asked for."""
    site.execute("ALTER TABLE helpline_info_supportcategory RENAME TO away")
    try:
        assert visit.ask("GET", f"/help/{MARKER}/?{MARKER}={MARKER}") == 500
        assert visit.send(f"/search/?{MARKER}", {"words": MARKER}) == 500
    finally:
        site.execute("ALTER TABLE away RENAME TO helpline_info_supportcategory")


def test_the_search_would_find_what_was_written(site: Stack) -> None:
    """So that nobody takes a search that looks in the wrong place for a clean site."""
    assert traces(site) == []
    places = ("gunicorn.log", "media/picture.png", "private/reply.xlsx", "temporary/upload")
    for place in places:
        path = site.directory / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x00GET /" + MARKER.encode() + b"\xff")
        assert any(found.endswith(place) for found in traces(site)), place
        path.unlink()

    site.execute(
        "INSERT INTO django_session (session_key, session_data, expire_date)"
        f" VALUES ('a', '{ADDRESS}', now())"
    )
    found = traces(site)
    assert "the backup of the database" in found
    assert any("postgres/" in place for place in found)
    site.execute("DELETE FROM django_session")

    with redis.Redis.from_url(site.redis_url) as valkey:
        valkey.lpush("waiting", f"from {FORWARDED}")
        assert "Valkey" in traces(site)
        valkey.delete("waiting")
        valkey.set(f"seen-{MARKER}", 1)
        assert "Valkey" in traces(site)
        valkey.delete(f"seen-{MARKER}")


def traces(site: Stack) -> list[str]:
    """Every place that holds anything of the visit."""
    found = [str(path) for path in _files(site.directory) if _is_in(path.read_bytes())]
    found += [str(path) for path in _files_of_servers(site) if _is_in(path.read_bytes())]
    if _is_in(_backup(site)):
        found.append("the backup of the database")
    if any(_is_in(content) for content in _in_valkey(site)):
        found.append("Valkey")
    return found


def _is_in(content: bytes) -> bool:
    return any(form in content for form in IN_EVERY_FORM)


def _files(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.rglob("*")) if path.is_file())


def _files_of_servers(site: Stack) -> Iterator[Path]:
    """The logs of PostgreSQL and Valkey, what is still to be written, and the database."""
    servers = Path(os.environ["DATA_DIR"]).parent
    with psycopg.connect(site.database_url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        own = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert own is not None
    yield from servers.glob("*.log")
    yield from _files(servers / "valkey")
    for part in ("pg_wal", "pg_stat", "pg_stat_tmp", f"base/{own[0]}", "base/pgsql_tmp"):
        yield from (p for p in _files(servers / "postgres" / part))


def _backup(site: Stack) -> bytes:
    """As docs/operations.md makes one, and read again."""
    file = site.directory / "site.dump"
    dump = str(programs() / "pg_dump")
    command = [dump, "--format", "custom", f"--file={file}", site.database_url]
    subprocess.run(command, check=True)
    restored = subprocess.run(
        [programs() / "pg_restore", "--no-owner", "--file", "-", file],
        check=True,
        capture_output=True,
    )
    file.unlink()
    assert b"helpline_info_supportcategory" in restored.stdout
    return restored.stdout


def _in_valkey(site: Stack) -> Iterator[bytes]:
    """Every key and value of the database, its slow commands, and the file it would keep."""
    with redis.Redis.from_url(site.redis_url) as valkey:
        for key in valkey.scan_iter():
            yield key
            yield _value(valkey, key)
        yield repr(valkey.slowlog_get(1000)).encode()
        directory = Path(valkey.config_get("dir")["dir"])
        wait_until(lambda: _saved(valkey), what="Valkey to write its file")
        for file in directory.glob("*.rdb"):
            yield file.read_bytes()
            file.unlink()


def _saved(valkey: Any) -> bool:
    try:
        return bool(valkey.save())
    except redis.ResponseError:  # another is being written
        return False


def _value(valkey: Any, key: bytes) -> bytes:
    """Written out: DUMP would hide words, since Valkey packs long ones."""
    read: dict[bytes, Callable[[], Any]] = {
        b"string": lambda: valkey.get(key),
        b"list": lambda: valkey.lrange(key.decode(), 0, -1),
        b"set": lambda: valkey.smembers(key.decode()),
        b"hash": lambda: valkey.hgetall(key.decode()),
        b"zset": lambda: valkey.zrange(key, 0, -1),
    }
    return repr(read[valkey.type(key)]()).encode()
