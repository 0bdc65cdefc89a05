"""Content that hundreds of tests begin with, written once and then copied as rows.

To load the sample and build its drafts takes a second or two. So each pytest process does it once,
in a database beside its own, keeps the rows by which that differs from the migrated one, and
copies them into the transaction of every test that asks. Keys begin at a million there: rows that
a test made before it asked are in nobody's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any

import psycopg
from django.db import connection, connections, transaction
from psycopg import sql

from tests import databases

FIRST_KEY = 1_000_000
Row = bytes


@dataclass(frozen=True)
class Table:
    """What content does to one table: rows that it adds, and keys of those it replaces."""

    name: sql.Composable
    columns: sql.Composed
    replaced: tuple[int, ...]
    rows: bytes


def grow(*steps: Callable[[], Any]) -> None:
    """Put into the current test's database what these steps would have written, in their order."""
    rows = _written_by(steps)
    # Tests that commit begin outside a transaction, where SET LOCAL would say nothing.
    with transaction.atomic(), connection.connection.cursor() as cursor:
        # Every row stood in a database with its triggers and constraints before.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in rows:
            if table.replaced:
                # Its key is the first column of every table that the migrations put rows into.
                key = next(iter(table.columns))
                delete = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(table.name, key)
                cursor.execute(delete, [list(table.replaced)])
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(table.name, table.columns)
            with cursor.copy(into) as copy:
                copy.write(table.rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    # What a test writes from now on is newer than what it began with, by its keys too.
    _begin_keys_high(connection.connection, at=2 * FIRST_KEY)


@cache
def _written_by(steps: tuple[Callable[[], Any], ...]) -> tuple[Table, ...]:
    found: list[Table] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with _beside() as database:
                before = {name: set(_rows(*table)) for name, table in _tables(database).items()}
                _begin_keys_high(database)
                for step in steps:
                    step()
                found.extend(_differences(database, before))
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


def _begin_keys_high(database: psycopg.Connection[Any], *, at: int = FIRST_KEY) -> None:
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
