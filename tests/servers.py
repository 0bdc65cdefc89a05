"""A throwaway PostgreSQL and Valkey for one test run, and one migrated database to copy.

Loaded with `-p` before Django's settings are read. Under pytest-xdist only the controlling process
does this; the others find the servers in their environment.
"""

import atexit
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_DATABASE = "template_site"
# Migrating takes 15 seconds and always gives the same: its outcome is kept for the next run, under
# the digest of everything that it follows from.
KEPT = ROOT / ".pytest_cache" / "migrated"
KEPT_AT_MOST = 5


def _start() -> None:
    import psycopg

    sys.path.insert(0, str(ROOT))
    from charity_site.embedded import EmbeddedServers

    directory = Path(tempfile.mkdtemp(prefix="site-test-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    servers = EmbeddedServers.acquire(directory)  # released before the directory is removed
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        # Nothing here outlives the run, so nothing waits for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {TEMPLATE_DATABASE}")
    os.environ["DATABASE_URL"] = servers.database_url
    os.environ["REDIS_URL"] = servers.redis_url
    os.environ["DATA_DIR"] = str(directory / "data")
    _fill(servers.database_url.replace("/charity_site?", f"/{TEMPLATE_DATABASE}?"))
    os.environ["TEST_TEMPLATE_DATABASE"] = TEMPLATE_DATABASE


def _fill(template_url: str) -> None:
    """Migrate the template, or give it what the same migrations made of it before."""
    from charity_site.embedded.postgres import programs

    kept = KEPT / f"{_digest()}.sql"
    if kept.exists():
        options = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={kept}")
        subprocess.run(
            [programs() / "psql", *options, template_url], check=True, stdout=subprocess.DEVNULL
        )
        return
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": template_url},
        check=True,
    )
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT_AT_MOST]:
        old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    subprocess.run([programs() / "pg_dump", f"--file={unfinished}", template_url], check=True)
    unfinished.rename(kept)


def _digest() -> str:
    """Of the packages, and of the project's migrations, models and settings with what they read."""
    digest = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes())
    apps = ("charity_site", "press", "campaigns", "helpline_info", "stats")
    folders = ("migrations", "models", "reference", "settings")
    files = (
        path
        for app in apps
        for folder in folders
        for path in [*(ROOT / app / folder).rglob("*"), ROOT / app / f"{folder}.py"]
        if path.is_file() and "__pycache__" not in path.parts
    )
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


os.environ["SITE_ENVIRONMENT"] = "development"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell runs in the background ignores Ctrl-C, and so would all that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
