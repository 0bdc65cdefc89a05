"""The contracts on who may import whom hold, and would be noticed if they were broken."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.charity_site.commands import PROGRAMS, environment
from tests.servers import ROOT

PACKAGES = ("charity_site", "press", "campaigns", "helpline_info", "stats", "site_clock")


def lint_imports(directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAMS / "lint-imports", "--no-cache"],
        cwd=directory,
        env=environment(PYTHONPATH=directory),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("layers")
    shutil.copy(ROOT / "pyproject.toml", directory)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, directory / package, ignore=_all_but_python)
    return directory


def _all_but_python(directory: str, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if not name.endswith(".py")
        and not ((Path(directory) / name).is_dir() and name.isidentifier())
    ]


def test_the_contracts_are_kept(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("stats/queries.py", "press.queries", "Who may import whom"),
        ("stats/queries.py", "helpline_info.models", "Who may import whom"),
        ("helpline_info/queries.py", "stats.models", "Who may import whom"),
        ("campaigns/queries.py", "press.models", "Who may import whom"),
        ("site_clock/__init__.py", "stats.models", "Who may import whom"),
        ("press/actions/building.py", "charity_site.startup", "Who may import whom"),
        ("press/actions/building.py", "charity_site.celery", "Who may import whom"),
        ("stats/comparison.py", "django.db", "Pure cores know no Django"),
        ("press/wording/numbers.py", "wagtail.models", "Pure cores know no Django"),
        ("press/compose.py", "celery", "Pure cores know no Django"),
    ],
)
def test_an_import_against_the_layers_is_found(
    copy: Path, module: str, imports: str, contract: str
) -> None:
    path = copy / module
    kept = path.read_text()
    path.write_text(f"{kept}\nimport {imports}\n")
    try:
        done = lint_imports(copy)
    finally:
        path.write_text(kept)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout
