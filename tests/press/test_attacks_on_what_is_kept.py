"""Ways to take away what was public or decided, and to do what a role may not, each shut."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from press.actions.bundling import ask_for_bundle
from press.models import Bundle, NewsroomPage, ReleasePage
from stats.models import AuditEntry
from tests.press.releasing import edit, put_out, staff
from tests.press.test_wagtails_own_ways import typed
from tests.stats.people import client_of, person


@pytest.fixture
def chief(db: None) -> Client:
    return client_of(User.objects.create_superuser("chief"))


@pytest.mark.parametrize(
    ("page", "way", "is_public"),
    [
        ("the newsroom", "alone", False),
        ("the newsroom", "in bulk", True),
        ("the newsroom", "in bulk", False),
        ("the newsroom", "by the editor's own interface", False),
        ("the home page", "alone", True),
        ("the home page", "alone", False),
        ("the home page", "in bulk", False),
    ],
)
def test_no_release_goes_with_the_page_that_it_lies_beneath(
    lancashire: ReleasePage, chief: Client, page: str, way: str, is_public: bool
) -> None:
    if is_public:
        put_out(lancashire)
    newsroom = NewsroomPage.objects.get()
    target = newsroom if page == "the newsroom" else newsroom.get_parent()
    if way == "alone":
        address = reverse("wagtailadmin_pages:delete", args=[target.pk])
    elif way == "in bulk":
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        address = f"{bulk}?id={target.pk}&next=/admin/"
    else:
        address = reverse("wagtailadmin_api:pages:action", args=[target.pk, "delete"])
    chief.post(address, {"confirm_site_name": "Charity site"}, follow=True)
    assert ReleasePage.objects.count() == 4
    assert Page.objects.filter(pk=target.pk).exists()


def test_who_goes_back_to_older_words_is_kept_in_the_record(lancashire: ReleasePage) -> None:
    author = staff("author")
    first = lancashire.get_latest_revision()
    edit(lancashire, by=author, title="Police recorded 674 offences in Lancashire in 2017-18")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[lancashire.pk, first.pk])
    client = client_of(author)
    assert client.get(address).status_code == 200
    client.post(address, typed(lancashire, first.content["title"]))
    lancashire.refresh_from_db()
    assert lancashire.get_latest_revision_as_object().title == first.content["title"]
    entry = AuditEntry.objects.about(lancashire).get(action="wagtail.revert")
    assert (entry.by, entry.data["revision"]["id"]) == (author, first.pk)


def test_files_of_many_releases_are_asked_for_and_stopped_by_those_who_may(
    lancashire: ReleasePage,
) -> None:
    reader = person("reader", "")
    named = ["access_admin", "use_press_desk"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=named))
    client = client_of(reader)
    publication = lancashire.publication
    client.post(reverse("press_desk:ask_for_bundle", args=[publication.pk]), {"format": ["text"]})
    assert not Bundle.objects.exists()
    bundle = ask_for_bundle(publication=publication, formats=["text"], by=staff("author"))
    client.post(reverse("press_desk:bundle_cancel", args=[bundle.pk]))
    bundle.refresh_from_db()
    assert bundle.state == "ready"
