"""Every table whose rows are kept for ever is kept from being emptied at one blow, too."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from stats.models import AuditEntry

pytestmark = pytest.mark.django_db

KEPT = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    WHERE tgname LIKE '%append_only' OR tgname LIKE '%is_kept'
"""


def kept_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        return sorted(name for (name,) in cursor.fetchall())


def test_no_table_that_keeps_its_rows_can_be_emptied() -> None:
    tables = kept_tables()
    assert {"stats_figure", "stats_auditentry", "press_releaseversion", "press_dispatch"} <= set(
        tables
    )
    for table in tables:
        with (
            pytest.raises(IntegrityError, match="append only and cannot be emptied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_nor_by_way_of_a_table_that_it_refers_to() -> None:
    with (
        pytest.raises(IntegrityError, match="append only and cannot be emptied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE stats_publication CASCADE")


def test_nor_by_djangos_own_flush() -> None:
    AuditEntry.objects.create(
        by_name="server", action="stats.publish", subject_type="stats.figure", subject_id=1
    )
    with pytest.raises(CommandError, match="couldn't be flushed"), transaction.atomic():
        call_command("flush", interactive=False)
    assert AuditEntry.objects.exists()
