"""What police forces were asked, what came of it, and who may see their letters."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry

from press.gathering import gather, subject_of
from stats import clock, replies
from stats.models import Area, Publication, Reply, ReplyState
from stats.reply_documents import LARGEST, check_document
from tests.stats.factories import add_figure, make_area, make_measure, make_publication

pytestmark = pytest.mark.django_db

LANCASHIRE, CUMBRIA, SCOTLAND = "E23000003", "E23000002", "S92000003"
SENT = date(2018, 2, 5)  # due on 5 March
LETTER = b"%PDF-1.7\nThe information that you asked for is enclosed.\n"


def on(day: date) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def member(role: str) -> Client:
    user = User.objects.create_user(role.lower().replace(" ", "-"))
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer() -> Client:
    return member("Statistics officer")


@pytest.fixture
def publication() -> Publication:
    return make_publication("offences-2017-18", title="Offences, 2017-18")


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Letters of these tests lie in a directory of their own."""
    folder = tmp_path / "private"
    storage = Reply._meta.get_field("document").storage
    monkeypatch.setitem(storage.__dict__, "location", str(folder))
    return folder


def ask(publication: Publication, *gss_codes: str, sent_on: date = SENT) -> None:
    areas = Area.objects.filter(gss_code__in=gss_codes)
    by = User.objects.get_or_create(username="somebody")[0]
    replies.record_requests(publication=publication, areas=areas, sent_on=sent_on, by=by)


def came_to(publication: Publication, gss_code: str, state: ReplyState) -> None:
    Reply.objects.filter(publication=publication, area__gss_code=gss_code).update(
        state=state, answered_on=date(2018, 3, 1)
    )


def standing_of(publication: Publication, gss_code: str) -> replies.Standing:
    [found] = [
        standing
        for standing in replies.standings_of(publication)
        if standing.area.gss_code == gss_code
    ]
    return found


class TestARequest:
    def test_is_overdue_on_the_day_after_its_twentieth_working_day(
        self, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        with on(date(2018, 3, 5)):
            assert standing_of(publication, LANCASHIRE).in_words == "sent"
        with on(date(2018, 3, 6)):
            assert standing_of(publication, LANCASHIRE).in_words == "overdue (sent)"

    @pytest.mark.parametrize(
        "state",
        [ReplyState.IN_FULL, ReplyState.IN_PART, ReplyState.REFUSED, ReplyState.NOT_HELD],
    )
    def test_that_was_answered_in_whichever_way_is_never_overdue(
        self, publication: Publication, state: ReplyState
    ) -> None:
        ask(publication, LANCASHIRE)
        came_to(publication, LANCASHIRE, state)
        with on(date(2019, 1, 1)):
            assert standing_of(publication, LANCASHIRE).in_words == str(state.label)

    def test_that_was_acknowledged_is_still_owed_an_answer(self, publication: Publication) -> None:
        ask(publication, LANCASHIRE)
        Reply.objects.update(state=ReplyState.ACKNOWLEDGED, acknowledged_on=SENT)
        with on(date(2018, 3, 6)):
            assert standing_of(publication, LANCASHIRE).in_words == "overdue (acknowledged)"

    def test_to_police_scotland_is_due_by_scotlands_own_bank_holidays(
        self, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE, SCOTLAND, sent_on=date(2018, 3, 26))
        assert standing_of(publication, SCOTLAND).due_on == date(2018, 4, 24)
        assert standing_of(publication, LANCASHIRE).due_on == date(2018, 4, 25)

    def test_that_was_never_made_is_a_state_of_its_own(self, publication: Publication) -> None:
        standing = standing_of(publication, CUMBRIA)
        assert (standing.in_words, standing.due_on) == ("not asked", None)


class TestTheCoverageLine:
    def test_follows_from_the_replies(self, publication: Publication) -> None:
        codes = list(Area.objects.police_forces().values_list("gss_code", flat=True))
        assert len(codes) == 45
        ask(publication, *codes)
        for code in codes[:41]:
            came_to(publication, code, ReplyState.IN_FULL)
        for code in codes[41:43]:
            came_to(publication, code, ReplyState.REFUSED)
        with on(date(2018, 3, 6)):
            coverage = replies.coverage_of(publication)
        assert coverage is not None
        assert coverage.sentence() == "41 of 45 forces, 2 refused, 2 have not answered"
        assert (coverage.waiting, coverage.overdue) == (2, 2)

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (ReplyState.IN_FULL, "1 of 2 forces, 1 has not answered"),
            (ReplyState.IN_PART, "1 of 2 forces (1 in part), 1 has not answered"),
            (ReplyState.REFUSED, "0 of 2 forces, 1 refused, 1 has not answered"),
            (
                ReplyState.NOT_HELD,
                "0 of 2 forces, 1 does not hold the figures, 1 has not answered",
            ),
        ],
    )
    def test_counts_every_force_once(
        self, publication: Publication, state: ReplyState, sentence: str
    ) -> None:
        ask(publication, LANCASHIRE, CUMBRIA)
        came_to(publication, LANCASHIRE, state)
        coverage = replies.coverage_of(publication)
        assert coverage is not None
        assert coverage.sentence() == sentence
        parts = coverage.answered + coverage.refused + coverage.not_held + coverage.waiting
        assert parts == coverage.asked

    def test_falls_back_to_the_totals_that_were_typed(self, publication: Publication) -> None:
        assert replies.coverage_of(publication) is None
        publication.police_forces_asked = 45
        assert replies.coverage_of(publication) is None
        publication.police_forces_answered = 43
        coverage = replies.coverage_of(publication)
        assert coverage is not None
        assert (coverage.sentence(), coverage.is_itemised) == ("43 of 45 forces", False)

    def test_of_a_correction_rests_on_the_requests_of_the_version_before(
        self, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE, CUMBRIA)
        second = make_publication(publication.slug, version=2)
        inherited = replies.coverage_of(second)
        assert inherited is not None
        assert inherited.asked == 2
        assert replies.with_the_requests_of(second) == publication
        ask(second, LANCASHIRE)
        own = replies.coverage_of(second)
        assert own is not None
        assert own.asked == 1

    def test_of_an_earlier_version_takes_nothing_from_a_later_one(
        self, publication: Publication
    ) -> None:
        ask(make_publication(publication.slug, version=2), LANCASHIRE)
        assert replies.coverage_of(publication) is None

    def test_is_what_press_releases_say(self, publication: Publication) -> None:
        measure = make_measure()
        add_figure(publication, measure, LANCASHIRE, "2017-18", 674)
        ask(publication, LANCASHIRE, CUMBRIA)
        came_to(publication, LANCASHIRE, ReplyState.IN_FULL)
        subject = subject_of(publication, measure)
        assert subject is not None
        lancashire = Area.objects.get(gss_code=LANCASHIRE)
        coverage = gather(subject, [lancashire])[lancashire.pk].coverage
        assert coverage is not None
        assert (coverage.asked, coverage.answered) == (2, 1)

    def test_of_many_publications_is_one_query(self, publication: Publication) -> None:
        publications = [publication, *(make_publication() for _ in range(5))]
        for each in publications:
            ask(each, LANCASHIRE, CUMBRIA)
        with CaptureQueriesContext(connection) as queries:
            found = replies.coverages_of(publications)
        assert len(queries) == 1
        assert {coverage.asked for coverage in found.values() if coverage} == {2}


def address(publication: Publication, *parts: str) -> str:
    return "/".join(["/admin/replies", str(publication.pk), *parts, ""])


class TestTheGrid:
    def test_has_every_police_force_and_marks_overdue_in_words(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE, sent_on=date(2018, 2, 5))
        page = officer.get(address(publication)).content.decode()
        forces = Area.objects.police_forces()
        assert all(f'id="{force.gss_code}"' in page for force in forces)
        assert "overdue (sent)" in page
        assert "5 Mar 2018" in page
        assert "0 of 1 force, 1 has not answered" in page

    def test_is_narrowed_to_one_state(self, officer: Client, publication: Publication) -> None:
        ask(publication, LANCASHIRE, CUMBRIA)
        came_to(publication, CUMBRIA, ReplyState.REFUSED)
        page = officer.get(address(publication), {"state": "refused"}).content.decode()
        assert f'id="{CUMBRIA}"' in page
        assert f'id="{LANCASHIRE}"' not in page
        nobody = officer.get(address(publication), {"state": "no-such-state"})
        assert "No force is in this state." in nobody.content.decode()

    def test_records_a_request_to_all_forces_in_one_go(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        officer.post(address(publication), {"sent_on": "2018-03-01"})
        days = dict(publication.replies.values_list("area__gss_code", "sent_on"))
        assert len(days) == 45
        assert days.pop(LANCASHIRE) == SENT
        assert set(days.values()) == {date(2018, 3, 1)}
        officer.post(address(publication), {"sent_on": "2018-03-02"})
        assert not publication.replies.filter(sent_on=date(2018, 3, 2)).exists()

    def test_refuses_a_day_that_has_not_come(
        self, officer: Client, publication: Publication
    ) -> None:
        with on(SENT):
            answer = officer.post(address(publication), {"sent_on": "2018-02-06"})
        assert "This day has not come yet." in answer.content.decode()
        assert not publication.replies.exists()

    def test_costs_no_more_queries_with_more_forces(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        officer.get(address(publication))
        with CaptureQueriesContext(connection) as few:
            officer.get(address(publication))
        more = [make_area(f"Area {number}").gss_code for number in range(10)]
        ask(publication, *more, CUMBRIA, SCOTLAND)
        with CaptureQueriesContext(connection) as many:
            officer.get(address(publication))
        assert len(many) == len(few)

    def test_of_all_publications_costs_no_more_queries_with_more_of_them(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        officer.get("/admin/replies/")
        with CaptureQueriesContext(connection) as few:
            officer.get("/admin/replies/")
        for _number in range(8):
            ask(make_publication(), LANCASHIRE, CUMBRIA)
        with CaptureQueriesContext(connection) as many:
            page = officer.get("/admin/replies/").content.decode()
        assert page.count("0 of 2 forces") == 8
        assert len(many) == len(few)

    def test_is_found_from_the_publication(self, officer: Client, publication: Publication) -> None:
        ask(publication, LANCASHIRE)
        page = officer.get(f"/admin/publication/inspect/{publication.pk}/").content.decode()
        assert address(publication) in page
        assert "0 of 1 force, 1 has not answered" in page


def filled_in(**fields: Any) -> dict[str, Any]:
    form = {
        "state": "in-full",
        "sent_on": "2018-02-05",
        "acknowledged_on": "",
        "answered_on": "2018-03-01",
        "reference": "FOI 123/18",
        "note": "",
    }
    return {**form, **fields}


def letter(name: str = "letter.pdf", content: bytes = LETTER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class TestOneReply:
    def test_is_recorded_and_leads_back_to_its_row(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        answer = officer.post(
            address(publication, LANCASHIRE) + "?state=sent", filled_in(document=letter())
        )
        assert answer["Location"] == f"{address(publication)}?state=sent#{LANCASHIRE}"
        reply = publication.replies.get()
        assert (reply.state, reply.reference) == ("in-full", "FOI 123/18")
        with reply.document.open() as kept:
            assert kept.read() == LETTER

    def test_can_be_recorded_for_a_force_whose_request_was_not(
        self, officer: Client, publication: Publication
    ) -> None:
        officer.post(address(publication, CUMBRIA), filled_in())
        assert publication.replies.get().area.gss_code == CUMBRIA

    def test_is_written_to_the_log_with_what_changed(
        self, officer: Client, publication: Publication
    ) -> None:
        ask(publication, LANCASHIRE)
        officer.post(address(publication, LANCASHIRE), filled_in(document=letter()))
        entry = ModelLogEntry.objects.get(action="stats.record_reply")
        assert entry.user.get_username() == "statistics-officer"
        assert entry.data["changes"]["state"] == ["sent", "in-full"]
        assert "sent_on" not in entry.data["changes"]
        assert len(entry.data["sha256"]) == 64
        requests = ModelLogEntry.objects.get(action="stats.record_requests")
        assert requests.data == {"sent_on": "2018-02-05", "areas": [LANCASHIRE]}

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"answered_on": ""}, "Say on which day the answer came."),
            ({"state": "sent"}, "No answer has come yet: leave this empty."),
            (
                {"state": "acknowledged", "answered_on": ""},
                "Say on which day it was acknowledged.",
            ),
            ({"answered_on": "2018-02-04"}, "This day comes before the request was sent."),
            ({"answered_on": "2999-01-01"}, "This day has not come yet."),
            ({"sent_on": ""}, "This field is required."),
            ({"sent_on": "31/02/2018"}, "Enter a valid date."),
            ({"state": "overdue"}, "is not one of the available choices"),
            ({"document": letter("letter.exe")}, "A reply can be one of pdf, docx"),
            ({"document": letter("page.html", b"<script>")}, "A reply can be one of pdf"),
            ({"document": letter(content=b"MZ\x90\0")}, "its content is something else"),
            ({"document": letter("figures.csv", b"\0\1\2")}, "its content is something else"),
            ({"document": letter(content=b"")}, "The submitted file is empty."),
        ],
    )
    def test_that_cannot_be_is_refused_beside_its_field(
        self, officer: Client, publication: Publication, fields: dict[str, Any], message: str
    ) -> None:
        ask(publication, LANCASHIRE)
        answer = officer.post(address(publication, LANCASHIRE), filled_in(**fields))
        assert answer.status_code == 200
        assert message in answer.content.decode().replace("&#x27;", "'")
        reply = publication.replies.get()
        assert (reply.state, bool(reply.document)) == ("sent", False)

    def test_that_is_replaced_or_taken_away_is_kept_no_longer(
        self,
        officer: Client,
        publication: Publication,
        private_files: Path,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        form = address(publication, LANCASHIRE)

        def kept() -> list[str]:
            return [path.name for path in private_files.rglob("*") if path.is_file()]

        steps: list[tuple[dict[str, Any], list[str]]] = [
            ({"document": letter("first.pdf")}, ["first.pdf"]),
            ({"note": "no new file"}, ["first.pdf"]),
            ({"document": letter("second.pdf")}, ["second.pdf"]),
            ({"document-clear": "on"}, []),
        ]
        for sent, left in steps:
            with django_capture_on_commit_callbacks(execute=True):
                officer.post(form, filled_in(**sent))
            assert kept() == left

    def test_of_an_area_that_is_no_police_force_is_not_found(
        self, officer: Client, publication: Publication
    ) -> None:
        assert officer.get(address(publication, "E12000002")).status_code == 404
        assert officer.get(address(publication, "nowhere")).status_code == 404


class TestTheLetter:
    @pytest.fixture
    def address_of_it(self, officer: Client, publication: Publication) -> str:
        officer.post(address(publication, LANCASHIRE), filled_in(document=letter()))
        return address(publication, LANCASHIRE, "document")

    def test_is_saved_and_never_shown(self, officer: Client, address_of_it: str) -> None:
        answer = officer.get(address_of_it)
        assert answer.getvalue() == LETTER
        assert answer["Content-Disposition"] == 'attachment; filename="lancashire letter.pdf"'
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]

    def test_has_no_public_address(
        self, client: Client, officer: Client, address_of_it: str, publication: Publication
    ) -> None:
        name = publication.replies.get().document.name
        for path in (f"/media/{name}", f"/documents/{name}", f"/static/{name}", f"/{name}"):
            assert client.get(path).status_code == 404
        assert client.get(address_of_it)["Location"].startswith("/admin/login/")
        page = officer.get(address(publication, LANCASHIRE)).content.decode()
        assert str(name) not in page

    def test_that_there_is_not_is_not_found(
        self, officer: Client, publication: Publication, address_of_it: str, private_files: Path
    ) -> None:
        assert officer.get(address(publication, CUMBRIA, "document")).status_code == 404
        for path in private_files.rglob("*.pdf"):
            path.unlink()
        assert officer.get(address_of_it).status_code == 404

    @pytest.mark.parametrize(
        ("role", "may_see", "may_change"),
        [
            ("Approver", True, False),
            ("Press officer", False, False),
            ("Editor", False, False),
        ],
    )
    def test_is_for_the_statistics_desk_alone(
        self,
        publication: Publication,
        address_of_it: str,
        role: str,
        may_see: bool,
        may_change: bool,
    ) -> None:
        somebody = member(role)
        form = address(publication, LANCASHIRE)
        refused = 302  # the admin sends whoever may not to its first page
        for path in (address_of_it, address(publication), "/admin/replies/"):
            answer = somebody.get(path)
            answer.getvalue()  # reads to the end, which closes the file
            assert answer.status_code == (200 if may_see else refused), path
        assert somebody.get(form).status_code == (200 if may_change else refused)
        assert somebody.post(form, filled_in(state="refused")).status_code == refused
        assert somebody.post(address(publication), {"sent_on": "2018-03-01"}).status_code == 302
        assert publication.replies.get().state == "in-full"
        is_in_the_menu = "/admin/replies/" in somebody.get("/admin/").content.decode()
        assert is_in_the_menu is may_see


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "content")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", LETTER),
        ("LETTER.PDF", LETTER),
        ("letter.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("figures.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
        ("figures.ods", archive("mimetype", "content.xml")),
        ("figures.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        ("figures.csv", b"area,offences\nLancashire,674\n"),
        ("figures.csv", "area,offences\n".encode("utf-16")),
        ("mail.eml", b"From: foi@example.org\n\nPlease find enclosed.\n"),
        ("scan.png", b"\x89PNG\r\n\x1a\nrest"),
    ],
)
def test_what_police_forces_send_is_accepted(name: str, content: bytes) -> None:
    check_document(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", archive("xl/workbook.xml")),
        ("figures.xlsx", archive("word/document.xml")),
        ("figures.xlsx", b"PK\x03\x04 and then nothing"),
        ("figures.ods", LETTER),
        ("figures.xlsm", archive("xl/workbook.xml", "xl/vbaProject.bin")),
        ("letter.pdf.exe", LETTER),
        ("letter", LETTER),
        ("picture.svg", b"<svg onload='alert(1)'/>"),
        ("letter.pdf", b""),
    ],
)
def test_what_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        check_document(SimpleUploadedFile(name, content))


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    file = SimpleUploadedFile("letter.pdf", LETTER)
    file.size = LARGEST + 1
    with pytest.raises(ValidationError, match="at most 25"):
        check_document(file)


def test_deleting_a_draft_publication_deletes_the_letters_to_it(
    officer: Client,
    publication: Publication,
    private_files: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    officer.post(address(publication, LANCASHIRE), filled_in(document=letter()))
    assert list(private_files.rglob("*.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        publication.delete()
    assert not list(private_files.rglob("*.pdf"))
