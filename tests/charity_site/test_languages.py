"""Welsh beside English: the address decides, and whatever is English in a Welsh page says so."""

from __future__ import annotations

import gettext
import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, Page

from campaigns.models import CampaignPage, ContentPage
from charity_site.interface_words import WELSH_WORDS, read_words
from helpline_info.models import SupportCategory
from tests import sample_site
from tests.campaigns.factories import home_page, make_campaign
from tests.seeds import grow

IN_WELSH = (
    "/cy/",
    "/cy/stop-it-now/",
    "/cy/defnyddior-wefan-hon/",
    "/cy/help/",
    "/cy/help/your-own-thoughts/",
    "/cy/help/leave-no-trace/",
    "/cy/search/",
)


class Links(HTMLParser):
    """Each link and alternate of a page, and its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values["lang"]
        if tag in ("a", "link"):
            self.links.append({"tag": tag, **values})

    def to(self, language: str, tag: str = "a") -> set[str]:
        return {
            one["href"]
            for one in self.links
            if one["tag"] == tag and one.get("hreflang") == language
        }


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.usefixtures("_site")
def test_every_page_in_welsh_says_that_it_is(client: Client) -> None:
    for address in IN_WELSH:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Language"] == "cy"
        assert Links(response.content.decode()).language == "cy", address


@pytest.mark.usefixtures("_site")
def test_neither_a_cookie_nor_the_browser_chooses_the_language(client: Client) -> None:
    client.cookies["django_language"] = "cy"
    response = client.get("/", headers={"accept-language": "cy"})
    assert Links(response.content.decode()).language == "en-gb"
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.usefixtures("_site")
def test_a_page_leads_to_its_translation_and_back(client: Client) -> None:
    for english, welsh in (
        ("/", "/cy/"),
        ("/stop-it-now/", "/cy/stop-it-now/"),
        ("/using-this-site/", "/cy/defnyddior-wefan-hon/"),
        ("/help/", "/cy/help/"),
        ("/help/your-own-thoughts/", "/cy/help/your-own-thoughts/"),
        ("/search/", "/cy/search/"),
    ):
        assert welsh in Links(page(client, english)).to("cy")
        assert english in Links(page(client, welsh)).to("en-gb")
        assert any(one.endswith(welsh) for one in Links(page(client, english)).to("cy", "link"))


@pytest.mark.usefixtures("_site")
def test_a_page_that_is_not_in_welsh_leads_to_the_welsh_home_and_says_so(client: Client) -> None:
    make_campaign(slug="another", title="Another")
    html = page(client, "/another/")
    assert Links(html).to("cy") == {"/cy/"}
    assert Links(html).to("cy", "link") == set()
    assert "Cymraeg (tudalen hafan)" in html


@pytest.mark.usefixtures("_site")
def test_a_translation_that_is_a_draft_is_not_led_to(client: Client) -> None:
    welsh = CampaignPage.objects.get(locale__language_code="cy")
    welsh.unpublish()
    assert Links(page(client, "/stop-it-now/")).to("cy") == {"/cy/"}
    assert client.get("/cy/stop-it-now/").status_code == 404


@pytest.mark.usefixtures("_site")
def test_while_there_is_no_welsh_home_its_address_leads_to_the_english_one(client: Client) -> None:
    Page.objects.filter(locale__language_code="cy").update(live=False)
    response = client.get("/cy/stop-it-now/")
    assert (response.status_code, response["Location"]) == (302, "/stop-it-now/")
    assert Links(page(client, "/")).to("cy") == set()


@pytest.mark.usefixtures("_site")
def test_the_menu_is_in_welsh_and_marks_what_is_still_in_english(client: Client) -> None:
    make_campaign(slug="another", title="Another campaign", show_in_menus=True)
    html = page(client, "/cy/")
    assert '<a href="/cy/stop-it-now/">' in html
    assert '<a href="/another/" lang="en-gb" hreflang="en-gb">Another campaign</a>' in html
    assert "/cy/stop-it-now/" not in page(client, "/").split("</nav>")[0]


@pytest.mark.usefixtures("_site")
def test_the_home_page_lists_the_campaigns_of_its_own_language(client: Client) -> None:
    assert "/cy/stop-it-now/" in page(client, "/cy/")
    assert 'href="/stop-it-now/"' not in page(client, "/cy/").split("<main")[1].split("</main")[0]


@pytest.mark.usefixtures("_site")
def test_help_is_in_welsh_and_its_english_is_marked(client: Client) -> None:
    SupportCategory.objects.filter(slug="your-own-thoughts").update(title_cy="")
    html = page(client, "/cy/help/")
    assert "Beth sy’n eich poeni?" in html
    assert re.search(r'<a href="/cy/help/your-own-thoughts/" lang="en-gb">', html)


@pytest.mark.usefixtures("_site")
def test_opening_hours_are_said_in_welsh(client: Client) -> None:
    html = page(client, "/cy/help/")
    assert "Dydd Llun" in html
    assert re.search(r"Ar agor nawr|Yn agor|Ar gau", html)
    assert not re.search(r"Open now|Opens |Monday", html)


def test_an_opening_hour_reads_as_welsh_does() -> None:
    from datetime import time

    from helpline_info.sentences import spoken_time

    with override("cy"):
        assert spoken_time(time(21)) == "9yh"
        assert spoken_time(time(9, 30)) == "9.30yb"
        assert spoken_time(time(0)) == "hanner nos"


@pytest.mark.usefixtures("_site")
def test_statistics_are_in_english_inside_a_layout_in_welsh_and_say_so(client: Client) -> None:
    html = page(client, "/cy/statistics/")
    assert '<main id="main" tabindex="-1" lang="en-gb">' in html
    assert "Yn Saesneg yn unig" in html
    assert "Cael help" in html
    assert Links(page(client, "/statistics/")).to("cy", "link") == set()
    assert "/cy/statistics/" in Links(page(client, "/statistics/")).to("cy")


@pytest.mark.usefixtures("_site")
def test_a_wrong_welsh_address_gets_its_answer_in_welsh(client: Client) -> None:
    response = client.get("/cy/no-such-page/")
    assert response.status_code == 404
    assert "Nid yw’r dudalen hon yma" in response.content.decode()
    assert "tel:08081000900" in response.content.decode()


@pytest.mark.parametrize("address", ["/fr/", "/en-gb/", "/cym/", "/CY/", "/cy-gb/", "/cy%00/"])
@pytest.mark.usefixtures("_site")
def test_no_other_language_has_an_address(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("_site")
def test_the_sitemap_tells_of_both_languages(client: Client) -> None:
    html = client.get("/sitemap.xml").content.decode()
    entry = next(one for one in html.splitlines() if "/cy/stop-it-now/</loc>" in one)
    assert 'hreflang="en-gb"' in entry
    assert 'hreflang="cy"' in entry
    assert "/cy/help/your-own-thoughts/</loc>" in html


@pytest.mark.usefixtures("_site")
def test_a_rich_text_link_leads_to_the_translation(client: Client) -> None:
    english = CampaignPage.objects.get(locale__language_code="en-gb")
    welsh = ContentPage.objects.get(slug="defnyddior-wefan-hon")
    markup = f'<p><a linktype="page" id="{english.pk}">Stop It Now!</a></p>'
    welsh.body = [("text", {"heading": "", "text": markup})]
    welsh.save_revision().publish()
    html = page(client, "/cy/defnyddior-wefan-hon/")
    assert '<a href="/cy/stop-it-now/">Stop It Now!</a>' in html


@pytest.mark.usefixtures("_site")
def test_more_pages_in_the_menu_cost_no_more_queries_in_welsh(client: Client) -> None:
    client.get("/cy/")
    with CaptureQueriesContext(connection) as few:
        client.get("/cy/")
    for number in range(5):
        ours = ContentPage(title=f"Page {number}", slug=f"page-{number}", show_in_menus=True)
        home_page().add_child(instance=ours)
        ours.copy_for_translation(Locale.objects.get(language_code="cy"))
    with CaptureQueriesContext(connection) as many:
        client.get("/cy/")
    assert len(many) <= len(few)
    assert len(many) <= 15


# The words of the interface


def test_the_compiled_words_are_those_of_their_source() -> None:
    with WELSH_WORDS.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    said = [words for words in read_words() if words.is_said_in_welsh]
    known = {key: value for key, value in compiled._catalog.items() if key}  # type: ignore[attr-defined]
    wanted: dict[str | tuple[str, int], str] = {}
    for words in said:
        key = f"{words.context}\x04{words.english}" if words.context else words.english
        if words.plural:
            wanted.update({(key, form): text for form, text in words.welsh.items()})
        else:
            wanted[key] = words.welsh[0]
    assert known == wanted, "run manage.py compilemessages -l cy -i .venv"


def test_no_translation_is_a_guess_or_has_lost_a_placeholder() -> None:
    for words in read_words():
        assert not words.is_fuzzy, words.english
        assert not words.lost_placeholders, words.english


def test_a_plural_has_every_form_that_welsh_has() -> None:
    plurals = [words for words in read_words() if words.plural]
    assert plurals
    assert all(sorted(words.welsh) == [0, 1, 2, 3] for words in plurals)


def test_nearly_everything_that_visitors_read_is_in_welsh() -> None:
    words = read_words()
    missing = [one.english for one in words if not one.is_said_in_welsh]
    assert len(missing) <= 5, missing
