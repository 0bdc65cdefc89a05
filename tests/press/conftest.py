"""The seeds: the first real figures, published, with their drafts asked for."""

from __future__ import annotations

import pytest
from django.utils import timezone

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press.actions import build_waiting_drafts
from press.models import ReleasePage
from stats import actions
from stats.models import Publication
from tests.seeds import grow
from tests.stats.factories import add_sample_figures, make_publication

IMAGE_OFFENCES = "child-abuse-image-offences-2017-18"
PEOPLE_SEEKING_HELP = "people-seeking-help-2018"


def load_vocabulary() -> None:
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()


def draft_image_offences() -> None:
    add_sample_figures(make_publication(IMAGE_OFFENCES))


def draft_people_seeking_help() -> None:
    add_sample_figures(make_publication(PEOPLE_SEEKING_HELP))


def publish_image_offences() -> None:
    publish(Publication.objects.get(slug=IMAGE_OFFENCES))


@pytest.fixture
def vocabulary(db: None) -> None:
    """Measures, release templates and the helpline, and no figures yet."""
    grow(load_vocabulary)


@pytest.fixture
def image_offences(db: None) -> Publication:
    """The image offences of 2017-18, as a draft."""
    grow(load_vocabulary, draft_image_offences)
    return Publication.objects.get(slug=IMAGE_OFFENCES)


@pytest.fixture
def people_seeking_help(db: None) -> Publication:
    grow(load_vocabulary, draft_people_seeking_help)
    return Publication.objects.get(slug=PEOPLE_SEEKING_HELP)


@pytest.fixture
def built(image_offences: Publication) -> Publication:
    """The image offences of 2017-18, public, with their drafts built."""
    grow(publish_image_offences, build_waiting_drafts)
    image_offences.refresh_from_db()
    return image_offences


def publish(publication: Publication) -> Publication:
    return actions.publish(publication=publication, by=None, at=timezone.now())


def release_for(publication: Publication, area: str) -> ReleasePage:
    release: ReleasePage = ReleasePage.objects.get(publication=publication, area__name=area)
    return release


@pytest.fixture
def lancashire(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")
