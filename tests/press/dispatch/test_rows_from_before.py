"""Emails and releases from before emails could tell of a move or a withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from press.actions import embargo
from press.actions.telling import tell_those_who_were_sent_it
from press.models import Dispatch, ReleaseEvent, ReleasePage
from tests.press.dispatch.conftest import make_release, released, reporter

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("press", "0007_words_of_versions")]


def test_they_say_what_they_are_about_and_what_still_holds_may_be_told(
    release: ReleasePage, officer: User
) -> None:
    now = timezone.now()
    row = reporter("jo@example.org", "Lancashire")
    first = released(release, at=now - timedelta(days=2))
    second = released(release, at=now - timedelta(days=1))
    moved = released(make_release("Kent"), at=now + timedelta(days=1))
    embargo.move(
        moved.release, moved, at=now + timedelta(days=2), by=officer, reason="A later day."
    )
    cancelled = released(make_release("Essex"), at=now + timedelta(days=1))
    released(make_release("Cumbria"), at=now)
    for version in (first, second, moved, cancelled):
        Dispatch.objects.create(
            version=version, reporter=row, email=row.email, state="sent", tried_at=now, sent_at=now
        )
    ReleasePage.objects.filter(pk=cancelled.release_id).update(
        state="withdrawn", withdrawn_at=timezone.now(), withdrawn_why="Counted twice."
    )

    MigrationExecutor(connection).migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('press_releaseevent')")
        assert cursor.fetchone() == (None,)
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "press"])

    about = dict(Dispatch.objects.values_list("version_id", "about"))
    assert about == {
        first.pk: "release",
        second.pk: "correction",
        moved.pk: "release",
        cancelled.pk: "release",
    }
    found = {event.version_id: event for event in ReleaseEvent.objects.all()}
    assert {key: event.kind for key, event in found.items()} == {
        moved.pk: "moved",
        cancelled.pk: "withdrawn",
    }
    assert found[moved.pk].public_from == now + timedelta(days=2)
    assert found[cancelled.pk].why == "Counted twice."
    assert tell_those_who_were_sent_it(event=found[cancelled.pk], by=officer) == 1
