"""The number in the sentence, the chart, the table, the files, the API and the release is one."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

import helpline_info.sample_content
import press.sample_content
import stats.sample_content
from press import actions as press_actions
from press.actions.correcting import work_on_redrafts
from press.models import ReleasePage
from stats import actions
from stats.charts.outbox import draw_waiting_charts
from stats.models import Chart, Figure, Publication
from tests.stats.factories import add_sample_figures, make_publication

pytestmark = pytest.mark.django_db

MEASURE = "child-abuse-image-offences"
SLUG = f"{MEASURE}-2017-18"
PAGE = f"/statistics/{MEASURE}/lancashire/"
YEAR = ("2017-04-01", "2018-03-31")


@pytest.fixture
def publication() -> Publication:
    """The image offences of 2017-18, public, with charts drawn and releases built."""
    helpline_info.sample_content.load()
    stats.sample_content.load_vocabulary()
    press.sample_content.load()
    draft = make_publication(SLUG)
    add_sample_figures(draft)
    return publish(draft)


def publish(draft: Publication) -> Publication:
    published = actions.publish(publication=draft, by=None, at=timezone.now())
    draw_waiting_charts()
    press_actions.build_waiting_drafts()
    work_on_redrafts()
    return published


def correct(by: User) -> Publication:
    """Lancashire's 674 becomes 700, and the part that was miscounted with it."""
    standing = Figure.objects.visible_at()
    for old, new in ((674, 700), (541, 567)):
        correction = actions.correct_figure(
            figure=standing.get(value=old, area__slug="lancashire"),
            value=Decimal(new),
            status="final",
            reason="The force had left out one of its teams.",
            by=by,
        )
    return publish(correction.publication)


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def in_the_sentence(page: str) -> str:
    found = re.search(r'<p class="lead">.*? numbered ([\d,]+) in Lancashire', page)
    assert found
    return found[1]


def in_the_tables(page: str) -> set[str]:
    """The total of 2017-18 as each table has it: over time, and under its parts."""
    period = re.search(r">2017-18</a></th>\s*<td[^>]*>\s*([\d,]+)\s*</td>", page)
    total = re.search(r">Total</th>\s*<td[^>]*>\s*([\d,]+)\s*</td>", page)
    assert period
    assert total
    return {period[1], total[1]}


def charts_of(page: str) -> list[Chart]:
    """Every chart that the page asks a browser for: of the series, for a desk and for a phone."""
    digests = re.findall(r"/statistics/charts/([0-9a-f]{64})\.svg", page)
    assert digests, "no chart is drawn"
    return [Chart.objects.get(digest=digest) for digest in digests]


def in_the_chart_of_the_series(page: str, client: Client) -> set[str]:
    found = set()
    for chart in charts_of(page):
        rows = chart.specification["data"]["values"]
        for row in rows:
            if row["label"] == "2017-18":
                found |= {str(row["value"]), row["shown"]}
                svg = client.get(f"/statistics/charts/{chart.digest}.svg").content.decode()
                assert f">{row['shown']}<" in svg
    return found


def in_the_words_for_the_chart(page: str) -> str:
    found = re.search(r'alt="[^"]*2017-18: ([\d,]+)', page)
    assert found
    return found[1]


def in_the_csv(client: Client) -> str:
    response: Any = client.get(f"/statistics/{MEASURE}/lancashire.csv")
    rows = csv.DictReader(StringIO(response.getvalue().decode(), newline=""))
    (value,) = (
        row["value"]
        for row in rows
        if (row["period_start"], row["period_end"]) == YEAR and not row["category"]
    )
    return value


def in_the_json(client: Client) -> str:
    response: Any = client.get(f"/statistics/{MEASURE}/lancashire.json")
    (value,) = (
        figure["value"]
        for figure in json.loads(response.getvalue())["figures"]
        if (figure["period_start"], figure["period_end"]) == YEAR and not figure["category"]
    )
    return str(value)


def in_the_spreadsheet(client: Client) -> str:
    response = client.get(f"/statistics/{MEASURE}/lancashire.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(response.content))["Figures"]
    names, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    figures = [dict(zip(names, row, strict=True)) for row in rows]
    (value,) = (
        figure["value"]
        for figure in figures
        if figure["period"] == "2017-18" and not figure["category"]
    )
    return str(value)


def in_the_api(client: Client) -> str:
    answer = client.get(
        "/api/v1/figures/",
        {"measure": MEASURE, "area": "E23000003", "period": "2017-18", "category": "total"},
    ).json()
    (figure,) = answer["results"]
    return str(figure["value"])


def in_the_release() -> set[str]:
    """The counts of the year that the one release for Lancashire gives."""
    release = ReleasePage.objects.get(publication__slug=SLUG, area__slug="lancashire")
    newest = release.get_latest_revision_as_object()
    words = " ".join([newest.title, *(str(child.value) for child in newest.body)])
    return set(re.findall(r"\b(?:674|700)\b", words))


def every_place(client: Client) -> dict[str, set[str]]:
    page = html(client, PAGE)
    return {
        "sentence": {in_the_sentence(page)},
        "tables": in_the_tables(page),
        "chart": in_the_chart_of_the_series(page, client),
        "words for the chart": {in_the_words_for_the_chart(page)},
        "CSV": {in_the_csv(client)},
        "JSON": {in_the_json(client)},
        "XLSX": {in_the_spreadsheet(client)},
        "API": {in_the_api(client)},
        "release": in_the_release(),
    }


def test_it_is_one_number_everywhere(client: Client, publication: Publication) -> None:
    for place, numbers in every_place(client).items():
        assert numbers == {"674"}, place


def test_it_is_one_number_everywhere_after_a_correction(
    client: Client, publication: Publication, admin_user: User
) -> None:
    before = {chart.digest for chart in charts_of(html(client, PAGE))}
    second = correct(by=admin_user)
    assert second.version == publication.version + 1
    for place, numbers in every_place(client).items():
        assert numbers == {"700"}, place
    after = {chart.digest for chart in charts_of(html(client, PAGE))}
    assert not before & after
    for digest in before:  # whoever kept the address of the old chart still sees what it was
        assert client.get(f"/statistics/charts/{digest}.svg").status_code == 200
    old = html(client, f"/statistics/publications/{SLUG}/versions/1/")
    assert re.search(r"<td[^>]*>\s*674\s*</td>", old)
    assert "It was superseded" in old


def test_until_the_new_chart_is_drawn_the_old_one_is_not_shown(
    client: Client, publication: Publication, admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(publish.__globals__, "draw_waiting_charts", lambda: 0)
    correct(by=admin_user)
    page = html(client, PAGE)
    assert "/statistics/charts/" not in page
    assert "2017-18: 700" in page  # in words, meanwhile
    assert in_the_sentence(page) == "700"
