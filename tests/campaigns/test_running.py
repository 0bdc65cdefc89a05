"""When a campaign runs: whole days by London's clocks, in winter and in summer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

import site_clock
from campaigns.running import LONDON, Run, Stage
from campaigns.sentences import run_in_words
from tests.campaigns.factories import make_campaign

WINTER = Run(date(2027, 1, 11), date(2027, 1, 31))
SUMMER = Run(date(2027, 6, 1), date(2027, 8, 31))
SECOND = timedelta(seconds=1)


def london(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        (london(2027, 1, 11) - SECOND, Stage.AHEAD),
        (london(2027, 1, 11), Stage.RUNNING),
        (london(2027, 2, 1) - SECOND, Stage.RUNNING),
        (london(2027, 2, 1), Stage.OVER),
    ],
)
def test_it_runs_from_the_midnight_of_its_first_day_to_that_after_its_last(
    moment: datetime, stage: Stage
) -> None:
    assert WINTER.stage_at(moment) is stage


def test_in_summer_midnight_in_london_is_eleven_by_utc() -> None:
    assert SUMMER.stage_at(datetime(2027, 5, 31, 22, 59, 59, tzinfo=UTC)) is Stage.AHEAD
    assert SUMMER.stage_at(datetime(2027, 5, 31, 23, 0, tzinfo=UTC)) is Stage.RUNNING
    assert SUMMER.stage_at(datetime(2027, 8, 31, 22, 59, 59, tzinfo=UTC)) is Stage.RUNNING
    assert SUMMER.stage_at(datetime(2027, 8, 31, 23, 0, tzinfo=UTC)) is Stage.OVER


def test_an_end_may_be_open() -> None:
    long_ago, far_ahead = london(1990, 1, 1), london(2090, 1, 1)
    assert Run().stage_at(long_ago) is Stage.ALWAYS
    assert Run(starts_on=date(2027, 1, 1)).stage_at(far_ahead) is Stage.RUNNING
    assert Run(ends_on=date(2027, 1, 1)).stage_at(long_ago) is Stage.RUNNING
    assert Run(ends_on=date(2027, 1, 1)).stage_at(far_ahead) is Stage.OVER


def test_a_campaign_of_one_day_runs_all_of_it() -> None:
    day = Run(date(2027, 3, 28), date(2027, 3, 28))  # the day on which the clocks go forward
    assert day.stage_at(london(2027, 3, 28)) is Stage.RUNNING
    assert day.stage_at(london(2027, 3, 28, 23)) is Stage.RUNNING
    assert day.stage_at(london(2027, 3, 29)) is Stage.OVER


def test_a_moment_must_know_its_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        WINTER.stage_at(datetime(2027, 1, 11))  # noqa: DTZ001  what is refused


@pytest.mark.parametrize(
    ("run", "stage", "words"),
    [
        (WINTER, Stage.AHEAD, "This campaign runs from 11 January 2027 to 31 January 2027. Help"),
        (Run(date(2027, 1, 11)), Stage.AHEAD, "This campaign starts on 11 January 2027. Help is"),
        (WINTER, Stage.RUNNING, "This campaign runs until 31 January 2027."),
        (Run(date(2027, 1, 11)), Stage.RUNNING, "This campaign began on 11 January 2027."),
        (
            WINTER,
            Stage.OVER,
            "This campaign ran from 11 January 2027 to 31 January 2027. The help it offered is",
        ),
        (Run(ends_on=date(2027, 1, 31)), Stage.OVER, "This campaign ended on 31 January 2027. The"),
    ],
)
def test_what_its_page_says(run: Run, stage: Stage, words: str) -> None:
    with translation.override("en-gb"):
        assert run_in_words(run, stage).startswith(words)


def test_without_days_nothing_is_said() -> None:
    assert run_in_words(Run(), Stage.ALWAYS) == ""


@pytest.mark.django_db
class TestOnTheSite:
    def test_a_page_says_when_its_campaign_is_over_and_still_leads_to_help(
        self, client: Client
    ) -> None:
        page = make_campaign(starts_on=WINTER.starts_on, ends_on=WINTER.ends_on)
        with site_clock.at(london(2027, 2, 1)):
            html = client.get(page.get_url()).content.decode()
        assert "The help it offered is still there." in html
        assert 'href="/help/"' in html

    def test_a_campaign_that_has_not_begun_can_be_read_once_it_is_published(
        self, client: Client
    ) -> None:
        page = make_campaign(starts_on=WINTER.starts_on, ends_on=WINTER.ends_on)
        with site_clock.at(london(2027, 1, 1)):
            response = client.get(page.get_url())
        assert response.status_code == 200
        assert "Help is there now." in response.content.decode()

    def test_home_shows_running_campaigns_first_and_those_that_are_over_last(
        self, client: Client
    ) -> None:
        today = timezone.localdate()
        day = timedelta(days=1)
        make_campaign(title="Over", ends_on=today - day)
        make_campaign(title="Ahead", starts_on=today + day)
        make_campaign(title="Always")
        make_campaign(title="Running", starts_on=today - day, ends_on=today)
        html = client.get("/").content.decode()
        order = [html.index(f">{title}</a></h3>") for title in ("Running", "Always", "Ahead")]
        assert order == sorted(order)
        earlier = html.index("<h2>Earlier campaigns</h2>")
        assert order[-1] < earlier < html.index(">Over</a></h3>")

    def test_without_earlier_campaigns_there_is_no_heading_for_them(self, client: Client) -> None:
        make_campaign()
        assert "Earlier campaigns" not in client.get("/").content.decode()
