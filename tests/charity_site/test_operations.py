"""What docs/operations.md promises to whoever runs the site."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from charity_site.embedded.postgres import programs
from charity_site.sample_content import DEMO_ACCOUNTS
from tests.servers import ROOT
from tests.stack import Stack

GUIDE = (ROOT / "docs" / "operations.md").read_text()
READ_FROM_ENVIRONMENT = re.compile(
    r'(?:required|required_list|required_address|listed|whole_number|environ\.get)\(\s*"([A-Z_]+)"'
)
OF_THE_SYSTEM = {"PATH", "TEST_TEMPLATE_DATABASE"}


def test_every_variable_that_is_read_is_explained() -> None:
    read = {
        name
        for path in (ROOT / "charity_site").rglob("*.py")
        for name in READ_FROM_ENVIRONMENT.findall(path.read_text())
    }
    assert len(read) > 10
    explained = set(re.findall(r"`([A-Z_]+)`", GUIDE))
    assert read - explained == OF_THE_SYSTEM & read


def test_every_process_of_the_procfile_is_explained() -> None:
    for line in (ROOT / "Procfile").read_text().splitlines():
        name, command = line.split(": ", 1)
        assert f"| {name} | `{command.split()[0]}" in GUIDE


def test_every_document_that_is_linked_is_there() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_the_readme_names_the_accounts_that_the_demo_makes() -> None:
    readme = (ROOT / "README.md").read_text()
    for account in DEMO_ACCOUNTS:
        assert re.search(rf"`{account.username}` \|.*\| `{account.password}`", readme)


@pytest.fixture
def empty_database(stack: Stack) -> Iterator[str]:
    name = f"{stack.database}_restored"
    with psycopg.connect(stack.server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield stack.database_url.replace(f"/{stack.database}?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_a_backup_that_was_made_as_described_can_be_restored(
    stack: Stack, empty_database: str, tmp_path: Path
) -> None:
    dump = tmp_path / "site.dump"
    subprocess.run(
        [programs() / "pg_dump", "--format", "custom", "--file", dump, stack.database_url],
        check=True,
    )
    restore: list[str | Path] = [programs() / "pg_restore", "--no-owner", "--exit-on-error"]
    subprocess.run([*restore, "--dbname", empty_database, dump], check=True)

    figures = "SELECT id, value, status, superseded_at FROM stats_figure ORDER BY id"
    with psycopg.connect(empty_database) as restored:
        kept = restored.execute(figures).fetchall()
        assert kept == stack.query(figures)
        assert len(kept) > 10
        # What guards the figures is restored with them.
        with pytest.raises(psycopg.errors.Error, match=r"append|never|only"):
            restored.execute("UPDATE stats_figure SET value = 1 WHERE value IS NOT NULL")
    stack.manage("migrate", "--check", DATABASE_URL=empty_database)
