"""Long lists of figures: their pages, their orders, their speed's other half, and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from charity_site import api_throttling
from stats import actions, clock
from stats.api import FigureSerializer, answerable
from stats.api import rows as rows_module
from stats.api.rows import COLUMNS, Answers
from stats.models import (
    BreakKind,
    Category,
    Figure,
    FigureStatus,
    Measure,
    Publication,
    SeriesBreak,
    Source,
)
from stats.periods import Period
from tests.stats.factories import add_figure, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, KENT, SCOTLAND = "E23000003", "E23000002", "E23000032", "S92000003"
NORTH_WEST, ENGLAND, UNITED_KINGDOM = "E12000002", "E92000001", "K02000001"
OUT = datetime(2018, 9, 19, 23, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    api_throttling.COUNTS.forget(now=0)


@pytest.fixture
def offences() -> Measure:
    return make_measure("offences")


def publish(publication: Publication, at: datetime = OUT) -> Publication:
    return actions.publish(publication=publication, by=None, at=at)


def day(number: int) -> Period:
    on = date(2018, 1, 1) + timedelta(days=number)
    return Period(on, on)


@pytest.fixture
def seven(offences: Measure) -> Publication:
    """Figures of seven days of Lancashire: 30, 10, none, 20, 10, 40, 0."""
    publication = make_publication("seven")
    for number, value in enumerate([30, 10, None, 20, 10, 40, 0]):
        add_figure(publication, offences, LANCASHIRE, day(number), value)
    return publish(publication)


def ask(client: Client, **parameters: Any) -> Any:
    response = client.get("/api/v1/figures/", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def values_of(page: Any) -> list[str | None]:
    return [row["value"] for row in page["results"]]


def pages(client: Client, **parameters: Any) -> Iterator[Any]:
    page = ask(client, **parameters)
    yield page
    while page["next"]:
        page = client.get(page["next"]).json()
        yield page


class TestPages:
    def test_hold_every_figure_once_forwards_and_backwards(
        self, client: Client, seven: Publication
    ) -> None:
        forwards = list(pages(client, page_size=3))
        assert [len(page["results"]) for page in forwards] == [3, 3, 1]
        assert forwards[0]["previous"] is None
        back = client.get(forwards[-1]["previous"]).json()
        assert back["results"] == forwards[1]["results"]
        first = client.get(back["previous"]).json()
        assert first["results"] == forwards[0]["results"]
        assert first["previous"] is None
        assert client.get(first["next"]).json()["results"] == forwards[1]["results"]

    def test_miss_nothing_and_tell_nothing_twice_while_figures_are_added(
        self, client: Client, offences: Measure, seven: Publication
    ) -> None:
        seen: list[int] = []
        for number, page in enumerate(pages(client, page_size=2)):
            seen += [row["id"] for row in page["results"]]
            if number < 3:
                more = make_publication()
                add_figure(more, offences, LANCASHIRE, day(100 + number), 1)
                publish(more)
        assert seen == list(Figure.objects.order_by("pk").values_list("pk", flat=True))

    def test_lose_nothing_where_a_figure_of_an_earlier_page_is_corrected(
        self, client: Client, offences: Measure, seven: Publication
    ) -> None:
        first = ask(client, page_size=3)
        old = Figure.objects.get(value=30)
        second = make_publication("seven", version=2)
        add_figure(second, offences, LANCASHIRE, day(0), 31, note="Mistyped.", supersedes=old)
        publish(second)
        rest = client.get(first["next"]).json()
        assert values_of(rest) == ["20", "10", "40"]
        assert values_of(client.get(rest["next"]).json()) == ["0", "31"]

    @pytest.mark.parametrize(
        ("ordering", "expected"),
        [
            ("id", ["30", "10", None, "20", "10", "40", "0"]),
            ("-period_end", ["0", "40", "10", "20", None, "10", "30"]),
            ("value", [None, "0", "10", "10", "20", "30", "40"]),
            ("-value", ["40", "30", "20", "10", "10", "0", None]),
        ],
    )
    @pytest.mark.parametrize("size", [1, 2, 100])
    def test_keep_the_order_that_was_asked_for(
        self,
        client: Client,
        seven: Publication,
        ordering: str,
        expected: list[str | None],
        size: int,
    ) -> None:
        found = pages(client, ordering=ordering, page_size=size)
        assert [value for page in found for value in values_of(page)] == expected

    @pytest.mark.parametrize("ordering", ["public_from", "area", "measure", "-period_start"])
    def test_are_the_same_however_large_in_every_order(
        self, client: Client, seven: Publication, ordering: str
    ) -> None:
        whole = ask(client, ordering=ordering)["results"]
        in_pages = pages(client, ordering=ordering, page_size=2)
        assert [row for page in in_pages for row in page["results"]] == whole

    def test_refuse_an_order_that_there_is_not(self, client: Client, seven: Publication) -> None:
        response = client.get("/api/v1/figures/", {"ordering": "note"})
        [error] = response.json()["errors"]
        assert error["parameter"] == "ordering"
        assert error["detail"].startswith("Give one of: id, period_start, -period_start,")

    @pytest.mark.parametrize("cursor", ["7", "a:b", "e30:x", "eyJhIjoxfQ", "é", "x" * 2001])
    def test_refuse_a_cursor_that_was_made_up(
        self, client: Client, seven: Publication, cursor: str
    ) -> None:
        response = client.get("/api/v1/figures/", {"cursor": cursor})
        assert response.status_code == 400
        [error] = response.json()["errors"]
        assert error["parameter"] == "cursor"
        assert "begin again without it" in error["detail"]

    def test_refuse_a_cursor_of_another_ordering_or_another_list(
        self, client: Client, seven: Publication
    ) -> None:
        cursor = ask(client, page_size=2)["next"].split("cursor=")[1].split("&")[0]
        for address in ("figures/?ordering=value&cursor=", "areas/?cursor="):
            response = client.get(f"/api/v1/{address}{cursor}")
            assert response.status_code == 400
            assert "another list, or of another ordering" in response.json()["detail"]

    def test_far_into_the_list_cost_what_the_first_one_costs(
        self, client: Client, seven: Publication
    ) -> None:
        def statements(address: str) -> list[str]:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            return [query["sql"] for query in queries]

        last = list(pages(client, page_size=2))[-1]["previous"]
        first, far = statements("/api/v1/figures/?page_size=2"), statements(last)
        assert len(first) == len(far)
        assert not any("OFFSET" in statement for statement in far)


class TestAreasWithin:
    @pytest.mark.parametrize(
        ("gss_code", "expected"),
        [
            (LANCASHIRE, ["1"]),
            (NORTH_WEST, ["1", "2", "3"]),
            (ENGLAND, ["1", "2", "3", "4"]),
            (UNITED_KINGDOM, ["1", "2", "3", "4", "5"]),
            (SCOTLAND, ["5"]),
            ("W92000004", []),
        ],
    )
    def test_are_found_however_far_down(
        self, client: Client, offences: Measure, gss_code: str, expected: list[str]
    ) -> None:
        publication = make_publication()
        for value, area in enumerate([LANCASHIRE, CUMBRIA, NORTH_WEST, KENT, SCOTLAND], start=1):
            add_figure(publication, offences, area, "2017-18", value)
        publish(publication)
        assert values_of(ask(client, area_within=gss_code)) == expected

    def test_of_an_area_that_there_is_not_are_refused(self, client: Client) -> None:
        response = client.get("/api/v1/figures/", {"area_within": "E99999999"})
        assert "No area has this GSS code." in response.json()["detail"]

    def test_narrow_the_list_of_areas_too(self, client: Client) -> None:
        listed = client.get("/api/v1/areas/", {"within": NORTH_WEST}).json()["results"]
        assert {area["name"] for area in listed} == {
            *("North West", "Cumbria", "Lancashire", "Merseyside", "Greater Manchester"),
            "Cheshire",
        }


@pytest.fixture
def every_kind(offences: Measure) -> Publication:
    """Figures with and without everything that a figure can have, some corrected, some soon."""
    part = Category.objects.create(
        measure=offences, slug="part", name="Part", name_in_prose="a part"
    )
    source = Source.objects.create(
        reference="foi", title="Replies: “final”", kind="foi", received_on=date(2018, 6, 1)
    )
    bare = Source.objects.create(reference="=cmd|' /C calc'!A0")
    publication = make_publication("every-kind")
    for number, value in enumerate(["0", "12345678901234.1000", "0.0001", "12.5", "100"]):
        add_figure(publication, offences, LANCASHIRE, day(number), value, source=source)
    for number, status in enumerate(FigureStatus, start=10):
        has_value = status in ("final", "provisional", "estimated")
        known = Decimal(number) if has_value else None
        add_figure(publication, offences, CUMBRIA, day(number), known, status=status, source=bare)
    add_figure(publication, offences, KENT, "2017-18", 7, category=part, note="– see “note” é\n")
    publish(publication)
    for version, at in ((2, OUT + timedelta(days=30)), (3, OUT + timedelta(days=180))):
        later = make_publication("every-kind", version=version)
        figure = Figure.objects.get(value=100 if version == 2 else Decimal("12.5"))
        add_figure(
            later,
            offences,
            LANCASHIRE,
            figure.period,
            version,
            note="Mistyped.",
            supersedes=figure,
        )
        publish(later, at)
    return publication


@pytest.mark.parametrize("days", [0, 29, 30, 179, 180, 3650])
def test_the_fast_list_says_what_the_serializer_says_to_the_byte(
    every_kind: Publication, days: int
) -> None:
    request = Request(RequestFactory().get("/api/v1/figures/"))
    with clock.at(OUT + timedelta(days=days)):
        figures = Figure.objects.known_at().order_by("pk")
        answers = Answers(request)
        fast = [answers.of(row) for row in figures.values(*COLUMNS)]
        slow = FigureSerializer(answerable(figures), many=True, context={"request": request}).data
    assert len(fast) > 10
    assert JSONRenderer().render(fast) == JSONRenderer().render(slow)


class TestComparisons:
    @pytest.fixture
    def years(self, offences: Measure) -> dict[str, int]:
        """The ids of Lancashire's figures by their years, and of one of Cumbria."""
        publication = make_publication()
        given = {"2015-16": 12, "2016-17": 591, "2017-18": 674, "2018-19": None}
        ids = {
            year: add_figure(publication, offences, LANCASHIRE, year, value).pk
            for year, value in given.items()
        }
        ids["Cumbria"] = add_figure(publication, offences, CUMBRIA, "2016-17", 5).pk
        publish(publication)
        return ids

    def compare(self, client: Client, newer: int, older: int) -> Any:
        return client.get(f"/api/v1/figures/{newer}/compared-with/{older}/")

    def test_say_the_change_and_the_figures_it_follows_from(
        self, client: Client, years: dict[str, int]
    ) -> None:
        found = self.compare(client, years["2017-18"], years["2016-17"]).json()
        assert (found["older"]["value"], found["newer"]["value"]) == ("591", "674")
        assert (found["direction"], found["difference"], found["percent"]) == ("rise", "83", 14)
        assert found["newer"] == client.get(f"/api/v1/figures/{years['2017-18']}/").json()

    def test_say_no_percentage_on_a_small_base(self, client: Client, years: dict[str, int]) -> None:
        found = self.compare(client, years["2016-17"], years["2015-16"]).json()
        assert (found["difference"], found["percent"]) == ("579", None)

    @pytest.mark.parametrize(
        ("newer", "older", "refusal"),
        [
            ("2018-19", "2017-18", "missing"),
            ("2016-17", "2017-18", "order"),
            ("2017-18", "Cumbria", "subject"),
        ],
    )
    def test_that_may_not_be_made_are_refused_with_the_reason(
        self, client: Client, years: dict[str, int], newer: str, older: str, refusal: str
    ) -> None:
        response = self.compare(client, years[newer], years[older])
        assert response.status_code == 409
        assert response["Content-Type"] == "application/problem+json"
        problem = response.json()
        assert problem["refusal"] == refusal
        assert problem["detail"].endswith(".")

    def test_over_a_break_in_the_series_are_refused_with_its_reason(
        self, client: Client, offences: Measure, years: dict[str, int]
    ) -> None:
        SeriesBreak.objects.create(
            measure=offences,
            kind=BreakKind.RULES,
            starts_on=date(2017, 4, 1),
            reason="Each image is now counted.",
        )
        problem = self.compare(client, years["2017-18"], years["2016-17"]).json()
        assert problem["status"] == 409
        assert "Each image is now counted." in problem["detail"]

    def test_over_a_break_are_refused_to_whoever_asked_before_it_was_recorded(
        self, client: Client, offences: Measure, years: dict[str, int]
    ) -> None:
        before = self.compare(client, years["2017-18"], years["2016-17"])
        assert not before.has_header("Last-Modified")
        SeriesBreak.objects.create(
            measure=offences, kind=BreakKind.RULES, starts_on=date(2017, 4, 1), reason="New rules."
        )
        again = client.get(
            f"/api/v1/figures/{years['2017-18']}/compared-with/{years['2016-17']}/",
            headers={"If-None-Match": before["ETag"]},
        )
        assert again.status_code == 409

    def test_with_a_figure_that_is_not_out_yet_are_not_found(
        self, client: Client, offences: Measure, years: dict[str, int]
    ) -> None:
        draft = add_figure(make_publication(), offences, LANCASHIRE, "2019-20", 700)
        assert self.compare(client, draft.pk, years["2017-18"]).status_code == 404
        assert self.compare(client, years["2017-18"], draft.pk).status_code == 404
        with clock.at(OUT - SECOND):
            assert self.compare(client, years["2017-18"], years["2016-17"]).status_code == 404


def csv_of(client: Client, address: str = "/api/v1/figures.csv", **parameters: Any) -> list[Any]:
    response = client.get(address, parameters)
    assert response.status_code == 200, response.getvalue()
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


class TestCsv:
    def test_has_every_figure_of_the_list_with_the_same_numbers(
        self, client: Client, every_kind: Publication
    ) -> None:
        in_json = [row for page in pages(client, page_size=3) for row in page["results"]]
        in_csv = csv_of(client)
        assert [row["id"] for row in in_csv] == [str(row["id"]) for row in in_json]
        assert [row["value"] or None for row in in_csv] == values_of({"results": in_json})
        assert [row["status"] for row in in_csv] == [row["status"] for row in in_json]
        assert [row["period"] for row in in_csv] == [row["period"]["label"] for row in in_json]

    def test_is_given_at_its_address_and_by_the_accept_header_alike(
        self, client: Client, every_kind: Publication
    ) -> None:
        asked = client.get("/api/v1/figures/", headers={"Accept": "text/csv"})
        assert asked.getvalue() == client.get("/api/v1/figures.csv").getvalue()
        assert "Accept" in asked["Vary"]
        assert asked["Content-Disposition"] == 'attachment; filename="figures.csv"'

    def test_is_narrowed_like_the_list(self, client: Client, every_kind: Publication) -> None:
        [only] = csv_of(client, category="part")
        assert (only["area_gss_code"], only["value"]) == (KENT, "7")
        assert csv_of(client, area_within=SCOTLAND) == []

    @pytest.mark.parametrize("name", ["cursor", "page_size", "ordering", "format", "mesure"])
    def test_is_the_whole_list_and_takes_no_pages(self, client: Client, name: str) -> None:
        response = client.get("/api/v1/figures.csv", {name: "1"})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["errors"][0]["parameter"] == name

    def test_runs_no_formula_in_a_spreadsheet(
        self, client: Client, every_kind: Publication
    ) -> None:
        sources = {row["source"] for row in csv_of(client)}
        assert "'=cmd|' /C calc'!A0" in sources

    def test_waits_for_the_second_of_each_figure(
        self, client: Client, every_kind: Publication
    ) -> None:
        with clock.at(OUT - SECOND):
            assert csv_of(client) == []
        with clock.at(OUT + timedelta(days=30) - SECOND):
            before = csv_of(client)
        with clock.at(OUT + timedelta(days=30)):
            after = csv_of(client)
        assert "100" in {row["value"] for row in before}
        assert "100" not in {row["value"] for row in after}
        assert all(row["superseded_by"] == "" for row in before)

    def test_is_read_piece_by_piece_and_holds_every_figure_once(
        self, client: Client, every_kind: Publication, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = csv_of(client)
        monkeypatch.setattr(rows_module, "ROWS_AT_FIRST", 1)
        monkeypatch.setattr(rows_module, "ROWS_AT_A_TIME", 3)
        with CaptureQueriesContext(connection) as queries:
            assert csv_of(client) == whole
        pieces = [query for query in queries if "LIMIT 3" in query["sql"]]
        assert len(pieces) == (len(whole) - 1) // 3 + 1  # after the first, of one row

    def test_of_one_figure_is_not_spoken(self, client: Client, seven: Publication) -> None:
        one = Figure.objects.first()
        assert one is not None
        answer = client.get(f"/api/v1/figures/{one.pk}/", headers={"Accept": "text/csv"})
        assert answer.status_code == 406
        assert json.loads(answer.content)["title"] == "This format is not spoken here"
