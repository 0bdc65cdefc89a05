"""Running the project's real commands in processes of their own, as an operator would."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil

from tests.servers import ROOT

PROGRAMS = Path(sys.executable).parent
PRODUCTION = {
    "SITE_ENVIRONMENT": "production",
    "SECRET_KEY": "9vJ2mK7wQx4ZtR8bLd3NpH6sFy1GcA5eUoWiTkMq0BzXrVnEhCjDlSaPfYgOu",
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "DATABASE_URL": "postgresql://site:secret@127.0.0.1:1/site",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+starttls://site:secret@127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "Press office <press@example.org>",
}


def environment(**variables: str | Path) -> dict[str, str]:
    """That of a shell in which nothing about this site is set but what is given here."""
    passed_on = {"PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name in passed_on}
    kept["PATH"] = f"{PROGRAMS}{os.pathsep}{kept['PATH']}"
    return {**kept, **{name: str(value) for name, value in variables.items()}}


def run(*command: str, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def manage(*arguments: str, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "manage.py", *arguments, **variables)


def fault(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which a command ended; fails where it said more, or succeeded."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.startswith("Error: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    sentence = done.stderr.removeprefix("Error: ").rstrip("\n")
    assert sentence.endswith(".")
    return sentence


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def processes_of(directory: Path) -> list[psutil.Process]:
    """Every process that was started for a data directory and still runs."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ", "status"]):
        if process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        named = any(str(directory) in part for part in process.info["cmdline"] or [])
        told = (process.info["environ"] or {}).get("DATA_DIR") == str(directory)
        if named or told:
            found.append(process)
    return found
