"""`make bench`: every benchmark beside this file, on throwaway servers and a migrated database.

A benchmark is a module with `lines() -> list[Line]`; tests/benchmarks/lines.py says what a line is.
Name some of them to run those alone: `python -m tests.benchmarks drafts`.
"""

import logging
import os
import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.benchmarks.lines import Line, table


def prepare() -> None:
    """Servers that nothing outlives, and Django on their migrated database."""
    from tests.servers import TEMPLATE_DATABASE

    empty = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = empty.replace("/charity_site?", f"/{TEMPLATE_DATABASE}?")
    os.environ["DJANGO_SETTINGS_MODULE"] = "charity_site.settings"
    import django

    django.setup()
    logging.disable(logging.INFO)  # what is published here is news to nobody


def benchmarks(wanted: list[str]) -> dict[str, Callable[[], list[Line]]]:
    """The modules that have lines(), by name. Exits where a name that was asked for is none."""
    found = {}
    for module in pkgutil.iter_modules([str(Path(__file__).resolve().parent)]):
        if module.name.startswith(("__", "test_")) or (wanted and module.name not in wanted):
            continue
        lines = getattr(import_module(f"tests.benchmarks.{module.name}"), "lines", None)
        if lines is not None:
            found[module.name] = lines
    for name in wanted:
        if name not in found:
            sys.exit(f"There is no benchmark {name!r} in tests/benchmarks.")
    return found


def measure(name: str, lines: Callable[[], list[Line]]) -> list[Line]:
    """On a database of its own: what one benchmark leaves behind slows no other down."""
    from django.db import connection

    from tests import databases

    database = f"bench_{name}"
    databases.create(database)
    connection.settings_dict["NAME"] = database
    try:
        return lines()
    finally:
        connection.close()
        databases.drop(database)


def main() -> int:
    """Print the table; the exit status is 1 where a target was missed."""
    prepare()
    measured: list[Line] = []
    for name, lines in benchmarks(sys.argv[1:]).items():
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        measured += measure(name, lines)
    print(table(measured))
    return 0 if all(line.is_met for line in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
