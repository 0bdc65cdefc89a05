"""What holds for every address of the API: read-only, without a trace, and described."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

import stats.sample_content
from tests.campaigns.factories import key_figure, make_campaign, make_figure
from tests.helpline_info.factories import make_category
from tests.press.conftest import publish
from tests.stats.factories import add_sample_figures, make_publication

pytestmark = pytest.mark.django_db

LISTS = [
    "areas",
    "measures",
    "publications",
    "figures",
    "releases",
    "campaigns",
    "support-categories",
]
ADDRESSES = ["", *[f"{listing}/" for listing in LISTS], "areas/E23000003/", "schema/", "docs/"]


@pytest.fixture
def site() -> None:
    make_campaign(key_figure(make_figure()), slug="stop-it-now")
    make_category(slug="own-thoughts")


@pytest.mark.parametrize("address", ADDRESSES)
class TestEveryAddress:
    def test_answers(self, client: Client, site: None, address: str) -> None:
        assert client.get(f"/api/v1/{address}").status_code == 200

    def test_sets_no_cookie_and_reads_none(self, client: Client, site: None, address: str) -> None:
        response = client.get(f"/api/v1/{address}")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    def test_can_be_asked_for_its_head_and_its_options(
        self, client: Client, site: None, address: str
    ) -> None:
        assert client.head(f"/api/v1/{address}").status_code == 200
        assert client.options(f"/api/v1/{address}").status_code == 200

    def test_takes_nothing(self, site: None, address: str) -> None:
        client = Client(enforce_csrf_checks=True)
        for method in (client.post, client.put, client.patch, client.delete):
            response = method(f"/api/v1/{address}", "{}", "application/json")
            assert response.status_code == 405
            assert not response.cookies


def test_staff_are_answered_with_no_more_than_anybody(
    client: Client, admin_client: Client, site: None
) -> None:
    for address in ADDRESSES:
        seen = admin_client.get(f"/api/v1/{address}")
        assert seen.content == client.get(f"/api/v1/{address}").content, address
        assert not seen.cookies


@pytest.mark.parametrize("listing", LISTS)
class TestEveryList:
    def test_stands_on_the_first_page_of_the_api(
        self, client: Client, site: None, listing: str
    ) -> None:
        addresses = client.get("/api/v1/").json()
        assert client.get(addresses[listing]).json()["results"] is not None
        assert set(addresses) == set(LISTS)

    def test_comes_in_pages(self, client: Client, site: None, listing: str) -> None:
        page = client.get(f"/api/v1/{listing}/", {"page_size": 1}).json()
        assert list(page) == ["next", "previous", "results"]
        assert len(page["results"]) <= 1

    def test_refuses_a_parameter_that_it_does_not_know(
        self, client: Client, site: None, listing: str
    ) -> None:
        response = client.get(f"/api/v1/{listing}/", {"colour": "red"})
        assert response.status_code == 400
        [error] = response.json()["errors"]
        assert error["parameter"] == "colour"
        assert error["detail"].startswith("There is no such parameter. There are: ")
        assert "page_size" in error["detail"]

    def test_has_nothing_under_a_name_that_there_is_not(
        self, client: Client, site: None, listing: str
    ) -> None:
        for name in ("none", "no%00ne", "no%20ne", "%F0%9F%92%A5", "x" * 3000):
            response = client.get(f"/api/v1/{listing}/{name}/")
            assert response.status_code == 404, name
            assert response["Content-Type"] == "application/problem+json", name


@pytest.mark.parametrize("size", ["0", "-1", "1001", "many", "1.5", "²", "9" * 5000])
def test_no_page_is_of_such_a_size(client: Client, size: str) -> None:
    response = client.get("/api/v1/areas/", {"page_size": size})
    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error == {"parameter": "page_size", "detail": "Give a whole number from 1 to 1000."}


def test_campaigns_and_support_categories_are_found_by_their_slugs(
    client: Client, site: None
) -> None:
    campaign = client.get("/api/v1/campaigns/stop-it-now/").json()
    assert [figure["value"] for figure in campaign["key_figures"]] == ["3549"]
    assert client.get("/api/v1/support-categories/own-thoughts/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_there_is_not_says_so_in_json(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/children/1/")
    assert response.status_code == 404
    assert "nothing at this address" in response.json()["detail"]


def test_an_address_without_its_last_slash_is_sent_on(client: Client) -> None:
    response = client.get("/api/v1/figures")
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/figures/"


def test_a_format_that_is_not_spoken_is_refused(client: Client) -> None:
    assert client.get("/api/v1/areas/", headers={"Accept": "text/csv"}).status_code == 406


class TestTheSchema:
    def test_is_valid_and_complete_to_the_last_warning(self, tmp_path: Path) -> None:
        file = tmp_path / "schema.json"
        call_command(
            "spectacular", validate=True, fail_on_warn=True, format="openapi-json", file=str(file)
        )
        described = json.loads(file.read_text())["paths"]
        assert {f"/api/v1/{listing}/" for listing in LISTS} <= set(described)
        assert all(address.startswith("/api/v1/") for address in described)
        assert {method for address in described.values() for method in address} == {"get"}

    def test_is_served_as_it_is_written(self, client: Client, tmp_path: Path) -> None:
        file = tmp_path / "schema.json"
        call_command("spectacular", format="openapi-json", file=str(file))
        served = client.get("/api/v1/schema/")
        assert served["Content-Type"].startswith("application/vnd.oai.openapi+json")
        assert served.json()["paths"] == json.loads(file.read_text())["paths"]

    def test_describes_every_filter_and_the_bounds_of_a_page(self, client: Client) -> None:
        figures = client.get("/api/v1/schema/").json()["paths"]["/api/v1/figures/"]["get"]
        described = {parameter["name"]: parameter for parameter in figures["parameters"]}
        refused = client.get("/api/v1/figures/", {"colour": "red"}).json()["detail"]
        known = refused.partition("There are: ")[2].rstrip(".").split(", ")
        assert sorted(described) == known
        assert all(parameter.get("description") for parameter in described.values())
        assert described["page_size"]["schema"]["maximum"] == 1000

    def test_describes_every_field_that_a_figure_answers_with(
        self, client: Client, site: None
    ) -> None:
        schema = client.get("/api/v1/schema/").json()["components"]["schemas"]["Figure"]
        [figure] = client.get("/api/v1/figures/").json()["results"]
        assert set(schema["properties"]) == set(schema["required"]) == set(figure)
        assert schema["properties"]["value"]["type"] == "string"
        assert schema["properties"]["value"]["nullable"] is True

    @pytest.mark.parametrize("name", ["version", "lang", "format"])
    def test_takes_no_parameters(self, client: Client, name: str) -> None:
        assert client.get("/api/v1/schema/", {name: "a\r\nb"}).status_code == 400


class TestThePageToTryItOn:
    @pytest.fixture
    def page(self, client: Client, site: None) -> str:
        return client.get("/api/v1/docs/").content.decode()

    def test_loads_nothing_from_another_site(self, client: Client, page: str) -> None:
        loaded = re.findall(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]*)"', page)
        # Links to the page itself and to its feeds are followed by people, not loaded with it.
        links = re.findall(r"<link[^>]*>", page)
        loaded += [
            re.findall(r'\shref="([^"]*)"', link)[0]
            for link in links
            if not re.search(r'rel="(?:canonical|alternate)"', link)
        ]
        assert any(address.endswith("swagger-ui-bundle.js") for address in loaded)
        for address in loaded:
            assert urlsplit(address).netloc == "", address
            if address.startswith("/static/"):
                assert finders.find(address.removeprefix("/static/")), address
            else:
                assert client.get(address).status_code == 200, address

    def test_has_no_script_or_style_written_into_it(self, page: str) -> None:
        assert not re.search(r"<script(?![^>]*\ssrc=)", page)
        assert "<style" not in page

    def test_sends_the_schema_to_no_validator(self) -> None:
        found: Any = finders.find("js/api-docs.js")
        script = Path(found).read_text()
        assert "validatorUrl: null" in script
        assert "persistAuthorization: false" in script

    def test_lists_everything_where_no_script_runs(self, client: Client, page: str) -> None:
        for address in client.get("/api/v1/").json().values():
            assert f'href="{urlsplit(address).path}"' in page
        assert 'href="/api/v1/schema/"' in page


@pytest.fixture
def guide() -> str:
    """What reporters are told, with the figures published that it speaks of."""
    stats.sample_content.load_vocabulary()
    publication = make_publication("child-abuse-image-offences-2017-18")
    add_sample_figures(publication)
    publish(publication)
    return str((settings.BASE_DIR / "docs" / "api.md").read_text())


def test_every_example_in_the_guide_answers(client: Client, guide: str) -> None:
    examples = re.findall(r"curl 'https://www\.example\.org([^']*)'", guide)
    assert len(examples) > 5
    for example in examples:
        assert client.get(example).status_code == 200, example
    [figure] = client.get(examples[0]).json()["results"]
    told = json.loads(re.findall(r"```json\n(.*?)```", guide, re.DOTALL)[0])["results"][0]
    assert list(told) == list(figure)
    for name in ("measure", "area", "category", "period", "value", "status", "source"):
        assert told[name] == figure[name]


def test_the_change_over_areas_in_the_guide_is_what_is_answered(client: Client, guide: str) -> None:
    [address] = re.findall(
        r"curl 'https://www\.example\.org([^']*/changes/[^']*within[^']*)'", guide
    )
    [told] = [
        json.loads(example)
        for example in re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
        if '"left_out"' in example
    ]
    answered = client.get(address).json()
    assert answered == told
    assert list(answered) == list(told)


def test_the_program_in_the_guide_runs(
    client: Client,
    guide: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    [program] = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)

    def through_the_test_client(address: str) -> BytesIO:
        path = address.removeprefix("https://www.example.org")
        return BytesIO(client.get(path).content)

    monkeypatch.setattr("urllib.request.urlopen", through_the_test_client)
    exec(program, {})  # noqa: S102  the guide's own words
    assert capsys.readouterr().out == "591 to 674: 14.0%\n"
