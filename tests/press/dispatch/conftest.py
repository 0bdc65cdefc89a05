"""A released release, reporters, and a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

import stats.sample_content
from press.models import (
    NewsroomPage,
    ReleasePage,
    ReleaseState,
    ReleaseTemplate,
    ReleaseVersion,
    Reporter,
)
from press.models.release import Language
from stats.models import Area, Measure, Publication
from tests.press.dispatch.mail_server import MailServer
from tests.stats.factories import make_publication
from tests.stats.people import person


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "press.dispatch.handing_over.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 5
    settings.DISPATCH_PER_MINUTE = 1_000
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def officer(db: None) -> User:
    return person("officer", "Press officer")


@pytest.fixture
def release(db: None) -> ReleasePage:
    """Lancashire's, with words of its own: what is sent follows from versions, not from figures."""
    stats.sample_content.load_vocabulary()
    return make_release("Lancashire")


def make_release(area: str, *, language: str = Language.ENGLISH) -> ReleasePage:
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    publication = Publication.objects.filter(slug="offences").first() or make_publication(
        "offences"
    )
    template, _created = ReleaseTemplate.objects.get_or_create(
        name=f"Offences, {language}", defaults={"measure": measure, "language": language}
    )
    release = ReleasePage(
        title=f"Recorded offences in {area} rise slightly",
        publication=publication,
        area=Area.objects.get(name=area),
        template_used=template,
        language=language,
        body=[
            ("lead", f"Police recorded 302 offences in {area} in 2017-18, one more than before."),
            ("note", "Figures are of offences recorded, not committed."),
        ],
    )
    newsroom = NewsroomPage.objects.get()
    newsroom.add_child(instance=release)
    return release


@pytest.fixture
def version(release: ReleasePage) -> ReleaseVersion:
    """Its first version, public since a minute."""
    return released(release, at=timezone.now() - timedelta(minutes=1))


def released(
    release: ReleasePage, *, at: datetime, what_changed: str = "", headline: str = ""
) -> ReleaseVersion:
    """The next version, with the words that the release has."""
    number = release.versions.count() + 1
    version = ReleaseVersion.objects.create(
        release=release,
        number=number,
        headline=headline or release.title,
        body=release.body,
        public_from=at,
        what_changed=what_changed or ("" if number == 1 else "It said 301; it is 302."),
        approved_by_name="A second person",
    )
    ReleasePage.objects.filter(pk=release.pk).update(state=ReleaseState.RELEASED)
    release.refresh_from_db()
    return version


def reporter(
    email: str, *areas: str, name: str = "", outlet: str = "", everything: bool = False
) -> Reporter:
    row = Reporter.objects.create(
        email=email, name=name, outlet=outlet, wants_everything=everything
    )
    row.areas.set(Area.objects.filter(name__in=areas))
    assert row.areas.count() == len(areas)
    return row
