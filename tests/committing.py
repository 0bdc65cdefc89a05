"""What a test that commits has written is gone before the next test begins.

Such a test cannot be rolled back. Django would empty every table after it, and with them what the
migrations have put there: areas, roles, the root of the pages. Whatever test came next would find
none of it, and under pytest-xdist any test may come next. So the whole database is dropped and the
migrated one is copied again, which takes a fraction of a second.
"""

from __future__ import annotations

from django.db import connections
from django.test import TransactionTestCase

from tests import databases


def make_databases_new(case: TransactionTestCase) -> None:
    """In place of `TransactionTestCase._fixture_teardown`; rolled back tests never come here."""
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        connection = connections[alias]
        connection.close()
        name = connection.settings_dict["NAME"]
        databases.drop(name)
        databases.create(name)


TransactionTestCase._fixture_teardown = make_databases_new  # type: ignore[attr-defined]
