"""The statistics desk's screens, and who may see and do what there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stats import actions
from stats.models import Area, Category, Figure, Measure, Publication
from tests.stats.factories import add_figure, make_area, make_measure, make_publication
from tests.stats.people import in_review, person

pytestmark = pytest.mark.django_db

LANCASHIRE = "E23000003"


def member(role: str) -> Client:
    user = User.objects.create_user(role.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def measure() -> Measure:
    return make_measure()


@pytest.fixture
def draft(measure: Measure) -> Publication:
    publication = make_publication()
    add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
    return publication


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Statistics officer", True),
        ("Approver", True),
        ("Press officer", False),
        ("Editor", False),
    ],
)
def test_only_some_may_publish(draft: Publication, role: str, may: bool) -> None:
    in_review(draft, by=person("author"))
    client = member(role)
    url = f"/admin/publication/publish/{draft.pk}/"
    assert (client.get(url).status_code == 200) is may
    client.post(url)
    draft.refresh_from_db()
    assert draft.is_published is may


def test_looking_at_the_question_publishes_nothing(draft: Publication) -> None:
    in_review(draft, by=person("author"))
    page = member("Statistics officer").get(f"/admin/publication/publish/{draft.pk}/")
    assert "1 figure becomes public, for everyone" in page.content.decode()
    draft.refresh_from_db()
    assert not draft.is_published


def test_what_stands_in_the_way_is_said_before_anybody_asks() -> None:
    empty = make_publication()
    client = member("Statistics officer")
    page = client.get(f"/admin/publication/publish/{empty.pk}/").content.decode()
    assert "It has no figures: import some first." in page
    assert "Publish now" not in page


def test_publishing_twice_says_that_it_is_done(draft: Publication) -> None:
    in_review(draft, by=person("author"))
    client = member("Statistics officer")
    url = f"/admin/publication/publish/{draft.pk}/"
    assert client.post(url, follow=True).status_code == 200
    assert client.post(url, follow=True).status_code == 200
    assert "public already" in client.get(url).content.decode()


def new_figure(publication: Publication, measure: Measure, **fields: object) -> dict[str, object]:
    return {
        "publication": publication.pk,
        "measure": measure.pk,
        "area": Area.objects.get(gss_code=LANCASHIRE).pk,
        "category": "",
        "period_start": "2018-04-01",
        "period_end": "2019-03-31",
        "value": "700",
        "status": "final",
        "source": "",
        "note": "",
        **fields,
    }


def test_a_figure_can_be_entered_by_hand(draft: Publication, measure: Measure) -> None:
    client = member("Statistics officer")
    answer = client.post("/admin/statistics-entry/new/", new_figure(draft, measure))
    assert answer.status_code == 302
    assert draft.figures.count() == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": ""}, "A final figure has a value."),
        ({"status": "refused"}, "A figure that is refused has no value"),
        ({"value": "-1"}, "A count is never below nought."),
        ({"period_end": "2018-03-31"}, "The last day comes before the first day."),
        (
            {"period_start": "2017-04-01", "period_end": "2018-03-31"},
            "already exists",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_field(
    draft: Publication, measure: Measure, fields: dict[str, object], message: str
) -> None:
    client = member("Statistics officer")
    answer = client.post("/admin/statistics-entry/new/", new_figure(draft, measure, **fields))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert draft.figures.count() == 1


def test_a_figure_for_a_public_cell_is_a_correction_and_says_why(
    draft: Publication, measure: Measure
) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    client, correction = member("Statistics officer"), make_publication()
    cell = {"period_start": "2017-04-01", "period_end": "2018-03-31"}
    form = new_figure(correction, measure, **cell)
    answer = client.post("/admin/statistics-entry/new/", form)
    assert "Already published as 674. To correct it, say why" in answer.content.decode()
    client.post("/admin/statistics-entry/new/", {**form, "note": "a late reply"})
    assert Figure.objects.get(publication=correction).supersedes == draft.figures.get()


def test_no_figure_is_added_to_what_is_public(draft: Publication, measure: Measure) -> None:
    actions.publish(publication=draft, by=None, at=timezone.now())
    client = member("Statistics officer")
    answer = client.post("/admin/statistics-entry/new/", new_figure(draft, measure))
    assert answer.status_code == 200
    assert draft.figures.count() == 1


def test_nobody_changes_a_figure_and_nobody_deletes_a_public_one(draft: Publication) -> None:
    figure = draft.figures.get()
    actions.publish(publication=draft, by=None, at=timezone.now())
    root = Client()
    root.force_login(User.objects.create_superuser("root"))
    for client in (root, member("Statistics officer")):
        edit = client.post(f"/admin/statistics-entry/edit/{figure.pk}/", {"value": "1"})
        delete = client.post(f"/admin/statistics-entry/delete/{figure.pk}/")
        assert edit.status_code == 302
        assert delete.status_code == 302
    figure.refresh_from_db()
    assert figure.value == 674


def test_listings_ask_no_more_queries_for_more_rows(draft: Publication, measure: Measure) -> None:
    client = member("Statistics officer")
    urls = [
        "/admin/publication/",
        f"/admin/publication/inspect/{draft.pk}/",
        "/admin/statistics-entry/",
        "/admin/area/",
        "/admin/category/",
        "/admin/measure/",
        "/admin/source/",
    ]

    def queries() -> dict[str, int]:
        counts = {}
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts[url] = len(captured)
        return counts

    Category.objects.create(measure=measure, slug="part", name="Part", name_in_prose="part")
    queries()  # whatever is asked once and then remembered
    few = queries()
    for number in range(8):
        make_publication()
        other = make_measure()
        Category.objects.create(measure=other, slug="part", name="Part", name_in_prose="part")
        add_figure(draft, measure, make_area(f"Shire {number}"), "2017-18", number)
    assert queries() == few


@pytest.mark.parametrize("is_new", [True, False])
def test_an_address_that_another_publication_has_is_refused(
    draft: Publication, is_new: bool
) -> None:
    other = make_publication()
    address = "/admin/publication/new/" if is_new else f"/admin/publication/edit/{other.pk}/"
    answer = member("Statistics officer").post(address, {"title": "Again", "slug": draft.slug})
    assert answer.status_code == 200
    assert "Another publication has this web address." in answer.content.decode()
    assert Publication.objects.filter(slug=draft.slug).count() == 1
