"""Under embargo nothing of a release is on any public route, up to the second.

Each route is asked a second before the moment and at it, for words and numbers that stand nowhere
else. What is only approved, or only a draft, is on none of them at either.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from press.actions import build_waiting_drafts, workflow
from press.actions.access import give_access
from press.models import ReleasePage
from stats import actions
from stats.charts.outbox import draw_waiting_charts
from stats.models import Chart, Publication
from stats.models.received_file import private_storage
from tests.press.conftest import publish, release_for
from tests.press.every_route import (
    ASKING,
    WELSH,
    Answer,
    answers_of_every_route,
    routes,
    routes_in_every_language,
)
from tests.press.releasing import approved, edit, put_out, staff
from tests.stats.people import in_review, person

SECOND = timedelta(seconds=1)

RELEASED = ("Kingfisher",)
"""Words of the release whose moment it is."""

OF_THE_FIGURES = ("22,724", "22724", "Halcyon")
"""What is public with the figures: a number, and who read it before everybody did."""

NEVER_PUBLIC = ("Nightjar", "Dotterel", "halcyon@example.org")
"""An approved release that has no moment, a draft, and an address."""

TOLD_BEFORE = ("Turnstone",)
"""The correction of a release that is public already."""


@pytest.fixture
def at() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)


def worded(release: ReleasePage, canary: str) -> ReleasePage:
    """The release with a word in its headline and its first paragraph that stands nowhere else."""
    lead = release.get_latest_revision_as_object().text.paragraphs("lead")[0]
    title = f"{canary}: {release.title}"
    edit(release, by=staff("author"), title=title, lead=f"{canary}. {lead}")
    return release


@pytest.fixture
def embargoed(image_offences: Publication, at: datetime) -> Publication:
    """Figures, charts and releases of tomorrow: one with its moment, one approved, one draft."""
    in_review(image_offences, by=person("statistician"))
    actions.approve_and_schedule(
        publication=image_offences, by=person("statistics-approver", "Approver"), at=at
    )
    build_waiting_drafts()
    draw_waiting_charts()
    give_access(
        publication=image_offences,
        name="Halcyon",
        role="Duty officer",
        organisation="A police force",
        email="halcyon@example.org",
        reason="Answers calls on the day.",
        by=staff("author"),
    )
    put_out(worded(release_for(image_offences, "Lancashire"), "Kingfisher"), at=at)
    approved(worded(release_for(image_offences, "Derbyshire"), "Nightjar"))
    worded(release_for(image_offences, "Northamptonshire"), "Dotterel")
    return image_offences


def answers(moment: datetime) -> dict[str, list[Answer]]:
    """What a visitor is told by every route at a moment."""
    with time_machine.travel(moment, tick=False):
        return answers_of_every_route()


def tell(told: dict[str, list[Answer]], words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where any of the words stand: the address and the word."""
    return [
        (answer.address, word)
        for asked in told.values()
        for answer in asked
        for word in words
        if word in answer.text
    ]


def test_every_route_is_known_to_the_walk(vocabulary: None) -> None:
    unknown = routes() - set(ASKING)
    assert not unknown, f"Say in tests/press/every_route.py how these are asked: {sorted(unknown)}"
    gone = set(ASKING) - routes()
    assert not gone, f"These are routes no more: {sorted(gone)}"


def test_what_people_read_is_there_in_every_language(vocabulary: None) -> None:
    spoken = routes_in_every_language()
    assert spoken < routes()
    assert {"help/", "search/", "statistics/", "newsroom/feed.atom"} < spoken
    assert not {"sitemap.xml", "robots.txt", "api/v1/schema/"} & spoken


def test_nothing_is_told_a_second_early_and_all_of_it_at_its_second(
    embargoed: Publication, at: datetime
) -> None:
    assert Chart.objects.filter(state="done").exists()
    before, after = answers(at - SECOND), answers(at)
    assert tell(before, RELEASED + OF_THE_FIGURES + NEVER_PUBLIC) == []
    assert all(
        answer.status == 404
        for answer in before["statistics/charts/<digest:digest>.<picture_form:form>"]
    )
    assert tell(after, NEVER_PUBLIC) == []
    released = (f"/newsroom/{release_for(embargoed, 'Lancashire').slug}/",)
    unreleased = tuple(
        f"/newsroom/{release_for(embargoed, area).slug}/"
        for area in ("Derbyshire", "Northamptonshire")
    )
    assert tell(before, released + unreleased) == tell(after, unreleased) == []
    assert tell({"sitemap.xml": after["sitemap.xml"]}, released)
    silent = [
        route
        for route, asking in ASKING.items()
        if asking.tells and not tell({route: after[route]}, RELEASED)
    ]
    assert silent == []
    in_every_language = routes_in_every_language()
    in_welsh = {
        route: [answer for answer in after[route] if answer.address.startswith(f"{WELSH}/")]
        for route in in_every_language
    }
    assert [route for route, asked in in_welsh.items() if after[route] and not asked] == []
    silent_in_welsh = [
        route
        for route in in_every_language
        # A page that is in English alone leads there.
        if ASKING[route].tells and not tell({route: in_welsh[route]}, RELEASED + released)
    ]
    assert silent_in_welsh == []
    told = {word for _address, word in tell(after, OF_THE_FIGURES)}
    assert told == set(OF_THE_FIGURES)
    assert any(
        answer.status == 200
        for answer in after["statistics/charts/<digest:digest>.<picture_form:form>"]
    )


def test_a_correction_under_embargo_is_told_at_its_second(
    image_offences: Publication, at: datetime
) -> None:
    publish(image_offences)
    build_waiting_drafts()
    release = release_for(image_offences, "Lancashire")
    first = put_out(release)
    worded(release, "Turnstone")
    put_out(release, at=at, what_changed="Turnstone was left out.")
    before, after = answers(at - SECOND), answers(at)
    assert tell(before, TOLD_BEFORE) == []
    assert tell(before, (first.headline,))
    for route in (route for route, asking in ASKING.items() if asking.tells):
        assert tell({route: after[route]}, TOLD_BEFORE), route


def test_a_withdrawn_release_is_on_no_route(image_offences: Publication) -> None:
    publish(image_offences)
    build_waiting_drafts()
    release = worded(release_for(image_offences, "Lancashire"), "Kingfisher")
    put_out(release)
    now = timezone.now() + SECOND
    assert tell(answers(now), RELEASED)
    workflow.withdraw(release=release, by=staff("author"), why="A figure is in doubt.")
    assert tell(answers(timezone.now() + SECOND), RELEASED) == []


def test_a_moment_that_was_cancelled_tells_nothing(embargoed: Publication, at: datetime) -> None:
    workflow.cancel_schedule(
        release=release_for(embargoed, "Lancashire"), by=staff("author"), reason="A doubt."
    )
    assert tell(answers(at), RELEASED + NEVER_PUBLIC) == []


def test_the_door_of_the_admin_is_shut_to_visitors(embargoed: Publication, client: Client) -> None:
    release = release_for(embargoed, "Lancashire")
    for address in (
        "/admin/",
        f"/admin/press-desk/release/{release.pk}/",
        f"/admin/press-desk/release/{release.pk}/export/text/",
        f"/admin/pages/{release.pk}/view_draft/",
        f"/admin/pages/{release.pk}/edit/preview/",
    ):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")


def test_files_made_of_releases_are_outside_what_the_web_server_gives_out() -> None:
    private = Path(private_storage().location).resolve()
    assert not private.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
