"""The seeds: the first real figures, published, with their drafts asked for."""

from __future__ import annotations

import pytest
from django.utils import timezone

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press.models import ReleasePage
from stats import actions
from stats.models import Publication
from tests.stats.factories import add_sample_figures, make_publication


@pytest.fixture
def vocabulary(db: None) -> None:
    """Measures, release templates and the helpline, and no figures yet."""
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()


@pytest.fixture
def image_offences(vocabulary: None) -> Publication:
    """The image offences of 2017-18, as a draft."""
    publication = make_publication("child-abuse-image-offences-2017-18")
    add_sample_figures(publication)
    return publication


@pytest.fixture
def people_seeking_help(vocabulary: None) -> Publication:
    publication = make_publication("people-seeking-help-2018")
    add_sample_figures(publication)
    return publication


def publish(publication: Publication) -> Publication:
    return actions.publish(publication=publication, by=None, at=timezone.now())


def release_for(publication: Publication, area: str) -> ReleasePage:
    release: ReleasePage = ReleasePage.objects.get(publication=publication, area__name=area)
    return release
