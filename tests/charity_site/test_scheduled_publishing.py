"""Pages and worries are published, and taken down, at the hour set; or somebody is told why not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from campaigns.models import CampaignPage, ContentPage
from charity_site.models import ChecklistAnswer
from charity_site.scheduled_publishing import HELD_BACK, do_what_is_due, held_back, problems_of
from charity_site.tasks import publish_on_time
from helpline_info.models import SupportCategory
from press.models import Term
from tests.campaigns import sections
from tests.campaigns.factories import home_page, make_campaign
from tests.helpline_info.factories import make_category, make_channel

pytestmark = pytest.mark.django_db

NOW_AND_THEN = timedelta(hours=1)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor", email="editor@example.org")


def schedule(page: Any, *, by: User, **changes: Any) -> Revision:
    """Set for an hour from now, with every warning answered, as the editor's form does."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + NOW_AND_THEN
    revision: Revision = page.save_revision(user=by)
    revision.publish(user=by)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    return revision


def its_hour_comes(revision: Revision) -> None:
    """The hour is in the stored words too, as Wagtail keeps it."""
    past = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def make_page(**fields: Any) -> ContentPage:
    page: ContentPage = home_page().add_child(
        instance=ContentPage(title="A page", slug="a-page", **fields)
    )
    return page


def test_a_page_goes_on_the_site_at_its_hour_and_not_before(editor: User, client: Client) -> None:
    page = make_page(live=False, introduction="Before.")
    revision = schedule(page, by=editor, introduction="Now to be read.")
    assert do_what_is_due() == (0, 0)
    assert client.get("/a-page/").status_code == 404
    its_hour_comes(revision)
    assert publish_on_time() == (0, 1)
    assert "Now to be read." in client.get("/a-page/").content.decode()
    assert do_what_is_due() == (0, 0)
    assert PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").count() == 1


def test_a_page_goes_off_the_site_at_its_hour(client: Client) -> None:
    page = make_page(expire_at=timezone.now() + NOW_AND_THEN)
    assert do_what_is_due() == (0, 0)
    ContentPage.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    assert client.get("/a-page/").status_code == 200
    assert do_what_is_due() == (1, 0)
    assert client.get("/a-page/").status_code == 404
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert do_what_is_due() == (0, 0)


def test_an_error_that_came_up_since_holds_a_page_back_and_its_writer_is_told(
    editor: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert settings.MAIL_IS_SET_UP
    page = make_campaign(sections.routes_to_help(), slug="soon", live=False)
    revision = schedule(page, by=editor, introduction="About kingfishers.")
    assert problems_of(revision.as_object()) == []
    # Between the evening and the morning somebody rules a word out.
    Term.objects.create(phrase="kingfishers", level="stop", instead="birds")
    other = make_page(live=False)
    also = schedule(other, by=editor)
    for each in (revision, also):
        its_hour_comes(each)
    with django_capture_on_commit_callbacks(execute=True):
        assert do_what_is_due() == (0, 1)  # the other one did not wait for it
    assert client.get("/soon/").status_code == 404
    assert client.get("/a-page/").status_code == 200
    [entry] = PageLogEntry.objects.filter(page=page, action=HELD_BACK)
    assert entry.data["problems"]
    [message] = mail.outbox
    assert message.to == ["editor@example.org"]
    assert entry.data["problems"][0] in message.body
    assert do_what_is_due() == (0, 0)  # it waits for a person
    assert CampaignPage.objects.get(pk=page.pk).latest_revision_id == revision.pk  # nothing is lost


def test_the_admin_says_so_to_those_who_may_mend_it_until_they_have(
    editor: User, client: Client
) -> None:
    page = make_campaign(sections.routes_to_help(), slug="soon", live=False)
    revision = schedule(page, by=editor, introduction="To be read soon.")
    its_hour_comes(revision)
    revision.content["figures_to_look_at"] = True
    revision.save()
    assert do_what_is_due() == (0, 0)
    assert [entry.page_id for entry in held_back(editor)] == [page.pk]
    assert held_back(User.objects.create_user("nobody")) == []
    client.force_login(editor)
    said = client.get("/admin/").content.decode()
    assert "Not published at their time" in said
    assert "have not been looked at yet" in said
    page = CampaignPage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.figures_to_look_at = False
    page.save_revision(user=editor).publish(user=editor)
    assert held_back(editor) == []
    assert "Not published at their time" not in client.get("/admin/").content.decode()


def test_a_version_that_publishing_itself_refuses_is_held_back_and_stops_no_other(
    editor: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_campaign(sections.routes_to_help(), slug="soon", live=False)
    revision = schedule(page, by=editor)
    other = schedule(make_page(live=False), by=editor)
    for each in (revision, other):
        its_hour_comes(each)
    monkeypatch.setattr("charity_site.scheduled_publishing.problems_of", lambda _subject: [])
    revision.content["figures_to_look_at"] = True
    revision.save()
    assert do_what_is_due() == (0, 1)
    assert PageLogEntry.objects.filter(page=page, action=HELD_BACK).exists()


def test_an_address_that_was_taken_since_holds_a_page_back_and_stops_no_other(
    editor: User, client: Client
) -> None:
    page = make_campaign(sections.routes_to_help(), slug="soon", live=False)
    revision = schedule(page, by=editor)
    make_campaign(sections.routes_to_help(), slug="taken")
    other = schedule(make_page(live=False), by=editor)
    revision.content["slug"] = "taken"
    for each in (revision, other):
        its_hour_comes(each)
    assert do_what_is_due() == (0, 1)
    assert client.get("/a-page/").status_code == 200
    assert PageLogEntry.objects.filter(page=page, action=HELD_BACK).exists()
    assert do_what_is_due() == (0, 0)


def test_a_worry_is_published_at_its_hour_unless_nobody_can_be_reached_about_it(
    editor: User,
) -> None:
    category = make_category(slug="worry")
    category.save_revision().publish()
    category.refresh_from_db()
    channel = make_channel(category)
    category.title = "New words"
    revision = schedule(category, by=editor)
    its_hour_comes(revision)
    channel.delete()
    assert do_what_is_due() == (0, 0)
    assert SupportCategory.objects.get(slug="worry").title != "New words"
    make_channel(category)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    again = schedule(category, by=editor)
    its_hour_comes(again)
    assert do_what_is_due() == (0, 1)
    assert SupportCategory.objects.get(slug="worry").title == "New words"
    assert not ChecklistAnswer.objects.exists()


def test_beat_asks_for_it() -> None:
    asked = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert publish_on_time.name in asked
