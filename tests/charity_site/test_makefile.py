"""`make venv` on a machine as it comes: which Python it takes, and what it says without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.charity_site.commands import run
from tests.servers import ROOT

REMEDY = "install it (on Debian and Ubuntu: apt install python3 python3-venv) and run make again."


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Makefile alone, with a lock that names no package, and nothing on the PATH."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements-dev.txt").write_text("# nothing\n")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("make", "rm", "cat", "cp"):
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    return tmp_path


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        env={
            **{name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ},
            "PATH": str(checkout / "programs"),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What make's own lines leave: one sentence, on an exit status that is not nought."""
    assert done.returncode == 2, done.stdout + done.stderr  # make's, where a command had 1
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    return line


def put(checkout: Path, name: str, script: str) -> None:
    program = checkout / "programs" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def python_of_version(version: str, *, has_venv: bool = True) -> str:
    """A stand-in that answers the Makefile's three questions as that version would."""
    is_too_old = tuple(map(int, version.split(".")[:2])) < (3, 11)
    return f"""case "$2" in
    *'version_info[:3]'*) echo {version} ;;
    *'version_info < (3, 11)'*) exit {int(is_too_old)} ;;
    *'import ensurepip, venv'*) exit {int(not has_venv)} ;;
    *) echo "unexpected: $*" >&2; exit 9 ;;
    esac"""


def use_real_python(checkout: Path, name: str = "python3") -> None:
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    put(checkout, name, f'exec {base} "$@"')


def test_without_python_it_says_so(checkout: Path) -> None:
    assert sentence(make(checkout, "venv")) == f"Error: Python 3.11 or newer is needed: {REMEDY}"


def test_with_too_old_a_python_it_says_which_it_found(checkout: Path) -> None:
    put(checkout, "python3", python_of_version("3.9.2"))
    assert sentence(make(checkout, "venv")) == (
        f"Error: Python 3.11 or newer is needed, and python3 is 3.9.2: {REMEDY}"
    )


def test_demo_and_test_say_the_same(checkout: Path) -> None:
    put(checkout, "python3", python_of_version("2.7.18"))
    for target in ("demo", "test", "check", "bench"):
        assert "python3 is 2.7.18" in sentence(make(checkout, target))


def test_a_python_without_venv_is_named_with_what_it_lacks(checkout: Path) -> None:
    put(checkout, "python3", python_of_version("3.11.2", has_venv=False))
    assert sentence(make(checkout, "venv")) == (
        "Error: Python 3.11 or newer is needed, and python3 (3.11.2) lacks the module venv:"
        f" {REMEDY}"
    )


def test_a_newer_one_is_found_beside_an_old_one(checkout: Path) -> None:
    put(checkout, "python3", python_of_version("3.9.2"))
    put(checkout, "python3.13", "exit 127")  # as pyenv leaves for a version that is not chosen
    use_real_python(checkout, "python3.11")
    done = make(checkout, "venv")
    assert (done.returncode, done.stdout) == (0, "Installing into .venv …\n"), done.stderr
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_it_is_made_once_and_again_only_when_the_lock_changes(checkout: Path) -> None:
    use_real_python(checkout)
    assert make(checkout, "venv").returncode == 0
    left_over = checkout / ".venv" / "left-over"
    left_over.touch()

    assert "Installing" not in make(checkout, "venv").stdout
    assert left_over.exists()

    lock = checkout / "requirements-dev.txt"
    later = (checkout / ".venv" / "installed").stat().st_mtime + 10
    os.utime(lock, (later, later))
    assert "Installing" in make(checkout, "venv").stdout
    assert not left_over.exists()


def test_a_copy_or_a_broken_one_is_made_again(checkout: Path) -> None:
    use_real_python(checkout)
    assert make(checkout, "venv").returncode == 0
    moved = checkout.with_name(f"{checkout.name}-moved")
    checkout.rename(moved)
    assert "Installing" in make(moved, "venv").stdout

    (moved / ".venv" / "bin" / "python").unlink()
    assert "Installing" in make(moved, "venv").stdout


def test_a_package_that_is_not_as_locked_is_refused(checkout: Path) -> None:
    use_real_python(checkout)
    package = checkout / "tampered-1.0-py3-none-any.whl"
    package.write_bytes(b"not what was locked")
    lock = f"tampered @ {package.as_uri()} --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements-dev.txt").write_text(lock)
    done = make(checkout, "venv")
    assert done.returncode == 2
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert not (checkout / ".venv" / "installed").exists()  # and so it is tried again


def test_make_alone_lists_what_there_is_to_make() -> None:
    targets = [line.split()[1] for line in run("make").stdout.splitlines()]
    assert targets == [
        *("help", "demo", "test", "check", "fuzz", "bench", "audit", "venv", "lock", "clean"),
    ]
