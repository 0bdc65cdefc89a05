"""What every test of received files needs."""

from __future__ import annotations

import pytest

from stats.models import Measure, Publication
from tests.stats.factories import make_publication
from tests.stats.receiving.files import make_vocabulary


@pytest.fixture(autouse=True)
def measure(db: None) -> Measure:
    return make_vocabulary()


@pytest.fixture
def draft() -> Publication:
    return make_publication("replies-2017-18")
