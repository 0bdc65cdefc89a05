"""What every answer of the API keeps to: problems, freshness, and a fair share for everyone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.log_actions import log

from charity_site import api_throttling
from charity_site.api import description_of_the_api
from charity_site.api_throttling import COUNTS, Counts
from stats import actions, clock, replies
from stats.models import Area, Measure, Publication, Reply
from tests.stats.factories import add_figure, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"
OUT = datetime(2018, 9, 19, 23, 1, tzinfo=UTC)
LATER = OUT + timedelta(days=30)
SECOND = timedelta(seconds=1)
FIGURES, CSV = "/api/v1/figures/", "/api/v1/figures.csv"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    COUNTS.forget(now=0)


@pytest.fixture
def publication() -> Publication:
    """674, out on 20 September 2018, and corrected to 675 thirty days later."""
    measure = make_measure("offences")
    first = make_publication("offences-2017-18")
    old = add_figure(first, measure, LANCASHIRE, "2017-18", 674)
    actions.publish(publication=first, by=None, at=OUT)
    second = make_publication("offences-2017-18", version=2)
    add_figure(second, measure, LANCASHIRE, "2017-18", 675, note="One more.", supersedes=old)
    actions.publish(publication=second, by=None, at=LATER)
    return first


class TestAProblem:
    def test_says_what_where_and_how_to_mend_it(self, client: Client) -> None:
        response = client.get(FIGURES, {"area": "Lancashire", "mesure": "offences"})
        assert response["Content-Type"] == "application/problem+json"
        problem = response.json()
        assert problem == {
            "type": "http://testserver/api/v1/docs/#parameters",
            "title": "A parameter cannot be meant as it stands",
            "status": 400,
            "detail": problem["detail"],
            "instance": "/api/v1/figures/?area=Lancashire&mesure=offences",
            "errors": problem["errors"],
        }
        [error] = problem["errors"]
        assert error["parameter"] == "mesure"
        assert "There are: area, area_within, category" in error["detail"]
        assert problem["detail"] == f"mesure: {error['detail']}"

    @pytest.mark.parametrize(
        ("asked", "accept", "status", "anchor"),
        [
            ("GET figures/999/", "*/*", 404, "nothing-here"),
            ("GET nowhere/", "*/*", 404, "nothing-here"),
            ("POST figures/", "*/*", 405, "read-only"),
            ("GET areas/", "text/csv", 406, "formats"),
            ("GET figures/", "application/xml", 406, "formats"),
            ("POST figures.csv", "*/*", 405, "read-only"),
        ],
    )
    def test_is_explained_where_its_type_leads(
        self, client: Client, asked: str, accept: str, status: int, anchor: str
    ) -> None:
        method, address = asked.split()
        response = client.generic(method, f"/api/v1/{address}", headers={"Accept": accept})
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        problem = response.json()
        assert problem["status"] == status
        assert problem["detail"]
        assert problem["instance"] == f"/api/v1/{address}"
        assert problem["type"] == f"http://testserver/api/v1/docs/#{anchor}"
        assert f'id="{anchor}"' in client.get("/api/v1/docs/").content.decode()

    def test_is_kept_by_nobody(self, client: Client) -> None:
        assert client.get("/api/v1/figures/999/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", [FIGURES, CSV])
class TestWhoeverHasAnAnswer:
    def ask(self, client: Client, address: str, at: datetime, **headers: str) -> Any:
        with clock.at(at):
            response: Any = client.get(address, headers=headers)
            response.body = response.getvalue()  # read at that moment, as a caller reads it
            return response

    def test_is_not_sent_it_again(
        self, client: Client, publication: Publication, address: str
    ) -> None:
        first = self.ask(client, address, OUT)
        assert first["Cache-Control"] == "public, no-cache"
        assert "Accept" in first["Vary"]
        tag, changed = first["ETag"], first["Last-Modified"]
        assert changed == "Wed, 19 Sep 2018 23:01:00 GMT"
        later = OUT + timedelta(days=1)
        for headers in ({"If-None-Match": tag}, {"If-Modified-Since": changed}):
            again = self.ask(client, address, later, **headers)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == tag

    def test_is_sent_the_new_one_at_the_second_that_a_figure_becomes_public(
        self, client: Client, publication: Publication, address: str
    ) -> None:
        empty = self.ask(client, address, OUT - SECOND)
        assert (
            self.ask(client, address, OUT - SECOND, **{"If-None-Match": empty["ETag"]}).status_code
            == 304
        )
        now = self.ask(client, address, OUT, **{"If-None-Match": empty["ETag"]})
        assert now.status_code == 200
        assert b"674" in now.body

    def test_is_sent_the_new_one_at_the_second_of_a_correction(
        self, client: Client, publication: Publication, address: str
    ) -> None:
        had = self.ask(client, address, LATER - SECOND)
        for headers in (
            {"If-None-Match": had["ETag"]},
            {"If-Modified-Since": had["Last-Modified"]},
        ):
            before = self.ask(client, address, LATER - SECOND, **headers)
            assert before.status_code == 304
            after = self.ask(client, address, LATER, **headers)
            assert after.status_code == 200
            assert b"675" in after.body

    def test_is_sent_the_new_one_when_words_around_a_figure_were_edited(
        self, client: Client, publication: Publication, address: str
    ) -> None:
        had = self.ask(client, address, datetime.now(UTC))
        measure = Measure.objects.get(slug="offences")
        measure.slug = "offences-recorded"
        measure.save()
        log(instance=measure, action="wagtail.edit")
        for headers in (
            {"If-None-Match": had["ETag"]},
            {"If-Modified-Since": had["Last-Modified"]},
        ):
            after = self.ask(client, address, datetime.now(UTC), **headers)
            assert after.status_code == 200
            assert b"offences-recorded" in after.body


def test_answers_of_another_address_or_host_have_another_tag(
    client: Client, publication: Publication
) -> None:
    tags = [client.get(address)["ETag"] for address in (FIGURES, CSV, f"{CSV}?status=refused")]
    assert len(set(tags)) == 3


def test_a_late_reply_changes_the_coverage_of_a_publication_and_its_tag(
    client: Client, publication: Publication
) -> None:
    address = "/api/v1/publications/offences-2017-18/"
    by = User.objects.create_user("officer")
    areas = Area.objects.filter(gss_code=LANCASHIRE)
    replies.record_requests(publication=publication, areas=areas, sent_on=OUT.date(), by=by)
    had = client.get(address)
    assert had.json()["coverage"] == "0 of 1 force, 1 has not answered"
    reply = Reply.objects.get()
    reply.state, reply.answered_on = "in-full", LATER.date()
    replies.record_reply(reply=reply, by=by)
    now = client.get(address, headers={"If-None-Match": had["ETag"]})
    assert now.status_code == 200
    found = now.json()
    assert found["coverage"] == "1 of 1 force"
    assert (found["police_forces_asked"], found["police_forces_answered"]) == (1, 1)


@pytest.mark.parametrize("listing", ["areas", "measures", "publications", "releases", "schema"])
def test_every_answer_can_be_asked_for_again_at_no_cost(client: Client, listing: str) -> None:
    first = client.get(f"/api/v1/{listing}/")
    again = client.get(f"/api/v1/{listing}/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


class TestAFairShare:
    ADDRESS = "203.0.113.7"

    @pytest.fixture(autouse=True)
    def few(self, settings: Any) -> None:
        settings.API_REQUESTS_PER_MINUTE = 25

    def ask(self, client: Client, address: str = "/api/v1/areas/", caller: str = ADDRESS) -> Any:
        return client.get(address, {"page_size": 1}, REMOTE_ADDR=caller)

    def test_is_for_each_caller(self, client: Client) -> None:
        answers = [self.ask(client).status_code for _ in range(27)]
        assert answers == [200] * 25 + [429] * 2
        assert self.ask(client, caller="203.0.113.8").status_code == 200

    def test_that_is_used_up_says_when_to_come_back(self, client: Client) -> None:
        COUNTS.forget(now=time.monotonic())
        refused = [self.ask(client) for _ in range(26)][-1]
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 60
        problem = refused.json()
        assert problem["title"] == "Too many requests"
        assert "seconds" in problem["detail"]
        assert refused["Cache-Control"] == "no-store"

    def test_is_used_up_sooner_by_whole_lists(
        self, client: Client, publication: Publication
    ) -> None:
        first = client.get(CSV, REMOTE_ADDR=self.ADDRESS)
        assert (first.status_code, bool(first.getvalue())) == (200, True)
        assert client.get(CSV, REMOTE_ADDR=self.ADDRESS).status_code == 429

    def test_is_new_in_the_next_minute(self) -> None:
        counts = Counts()
        counts.forget(now=100.0)
        assert counts.add(self.ADDRESS, cost=5, now=101.0) == (5, 59.0)
        assert counts.add(self.ADDRESS, cost=5, now=159.0) == (10, 1.0)
        assert counts.add(self.ADDRESS, cost=5, now=160.0) == (5, 60.0)

    def test_believes_no_caller_about_who_they_are(self, client: Client) -> None:
        for number in range(25):
            client.get(
                "/api/v1/areas/",
                REMOTE_ADDR=self.ADDRESS,
                headers={"X-Forwarded-For": f"198.51.100.{number}"},
            )
        assert self.ask(client).status_code == 429

    def test_is_counted_without_an_address_in_memory(self) -> None:
        counts = Counts()
        counts.add("203.0.113.99", cost=1, now=counts._began)
        first = list(counts._asked)
        assert not any(b"203.0.113.99" in key for key in first)
        counts.forget(now=0)
        counts.add("203.0.113.99", cost=1, now=0)
        assert list(counts._asked) != first  # and no minute can be linked to another

    def test_takes_no_more_memory_however_many_ask(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(api_throttling, "MOST_CALLERS", 10)
        counts = Counts()
        for number in range(100):
            counts.add(f"203.0.113.{number}", cost=1, now=counts._began)
        assert len(counts._asked) == 11


def test_the_api_is_described_once(client: Client) -> None:
    description_of_the_api.cache_clear()
    client.get("/api/v1/schema/")
    client.get("/api/v1/schema/")
    found = description_of_the_api.cache_info()
    assert (found.misses, found.hits) == (1, 1)
