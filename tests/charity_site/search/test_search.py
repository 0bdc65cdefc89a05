"""The search: over all that is public and nothing that is not, and without a trace of the words."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from charity_site.fair_share import Allowance
from charity_site.search import views
from charity_site.search.asked import LONGEST
from press.actions import build_waiting_drafts
from press.models import ReleasePage
from stats.models import Publication
from tests import sample_site
from tests.campaigns.factories import home_page, make_campaign, make_figure, make_measure
from tests.press.conftest import (
    IMAGE_OFFENCES,
    draft_image_offences,
    load_vocabulary,
    publish,
    release_for,
)
from tests.press.releasing import edit, put_out, staff
from tests.seeds import grow

ADDRESS = "/search/"


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


@pytest.fixture(autouse=True)
def _new_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_allowance", Allowance())


def ask(client: Client, words: str, **more: str) -> str:
    response = client.post(ADDRESS, {"words": words, **more})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    return response.content.decode()


@pytest.mark.usefixtures("_site")
def test_searchers_may_find_the_page_and_none_of_its_answers(client: Client) -> None:
    assert "X-Robots-Tag" not in client.get(ADDRESS)
    for words in ("Lancashire", "", "a" * 10_000):
        assert client.post(ADDRESS, {"words": words})["X-Robots-Tag"] == "noindex"


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def titles(page: str) -> list[str]:
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", main_of(page))
    return [html.unescape(title) for title in found]


@pytest.mark.usefixtures("_site")
def test_help_pages_and_statistics_are_found_in_groups(client: Client) -> None:
    page = ask(client, "worried about a child")
    assert "<h2>Help</h2>" in page
    assert 'href="/help/a-child-or-young-person/"' in main_of(page)
    assert "Stop It Now!" in titles(ask(client, "stop it now"))
    assert "People seeking help" in titles(ask(client, "people seeking help"))


@pytest.mark.usefixtures("_site")
def test_a_word_is_found_in_its_other_forms_and_shown_marked(client: Client) -> None:
    make_campaign(title="Talking it over", introduction="How families talked with a counsellor.")
    page = ask(client, "talk counsellors")
    assert "Talking it over" in titles(page)
    assert "<mark>talked</mark>" in page
    assert "<mark>counsellor</mark>" in page


@pytest.mark.usefixtures("_site")
def test_an_area_is_found_by_any_of_its_names_among_other_words(client: Client) -> None:
    for words in ("Lancashire", "figures for lancs constabulary", "police in LANCASHIRE 2017"):
        page = main_of(ask(client, words))
        assert "<h2>Lancashire</h2>" in page, words
        assert 'href="/newsroom/areas/lancashire/"' in page, words
        assert re.search(r'href="/statistics/[a-z-]+/lancashire/"', page), words


@pytest.mark.usefixtures("_site")
def test_what_is_no_area_is_not_taken_for_one(client: Client) -> None:
    for words in ("help", "child", "north", "police"):
        assert "/newsroom/areas/" not in main_of(ask(client, words)), words


@pytest.mark.usefixtures("_site")
def test_a_misspelt_word_is_answered_with_what_may_be_meant(client: Client) -> None:
    page = main_of(ask(client, "statistcs of childrn"))
    assert "Did you mean this?" in page
    assert 'value="statistcs of children"' in page
    assert "Did you mean this?" not in main_of(ask(client, "children"))
    assert "Did you mean this?" not in main_of(ask(client, "zzzzzzz"))


@pytest.mark.usefixtures("_site")
def test_where_nothing_has_all_the_words_what_has_some_is_shown(client: Client) -> None:
    page = ask(client, "stop zeppelin")
    assert "Nothing has all of these words" in page
    assert "Stop It Now!" in titles(page)
    assert "Nothing on this site has these words" in ask(client, "zeppelin")


@pytest.mark.usefixtures("_site")
def test_what_is_not_live_is_not_found(client: Client) -> None:
    draft = make_campaign(title="Zeppelin over Preston", live=False)
    assert titles(ask(client, "zeppelin")) == []
    draft.live = True
    draft.save()
    assert titles(ask(client, "zeppelin")) == ["Zeppelin over Preston"]
    draft.unpublish()
    assert titles(ask(client, "zeppelin")) == []


@pytest.mark.usefixtures("_site")
def test_figures_are_found_at_their_second_and_not_before(client: Client) -> None:
    moment = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    make_figure(7, measure=make_measure("zeppelins-seen"), published_at=moment)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        page = main_of(ask(client, "zeppelins"))
        assert titles(page) == []
        assert "zeppelin" not in main_of(ask(client, "zepelins")).replace("zepelins", "").lower()
    with time_machine.travel(moment, tick=False):
        assert "Zeppelins seen" in titles(ask(client, "zeppelins"))
        assert 'value="zeppelins"' in main_of(ask(client, "zepelins"))


@pytest.fixture
def lancashire(db: None) -> ReleasePage:
    grow(load_vocabulary, draft_image_offences)
    publication = publish(Publication.objects.get(slug=IMAGE_OFFENCES))
    build_waiting_drafts()
    return release_for(publication, "Lancashire")


def test_a_release_is_found_by_the_words_that_are_out_and_no_others(
    client: Client, lancashire: ReleasePage
) -> None:
    assert "<h2>Press releases</h2>" not in ask(client, "Lancashire offences")
    moment = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    put_out(lancashire, at=moment)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert "<h2>Press releases</h2>" not in ask(client, "Lancashire offences")
    with time_machine.travel(moment, tick=False):
        page = ask(client, "Lancashire offences")
        assert "<h2>Press releases</h2>" in page
        assert lancashire.get_url() in main_of(page)
        edit(lancashire, by=staff("author"), title="Zeppelin seen over Lancashire")
        assert lancashire.title not in titles(ask(client, "zeppelin"))


def test_releases_are_asked_of_the_index_of_their_words(lancashire: ReleasePage) -> None:
    from charity_site.search.asked import read
    from charity_site.search.finding import query_for
    from press.models import ReleaseVersion

    put_out(lancashire)
    found = ReleaseVersion.objects.saying(query_for(read("offences"), has_all=True))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "press_version_words" in found.explain()
    assert len(found) == 1


@pytest.mark.usefixtures("_site")
def test_further_pages_come_by_post_too(client: Client) -> None:
    for number in range(12):
        make_campaign(title=f"Lantern {number}", introduction="A walk with lanterns.")
    first = ask(client, "lanterns")
    assert len(titles(first)) == 4
    assert "More: Pages" in first
    one = titles(ask(client, "lanterns", kind="pages", page="1"))
    two = titles(ask(client, "lanterns", kind="pages", page="2"))
    assert (len(one), len(two)) == (10, 2)
    assert len({*one, *two}) == 12
    assert 'href="?' not in main_of(first)


@pytest.mark.usefixtures("_site")
def test_the_queries_do_not_grow_with_what_is_found(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(client, "people seeking lanterns", kind="")
        return len(asked)

    make_campaign(title="Lantern", introduction="People seeking lanterns.")
    ask(client, "people seeking lanterns")  # what is read once for all is read
    few = queries()
    for _number in range(8):
        make_campaign(title="Lantern", introduction="People seeking lanterns.")
        make_figure(3, measure=make_measure(f"people-seeking-lanterns-{_number}"))
    assert queries() == few
    assert few <= 40


@pytest.mark.usefixtures("_site")
def test_the_words_stand_in_no_address_and_no_title(client: Client) -> None:
    page = ask(client, "zeppelin")
    assert "zeppelin" not in page.partition("<body")[0]
    asked_by_address = client.get(f"{ADDRESS}?words=zeppelin&q=zeppelin").content.decode()
    assert "zeppelin" not in asked_by_address
    assert 'method="post"' in asked_by_address
    assert 'name="words"' in asked_by_address


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7|add:7 }} {% debug %}",
        "' OR 1=1 --",
        "foo & | ! ( ) : * <-> bar",
        "\x00\x01\x1b[31m\u202etxt",
        "\ud7ff\U0010ffff ﷽ 👩‍👩‍👧",
        "%s %(x)s %d",
        "\\",
        "a" * LONGEST,
        "the and of",
        "   ",
        "",
    ],
)
def test_hostile_words_are_words(client: Client, words: str) -> None:
    page = ask(client, words)
    for markup in ("<script>alert", "<img", "{%"):
        assert markup not in main_of(page).replace("&lt;", "").replace("{% debug %}", "")
    assert "\x00" not in page
    assert "\u202e" not in page


@pytest.mark.usefixtures("_site")
def test_what_is_too_long_is_told_so_in_a_small_answer(client: Client) -> None:
    for words, told in (
        ("a" * (LONGEST + 1), "Use a few words"),
        ("a" * 10_000, "Use a few words"),
        ("a" * 100_000, "No form on this site needs as much"),
    ):
        response = client.post(ADDRESS, {"words": words})
        assert response.status_code == 413
        assert told in response.content.decode()
        assert "aaaa" not in response.content.decode()
        assert len(response.content) < 20_000


@pytest.mark.usefixtures("_site")
def test_a_kind_or_page_that_is_not_there_is_passed_over(client: Client) -> None:
    everything = titles(ask(client, "help"))
    assert everything
    for more in ({"kind": "users"}, {"page": "9" * 50}):
        assert titles(ask(client, "help", **more)) == everything
    pages = titles(ask(client, "help", kind="pages"))
    assert pages
    for page in ("-1", "²"):
        assert titles(ask(client, "help", kind="pages", page=page)) == pages


@pytest.mark.usefixtures("_site")
def test_whoever_asks_too_often_waits_a_minute(client: Client, settings: Settings) -> None:
    settings.SEARCHES_PER_MINUTE = 2
    for _number in range(2):
        ask(client, "help")
    response = client.post(ADDRESS, {"words": "help"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert client.post(ADDRESS, {"words": "help"}, REMOTE_ADDR="127.0.0.9").status_code == 200


def test_other_methods_are_refused(client: Client, db: None) -> None:
    assert client.put(ADDRESS).status_code == 405
    assert client.delete(ADDRESS).status_code == 405
    assert home_page() is not None
