"""Ways to be public before the moment that was meant, each of them shut."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile

from press.models import ReleasePage
from press.workflow_forms import MomentForm
from tests.press.conftest import release_for
from tests.press.releasing import approved, staff
from tests.press.test_desk_bulk import choose, go
from tests.stats.people import client_of

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def abroad(db: None) -> User:
    """An approver whose own clock, in their account, is an hour ahead of London's."""
    approver = staff("second-person", "Approver")
    profile = UserProfile.get_for_user(approver)
    profile.current_time_zone = "Europe/Madrid"
    profile.save()
    return approver


def test_many_at_once_are_released_by_the_clock_of_london_whoever_sets_it(
    lancashire: ReleasePage, abroad: User
) -> None:
    publication = lancashire.publication
    for area in ("Lancashire", "Derbyshire"):
        approved(release_for(publication, area))
    client = client_of(abroad)
    answer = choose(client, publication, "embargo", chosen=[lancashire.pk])
    go(client, publication, answer, at="2030-07-02 00:01")
    midnight = datetime(2030, 7, 2, 0, 1, tzinfo=LONDON)
    assert lancashire.versions.get().public_from == midnight
    answer = choose(client, publication, "move", chosen=[lancashire.pk])
    go(client, publication, answer, at="2030-07-03 00:01", reason="A day later.")
    assert lancashire.versions.get().public_from == datetime(2030, 7, 3, 0, 1, tzinfo=LONDON)


def test_one_minute_past_midnight_is_offered_by_the_clock_of_london(
    lancashire: ReleasePage, abroad: User
) -> None:
    approved(lancashire)
    with time_machine.travel(datetime(2030, 7, 1, 23, 30, tzinfo=LONDON), tick=False):
        client = client_of(abroad)
        answer = choose(client, lancashire.publication, "embargo", chosen=[lancashire.pk])
    assert 'value="2030-07-02 00:01"' in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2030, 3, 31), "There is no such time on that day"),
        (date(2030, 10, 27), "That time comes twice on that day"),
    ],
)
def test_an_hour_that_is_not_or_that_comes_twice_is_refused_one_by_one_and_in_bulk(
    lancashire: ReleasePage, day: date, told: str
) -> None:
    approved(lancashire)
    form = MomentForm({"day": day.isoformat(), "time": "01:30"}, publication=lancashire.publication)
    assert not form.is_valid()
    assert told in str(form.non_field_errors())
    client = client_of(staff("second-person", "Approver"))
    answer = choose(client, lancashire.publication, "embargo", chosen=[lancashire.pk])
    answer = go(client, lancashire.publication, answer, at=f"{day} 01:30")
    assert "that time comes twice, or never" in answer.content.decode()
    assert not lancashire.versions.exists()


def test_the_hour_after_the_clocks_change_is_an_hour_like_any(lancashire: ReleasePage) -> None:
    form = MomentForm({"day": "2030-10-27", "time": "02:00"}, publication=lancashire.publication)
    assert form.is_valid()
    assert form.cleaned_data["moment"] == datetime.combine(
        date(2030, 10, 27), time(2, 0), ZoneInfo("UTC")
    )
