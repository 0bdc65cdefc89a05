"""One obvious next step on each of the desk's screens, and words that read as words."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from stats.models import Figure, Measure, Publication, ReceivedFileState
from tests.stats.factories import add_figure, make_measure, make_publication
from tests.stats.receiving.files import (
    LANCASHIRE,
    bring_in,
    client_of,
    long_xlsx,
    make_vocabulary,
    member,
    read,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return client_of(member("Statistics officer"))


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft() -> Publication:
    return make_publication()


def looked_at(officer: Client, publication: Publication) -> str:
    answer = officer.get(f"/admin/publication/inspect/{publication.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_publication_is_shown_with_what_comes_next(officer: Client) -> None:
    answer = officer.post("/admin/publication/new/", {"title": "Offences", "slug": "offences"})
    added = Publication.objects.get(slug="offences")
    assert answer.headers["Location"] == f"/admin/publication/inspect/{added.pk}/"


def test_the_web_address_follows_the_title_while_it_is_typed(officer: Client) -> None:
    form = officer.get("/admin/publication/new/").content.decode()
    assert 'data-w-sync-target-value="#id_slug"' in form


def test_an_empty_draft_has_one_button_for_a_file(officer: Client, draft: Publication) -> None:
    assert looked_at(officer, draft).count("Bring in a file…") == 1


def test_a_file_that_waits_for_a_decision_is_what_comes_next(
    officer: Client, draft: Publication
) -> None:
    file = read(draft, long_xlsx(row()), name="Reply.xlsx")
    assert file.state == ReceivedFileState.CHECKED
    shown = looked_at(officer, draft)
    assert f'<a class="button" href="/admin/received-file/inspect/{file.pk}/">' in shown
    assert "Go on with Reply.xlsx" in shown
    assert shown.count("Bring in a file…") == 1


def test_a_file_that_was_brought_in_leads_back_to_its_publication(
    officer: Client, draft: Publication
) -> None:
    make_vocabulary()
    file = read(draft, long_xlsx(row()))
    bring_in(file)
    shown = officer.get(f"/admin/received-file/inspect/{file.pk}/").content.decode()
    assert f'<a class="button" href="/admin/publication/inspect/{draft.pk}/">' in shown


def test_a_public_publication_leads_to_its_page(
    officer: Client, draft: Publication, measure: Measure
) -> None:
    address = f'href="/statistics/publications/{draft.slug}/versions/1/"'
    assert address not in looked_at(officer, draft)
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    draft.state, draft.publish_at = "published", timezone.now()
    draft.save()
    Figure.objects.filter(pk=figure.pk).update(public_from=draft.publish_at)
    assert address in looked_at(officer, draft)


def test_a_figure_is_told_as_people_say_it(
    officer: Client, draft: Publication, measure: Measure
) -> None:
    figure = add_figure(draft, measure, LANCASHIRE, "2017-18", 22724)
    shown = officer.get(f"/admin/statistics-entry/inspect/{figure.pk}/").content.decode()
    assert "<dd>22,724</dd>" in "".join(shown.split())
    assert "<dd>Total</dd>" in "".join(shown.split())
    assert "22724.0000" not in shown
    assert "<dt>ID</dt>" not in shown


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("release-calendar", "There are no announced dates to display."),
        ("audit-log", "There are no audit entries to display."),
    ],
)
def test_an_empty_listing_says_so_in_a_sentence(officer: Client, address: str, words: str) -> None:
    assert words in officer.get(f"/admin/{address}/").content.decode()


def test_times_are_told_by_the_24_hour_clock(officer: Client, draft: Publication) -> None:
    at = datetime(2026, 11, 22, 15, 5, tzinfo=timezone.get_default_timezone())
    Publication.objects.filter(pk=draft.pk).update(created_at=at)
    assert "22 Nov 2026, 15:05" in officer.get("/admin/publication/").content.decode()
