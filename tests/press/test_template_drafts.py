"""Templates are drafted, looked at, published and looked back on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from press import actions
from press.models import DraftBuild, ReleasePage, ReleaseTemplate
from press.proving.showing import choices
from stats import actions as stats_actions
from stats.models import Publication
from tests.press.conftest import publish
from tests.press.templates_as_forms import LEAD, form, listed, quotation, sentence

pytestmark = pytest.mark.usefixtures("vocabulary")

EDIT = "/admin/release-templates/edit/{}/"
PREVIEW = "/admin/release-templates/preview/{}/"


@pytest.fixture
def template() -> ReleaseTemplate:
    return ReleaseTemplate.objects.get(name="Offences recorded by police: images")


def log_in(*groups: str) -> Client:
    user = User.objects.create_user("-".join(groups))
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def press_officer(db: None) -> Client:
    return log_in("Press officer")


def live_words(template: ReleaseTemplate) -> str:
    return str(ReleaseTemplate.objects.get(pk=template.pk).body.raw_data)


# Drafts and publishing


def test_a_draft_is_saved_and_changes_nothing_that_releases_are_made_with(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    before = live_words(template)
    answer = press_officer.post(EDIT.format(template.pk), form(template))
    assert answer.status_code == 302
    template.refresh_from_db()
    assert live_words(template) == before
    assert template.has_unpublished_changes
    assert LEAD in str(template.get_latest_revision_as_object().body.raw_data)


def test_what_is_published_is_what_releases_are_made_with(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    answer = press_officer.post(EDIT.format(template.pk), form(template, publish=True))
    assert answer.status_code == 302
    assert LEAD in live_words(template)


def test_a_draft_saves_by_itself_while_one_types_and_may_break_off_anywhere(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    page = press_officer.get(EDIT.format(template.pk))
    assert page.context["autosave_enabled"] is True
    answer = press_officer.post(
        EDIT.format(template.pk),
        form(template, lead="In {are"),
        headers={"accept": "application/json"},
    )
    assert answer.json()["success"] is True
    template.refresh_from_db()
    assert "In {are" in str(template.get_latest_revision_as_object().body.raw_data)
    assert "In {are" not in live_words(template)


def test_drafts_are_made_with_the_published_words(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    press_officer.post(EDIT.format(template.pk), form(template, headline="Unpublished"))
    publish(image_offences)
    actions.build_waiting_drafts()
    titles = ReleasePage.objects.values_list("title", flat=True)
    assert titles
    assert "Unpublished" not in titles


@pytest.mark.parametrize("change", [{"live": False}, {"is_in_use": False}])
def test_a_template_that_is_not_published_or_not_in_use_makes_no_drafts(
    template: ReleaseTemplate, image_offences: Publication, change: dict[str, bool]
) -> None:
    ReleaseTemplate.objects.filter(pk=template.pk).update(**change)
    publish(image_offences)
    assert not DraftBuild.objects.filter(template=template).exists()


def test_a_new_template_makes_nothing_until_it_is_published(press_officer: Client) -> None:
    measure = ReleaseTemplate.objects.get(name="People seeking help")
    fields = form(measure) | {"name": "Another"}
    assert press_officer.post("/admin/release-templates/add/", fields).status_code == 302
    added = ReleaseTemplate.objects.get(name="Another")
    assert not added.live
    assert added not in ReleaseTemplate.objects.making_drafts()


def test_without_the_permission_to_publish_a_template_stays_a_draft(
    template: ReleaseTemplate,
) -> None:
    Group.objects.get(name="Press officer").permissions.remove(
        *Group.objects.get(name="Press officer").permissions.filter(
            codename="publish_releasetemplate"
        )
    )
    before = live_words(template)
    log_in("Press officer").post(EDIT.format(template.pk), form(template, publish=True))
    assert live_words(template) == before


@pytest.mark.parametrize("group", ["Editor", "Approver", "Statistics officer"])
def test_other_groups_may_not_touch_templates(template: ReleaseTemplate, group: str) -> None:
    client = log_in(group)
    before = live_words(template)
    answer = client.post(EDIT.format(template.pk), form(template, publish=True))
    assert answer.status_code in (302, 403)
    assert live_words(template) == before
    assert not template.has_unpublished_changes


def test_versions_are_listed_and_compared(template: ReleaseTemplate, press_officer: Client) -> None:
    press_officer.post(EDIT.format(template.pk), form(template, publish=True))
    history = press_officer.get(f"/admin/release-templates/history/{template.pk}/")
    assert history.status_code == 200
    first, last = template.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    compared = press_officer.get(
        f"/admin/release-templates/history/{template.pk}/revisions/compare/{first}...{last}/"
    )
    assert "In {area} there were {value}." in compared.content.decode()


# Proof when publishing


def test_a_template_with_a_fault_is_not_published_and_the_fault_is_told(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    before = live_words(template)
    fields = form(template, lead="In {area} it was {value}, {change}.", publish=True)
    page = press_officer.post(EDIT.format(template.pk), fields).content.decode()
    assert "Give the sentence the condition “An earlier figure is known”." in page
    assert re.search(r"Where [^:]*(earlier|first figures|it is one)[^:]*:", page)
    assert live_words(template) == before


def test_the_same_template_is_saved_as_a_draft(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    fields = form(template, lead="In {area} it was {value}, {change}.")
    assert press_officer.post(EDIT.format(template.pk), fields).status_code == 302


def test_a_fault_with_one_area_only_names_the_area(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    fields = form(template, lead="In {area} the number rose in {period}.", publish=True)
    page = press_officer.post(EDIT.format(template.pk), fields).content.decode()
    assert "Derbyshire" in page


def test_a_missing_figure_warns_and_does_not_block(
    press_officer: Client, people_seeking_help: Publication
) -> None:
    publish(people_seeking_help)
    template = ReleaseTemplate.objects.get(name="People seeking help")
    fields = form(template, publish=True)
    page = press_officer.post(EDIT.format(template.pk), fields, follow=True).content.decode()
    assert LEAD in live_words(template)
    assert "Cheshire" in page
    assert "No release is made for it until the figure is there." in page


def test_a_rise_in_a_quotation_for_any_direction_is_not_published(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    words = "This rise is a disgrace."
    fields = form(template, quotation(words), publish=True)
    page = press_officer.post(EDIT.format(template.pk), fields).content.decode()
    assert "Choose which way the figure must have gone" in page
    fields = form(template, quotation(words, direction="rise"), publish=True)
    assert press_officer.post(EDIT.format(template.pk), fields).status_code == 302


def test_each_other_wording_is_checked_where_it_stands(
    template: ReleaseTemplate, press_officer: Client
) -> None:
    block = ("detail", listed(sentence("It is {value}.", others=("It is {vaule}.",))))
    page = press_officer.post(EDIT.format(template.pk), form(template, block, publish=True))
    assert "{vaule} is not a placeholder. Did you mean {value}?" in page.content.decode().replace(
        "&#x27;", "'"
    )


# The release beside the words


@pytest.fixture
def look(template: ReleaseTemplate, press_officer: Client) -> Callable[[str, str], str]:
    """The release for an area of what is being typed: an area's name, and a lead."""

    def shown(area: str, lead: str) -> str:
        url = PREVIEW.format(template.pk)
        answer = press_officer.post(url, form(template, lead=lead)).json()
        assert answer == {"is_valid": True, "is_available": True}
        page = press_officer.get(EDIT.format(template.pk))
        choices = page.context["form"].instance.preview_modes
        mode = next(key for key, label in choices if label == area)
        response = press_officer.get(url, {"mode": mode, "in_preview_panel": "true"})
        assert response.status_code == 200
        return response.content.decode()

    return shown


def test_what_is_typed_is_composed_for_the_chosen_area_with_its_figures(
    image_offences: Publication, look: Callable[[str, str], str]
) -> None:
    publish(image_offences)
    page = look("Lancashire", "In {area} there were {value}, {change}.")
    assert "In Lancashire there were <mark>674</mark>" in page
    assert "Lancashire, 2017-18: 674" in page
    assert "Lancashire, 2016-17: 591" in page
    assert "591 to 674" in page


@pytest.mark.parametrize(
    ("lead", "why"),
    [
        ("In {area} there were {vaule}.", "{vaule} is not a placeholder"),
        ("In {area} there were {va", "A brace stands alone"),
        ("Nothing is named.", "does not name Lancashire"),
        ("In {area} it {multiple}.", "cannot be said of Lancashire"),
    ],
)
def test_what_cannot_be_composed_says_why_and_shows_no_half_release(
    image_offences: Publication, look: Callable[[str, str], str], lead: str, why: str
) -> None:
    publish(image_offences)
    page = look("Lancashire", lead)
    assert "No release can be made for Lancashire." in page
    assert why in page
    assert "<article>" not in page


def test_before_there_are_figures_invented_ones_are_shown(
    look: Callable[[str, str], str],
) -> None:
    page = look("Invented figures: nothing is unusual", "In {area} there were {value}.")
    assert "With invented figures" in page
    assert "<mark>674</mark>" in page


def test_figures_under_embargo_are_shown_to_the_press_desk_and_to_nobody_else(
    template: ReleaseTemplate, image_offences: Publication, look: Callable[[str, str], str]
) -> None:
    stats_actions.publish(
        publication=image_offences, by=None, at=timezone.now() + timedelta(days=1)
    )
    assert "<mark>674</mark>" in look("Lancashire", "In {area} there were {value}.")
    stranger = User.objects.create_user("stranger")
    assert "Lancashire" not in [label for _key, label in choices(template, stranger)]


def test_an_area_that_is_none_is_no_error(
    template: ReleaseTemplate, press_officer: Client, image_offences: Publication
) -> None:
    publish(image_offences)
    for mode in ("", "0", "x", "invented-", "invented-999999"):
        page = press_officer.get(PREVIEW.format(template.pk), {"mode": mode})
        assert page.status_code == 200


def test_a_template_that_has_no_measure_yet_can_be_looked_at(press_officer: Client) -> None:
    page = press_officer.get("/admin/release-templates/add/")
    assert page.status_code == 200
    assert press_officer.get("/admin/release-templates/preview/").status_code == 200
