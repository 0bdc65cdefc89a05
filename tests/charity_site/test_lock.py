"""The locked requirements serve every Python and every platform that the project promises."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.servers import ROOT

# The oldest 3.11 asks for most: some packages were only needed until one of its later releases.
PYTHONS = ["3.11.0", "3.11.14", "3.12.0", "3.13.0", "3.14.0"]
PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
]
OLDEST_IN_USE = "3.11.2"  # Debian 12


def locked(name: str) -> dict[str, str]:
    """Package and version of each line in a requirements file."""
    text = (ROOT / name).read_text()
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    }


def _name_of(package: Distribution) -> str:
    return canonicalize_name(package.name)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform["sys_platform"])
@pytest.mark.parametrize("python", PYTHONS)
def test_whatever_a_package_needs_on_some_machine_is_locked(
    python: str, platform: dict[str, str]
) -> None:
    environment = {
        **platform,
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    lock = locked("requirements-dev.txt")
    missing = {
        f"{installed.name} needs {requirement}"
        for installed in distributions()
        if _name_of(installed) in lock
        for requirement in map(Requirement, installed.requires or [])
        if (requirement.marker is None or requirement.marker.evaluate(environment))
        and canonicalize_name(requirement.name) not in lock
    }
    assert not missing


def test_everything_locked_runs_on_the_oldest_python_promised() -> None:
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert promised == ">=3.11"
    lock = locked("requirements-dev.txt")
    as_locked = [
        package for package in distributions() if lock.get(_name_of(package)) == package.version
    ]
    assert len(as_locked) > len(lock) / 2
    refusing = [
        package.name
        for package in as_locked
        if not SpecifierSet(package.metadata["Requires-Python"] or "").contains(OLDEST_IN_USE)
    ]
    assert not refusing


def test_what_is_tested_is_what_runs() -> None:
    runs, is_tested = locked("requirements.txt"), locked("requirements-dev.txt")
    assert runs.items() <= is_tested.items()
    assert not {"pytest", "mypy", "playwright"} & runs.keys()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_has_its_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert len(packages) == len(locked(name))
    for package in packages:
        assert "--hash=sha256:" in package, package.splitlines()[0]
    options = re.findall(r"^\s*--(?!hash)\S+|https?://\S+", text, re.MULTILINE)
    assert not options
