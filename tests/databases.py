"""Databases of the run's own PostgreSQL, made by copying one that is migrated already."""

from __future__ import annotations

import os

import psycopg
from psycopg import sql

from tests.servers import TEMPLATE_DATABASE


def create(name: str, *, copied_from: str = TEMPLATE_DATABASE) -> None:
    _execute("CREATE DATABASE {} TEMPLATE {}", name, copied_from)


def drop(name: str) -> None:
    """Drop it, whoever is still connected."""
    _execute("DROP DATABASE {} WITH (FORCE)", name)


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
