"""The files of figures: each whole, of what is public alone, and safe to open."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from stats import actions, clock
from stats.downloads import files
from stats.downloads.records import COLUMNS, NAMES
from stats.models import Category, Figure, Measure, Publication, Source
from tests.stats.factories import add_figure, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, DERBYSHIRE = "E23000003", "E23000018"
FORMULA = '=HYPERLINK("https://example.org/")'


@pytest.fixture
def measure() -> Measure:
    measure = make_measure("image-offences")
    Measure.objects.filter(pk=measure.pk).update(
        caveat="Recorded crime depends on recording.", does_not_show="What nobody reported."
    )
    measure.refresh_from_db()
    return measure


@pytest.fixture
def publication(measure: Measure) -> Publication:
    publication = make_publication("offences-2017-18", title="Offences, 2017-18")
    source = Source.objects.create(reference="reply-1", title="Replies of police forces")
    possession, making = (
        Category.objects.create(
            measure=measure, slug=slug, name=slug.title(), name_in_prose=slug, position=position
        )
        for position, slug in enumerate(("possession", "making"))
    )
    add_figure(publication, measure, LANCASHIRE, "2016-17", 591, source=source)
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674, source=source, note=FORMULA)
    add_figure(publication, measure, LANCASHIRE, "2017-18", 133, category=possession, source=source)
    add_figure(publication, measure, LANCASHIRE, "2017-18", 541, category=making, source=source)
    add_figure(publication, measure, DERBYSHIRE, "2017-18", None, status="refused", source=source)
    return actions.publish(publication=publication, by=None, at=timezone.now())


def content(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue() if response.streaming else response.content  # type: ignore[no-any-return]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content(client, address).decode(), newline="")))


@pytest.mark.usefixtures("publication")
def test_the_csv_of_a_measure_has_every_figure_that_stands(client: Client) -> None:
    rows = rows_of(client, "/statistics/image-offences.csv")
    assert [(row["area"], row["period"], row["category"], row["value"]) for row in rows] == [
        ("Lancashire", "2017-18", "", "674"),
        ("Lancashire", "2017-18", "possession", "133"),
        ("Lancashire", "2017-18", "making", "541"),
        ("Lancashire", "2016-17", "", "591"),
        ("Derbyshire", "2017-18", "", ""),
    ]
    assert rows[4]["status"] == "refused"
    assert rows[0]["source"] == "Replies of police forces"
    assert (rows[0]["publication"], rows[0]["version"]) == ("offences-2017-18", "1")


@pytest.mark.usefixtures("publication")
def test_the_files_of_an_area_have_its_figures_alone(client: Client) -> None:
    rows = rows_of(client, "/statistics/image-offences/derbyshire.csv")
    assert [row["area"] for row in rows] == ["Derbyshire"]


@pytest.mark.usefixtures("publication")
def test_formulas_are_defused_in_csv_and_are_text_in_the_spreadsheet(client: Client) -> None:
    rows = rows_of(client, "/statistics/image-offences.csv")
    assert rows[0]["note"] == f"'{FORMULA}"
    book = openpyxl.load_workbook(BytesIO(content(client, "/statistics/image-offences.xlsx")))
    note = book["Figures"].cell(row=2, column=NAMES.index("note") + 1)
    assert (note.value, note.data_type) == (FORMULA, "s")


@pytest.mark.usefixtures("publication")
def test_the_spreadsheet_has_numbers_days_gaps_and_a_sheet_about_them(client: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(content(client, "/statistics/image-offences.xlsx")))
    sheet = book["Figures"]
    assert tuple(cell.value for cell in sheet[1]) == NAMES
    values = [row[NAMES.index("value")] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in values] == [
        (674, "n"),
        (133, "n"),
        (541, "n"),
        (591, "n"),
        (None, "n"),
    ]
    assert sheet.cell(row=2, column=NAMES.index("period_start") + 1).value.date().year == 2017
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["caveat"] == "Recorded crime depends on recording."
    assert about["does not show"] == "What nobody reported."
    assert "version 1" in about["how to cite"]


@pytest.mark.usefixtures("publication")
def test_the_json_says_what_the_figures_are(client: Client) -> None:
    read = json.loads(content(client, "/statistics/image-offences.json"))
    assert [figure["value"] for figure in read["figures"]] == ["674", "133", "541", "591", None]
    assert read["about"]["measures"][0]["caveat"] == "Recorded crime depends on recording."
    assert read["about"]["publications"][0]["title"] == "Offences, 2017-18"
    assert read["about"]["sources"] == ["Replies of police forces"]
    assert "licence" not in json.dumps(read)  # none is known


@pytest.mark.usefixtures("publication")
def test_the_table_is_described_beside_the_csv_as_programs_look_for_it(client: Client) -> None:
    response = client.get("/statistics/image-offences.csv")
    beside = "/statistics/image-offences.csv-metadata.json"
    assert f"{beside}>; rel=" in response["Link"]
    described = json.loads(content(client, beside))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert described["url"].endswith("/statistics/image-offences.csv")
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == [column.name for column in COLUMNS]
    rows = rows_of(client, "/statistics/image-offences.csv")
    key = described["tableSchema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)


ADDRESSES = (
    "/statistics/image-offences",
    "/statistics/image-offences/lancashire",
    "/statistics/publications/offences-2017-18/versions/1",
)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "csv-metadata.json"])
def test_no_file_is_there_a_second_before_its_figures(
    client: Client, publication: Publication, form: str
) -> None:
    for address in ADDRESSES:
        assert content(client, f"{address}.{form}")
    assert publication.publish_at is not None
    with clock.at(publication.publish_at - timedelta(seconds=1)):
        for address in ADDRESSES:
            assert client.get(f"{address}.{form}").status_code == 404, address


@pytest.mark.usefixtures("publication")
@pytest.mark.parametrize(
    "address",
    [
        "/statistics/no-such-measure.csv",
        "/statistics/image-offences/kent.csv",  # it has no figure
        "/statistics/image-offences/no-such-area.xlsx",
        "/statistics/image-offences.ods",
        "/statistics/publications/offences-2017-18/versions/2.csv",
        "/statistics/publications/offences-2017-18/versions/99999999999999999999.csv",
    ],
)
def test_a_file_of_nothing_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("publication")
def test_a_spreadsheet_that_would_be_too_long_says_where_the_csv_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS_OF_A_SPREADSHEET", 2)
    response = client.get("/statistics/image-offences.xlsx")
    assert response.status_code == 413
    assert "/statistics/image-offences.csv" in response.content.decode()


def test_a_version_keeps_the_figures_that_it_had(
    client: Client, measure: Measure, publication: Publication
) -> None:
    second = make_publication(publication.slug, version=2, title=publication.title)
    for old in Figure.objects.filter(value__in=(674, 541)):
        assert old.value is not None
        add_figure(
            second,
            measure,
            LANCASHIRE,
            "2017-18",
            old.value + 1,
            category=old.category,
            supersedes=old,
            note="One was counted twice.",
        )
    actions.publish(publication=second, by=None, at=timezone.now())
    values = {
        version: [
            row["value"]
            for row in rows_of(
                client, f"/statistics/publications/{publication.slug}/versions/{version}.csv"
            )
        ]
        for version in (1, 2)
    }
    assert values == {
        1: ["674", "133", "541", "591", ""],
        2: ["675", "133", "542", "591", ""],
    }


def test_the_queries_for_a_file_do_not_grow_with_its_rows(
    client: Client,
    measure: Measure,
    publication: Publication,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(12) as few:
        content(client, "/statistics/image-offences.csv")
    more = make_publication("more")
    for year in range(1990, 2015):
        add_figure(more, measure, LANCASHIRE, str(year), year)
    actions.publish(publication=more, by=None, at=timezone.now())
    with django_assert_num_queries(len(few)):
        content(client, "/statistics/image-offences.csv")


def test_the_first_rows_are_sent_before_the_last_are_read(
    measure: Measure, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stats.downloads.collections import of_measure

    read: list[int] = []

    def slowly(figures: Any) -> Iterator[tuple[object, ...]]:
        for number in range(10_000):
            read.append(number)
            yield ("offences", "Lancashire", number)

    monkeypatch.setattr(files, "records", slowly)
    pieces = files.as_csv(of_measure(measure))
    assert b"Lancashire" in next(iter(pieces))
    assert len(read) < 500
