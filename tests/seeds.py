"""Content that hundreds of tests begin with, written once and then copied as rows.

To load the sample and build its drafts takes a second or two. So each pytest process does it once,
in a database beside its own, keeps the rows by which that differs from what was there before, and
copies them into the transaction of every test that asks. What a test asks for in several steps
comes in layers: each is written once upon those before it. Keys begin at a million there: rows
that a test made before it asked are in nobody's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from psycopg import sql
from wagtail.models import Site

from tests import databases

FIRST_KEY = 1_000_000
KEYS_OF_A_LAYER = 100_000
Row = bytes


@dataclass(frozen=True)
class Table:
    """What a step does to one table: rows that it adds, and keys of those it replaces."""

    name: sql.Composable
    columns: sql.Composed
    replaced: tuple[int, ...]
    rows: bytes


Step = Callable[[], Any]

_grown: list[Step] = []
"""What the current test has, in the order in which it came."""
_written: list[int] = []
"""How many rows it had written by then."""


@pytest.fixture(autouse=True)
def _nothing_has_grown() -> None:
    _grown.clear()
    _written.clear()


def grow(*steps: Step) -> None:
    """Give the current test what these would write after one another, but for those it has had.

    Where a test has written something of its own since, what follows has to take account of that,
    and is not copied but done.
    """
    for step in steps:
        if step in _grown:
            continue
        if _grown and (not connection.in_atomic_block or _written != [_rows_written()]):
            step()
        else:
            _copy(_written_by(tuple(_grown), step))
            # What a test writes from now on is newer than what it began with, by its keys too.
            _begin_keys_high(connection.connection, at=2 * FIRST_KEY)
        _grown.append(step)
        _written[:] = [_rows_written()]


def _rows_written() -> int:
    """By this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0] or 0)


def _copy(tables: tuple[Table, ...]) -> None:
    # Tests that commit begin outside a transaction, where SET LOCAL would say nothing.
    with transaction.atomic(), connection.connection.cursor() as cursor:
        # Every row stood in a database with its triggers and constraints before.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            if table.replaced:
                # Its key is the first column of every table whose rows are changed.
                key = next(iter(table.columns))
                delete = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(table.name, key)
                cursor.execute(delete, [list(table.replaced)])
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(table.name, table.columns)
            with cursor.copy(into) as copy:
                copy.write(table.rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    # Rows that are copied send no signal to whoever keeps what they said.
    Site.clear_site_root_paths_cache()


@cache
def _written_by(before: tuple[Step, ...], step: Step) -> tuple[Table, ...]:
    """What a step writes where those before it have been."""
    layers = [_written_by(before[:number], done) for number, done in enumerate(before)]
    found: list[Table] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with _beside() as database:
                for layer in layers:
                    _copy(layer)
                rows = {name: set(_rows(*table)) for name, table in _tables(database).items()}
                _begin_keys_high(database, at=FIRST_KEY + len(before) * KEYS_OF_A_LAYER)
                step()
                found.extend(_differences(database, rows))
        except BaseException as error:
            failed.append(error)

    # A thread has connections of its own, so the test's is left as it is.
    thread = Thread(target=work)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return tuple(found)


@contextmanager
def _beside() -> Iterator[psycopg.Connection[Any]]:
    """This thread's Django, on a new copy of the migrated database."""
    here = connections["default"]
    there = here.copy()
    there.settings_dict["NAME"] = f"{here.settings_dict['NAME']}_seeds"
    databases.create(there.settings_dict["NAME"])
    connections["default"] = there
    try:
        there.ensure_connection()
        yield there.connection
    finally:
        there.close()
        databases.drop(there.settings_dict["NAME"])


def _begin_keys_high(database: psycopg.Connection[Any], *, at: int) -> None:
    database.execute(
        "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %(at)s)"
        " FROM pg_sequences WHERE schemaname = 'public' AND coalesce(last_value, 0) < %(at)s",
        {"at": at},
    )


Read = tuple[psycopg.Connection[Any], sql.Composable, sql.Composed]


def _tables(database: psycopg.Connection[Any]) -> dict[str, Read]:
    """Each table with its columns, without those that PostgreSQL works out by itself."""
    found = database.execute(
        "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
        " FROM information_schema.columns JOIN information_schema.tables USING (table_name)"
        " WHERE columns.table_schema = 'public' AND tables.table_schema = 'public'"
        " AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' GROUP BY table_name"
    ).fetchall()
    return {
        name: (database, sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns)))
        for name, columns in found
    }


def _rows(
    database: psycopg.Connection[Any], name: sql.Composable, columns: sql.Composed
) -> Iterator[Row]:
    whole = sql.SQL("COPY {} ({}) TO STDOUT").format(name, columns)
    with database.cursor() as cursor, cursor.copy(whole) as copy:
        yield from b"".join(copy).splitlines(keepends=True)


def _differences(database: psycopg.Connection[Any], before: dict[str, set[Row]]) -> Iterator[Table]:
    for name, table in _tables(database).items():
        after = list(_rows(*table))
        rows = [row for row in after if row not in before[name]]
        gone = before[name].difference(after)
        if rows or gone:
            replaced = tuple(int(row.split(b"\t", 1)[0]) for row in gone)
            yield Table(table[1], table[2], replaced, b"".join(rows))
