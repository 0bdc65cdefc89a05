"""Changes over several areas in the API: what they cover, what they leave out, what they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stats import actions, clock
from stats.models import Area, BreakKind, Category, Measure, MeasureKind, SeriesBreak
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, KENT, DERBYSHIRE = "E23000003", "E23000002", "E23000032", "E23000018"
NORTH_WEST, ENGLAND, SCOTLAND = "E12000002", "E92000001", "S92000003"
OUT = datetime(2018, 9, 19, 23, 1, tzinfo=UTC)
YEARS = {"measure": "offences", "older": "2016-17", "newer": "2017-18"}


@pytest.fixture
def offences() -> Measure:
    return make_measure("offences")


@pytest.fixture
def two_years(offences: Measure) -> None:
    """Lancashire, Cumbria and Kent in both years; Derbyshire's refused in the second."""
    publication = make_publication()
    for area, older, newer in (
        (ENGLAND, 9_000, 9_900),
        (LANCASHIRE, 591, 674),
        (CUMBRIA, 9, 26),
        (KENT, 200, 300),
    ):
        add_figure(publication, offences, area, "2016-17", older)
        add_figure(publication, offences, area, "2017-18", newer)
    add_figure(publication, offences, DERBYSHIRE, "2016-17", 302)
    add_figure(publication, offences, DERBYSHIRE, "2017-18", None, status="refused")
    part = Category.objects.create(measure=offences, slug="part", name="Part", name_in_prose="part")
    add_figure(publication, offences, KENT, "2017-18", 300, category=part)  # no total
    actions.publish(publication=publication, by=None, at=OUT)


def ask(client: Client, **parameters: Any) -> Any:
    response = client.get("/api/v1/changes/", {**YEARS, **parameters})
    assert response.status_code == 200, response.content
    return response.json()


def refused(client: Client, **parameters: Any) -> Any:
    response = client.get("/api/v1/changes/", {**YEARS, **parameters})
    assert response["Content-Type"] == "application/problem+json"
    assert "no-store" in response["Cache-Control"]
    assert response.json()["status"] == response.status_code
    return response.json()


@pytest.mark.usefixtures("two_years")
def test_a_change_is_of_the_totals_over_police_force_areas_with_both_figures(
    client: Client,
) -> None:
    found = ask(client)
    assert found["measure"] == "offences"
    assert found["older"] == {
        "period": {"start": "2016-04-01", "end": "2017-03-31", "label": "2016-17"},
        "total": "800",
    }
    assert found["newer"]["total"] == "1000"
    assert (found["direction"], found["difference"], found["percent"]) == ("rise", "200", 25)
    assert found["areas"] == [
        {"gss_code": CUMBRIA, "name": "Cumbria", "older": "9", "newer": "26"},
        {"gss_code": KENT, "name": "Kent", "older": "200", "newer": "300"},
        {"gss_code": LANCASHIRE, "name": "Lancashire", "older": "591", "newer": "674"},
    ]


@pytest.mark.usefixtures("two_years")
def test_every_area_that_is_left_out_is_named_with_its_reason(client: Client) -> None:
    found = ask(client)
    left_out = {area["gss_code"]: area for area in found["left_out"]}
    assert len(found["areas"]) + len(left_out) == Area.objects.police_forces().count() == 45
    assert left_out[DERBYSHIRE] == {
        "gss_code": DERBYSHIRE,
        "name": "Derbyshire",
        "reason": "There is no number for 2017-18: refused.",
        "refusal": "missing",
    }
    assert left_out[SCOTLAND]["reason"] == "There is no figure for 2016-17."
    assert found["coverage"].startswith(
        "Covers the 3 of 45 areas with comparable figures for both 2016-17 and 2017-18."
    )


@pytest.mark.usefixtures("two_years")
def test_a_change_can_be_asked_for_within_an_area(client: Client) -> None:
    found = ask(client, area_within=NORTH_WEST)
    assert [area["name"] for area in found["areas"]] == ["Cumbria", "Lancashire"]
    assert {area["name"] for area in found["left_out"]} == {
        "Cheshire",
        "Greater Manchester",
        "Merseyside",
    }
    assert (found["older"]["total"], found["newer"]["total"]) == ("600", "700")
    alone = ask(client, area_within=CUMBRIA)
    assert (alone["difference"], alone["percent"]) == ("17", None)  # of so small a base


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"older": "2017-18", "newer": "2016-17"}, "order"),
        ({"newer": "2017-18", "older": "2017"}, "overlap"),
        ({"newer": "2017-18", "older": "2017-01"}, "length"),
        ({"newer": "2018-19"}, "missing"),
        ({"area_within": DERBYSHIRE}, "missing"),
    ],
)
@pytest.mark.usefixtures("two_years")
def test_what_may_not_be_said_is_refused_with_the_reason(
    client: Client, parameters: dict[str, str], refusal: str
) -> None:
    problem = refused(client, **parameters)
    assert (problem["status"], problem["refusal"]) == (409, refusal)
    assert problem["title"] == "These figures cannot be compared"
    assert problem["detail"].endswith(".")


@pytest.mark.usefixtures("two_years")
def test_a_break_everywhere_is_the_reason_and_one_of_an_area_leaves_it_out(
    client: Client, offences: Measure
) -> None:
    broken = SeriesBreak.objects.create(
        measure=offences,
        area=Area.objects.get(gss_code=KENT),
        kind=BreakKind.RULES,
        starts_on=date(2017, 4, 1),
        reason="Each image is now counted.",
    )
    found = ask(client)
    assert [area["name"] for area in found["areas"]] == ["Cumbria", "Lancashire"]
    [kent] = [area for area in found["left_out"] if area["gss_code"] == KENT]
    assert kent["refusal"] == "rules"
    assert kent["reason"].endswith("Each image is now counted.")
    SeriesBreak.objects.filter(pk=broken.pk).update(area=None)
    problem = refused(client)
    assert (problem["status"], problem["refusal"]) == (409, "rules")
    assert problem["detail"] == (
        "The counting rules changed on 1 April 2017. Each image is now counted."
    )


@pytest.mark.usefixtures("two_years")
def test_surveys_are_not_added_up(client: Client, offences: Measure) -> None:
    Measure.objects.filter(pk=offences.pk).update(kind=MeasureKind.PROPORTION)
    problem = refused(client)
    assert (problem["status"], problem["refusal"]) == (409, "survey")


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"measure": "no-such"}, "measure"),
        ({"measure": ""}, "measure"),
        ({"older": "last year"}, "older"),
        ({"newer": "2017-19"}, "newer"),
        ({"newer": ["2017-18", "2018-19"]}, "newer"),
        ({"area_within": "E99999999"}, "area_within"),
        ({"area_within": "\0"}, "area_within"),
        ({"category": "total"}, "category"),
        ({"page_size": "10"}, "page_size"),
        ({"colour": "red"}, "colour"),
    ],
)
@pytest.mark.usefixtures("two_years")
def test_a_parameter_that_cannot_be_meant_is_refused_by_its_name(
    client: Client, parameters: dict[str, Any], name: str
) -> None:
    problem = refused(client, **parameters)
    assert problem["status"] == 400
    assert [error["parameter"] for error in problem["errors"]] == [name]


@pytest.mark.usefixtures("two_years")
def test_what_is_not_given_is_asked_for(client: Client) -> None:
    problem = client.get("/api/v1/changes/").json()
    assert problem["status"] == 400
    assert {error["parameter"]: error["detail"] for error in problem["errors"]} == {
        "measure": "Give the slug of a measure. All are listed at measures/.",
        "older": "Give a period, such as 2017-18.",
        "newer": "Give a period, such as 2017-18.",
    }


@pytest.mark.usefixtures("two_years")
def test_nothing_is_in_a_change_before_its_second(client: Client, offences: Measure) -> None:
    with clock.at(OUT - timedelta(seconds=1)):
        hidden = refused(client)
        there_is_none = refused(client, measure="no-such")
    assert hidden["status"] == 400
    assert hidden["errors"] == there_is_none["errors"]
    later = make_publication()
    for area in (LANCASHIRE, KENT):
        add_figure(later, offences, area, "2018-19", 800)
    actions.publish(publication=later, by=None, at=OUT + timedelta(days=30))
    next_year = {"older": "2017-18", "newer": "2018-19"}
    with clock.at(OUT + timedelta(days=30, seconds=-1)):
        assert refused(client, **next_year)["refusal"] == "missing"
    with clock.at(OUT + timedelta(days=30)):
        assert ask(client, **next_year)["newer"]["total"] == "1600"


@pytest.mark.usefixtures("two_years")
def test_a_break_that_is_recorded_changes_the_answers_tag(
    client: Client, offences: Measure
) -> None:
    had = client.get("/api/v1/changes/", YEARS)["ETag"]
    asked = {"If-None-Match": had}
    assert client.get("/api/v1/changes/", YEARS, headers=asked).status_code == 304
    SeriesBreak.objects.create(
        measure=offences,
        area=Area.objects.get(gss_code=KENT),
        kind=BreakKind.BREAK,
        starts_on=date(2017, 4, 1),
        reason="A new system.",
    )
    assert client.get("/api/v1/changes/", YEARS, headers=asked).status_code == 200


def test_a_change_is_read_alone_and_leaves_no_trace(client: Client, two_years: None) -> None:
    assert client.head("/api/v1/changes/", YEARS).status_code == 200
    assert client.options("/api/v1/changes/").status_code == 200
    assert client.post("/api/v1/changes/", "{}", "application/json").status_code == 405
    assert not client.get("/api/v1/changes/", YEARS).cookies


def test_a_change_costs_the_same_queries_for_few_areas_as_for_many(
    client: Client, offences: Measure, two_years: None
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(client)
        return len(captured)

    queries()
    few = queries()
    more = make_publication()
    for number in range(30):
        area = make_area(f"Shire {number}")
        for year in ("2015-16", "2016-17", "2017-18"):
            add_figure(more, offences, area, year, 50)
    actions.publish(publication=more, by=None, at=OUT)
    assert len(ask(client)["areas"]) == 33
    assert queries() == few <= 8


def test_the_schema_describes_a_change_field_by_field(client: Client, two_years: None) -> None:
    schema = client.get("/api/v1/schema/").json()
    described = schema["paths"]["/api/v1/changes/"]["get"]
    required = {one["name"]: one.get("required", False) for one in described["parameters"]}
    assert required == {"measure": True, "older": True, "newer": True, "area_within": False}
    assert all(one["description"] for one in described["parameters"])
    fields = schema["components"]["schemas"]["ChangeOverAreas"]
    assert set(fields["properties"]) == set(fields["required"]) == set(ask(client))
