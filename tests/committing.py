"""What a test that commits has written is gone before the next test begins.

Such a test cannot be rolled back. Django would empty every table after it, and with them what the
migrations have put there: areas, roles, the root of the pages. Whatever test came next would find
none of it, and under pytest-xdist any test may come next. So the whole database is dropped and the
migrated one is copied again, which takes a fraction of a second.
"""

from __future__ import annotations

import os

from django.db import connections
from django.test import TransactionTestCase


def make_databases_new(case: TransactionTestCase) -> None:
    """In place of `TransactionTestCase._fixture_teardown`; rolled back tests never come here."""
    for alias in case._databases_names(include_mirrors=False):
        connection = connections[alias]
        connection.close()
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        template = connection.ops.quote_name(os.environ["TEST_TEMPLATE_DATABASE"])
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


TransactionTestCase._fixture_teardown = make_databases_new  # type: ignore[attr-defined]
