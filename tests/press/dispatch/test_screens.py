"""The screens of the desk: who is sent a release, who was, and the list of reporters."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from press.actions.dispatching import send_version, send_waiting
from press.actions.subscribing import unsubscribe
from press.models import Dispatch, DispatchState, ReleasePage, ReleaseVersion, Reporter
from stats.models import Area
from tests.press.dispatch.conftest import make_release, released, reporter
from tests.press.dispatch.mail_server import MailServer
from tests.stats.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(officer: User) -> Client:
    return client_of(officer)


def words(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


def screen(release: ReleasePage, name: str = "release") -> str:
    return reverse(f"press_dispatch:{name}", args=[release.pk])


class TestSending:
    def test_it_shows_who_asks_and_sends(
        self, desk: Client, version: ReleaseVersion, mail_server: MailServer
    ) -> None:
        release = version.release
        reporter("jo@example.org", "Lancashire", name="Jo", outlet="Gazette")
        reporter("kim@example.net", everything=True)
        text = words(desk.get(screen(release)))
        assert "2 people would be sent it" in text
        assert "follows the area" in text
        assert "wants every area" in text
        asked = words(desk.get(screen(release, "send")))
        assert "Send to 2 people" in asked
        assert "there is no embargo" in asked
        assert not Dispatch.objects.exists(), "looking sends nothing"
        (shown,) = re.findall(r'name="shown" value="(\w+)"', asked)
        desk.post(screen(release, "send"), {"shown": shown})
        assert Dispatch.objects.count() == 2
        send_waiting()
        after = words(desk.get(screen(release)))
        assert "Everybody who asked for it has been sent it" in after
        assert after.count("desk__badge--done") == 2

    def test_an_embargo_is_stated_before_it_is_sent(
        self, desk: Client, release: ReleasePage
    ) -> None:
        released(release, at=timezone.now() + timedelta(days=2))
        reporter("jo@example.org", "Lancashire")
        for name in ("release", "send"):
            text = words(desk.get(screen(release, name)))
            assert re.search(r"nder embargo until \d\d:\d\d \w+day", text)

    def test_other_people_than_were_shown_are_not_sent_it(
        self, desk: Client, version: ReleaseVersion
    ) -> None:
        reporter("jo@example.org", "Lancashire")
        address = screen(version.release, "send")
        (shown,) = re.findall(r'name="shown" value="(\w+)"', words(desk.get(address)))
        reporter("late@example.org", "Lancashire")
        assert "has changed meanwhile" in words(desk.post(address, {"shown": shown}))
        assert not Dispatch.objects.exists()

    def test_a_release_that_is_not_approved_cannot_be_sent(
        self, desk: Client, release: ReleasePage
    ) -> None:
        assert "nothing to send" in words(desk.get(screen(release)))
        desk.post(screen(release, "send"), {"shown": "anything"})
        assert not Dispatch.objects.exists()

    def test_whoever_must_be_telephoned_is_named(
        self, desk: Client, version: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> None:
        left = reporter("left@example.org", "Lancashire", name="Left")
        send_version(version=version, by=officer)
        send_waiting()
        unsubscribe(token=left.token)
        released(version.release, at=timezone.now())
        text = words(desk.get(screen(version.release)))
        assert "Telephone them" in text
        assert "has unsubscribed" in text


class TestRecord:
    @pytest.fixture
    def tried(
        self, version: ReleaseVersion, officer: User, mail_server: MailServer
    ) -> ReleaseVersion:
        """One was sent, one refused, and of one nobody knows."""
        for name in ("sent", "refused", "unsure"):
            reporter(f"{name}@example.org", "Lancashire", name=name.title())
        mail_server.refusals["refused@example.org"] = "550 5.1.1 No such mailbox"
        mail_server.drops_words_of.add("unsure@example.org")
        send_version(version=version, by=officer)
        for _ in range(3):
            send_waiting()
        mail_server.drops_words_of.clear()
        return version

    def test_it_names_the_reason_and_asks_for_a_decision(
        self, desk: Client, tried: ReleaseVersion
    ) -> None:
        text = words(desk.get(screen(tried.release)))
        assert "550 5.1.1 No such mailbox" in text
        assert "One email was perhaps sent" in text

    @pytest.mark.parametrize(("do", "state"), [("again", "ready"), ("leave", "sent")])
    def test_a_person_decides(
        self, desk: Client, tried: ReleaseVersion, do: str, state: str
    ) -> None:
        row = Dispatch.objects.get(state=DispatchState.UNSURE)
        address = reverse("press_dispatch:decide", args=[row.pk])
        answer = desk.post(address, {"do": do, "next": "https://elsewhere.example/"})
        assert answer["Location"] == screen(tried.release)
        row.refresh_from_db()
        assert row.state == state

    def test_an_email_that_came_back_closes_its_address(
        self, desk: Client, tried: ReleaseVersion
    ) -> None:
        row = Dispatch.objects.get(state=DispatchState.SENT)
        desk.post(reverse("press_dispatch:came_back", args=[row.pk]), {"reason": "Mailbox full"})
        row.refresh_from_db()
        assert (row.state, row.reason) == (DispatchState.FAILED, "Mailbox full")
        assert row.reporter is not None
        assert row.reporter.undeliverable_at is not None

    def test_as_csv_it_holds_no_formula(self, desk: Client, tried: ReleaseVersion) -> None:
        Dispatch.objects.filter(state=DispatchState.SENT).update(name='=HYPERLINK("http://x")')
        answer = desk.get(screen(tried.release, "record"))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert {row["state"] for row in rows} == {"sent", "failed", "unsure"}
        assert not any(cell.startswith("=") for row in rows for cell in row.values())

    def test_the_publication_counts_them(self, desk: Client, tried: ReleaseVersion) -> None:
        address = reverse("press_dispatch:publication", args=[tried.release.publication_id])
        assert "1 sent, 0 waiting, 1 not delivered, 1 to be decided." in words(desk.get(address))

    def test_the_screens_cost_no_more_queries_with_more_rows(
        self, desk: Client, tried: ReleaseVersion
    ) -> None:
        addresses = [
            screen(tried.release),
            screen(tried.release, "record"),
            reverse("press_dispatch:publication", args=[tried.release.publication_id]),
        ]

        def queries() -> list[int]:
            counts = []
            for address in addresses:
                with CaptureQueriesContext(connection) as captured:
                    assert desk.get(address).status_code == 200
                counts.append(len(captured))
            return counts

        queries()
        few = queries()
        for number in range(10):
            row = reporter(f"r{number}@example.org", "Lancashire")
            Dispatch.objects.create(
                version=tried,
                reporter=row,
                email=row.email,
                state=DispatchState.UNSURE if number % 2 else DispatchState.SENT,
                tried_at=timezone.now(),
                sent_at=timezone.now(),
            )
        for area in ("Kent", "Essex", "Cumbria"):
            released(make_release(area), at=timezone.now())
        assert queries() == few


class TestReporters:
    def test_they_are_searched_and_filtered(self, desk: Client, release: ReleasePage) -> None:
        reporter("jo@example.org", "Kent", name="Jo", outlet="Gazette")
        gone = reporter("kim@example.net", "Essex", name="Kim")
        unsubscribe(token=gone.token)
        address = reverse("reporter:index")
        kent = Area.objects.get(name="Kent").pk

        def found(**query: str | int) -> set[str]:
            text = words(desk.get(address, query))
            return {name for name in ("jo@example.org", "kim@example.net") if name in text}

        assert found() == {"jo@example.org", "kim@example.net"}
        assert found(q="gazette") == {"jo@example.org"}
        assert found(area=kent) == {"jo@example.org"}
        assert found(standing="unsubscribed") == {"kim@example.net"}
        assert found(standing="sent") == {"jo@example.org"}

    def test_the_list_costs_no_more_queries_with_more_people(
        self, desk: Client, release: ReleasePage
    ) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                desk.get(reverse("reporter:index"))
            return len(captured)

        reporter("first@example.org", "Kent")
        queries()
        few = queries()
        for number in range(10):
            reporter(f"r{number}@example.org", "Kent", "Essex")
        assert queries() == few

    def test_one_is_added_with_areas(self, desk: Client, release: ReleasePage) -> None:
        kent = Area.objects.get(name="Kent").pk
        desk.post(reverse("reporter:add"), {"email": "jo@example.org", "areas": [kent]})
        assert [area.name for area in Reporter.objects.get().areas.all()] == ["Kent"]

    def test_nobody_who_unsubscribed_is_added_anew(
        self, desk: Client, release: ReleasePage
    ) -> None:
        unsubscribe(token=reporter("gone@example.org").token)
        answer = desk.post(reverse("reporter:add"), {"email": "Gone@example.org"})
        assert "This address unsubscribed on" in words(answer)
        assert Reporter.objects.count() == 1

    def test_nor_edited_back_nor_deleted_out_of_the_way(
        self, desk: Client, release: ReleasePage
    ) -> None:
        gone = reporter("gone@example.org")
        unsubscribe(token=gone.token)
        desk.post(
            reverse("reporter:edit", args=[gone.pk]),
            {"email": "gone@example.org", "unsubscribed_at": "", "name": "Gone"},
        )
        desk.post(reverse("reporter:delete", args=[gone.pk]))
        gone.refresh_from_db()
        assert gone.name == "Gone"
        assert gone.unsubscribed_at is not None

    def test_they_are_sent_releases_again_only_for_a_reason_that_is_kept(
        self, desk: Client, release: ReleasePage
    ) -> None:
        gone = reporter("gone@example.org")
        unsubscribe(token=gone.token)
        address = reverse("press_reporters:standing", args=[gone.pk])
        desk.post(address, {"do": "resubscribe", "reason": " "})
        gone.refresh_from_db()
        assert gone.unsubscribed_at is not None
        desk.post(address, {"do": "resubscribe", "reason": "Asked by telephone on 3 May."})
        gone.refresh_from_db()
        assert gone.unsubscribed_at is None

    def test_a_new_address_is_tried_although_the_old_one_did_not_work(
        self, desk: Client, release: ReleasePage
    ) -> None:
        row = reporter("old@example.org")
        Reporter.objects.update(undeliverable_at=timezone.now(), undeliverable_reason="550")
        address = reverse("reporter:edit", args=[row.pk])
        assert "The address has not worked since" in words(desk.get(address))
        desk.post(address, {"email": "new@example.org"})
        row.refresh_from_db()
        assert (row.email, row.undeliverable_at) == ("new@example.org", None)

    def test_the_menu_leads_there(self, desk: Client, release: ReleasePage) -> None:
        assert reverse("reporter:index") in desk.get(reverse("wagtailadmin_home")).content.decode()


class TestBringingIn:
    ADDRESS = "/admin/press-desk/reporters/bring-in/"
    LIST = "email,name,areas\njo@example.org,Jo,Kent\n"

    def test_a_list_is_shown_before_it_is_saved(self, desk: Client, release: ReleasePage) -> None:
        text = words(desk.post(self.ADDRESS, {"do": "look", "list": self.LIST}))
        assert "1 new, 0 changed, 0 known already" in text
        assert not Reporter.objects.exists()
        (shown,) = re.findall(r'name="shown" value="(\w+)"', text)
        desk.post(self.ADDRESS, {"do": "bring-in", "list": self.LIST, "shown": shown})
        assert Reporter.objects.get().name == "Jo"

    def test_a_file_does_as_well(self, desk: Client, release: ReleasePage) -> None:
        file = SimpleUploadedFile("list.csv", self.LIST.encode("utf-16"))
        assert "1 new" in words(desk.post(self.ADDRESS, {"do": "look", "file": file}))

    def test_what_is_no_list_gets_a_sentence(self, desk: Client, release: ReleasePage) -> None:
        for sent in (
            {"file": SimpleUploadedFile("list.csv", b"PK\x03\x04")},
            {"file": SimpleUploadedFile("list.csv", b"x" * 1_000_001)},
            {"list": "name\nJo"},
            {"list": ""},
        ):
            answer = desk.post(self.ADDRESS, {"do": "look", **sent})
            assert answer.status_code == 200
            assert 'role="alert"' in answer.content.decode()

    def test_the_largest_list_comes_through_the_form_that_brings_it_in(
        self, desk: Client, release: ReleasePage
    ) -> None:
        """A letter with an accent is one byte in the file, two as a form sends it in parts, and six
        as one that does not."""
        text = "email,name\n" + "".join(
            f"r{number}@example.org,{'é' * 110}\n" for number in range(4_500)
        )
        file = SimpleUploadedFile("list.csv", text.encode("cp1252"))
        page = desk.post(self.ADDRESS, {"do": "look", "file": file}).content.decode()
        (form,) = re.findall(r"(<form[^>]*>)(?:(?!</form>).)*name=\"shown\"", page, re.DOTALL)
        sent = {"do": "bring-in", "list": text, "shown": "seen a while ago"}
        if "multipart/form-data" in form:
            answer = desk.post(self.ADDRESS, sent)
        else:
            encoded = "application/x-www-form-urlencoded"
            answer = desk.post(self.ADDRESS, urlencode(sent), content_type=encoded)
        assert answer.status_code == 200
        assert "look again" in answer.content.decode()

    def test_what_is_wrong_stands_with_its_line(self, desk: Client, release: ReleasePage) -> None:
        text = words(desk.post(self.ADDRESS, {"list": "email\nnot an address\n<script>@x"}))
        assert "2 lines are wrong" in text
        assert "<script>@x" not in text


class TestPermissions:
    def test_only_the_press_desk_sends_and_keeps_the_list(self, version: ReleaseVersion) -> None:
        reporter("jo@example.org", "Lancashire")
        row = Dispatch.objects.create(version=version, email="a@example.org")
        release, pk = version.release, version.release.publication_id
        see = [
            screen(release),
            screen(release, "record"),
            reverse("press_dispatch:publication", args=[pk]),
        ]
        act = [
            screen(release, "send"),
            reverse("press_dispatch:decide", args=[row.pk]),
            reverse("press_dispatch:came_back", args=[row.pk]),
            TestBringingIn.ADDRESS,
            reverse("press_reporters:standing", args=[Reporter.objects.get().pk]),
        ]
        approver = client_of(person("approver", "Approver"))
        for address in see:
            assert approver.get(address).status_code == 200
        strangers = [
            approver,
            client_of(person("statistician", "Statistics officer")),
            client_of(person("editor", "Editor")),
            Client(),
        ]
        for number, stranger in enumerate(strangers):
            for address in act:
                assert stranger.post(address).status_code == 302
            for address in see if number else []:
                assert stranger.get(address).status_code == 302
        assert Dispatch.objects.count() == 1
        row.refresh_from_db()
        assert row.state == DispatchState.READY
        assert Reporter.objects.get().unsubscribed_at is None
