"""A throwaway PostgreSQL and Valkey for one test run, and one migrated database to copy.

Loaded with `-p` before Django's settings are read. Under pytest-xdist only the controlling process
does this; the others find the servers in their environment.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_DATABASE = "template_site"


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
    template_url = servers.database_url.replace("/charity_site?", f"/{TEMPLATE_DATABASE}?")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": template_url},
        check=True,
    )
    os.environ["TEST_TEMPLATE_DATABASE"] = TEMPLATE_DATABASE


os.environ["SITE_ENVIRONMENT"] = "development"
if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
