"""The table of all areas of a template."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from press.gathering import subject_of
from press.models import ReleaseTemplate
from press.views import templates as views
from stats.models import Publication
from tests.press.conftest import publish
from tests.press.templates_as_forms import form

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def press_officer(db: None) -> Client:
    user = User.objects.create_user("officer")
    user.groups.add(Group.objects.get(name="Press officer"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def template() -> ReleaseTemplate:
    return ReleaseTemplate.objects.get(name="Offences recorded by police: images")


def table(template: ReleaseTemplate) -> str:
    return f"/admin/release-templates/{template.pk}/areas/"


def test_each_area_has_its_headline_its_conditions_and_its_problems(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    page = press_officer.get(table(template))
    proofs = {proof.name: proof for proof in page.context["page"].object_list}
    assert "nearly two child abuse image offences" in proofs["Lancashire"].headline
    assert "It rose" in proofs["Lancashire"].fired
    assert "It fell" in proofs["Derbyshire"].fired
    assert all(proof.is_read and not proof.problems for proof in proofs.values())
    assert "It rose" in page.content.decode()


def test_only_areas_with_problems_can_be_shown(
    press_officer: Client, people_seeking_help: Publication
) -> None:
    publish(people_seeking_help)
    template = ReleaseTemplate.objects.get(name="People seeking help")
    every = press_officer.get(table(template)).context["page"].object_list
    wrong = press_officer.get(table(template), {"show": "problems"})
    names = [proof.name for proof in wrong.context["page"].object_list]
    assert "Cheshire" in names
    assert len(names) < len(every)
    assert "No release is made for it until the figure is there." in wrong.content.decode()


def test_the_table_tells_of_the_newest_saved_words_and_not_of_the_published_ones(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    press_officer.post(
        f"/admin/release-templates/edit/{template.pk}/",
        form(template, headline="Only drafted", lead="In {area} it was {value}, {change}."),
    )
    page = press_officer.get(table(template))
    assert "Only drafted" in page.content.decode()
    assert "These words are not published" in page.content.decode()
    assert "Give the sentence the condition “An earlier figure is known”." in page.content.decode()


def test_without_figures_the_template_is_still_proved(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    page = press_officer.get(table(template))
    assert page.status_code == 200
    assert "No publication has figures of its measure yet" in page.content.decode()


def test_the_release_of_an_area_is_a_press_away(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    page = press_officer.get(table(template))
    area = next(
        proof.area_id for proof in page.context["page"].object_list if proof.name == "Lancashire"
    )
    assert f'href="{table(template)}{area}/"' in page.content.decode()
    release = press_officer.get(f"{table(template)}{area}/").content.decode()
    assert "<mark>674</mark>" in release


def test_its_queries_do_not_grow_with_its_areas(
    template: ReleaseTemplate,
    press_officer: Client,
    image_offences: Publication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(image_offences)
    press_officer.get(table(template))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert press_officer.get(table(template)).status_code == 200
        return len(captured)

    many = queries()
    shown = Publication.objects.get(pk=image_offences.pk)
    keep = set(shown.figures.filter(area__name="Lancashire").values_list("area_id", flat=True)[:1])
    monkeypatch.setattr(
        "press.proving.areas.subject_of",
        lambda publication, measure: _only(publication, measure, keep),
    )
    assert queries() == many


def _only(publication: Publication, measure: object, area_ids: set[int]) -> object:
    subject = subject_of(publication, measure)  # type: ignore[arg-type]
    assert subject is not None
    assert len(subject.area_ids) > 3
    return replace(subject, area_ids=tuple(area_ids))


def test_many_areas_come_in_pages(
    template: ReleaseTemplate,
    press_officer: Client,
    image_offences: Publication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(image_offences)
    monkeypatch.setattr(views, "AREAS_ON_A_PAGE", 2)
    first = press_officer.get(table(template))
    second = press_officer.get(table(template), {"p": "2"})
    assert len(first.context["page"].object_list) == 2
    assert "Page 1 of" in first.content.decode()
    names = {proof.name for page in (first, second) for proof in page.context["page"].object_list}
    assert len(names) == 2 + len(second.context["page"].object_list)


def test_what_was_not_proved_for_want_of_time_is_told(
    template: ReleaseTemplate,
    press_officer: Client,
    image_offences: Publication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(image_offences)
    monkeypatch.setattr("press.proving.areas.SECONDS_FOR_ALL_AREAS", -1.0)
    page = press_officer.get(table(template)).content.decode()
    assert "Time did not suffice for all" in page


@pytest.mark.parametrize("group", ["Editor", "Statistics officer"])
def test_others_may_not_see_it(
    template: ReleaseTemplate, image_offences: Publication, group: str
) -> None:
    user = User.objects.create_user("other")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    for url in (table(template), f"{table(template)}1/"):
        answer = client.get(url)
        assert answer.status_code in (302, 403)
        assert b"Lancashire" not in answer.content
