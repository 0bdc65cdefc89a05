"""What a whole request of each type of public page asks of the database, at most.

A campaign with every sort of section has a test of its own (tests/campaigns/test_whole_body.py).
"""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from press.models import ReleasePage
from tests import sample_site
from tests.press.releasing import put_out
from tests.seeds import grow

PAGES_OF_EDITORS = {
    "/": 15,
    "/stop-it-now/": 15,
    "/stop-it-now/safer-online/": 15,
    "/using-this-site/": 15,
    "/cy/": 15,
    "/cy/stop-it-now/": 15,
}
HELP = {
    "/help/": 8,
    "/help/your-own-thoughts/": 8,
    "/help/leave-no-trace/": 6,
    "/cy/help/your-own-thoughts/": 8,
    "/search/": 6,
}
FIGURES = {
    "/statistics/": 12,
    "/statistics/child-abuse-image-offences/": 26,
    "/statistics/child-abuse-image-offences/lancashire/": 25,
    "/statistics/publications/child-abuse-image-offences-2017-18/": 21,
    "/statistics/calendar/": 10,
    "/statistics/corrections/": 12,
}
NEWSROOM = {
    "/newsroom/": 15,
    "/newsroom/areas/": 10,
    "/newsroom/areas/lancashire/": 15,
    "/newsroom/pre-release-access/": 10,
}


def asked_too_often(limits: dict[str, int]) -> dict[str, int]:
    """The addresses that ask more than their limit, with how many queries it was."""
    found = {}
    for address, limit in limits.items():
        Client().get(address)  # warms what every visit shares, such as pictures that are drawn once
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200, address
        if len(queries) > limit:
            found[address] = len(queries)
    return found


def test_pages_of_editors_and_help(db: None) -> None:
    grow(sample_site.load)
    assert asked_too_often({**PAGES_OF_EDITORS, **HELP}) == {}


def test_figures_and_releases(lancashire: ReleasePage) -> None:
    put_out(lancashire)
    assert asked_too_often({**FIGURES, **NEWSROOM, str(lancashire.get_url()): 20}) == {}
