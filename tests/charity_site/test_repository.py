"""What is committed is about the project alone, and nothing of the machine it was written on."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import ROOT

PUBLIC = {"pypi.org", "files.pythonhosted.org"}
LONGEST_TO_READ = 2_000_000  # bytes


def committed() -> list[Path]:
    """The files that a commit would hold: tracked ones, and new ones that are not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this is no Git checkout")
    names = [name for name in listing.stdout.decode().split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def index_hosts() -> set[str]:
    """The hosts and directories from which this machine's pip takes packages."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    addresses = re.findall(r"(?:https?|file)://[^\s'\"]+", listing)
    found = {urlsplit(address).hostname or urlsplit(address).path for address in addresses}
    return {place for place in found if place and place not in PUBLIC}


def places_of_this_machine() -> set[str]:
    """Its name, and the directories of its user and of this checkout."""
    home = str(Path.home())
    name = socket.gethostname()
    places = {f"{ROOT}/", f"{home}/" if len(home) > 1 else "", name if len(name) > 6 else ""}
    if os.sep in str(ROOT.parent).strip(os.sep):
        places.add(f"{ROOT.parent}/")
    return {place for place in places if place}


def test_no_file_names_a_package_index_or_a_place_of_this_machine() -> None:
    forbidden = sorted(index_hosts() | places_of_this_machine())
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(place)}" for place in forbidden))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in committed()
        if path.stat().st_size < LONGEST_TO_READ
        for match in [pattern.search(path.read_bytes().decode(errors="ignore"))]
        if match
    ]
    assert not found


def test_no_file_chooses_an_index_for_pip() -> None:
    option = re.compile(r"--(?:extra-)?index-url[ =]\S|--find-links[ =]\S|--trusted-host[ =]\S")
    found = [
        str(path.relative_to(ROOT))
        for path in committed()
        if path.suffix in {".txt", ".toml", ".cfg", ".yml", ".yaml", ".sh", ""}
        if option.search(path.read_bytes().decode(errors="ignore"))
    ]
    assert not found


def test_no_secret_is_committed() -> None:
    marks = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}")
    found = [
        str(path.relative_to(ROOT))
        for path in committed()
        if path.name.startswith(".env") or marks.search(path.read_bytes().decode(errors="ignore"))
    ]
    assert not found


def test_nothing_that_is_made_here_would_be_committed() -> None:
    made = {".venv", "var", "staticfiles", "__pycache__", ".mypy_cache", ".ruff_cache"}
    assert not [path for path in committed() if made & set(path.relative_to(ROOT).parts)]
