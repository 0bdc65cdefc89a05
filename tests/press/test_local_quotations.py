"""Local spokespeople: who may add their words, and where they come to stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log

from press import actions
from press.actions.refusals import NotYours
from press.audit import contributors
from press.desk.awaiting import awaiting_approval_by
from press.models import LocalQuotation, ReleasePage, ReleaseTemplate
from stats.models import Area, Measure, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import staff
from tests.press.templates_as_forms import form, quotation
from tests.stats.people import client_of

pytestmark = pytest.mark.usefixtures("vocabulary")

LISTING = "/admin/local-quotations/"
WORDS = "We work with every school in the county."


def local(area: str, **fields: Any) -> LocalQuotation:
    row = LocalQuotation(
        area=Area.objects.get(name=area, level="police-force-area"),
        text=fields.pop("text", WORDS),
        speaker="The local manager",
        agreed_on=timezone.localdate(),
        **fields,
    )
    row.full_clean()
    row.save()
    return row


def log_in(group: str) -> Client:
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def quoted(image_offences: Publication) -> Publication:
    """The image offences, with a national quotation in their template."""
    template = ReleaseTemplate.objects.get(name="Offences recorded by police: images")
    fields = form(template, quotation("National words."), publish=True)
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    url = f"/admin/release-templates/edit/{template.pk}/"
    assert client.post(url, fields).status_code == 302
    return image_offences


def quotes(publication: Publication, area: str) -> list[tuple[str, str]]:
    return [
        (child.value["text"], child.value["speaker"])
        for child in release_for(publication, area).body
        if child.block_type == "quote"
    ]


def build(publication: Publication) -> None:
    publish(publication)
    actions.build_waiting_drafts()


def test_a_local_quotation_stands_in_its_area_and_the_national_one_in_all_others(
    quoted: Publication,
) -> None:
    local("Lancashire")
    build(quoted)
    assert quotes(quoted, "Lancashire") == [(WORDS, "The local manager")]
    assert quotes(quoted, "Derbyshire") == [("National words.", "The director")]


@pytest.mark.parametrize(
    "fields",
    [{"is_in_use": False}, {"direction": "fall"}, {"measure": "people-seeking-help"}],
)
def test_it_does_not_where_it_is_out_of_use_or_does_not_fit(
    quoted: Publication, fields: dict[str, Any]
) -> None:
    if "measure" in fields:
        fields = {"measure": Measure.objects.get(slug=fields["measure"])}
    local("Lancashire", **fields)
    build(quoted)
    assert quotes(quoted, "Lancashire") == [("National words.", "The director")]


def test_one_given_for_the_measure_comes_before_one_that_fits_any(quoted: Publication) -> None:
    local("Lancashire", text="Of anything.")
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    local("Lancashire", text="Of this.", measure=measure)
    build(quoted)
    assert quotes(quoted, "Lancashire") == [("Of this.", "The local manager")]


def test_braces_in_a_local_quotation_stand_as_they_are(quoted: Publication) -> None:
    local("Lancashire", text="They wrote {value}, with a } more.")
    build(quoted)
    assert quotes(quoted, "Lancashire")[0][0] == "They wrote {value}, with a } more."


@pytest.mark.parametrize("direction", ["any", "fall", "similar"])
def test_words_that_speak_of_a_rise_are_for_a_rise_only(direction: str) -> None:
    with pytest.raises(ValidationError, match="They fit: only for a rise"):
        local("Lancashire", text="This is a shocking rise.", direction=direction)
    local("Lancashire", text="This is a shocking rise.", direction="rise")


def test_a_press_officer_adds_one() -> None:
    fields = {
        "area": str(Area.objects.get(name="Lancashire", level="police-force-area").pk),
        "text": WORDS,
        "direction": "any",
        "speaker": "The local manager",
        "agreed_on": "2018-05-01",
        "is_in_use": "on",
    }
    answer = log_in("Press officer").post(f"{LISTING}add/", fields)
    assert answer.status_code == 302
    assert LocalQuotation.objects.get().text == WORDS


@pytest.mark.parametrize("group", ["Editor", "Approver", "Statistics officer"])
def test_other_groups_may_not(group: str) -> None:
    client = log_in(group)
    row = local("Lancashire")
    assert client.get(LISTING).status_code in (302, 403)
    assert client.post(f"{LISTING}edit/{row.pk}/", {"text": "Other."}).status_code in (302, 403)
    row.refresh_from_db()
    assert row.text == WORDS


def test_they_are_found_in_the_press_desks_menu() -> None:
    page = log_in("Press officer").get("/admin/press-desk/").content.decode()
    assert LISTING in page


def test_the_listing_asks_no_more_for_more_of_them(django_assert_num_queries: Any) -> None:
    client = log_in("Press officer")
    local("Lancashire")
    client.get(LISTING)
    with CaptureQueriesContext(connection) as one:
        client.get(LISTING)
    for area in ("Derbyshire", "Northamptonshire", "Cheshire"):
        local(area)
    with django_assert_num_queries(len(one)):
        client.get(LISTING)


class TestWhoWroteIt:
    """Whoever wrote or last edited the words that are quoted has contributed to the release."""

    def write(self, client: Client, area: str, **fields: str) -> LocalQuotation:
        sent = {
            "area": str(Area.objects.get(name=area, level="police-force-area").pk),
            "text": WORDS,
            "direction": "any",
            "speaker": "The local manager",
            "agreed_on": "2018-05-01",
            "is_in_use": "on",
            **fields,
        }
        row = LocalQuotation.objects.first()
        where = "add/" if row is None else f"edit/{row.pk}/"
        assert client.post(f"{LISTING}{where}", sent).status_code == 302
        return LocalQuotation.objects.get()

    @pytest.fixture
    def writer(self) -> User:
        """May write quotations, and approve."""
        user = staff("writer")
        user.groups.add(Group.objects.get(name="Approver"))
        return user

    @pytest.fixture
    def in_review(self, quoted: Publication, writer: User) -> ReleasePage:
        self.write(client_of(writer), "Lancashire")
        build(quoted)
        release = release_for(quoted, "Lancashire")
        actions.submit_for_review(release=release, by=staff("author"))
        release.refresh_from_db()
        return release

    def test_they_cannot_approve_it(self, in_review: ReleasePage, writer: User) -> None:
        with pytest.raises(NotYours):
            actions.approve(release=in_review, by=writer)
        assert in_review not in awaiting_approval_by(writer.pk)
        assert ("writer", ("press.write_quotation",)) in [
            (who.name, who.actions) for who in contributors(in_review)
        ]

    def test_others_can(self, in_review: ReleasePage) -> None:
        other = staff("second-person", "Approver")
        assert in_review in awaiting_approval_by(other.pk)
        actions.approve(release=in_review, by=other)

    def test_nor_once_the_list_says_something_else(
        self, in_review: ReleasePage, writer: User
    ) -> None:
        self.write(
            client_of(staff("third")), "Derbyshire", text="Other words.", speaker="Another manager"
        )
        with pytest.raises(NotYours):
            actions.approve(release=in_review, by=writer)
        assert in_review not in awaiting_approval_by(writer.pk)

    def test_nor_can_whoever_edited_it_last(self, in_review: ReleasePage) -> None:
        editor = staff("editor-of-quotations")
        editor.groups.add(Group.objects.get(name="Approver"))
        self.write(client_of(editor), "Lancashire", is_in_use="")
        with pytest.raises(NotYours):
            actions.approve(release=in_review, by=editor)
        assert in_review not in awaiting_approval_by(editor.pk)

    def test_a_release_of_another_area_is_none_of_theirs(
        self, quoted: Publication, in_review: ReleasePage, writer: User
    ) -> None:
        other = release_for(quoted, "Derbyshire")
        actions.submit_for_review(release=other, by=staff("author"))
        assert other in awaiting_approval_by(writer.pk)
        actions.approve(release=other, by=writer)

    def test_what_was_written_before_words_were_logged_counts_as_well(
        self, quoted: Publication, writer: User
    ) -> None:
        log(instance=local("Lancashire"), action="wagtail.create", user=writer)
        build(quoted)
        release = release_for(quoted, "Lancashire")
        actions.submit_for_review(release=release, by=staff("author"))
        with pytest.raises(NotYours):
            actions.approve(release=release, by=writer)
