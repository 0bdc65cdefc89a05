"""Releases for programs: ninjs, NewsArticle and HTML, each read back by what reads it."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from typing import Any

from press.exports.html import as_html
from press.exports.news_article import as_news_article
from press.exports.ninjs import as_ninjs
from press.exports.text import as_text
from press.templatetags.press_release_tags import news_article_block
from tests.press.exports.documents import HEADLINE, NASTY, chart, document, embargoed

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
# Of ninjs 2.1: the type of each member that we write, and for lists that of their items' members.
# Nothing else is allowed in it.
MEMBERS: dict[str, Any] = {
    "standard": {"name": str, "version": str, "schema": URI},
    "uri": URI,
    "type": {"text"},
    "representationtype": {"full", "partial"},
    "profile": str,
    "version": str,
    "versioncreated": DATE_TIME,
    "firstcreated": DATE_TIME,
    "embargoed": DATE_TIME,
    "pubstatus": {"usable", "withheld", "canceled"},
    "language": str,
    "title": str,
    "headlines": [{"role": str, "contenttype": str, "value": str}],
    "descriptions": [{"role": str, "contenttype": str, "value": str}],
    "bodies": [{"role": str, "contenttype": str, "charcount": int, "wordcount": int, "value": str}],
    "ednote": str,
    "copyrightholder": str,
    "by": str,
    "slugline": str,
    "places": [{"name": str, "rel": str, "uri": URI, "literal": str}],
    "organisations": [{"name": str, "rel": str}],
    "infosources": [{"name": str, "role": str}],
    "genres": [{"name": str, "uri": str}],
    "subjects": [{"name": str, "rel": str}],
    "altids": [{"role": str, "value": str}],
    "renditions": [{"name": str, "href": URI, "contenttype": str}],
}


def check(value: Any, wanted: Any, name: str) -> None:
    match wanted:
        case re.Pattern():
            assert isinstance(value, str), name
            assert wanted.fullmatch(value), (name, value)
        case set():
            assert value in wanted, name
        case dict():
            assert isinstance(value, dict), name
            for key, inside in value.items():
                assert key in wanted, f"{name}.{key} is no member"
                check(inside, wanted[key], f"{name}.{key}")
        case [one]:
            assert isinstance(value, list), name
            for item in value:
                check(item, one, name)
        case _:
            assert isinstance(value, wanted), name


def test_ninjs_has_only_what_the_standard_allows_in_the_types_that_it_says() -> None:
    for release in (document(), embargoed(), document(is_draft=True), document(is_withdrawn=True)):
        said = json.loads(as_ninjs(release))
        check(said, MEMBERS, "item")
        assert said["uri"] == "tag:www.example.org,2018:release/7"


def test_ninjs_says_whether_it_may_be_used_where_systems_look_for_it() -> None:
    out, held = json.loads(as_ninjs(document())), json.loads(as_ninjs(embargoed()))
    assert out["pubstatus"] == "usable"
    assert "embargoed" not in out
    assert held["pubstatus"] == "withheld"
    assert held["embargoed"] == "2018-09-20T00:01:00+01:00"
    assert "EMBARGOED UNTIL 00:01" in held["ednote"]
    assert "renditions" not in held
    assert json.loads(as_ninjs(document(is_draft=True)))["pubstatus"] == "withheld"
    assert json.loads(as_ninjs(document(is_withdrawn=True)))["pubstatus"] == "canceled"


def test_markup_in_a_quotation_is_escaped_in_the_body_of_ninjs() -> None:
    main, plain = json.loads(as_ninjs(document(quotes=((NASTY, "Somebody"),))))["bodies"]
    assert "<script>" not in main["value"]
    assert NASTY in plain["value"]
    assert plain["value"] == as_text(document(quotes=((NASTY, "Somebody"),)))


def test_a_news_article_says_when_it_came_out_what_changed_and_where_it_is() -> None:
    said = json.loads(as_news_article(document()))
    assert said["@type"] == "NewsArticle"
    assert said["name"] == HEADLINE
    assert said["url"] == said["mainEntityOfPage"] == document().link
    assert said["datePublished"] == "2018-09-20T00:01:00+01:00"
    assert said["correction"][0]["text"] == "2 October 2018: It was 674, not 684."
    assert said["spatialCoverage"]["identifier"] == "E23000003"
    assert "0808 1000 900" in said["articleBody"]


def test_a_news_article_under_embargo_has_no_address_and_says_so() -> None:
    said = json.loads(as_news_article(embargoed()))
    assert not {"url", "datePublished", "mainEntityOfPage"} & set(said)
    assert said["creativeWorkStatus"].startswith("EMBARGOED UNTIL")


def test_a_headline_without_end_is_cut_for_search_engines_alone() -> None:
    said = json.loads(as_news_article(document(headline="Police " * 100)))
    assert len(said["headline"]) == 110
    assert len(said["name"]) == 700


def test_the_block_on_the_public_page_cannot_be_broken_out_of() -> None:
    block = news_article_block({}, document(publisher="The charity", headline=f"</script>{NASTY}"))
    assert block.startswith('<script type="application/ld+json">')
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside)["name"] == f"</script>{NASTY}"


def test_nothing_of_a_draft_or_an_embargo_is_on_the_page_for_search_engines() -> None:
    for release in (document(is_draft=True), embargoed(), document(is_withdrawn=True)):
        assert news_article_block({}, release) == ""


class Page(HTMLParser):
    """The elements of a page, and what they say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_is_whole_in_itself_and_fetches_nothing() -> None:
    html = as_html(document(chart=chart())).decode()
    page = Page(html)
    assert page.all("html") == [{"lang": "en-GB"}]
    assert not page.all("script")
    assert not page.all("link")
    (picture,) = page.all("img")
    assert picture["alt"] == chart().text
    kind, _comma, content = str(picture["src"]).partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(content).decode() == chart().svg
    reaching_out = [
        value
        for _tag, attributes in page.elements
        for name, value in attributes.items()
        if name in ("src", "href") and value and not value.startswith(("data:", document().link))
    ]
    assert reaching_out == []
    assert "@media print" in html


def test_the_page_has_one_heading_of_the_first_order_and_a_table_with_headings() -> None:
    page = Page(as_html(document()).decode())
    assert len(page.all("h1")) == 1
    assert len(page.all("caption")) == 1
    scopes = [heading.get("scope") for heading in page.all("th")]
    assert scopes == ["col"] * 4 + ["row"] * 2


def test_markup_in_a_release_is_only_words_on_the_page() -> None:
    page = Page(as_html(document(headline=NASTY, lead=(NASTY,))).decode())
    assert not page.all("script")
    assert NASTY in page.text


def test_a_page_under_embargo_begins_and_ends_with_it() -> None:
    words = [text.strip() for text in Page(as_html(embargoed()).decode()).text if text.strip()]
    said = [number for number, text in enumerate(words) if text == embargoed().timing]
    assert len(said) == 3
    assert said[-1] == len(words) - 1


def test_text_names_the_correction_before_the_headline() -> None:
    text = as_text(document())
    assert text.index("It was 674, not 684.") < text.index(HEADLINE)
    assert "This release online: https://www.example.org/newsroom/lancashire/" in text


def test_text_under_embargo_ends_with_it() -> None:
    text = as_text(embargoed()).strip()
    assert text.startswith(embargoed().timing)
    assert text.endswith(embargoed().timing)
