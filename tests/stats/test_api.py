"""What a researcher can ask of the figures, and what nobody can ask a second early."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stats import actions, clock
from stats.models import Category, Figure, FigureStatus, Measure, Publication, Source, SourceKind
from stats.periods import Period, calendar_year, financial_year
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA = "E23000003", "E23000002"
NORTH_WEST = "E12000002"
OUT = datetime(2018, 9, 19, 23, 1, tzinfo=UTC)  # 00:01 on the 20th in London
SECOND = timedelta(seconds=1)


def publish(publication: Publication, at: datetime = OUT) -> Publication:
    return actions.publish(publication=publication, by=None, at=at)


@pytest.fixture
def offences() -> Measure:
    return make_measure("offences")


@pytest.fixture
def possession(offences: Measure) -> Category:
    return Category.objects.create(
        measure=offences, slug="possession", name="Possession", name_in_prose="possession"
    )


@pytest.fixture
def year_2018(offences: Measure, possession: Category) -> Publication:
    """Two totals of Lancashire and a part of Cumbria's, out since 20 September 2018."""
    publication = make_publication("offences-2017-18", title="Offences, 2017-18")
    source = Source.objects.create(
        reference="foi-2018",
        title="Replies of police forces",
        kind=SourceKind.FREEDOM_OF_INFORMATION,
    )
    add_figure(publication, offences, LANCASHIRE, "2016-17", 591, source=source)
    add_figure(publication, offences, LANCASHIRE, "2017-18", 674, source=source)
    add_figure(publication, offences, CUMBRIA, "2017-18", 133, category=possession)
    return publish(publication)


def ask(client: Client, address: str, **parameters: Any) -> Any:
    """The answer's JSON, which must be a good one."""
    response = client.get(f"/api/v1/{address}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def values(client: Client, **parameters: Any) -> list[str]:
    return [row["value"] for row in ask(client, "figures/", **parameters)["results"]]


def refusal(client: Client, address: str, **parameters: Any) -> dict[str, list[str]]:
    response = client.get(f"/api/v1/{address}", parameters)
    assert response.status_code == 400, response.content
    reasons: dict[str, list[str]] = {}
    for error in response.json()["errors"]:
        reasons.setdefault(error["parameter"], []).append(error["detail"])
    return reasons


class TestAFigure:
    def test_says_everything_that_is_known_of_it(
        self, client: Client, year_2018: Publication
    ) -> None:
        figure = Figure.objects.get(value=674)
        assert ask(client, f"figures/{figure.pk}/") == {
            "url": f"http://testserver/api/v1/figures/{figure.pk}/",
            "id": figure.pk,
            "measure": "offences",
            "area": {"gss_code": LANCASHIRE, "name": "Lancashire"},
            "category": None,
            "period": {"start": "2017-04-01", "end": "2018-03-31", "label": "2017-18"},
            "value": "674",
            "status": "final",
            "status_reason": "final",
            "source": {
                "reference": "foi-2018",
                "title": "Replies of police forces",
                "kind": "foi",
                "received_on": None,
            },
            "publication": "offences-2017-18",
            "note": "",
            "public_from": "2018-09-20T00:01:00+01:00",
            "supersedes": None,
            "superseded_by": None,
        }

    @pytest.mark.parametrize(
        ("stored", "answered"),
        [
            ("0", "0"),
            ("100", "100"),
            ("12.5", "12.5"),
            ("0.0001", "0.0001"),
            ("12345678901234.1000", "12345678901234.1"),
        ],
    )
    def test_has_its_value_exactly_and_without_trailing_noughts(
        self, client: Client, offences: Measure, stored: str, answered: str
    ) -> None:
        publication = make_publication()
        add_figure(publication, offences, LANCASHIRE, "2017-18", Decimal(stored))
        publish(publication)
        assert values(client) == [answered]

    @pytest.mark.parametrize(
        ("status", "in_words"),
        [
            (FigureStatus.NOT_SUPPLIED, "not supplied"),
            (FigureStatus.REFUSED, "refused"),
            (FigureStatus.NOT_HELD, "not held"),
            (FigureStatus.NOT_RECEIVED, "not yet received"),
            (FigureStatus.SUPPRESSED, "suppressed, to protect people"),
        ],
    )
    def test_that_has_no_value_says_why_and_is_never_nought(
        self, client: Client, offences: Measure, status: FigureStatus, in_words: str
    ) -> None:
        publication = make_publication()
        add_figure(publication, offences, LANCASHIRE, "2017-18", None, status=status)
        publish(publication)
        [row] = ask(client, "figures/")["results"]
        assert row["value"] is None
        assert (row["status"], row["status_reason"]) == (status.value, in_words)


class TestTheMoment:
    @pytest.fixture
    def everywhere(self, year_2018: Publication) -> list[str]:
        return [
            f"figures/{Figure.objects.get(value=674).pk}/",
            "measures/offences/",
            "publications/offences-2017-18/",
            "publications/offences-2017-18/versions/1/",
        ]

    def test_a_second_early_nothing_answers(self, client: Client, everywhere: list[str]) -> None:
        with clock.at(OUT - SECOND):
            for address in everywhere:
                assert client.get(f"/api/v1/{address}").status_code == 404, address
            for listing in ("figures", "measures", "publications"):
                assert len(ask(client, f"{listing}/")["results"]) == 0

    def test_at_the_second_everything_answers(self, client: Client, everywhere: list[str]) -> None:
        with clock.at(OUT):
            for address in everywhere:
                ask(client, address)
            assert len(ask(client, "figures/")["results"]) == 3
            assert len(ask(client, "measures/")["results"]) == 1
            assert len(ask(client, "publications/")["results"]) == 1

    def test_a_second_early_filters_do_not_give_a_name_away(
        self, client: Client, everywhere: list[str]
    ) -> None:
        early = {
            "measure": "offences",
            "publication": "offences-2017-18",
            "category": "possession",
        }
        with clock.at(OUT - SECOND):
            for name, value in early.items():
                unknown = refusal(client, "figures/", **{name: "no-such-thing"})
                assert refusal(client, "figures/", **{name: value}) == unknown

    def test_a_draft_never_answers(self, client: Client, offences: Measure) -> None:
        draft = make_publication("a-draft")
        figure = add_figure(draft, offences, LANCASHIRE, "2017-18", 674)
        for address in (
            f"figures/{figure.pk}/",
            "measures/offences/",
            "publications/a-draft/",
            "publications/a-draft/versions/1/",
        ):
            assert client.get(f"/api/v1/{address}").status_code == 404, address
        assert values(client) == []

    def test_a_category_known_from_drafts_alone_is_not_listed(
        self, client: Client, offences: Measure, possession: Category, year_2018: Publication
    ) -> None:
        later = Category.objects.create(
            measure=offences, slug="grooming", name="Grooming", name_in_prose="grooming"
        )
        draft = make_publication()
        add_figure(draft, offences, LANCASHIRE, "2017-18", 5, category=later)
        listed = ask(client, "measures/offences/")["categories"]
        assert [category["slug"] for category in listed] == ["possession"]


class TestACorrection:
    CORRECTED = OUT + timedelta(days=30)

    @pytest.fixture
    def correction(self, offences: Measure, year_2018: Publication) -> Figure:
        second = make_publication("offences-2017-18", version=2, title="Offences, corrected")
        correction = add_figure(
            second,
            offences,
            LANCASHIRE,
            "2017-18",
            675,
            note="One offence was left out.",
            supersedes=Figure.objects.get(value=674),
        )
        publish(second, at=self.CORRECTED)
        return correction

    def test_takes_the_place_of_the_old_figure_in_the_list(
        self, client: Client, correction: Figure
    ) -> None:
        with clock.at(self.CORRECTED):
            assert values(client, category="total", period="2017-18") == ["675"]
        with clock.at(self.CORRECTED - SECOND):
            assert values(client, category="total", period="2017-18") == ["674"]

    def test_is_named_by_the_old_figure_which_still_answers(
        self, client: Client, correction: Figure
    ) -> None:
        with clock.at(self.CORRECTED):
            old = ask(client, f"figures/{correction.supersedes_id}/")
            new = ask(client, f"figures/{correction.pk}/")
        assert (old["value"], old["superseded_by"]) == ("674", correction.pk)
        assert (new["value"], new["supersedes"]) == ("675", correction.supersedes_id)
        assert new["note"] == "One offence was left out."

    def test_is_not_hinted_at_before_its_moment(self, client: Client, correction: Figure) -> None:
        with clock.at(self.CORRECTED - SECOND):
            assert ask(client, f"figures/{correction.supersedes_id}/")["superseded_by"] is None
            assert client.get(f"/api/v1/figures/{correction.pk}/").status_code == 404
            assert ask(client, "publications/offences-2017-18/")["versions"] == [1]
            missing = client.get("/api/v1/publications/offences-2017-18/versions/2/")
            assert missing.status_code == 404

    def test_makes_a_second_version_beside_the_first(
        self, client: Client, correction: Figure
    ) -> None:
        with clock.at(self.CORRECTED):
            newest = ask(client, "publications/offences-2017-18/")
            first = ask(client, "publications/offences-2017-18/versions/1/")
            [listed] = ask(client, "publications/")["results"]
        assert listed == newest
        assert (newest["version"], newest["title"]) == (2, "Offences, corrected")
        assert (first["version"], first["title"]) == (1, "Offences, 2017-18")
        assert newest["versions"] == first["versions"] == [1, 2]
        assert first["url"].endswith("/publications/offences-2017-18/versions/1/")

    def test_leaves_one_publication_to_filter_by(self, client: Client, correction: Figure) -> None:
        with clock.at(self.CORRECTED):
            assert values(client, publication="offences-2017-18") == ["591", "133", "675"]


class TestFilters:
    @pytest.fixture
    def figures(self, offences: Measure, year_2018: Publication) -> None:
        others = make_publication("help-2018")
        help_seeking = make_measure("people-seeking-help")
        add_figure(others, help_seeking, NORTH_WEST, calendar_year(2018), 3549)
        add_figure(others, offences, NORTH_WEST, financial_year(2017), None, status="refused")
        publish(others)

    @pytest.mark.parametrize(
        ("parameters", "expected"),
        [
            ({"measure": "people-seeking-help"}, ["3549"]),
            ({"area": LANCASHIRE}, ["591", "674"]),
            ({"publication": "help-2018"}, ["3549", None]),
            ({"category": "possession"}, ["133"]),
            ({"category": "total"}, ["591", "674", "3549", None]),
            ({"status": "refused"}, [None]),
            ({"period": "2017-18"}, ["674", "133", None]),
            ({"period": "2018"}, ["3549"]),
            ({"period_start_from": "2017-04-01"}, ["674", "133", "3549", None]),
            ({"period_start_from": "2017-04-02"}, ["3549"]),
            ({"period_start_to": "2016-04-01"}, ["591"]),
            ({"period_end_to": "2017-03-31"}, ["591"]),
            (
                {"period_end_from": "2018-03-31", "period_end_to": "2018-03-31"},
                ["674", "133", None],
            ),
            ({"area": LANCASHIRE, "category": "total", "period": "2017-18"}, ["674"]),
        ],
    )
    def test_narrow_the_list(
        self, client: Client, figures: None, parameters: dict[str, str], expected: list[str]
    ) -> None:
        assert values(client, **parameters) == expected

    @pytest.mark.parametrize(
        ("name", "value", "reason"),
        [
            ("measure", "ofences", "No measure has this slug."),
            ("area", "Lancashire", "No area has this GSS code."),
            ("publication", "offences", "No publication has this slug."),
            ("category", "theft", "No category has this slug."),
            ("status", "missing", "Give one of: final, provisional,"),
            ("period", "2017-19", "did you mean 2017-18?"),
            ("period", "last year", "is not a period known here"),
            ("period_start_from", "01/04/2017", "Write a day as 2018-03-31."),
            ("period_end_to", "2018-02-30", "Write a day as 2018-03-31."),
            ("measure", "", "empty"),
            ("measure", "off\0ences", "character"),
            ("mesure", "offences", "There are: area, area_within, category, cursor, measure,"),
            ("page", "2", "no such parameter"),
            ("format", "csv", "no such parameter"),
        ],
    )
    def test_refuse_what_cannot_be_meant_by_name_and_reason(
        self, client: Client, figures: None, name: str, value: str, reason: str
    ) -> None:
        refused = refusal(client, "figures/", **{name: value})
        assert list(refused) == [name]
        assert reason in refused[name][0]

    def test_name_everything_that_is_wrong_at_once(self, client: Client, figures: None) -> None:
        refused = refusal(client, "figures/", measure="ofences", period="2017-19", area="X")
        assert sorted(refused) == ["area", "measure", "period"]

    def test_refuse_a_parameter_given_twice(self, client: Client, figures: None) -> None:
        refused = refusal(client, "figures/", area=[LANCASHIRE, NORTH_WEST])
        assert refused == {"area": ["Give this parameter once."]}

    def test_are_for_lists_alone(self, client: Client, year_2018: Publication) -> None:
        figure = Figure.objects.get(value=674)
        assert "status" in refusal(client, f"figures/{figure.pk}/", status="final")
        assert "cursor" in refusal(client, "publications/offences-2017-18/versions/1/", cursor="a")


class TestAreas:
    def test_are_found_by_gss_code(self, client: Client) -> None:
        assert ask(client, f"areas/{LANCASHIRE}/") == {
            "url": f"http://testserver/api/v1/areas/{LANCASHIRE}/",
            "gss_code": LANCASHIRE,
            "name": "Lancashire",
            "name_in_prose": "Lancashire",
            "level": "police-force-area",
            "police_force": "Lancashire Constabulary",
            "part_of": NORTH_WEST,
            "figures_url": f"http://testserver/api/v1/figures/?area={LANCASHIRE}",
        }

    def test_that_no_single_force_answers_for_have_none(self, client: Client) -> None:
        assert ask(client, f"areas/{NORTH_WEST}/")["police_force"] is None
        assert ask(client, "areas/K02000001/")["part_of"] is None

    def test_are_narrowed_by_level_and_by_the_area_above(self, client: Client) -> None:
        regions = ask(client, "areas/", level="region")["results"]
        assert {area["level"] for area in regions} == {"region"}
        inside = ask(client, "areas/", part_of=NORTH_WEST)["results"]
        assert "Lancashire" in [area["name"] for area in inside]
        assert {area["part_of"] for area in inside} == {NORTH_WEST}

    def test_of_a_level_that_there_is_not_are_refused(self, client: Client) -> None:
        refused = refusal(client, "areas/", level="county")
        assert refused["level"][0].startswith("Give one of: united-kingdom, nation,")


class TestMeasures:
    def test_carry_their_categories_caveat_and_figures(
        self, client: Client, offences: Measure, year_2018: Publication
    ) -> None:
        Measure.objects.filter(pk=offences.pk).update(caveat="Recording has changed.")
        measure = ask(client, "measures/offences/")
        assert measure["caveat"] == "Recording has changed."
        assert measure["categories"] == [
            {"slug": "possession", "name": "Possession", "name_in_prose": "possession"}
        ]
        assert len(client.get(measure["figures_url"]).json()["results"]) == 3


class TestPublications:
    def test_say_how_their_figures_were_gathered_and_when_they_came_out(
        self, client: Client, year_2018: Publication
    ) -> None:
        Publication.objects.update(
            methodology="Asked by letter.", police_forces_asked=45, police_forces_answered=41
        )
        publication = ask(client, "publications/offences-2017-18/")
        assert publication["methodology"] == "Asked by letter."
        assert publication["police_forces_asked"] == 45
        assert publication["police_forces_answered"] == 41
        assert publication["published_at"] == "2018-09-20T00:01:00+01:00"
        assert len(client.get(publication["figures_url"]).json()["results"]) == 3


@pytest.mark.parametrize(
    "address",
    [
        "figures/0/",
        "figures/999999999999999999/",
        "figures/9999999999999999999999/",
        "figures/-1/",
        "figures/offences/",
        "measures/none/",
        "measures/off%00ences/",
        "areas/E00000000/",
        "areas/lancashire/",
        "publications/none/",
        "publications/offences-2017-18/versions/2/",
        "publications/offences-2017-18/versions/99999/",
    ],
)
def test_what_there_is_not_is_not_found_in_json(
    client: Client, year_2018: Publication, address: str
) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_pages_keep_their_order_and_hold_every_figure_once(
    client: Client, offences: Measure
) -> None:
    publication = make_publication()
    for day in range(1, 8):
        first = date(2018, 1, day)
        add_figure(publication, offences, LANCASHIRE, Period(first, first), day)
    publish(publication)
    seen: list[int] = []
    address: str | None = "http://testserver/api/v1/figures/?page_size=3"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == sorted(Figure.objects.values_list("pk", flat=True))
    assert len(seen) == 7


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask(client, address, page_size=500)
    return len(queries)


@pytest.mark.parametrize("listing", ["figures/", "measures/", "publications/", "areas/"])
def test_a_longer_list_costs_no_more_queries(
    client: Client, year_2018: Publication, listing: str
) -> None:
    ask(client, listing)  # whatever Django asks for once
    few, before = len(ask(client, listing)["results"]), count_queries(client, listing)
    for number in range(5):
        measure = make_measure()
        category = Category.objects.create(
            measure=measure, slug=f"part-{number}", name="Part", name_in_prose="part"
        )
        publication = make_publication()
        area = make_area(f"Area {number}")
        source = Source.objects.create(reference=f"source-{number}")
        old = add_figure(publication, measure, area, "2017-18", number, source=source)
        add_figure(publication, measure, area, "2016-17", number, category=category)
        publish(publication)
        second = make_publication(publication.slug, version=2)
        add_figure(second, measure, area, "2017-18", 9, note="Mistyped.", supersedes=old)
        publish(second)
    assert len(ask(client, listing, page_size=500)["results"]) >= few + 5
    assert count_queries(client, listing) == before
    assert before <= 6
