"""What the editor works on, and what is stored: the one becomes the other and back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from stats.prose.embeds import ids_in
from stats.prose.standing import at_hand
from tests.campaigns.factories import make_figure, make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def converter() -> ContentstateConverter:
    return ContentstateConverter(["bold", "link", "figure"])


def stored(figure_id: object, way: str = "count") -> str:
    return f'<embed embedtype="figure" format="{way}" id="{figure_id}"/>'


def opened(converter: ContentstateConverter, html: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(converter.from_database_format(html))
    return content


def test_a_chip_reads_as_the_page_will(converter: ContentstateConverter) -> None:
    figure = make_figure(3549)
    html = f"<p>In all, {stored(figure.pk, 'about')} people asked.</p>"
    content = opened(converter, html)
    assert content["blocks"][0]["text"] == "In all, more than 3,500 people asked."
    chip = content["entityMap"]["0"]
    assert chip["type"] == "FIGURE"
    assert chip["mutability"] == "IMMUTABLE"
    assert chip["data"]["id"] == str(figure.pk)
    assert chip["data"]["problem"] == ""
    assert "North West, January to June 2018: 3,549." in chip["data"]["source"]
    assert "Helpline records" in chip["data"]["source"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>{figure}</p>",
        "<p>{figure} people asked.</p>",
        "<p>Asked by {figure}</p>",
        "<p>Asked by {figure}, then {figure}.</p>",
        "<p><b>{figure}</b> people</p>",
        "<p>No figure at all.</p>",
    ],
)
def test_what_is_stored_comes_back_the_same(converter: ContentstateConverter, html: str) -> None:
    written = html.replace("<p>", '<p data-block-key="abcde">').format(
        figure=stored(make_figure().pk)
    )
    assert converter.to_database_format(converter.from_database_format(written)) == written


def test_the_words_of_a_chip_are_not_stored(converter: ContentstateConverter) -> None:
    html = f"<p>{stored(make_figure(3549).pk)}</p>"
    assert "3,549" in converter.from_database_format(html)
    assert "3,549" not in converter.to_database_format(converter.from_database_format(html))


def test_a_chip_pasted_into_another_text_is_stored_there(converter: ContentstateConverter) -> None:
    figure = make_figure()
    copied = opened(converter, f"<p>{stored(figure.pk, 'rate')} people</p>")
    elsewhere = opened(converter, "<p>Elsewhere</p>")
    elsewhere["blocks"] += copied["blocks"]
    elsewhere["entityMap"] = copied["entityMap"]
    assert stored(figure.pk, "rate") in converter.to_database_format(json.dumps(elsewhere))


def test_where_figures_are_not_allowed_a_pasted_chip_is_dropped() -> None:
    with_figures = ContentstateConverter(["figure"])
    without = ContentstateConverter(["bold"])
    copied = with_figures.from_database_format(f"<p>{stored(make_figure().pk)} people</p>")
    assert "embed" not in without.to_database_format(copied)


HOSTILE = (
    '"><script>alert(1)</script>',
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "1 OR 1=1",
    "-1",
    "9" * 5000,
    "١٢٣",
    "",
)


@pytest.mark.parametrize("written", HOSTILE)
def test_a_hostile_key_opens_as_a_chip_with_a_fault(
    converter: ContentstateConverter, written: str
) -> None:
    content = opened(converter, f"<p>{stored(escape(written))}</p>")
    chip = content["entityMap"]["0"]
    assert chip["data"]["id"] == ""
    assert "is missing" in chip["data"]["problem"]


@pytest.mark.parametrize("written", HOSTILE)
def test_a_hostile_chip_is_stored_as_text_and_not_as_code(
    converter: ContentstateConverter, written: str
) -> None:
    content = opened(converter, f"<p>{stored(make_figure().pk)}</p>")
    content["entityMap"]["0"]["data"].update(id=written, format=written)
    assert "<script" not in converter.to_database_format(json.dumps(content))


def test_a_text_with_many_figures_opens_in_one_query(converter: ContentstateConverter) -> None:
    figures = [make_figure(measure=make_measure(f"measure-{each}")) for each in range(6)]
    html = "".join(f"<p>{stored(figure.pk)}</p>" for figure in figures)
    with CaptureQueriesContext(connection) as queries, at_hand(ids_in(html)):
        opened(converter, html)
    assert len(queries) == 1
