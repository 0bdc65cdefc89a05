"""The screens of bringing in a file: what they show, to whom, and that nothing breaks them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stats.importing.sheets import normal
from stats.models import (
    Area,
    AreaSpelling,
    Figure,
    Measure,
    Publication,
    ReceivedFile,
    ReceivedFileState,
)
from stats.receiving import actions
from stats.receiving.work import read_waiting_files
from tests.stats.factories import add_figure, make_publication
from tests.stats.receiving.files import (
    CUMBRIA,
    LANCASHIRE,
    MEASURE,
    bring_in,
    client_of,
    long_xlsx,
    member,
    read,
    row,
    send_in,
    verdicts,
    xlsx,
)

VERBS = (
    *("answer", "columns", "explain", "leave-out", "take-back-in"),
    *("bring-in", "set-aside", "read-again"),
)


@pytest.fixture
def officer() -> Client:
    return client_of(member("Statistics officer"))


def address(file: ReceivedFile, verb: str = "") -> str:
    if verb:
        return f"/admin/received-file/{file.pk}/{verb}/"
    return f"/admin/received-file/inspect/{file.pk}/"


def page(client: Client, file: ReceivedFile, **asked: str | int) -> str:
    answer = client.get(address(file), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def public(code: str, value: int) -> Figure:
    publication = make_publication(title="Recorded before")
    figure = add_figure(publication, Measure.objects.get(slug=MEASURE), code, "2017-18", value)
    publication.state, publication.publish_at = "published", timezone.now()
    publication.save()
    Figure.objects.filter(pk=figure.pk).update(public_from=publication.publish_at)
    return figure


def test_a_correction_stands_beside_the_published_value(
    officer: Client, draft: Publication
) -> None:
    public(LANCASHIRE, 674)
    shown = page(officer, read(draft, long_xlsx(row(680))))
    assert ">674<" in shown
    assert ">680<" in shown
    assert ">+6<" in shown
    assert "1 correction has no reason yet." in shown
    assert "Bring in 1 figure" not in shown


def test_a_gap_is_shown_as_its_reason_and_has_no_difference(
    officer: Client, draft: Publication
) -> None:
    public(LANCASHIRE, 674)
    shown = page(officer, read(draft, long_xlsx(row("", status="not supplied"), row(5, "Kent"))))
    assert "not supplied" in shown
    assert "−674" not in shown


def test_errors_name_their_cell_and_the_remedy(officer: Client, draft: Publication) -> None:
    file = read(draft, long_xlsx(row("lots"), row(5, "Kent")))
    shown = page(officer, file)
    assert "<b>E2</b>" in shown
    assert "1 row is refused" in shown


def test_the_way_through_the_screens(officer: Client, draft: Publication) -> None:
    public(LANCASHIRE, 674)
    file = read(draft, long_xlsx(row(680), row("lots", "Cumbria"), row(9, "Kent")))
    officer.post(address(file, "explain"), {"reason": "Counted again.", "outcome": "changed"})
    wrong = file.staged_rows.get(verdict="wrong")
    answer = officer.post(
        address(file, "leave-out"),
        {"row": [wrong.number], "reason": "Asked again.", "outcome": "refused", "page": "1"},
    )
    assert answer["Location"].endswith("?outcome=refused&page=1")
    file.refresh_from_db()
    assert "Bring in 2 figures" in page(officer, file)
    said = officer.post(
        address(file, "bring-in"), {"shown": file.counts["picture"]}, follow=True
    ).content.decode()
    assert "2 figures were brought in." in said
    assert draft.figures.count() == 2


def test_what_changed_meanwhile_is_said_and_nothing_is_saved(
    officer: Client, draft: Publication
) -> None:
    file = read(draft, long_xlsx(row(680)))
    shown = file.counts["picture"]
    public(LANCASHIRE, 674)
    said = officer.post(address(file, "bring-in"), {"shown": shown}, follow=True).content.decode()
    assert "nothing was saved" in said
    assert not draft.figures.exists()
    assert "1 correction has no reason yet." in said


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["Approver", "Press officer", "Editor"])
def test_nobody_else_decides(draft: Publication, role: str, verb: str) -> None:
    file = read(draft, long_xlsx(row("lots"), row(5, "Kent")))
    before = ReceivedFile.objects.values().get(), verdicts(file)
    answer = client_of(member(role)).post(
        address(file, verb),
        {"shown": file.counts["picture"], "reason": "Because.", "all": "1", "afresh": "1"},
    )
    assert answer.status_code == 302
    assert (ReceivedFile.objects.values().get(), verdicts(file)) == before
    assert not Figure.objects.exists()


def test_an_approver_looks_and_is_offered_nothing_to_do(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    shown = page(client_of(member("Approver")), file)
    assert "What would happen" in shown
    assert "<form" not in shown.partition('class="desk"')[2]


@pytest.mark.parametrize("role", ["Press officer", "Editor"])
def test_others_do_not_even_look(draft: Publication, role: str) -> None:
    file = read(draft, long_xlsx(row()))
    client = client_of(member(role))
    for where in (address(file), "/admin/received-file/", address(file, "progress")):
        assert client.get(where).status_code == 302


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ReceivedFileState.values)
def test_no_verb_breaks_in_any_state(
    officer: Client, draft: Publication, verb: str, state: str
) -> None:
    file = read(draft, long_xlsx(row()))
    lease = timezone.now() if state == "reading" else None
    ReceivedFile.objects.update(state=state, reason="As a test.", leased_until=lease)
    answer = officer.post(address(file, verb), {"shown": "0", "reason": "x", "row": ["1"]})
    assert answer.status_code in (200, 302)
    assert page(officer, file)
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {"reason": "\x00", "reason-1": "\x00"},
        {"reason-x": "a", "reason-99999999999999999999": "a", "reason-²": "a"},
        {"row": ["x", "99999999999999999999", "-1", "٣"], "reason": "a"},
        {"outcome": "../../", "page": "x", "row": []},
        {"shown": "\x00'"},
        {"s0-is_read": "1", "s0-c0-role": "figure", "s0-c4-role": "figure", "s0-period": "9999/1"},
    ],
)
def test_nothing_that_is_posted_breaks_a_screen(
    officer: Client, draft: Publication, posted: dict[str, object]
) -> None:
    file = read(draft, long_xlsx(row("lots"), row(5, "Kent")))
    for verb in VERBS[:-2]:
        assert officer.post(address(file, verb), posted).status_code in (200, 302)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "99"}, {"outcome": "x", "page": "-1"}])
def test_nothing_that_is_asked_breaks_the_screen(
    officer: Client, draft: Publication, asked: dict[str, str]
) -> None:
    assert page(officer, read(draft, long_xlsx(row())), **asked)


def test_the_screen_asks_no_more_queries_for_more_rows(officer: Client, draft: Publication) -> None:
    for code in (LANCASHIRE, CUMBRIA):
        public(code, 1)

    def queries(rows: int) -> dict[str, int]:
        publication = make_publication()
        names = ["Lancashire", "Cumbria", "Kent", "Essex", "Surrey"]
        lines = [
            row(2 if n % 2 else "lots", names[n % 5], period=str(2000 + n)) for n in range(rows)
        ]
        lines += [row(5, "Lancashire"), *([row(6, "Cumbria")] if rows > 2 else [])]
        file = read(publication, long_xlsx(*lines))
        counts = {}
        for outcome in ("refused", "changed", "new", "unchanged", "already-public", "left-out"):
            officer.get(address(file), {"outcome": outcome})
            with CaptureQueriesContext(connection) as captured:
                officer.get(address(file), {"outcome": outcome})
            counts[outcome] = len(captured)
        return counts

    few, many = queries(2), queries(40)
    assert many["refused"] <= few["refused"]
    assert many == few


def test_the_listings_ask_no_more_queries_for_more_files(
    officer: Client, draft: Publication
) -> None:
    by = member("Statistics officer")

    def queries() -> list[int]:
        counts = []
        for where in (
            "/admin/received-file/",
            "/admin/area-spelling/",
            f"/admin/publication/inspect/{draft.pk}/",
        ):
            with CaptureQueriesContext(connection) as captured:
                assert officer.get(where).status_code == 200
            counts.append(len(captured))
        return counts

    def add(number: int) -> None:
        send_in(draft, long_xlsx(row(number)), by=by, name=f"{number}.xlsx")
        area = Area.objects.get(gss_code=LANCASHIRE)
        AreaSpelling.objects.create(spelling=f"lancs {number}", area=area, added_by=by)

    add(1)
    queries()
    few = queries()
    for number in range(2, 9):
        add(number)
    assert queries() == few


def test_rows_are_paged(officer: Client, draft: Publication) -> None:
    file = read(draft, long_xlsx(*(row(n, period=str(1900 + n)) for n in range(60))))
    first, second = page(officer, file), page(officer, file, outcome="new", page=2)
    assert "Page 1 of 2" in first
    assert "Sheet1!E61" not in first
    assert "Sheet1!E61" in second


def test_progress_is_told_until_it_is_read(officer: Client, draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    said = officer.get(address(file, "progress")).json()
    assert said["is_read"] is False
    assert "Waiting" in said["said"]
    assert "data-progress" in page(officer, file)
    ReceivedFile.objects.update(
        state="reading", leased_until=timezone.now(), rows_read=1_500, share_read=0.42
    )
    assert officer.get(address(file, "progress")).json() == {
        "is_read": False,
        "said": "1,500 figures read, 42% of the file.",
        "share": 0.42,
    }
    assert 'value="0.420"' in page(officer, file)
    ReceivedFile.objects.update(state="waiting", leased_until=None)
    read_waiting_files()
    assert officer.get(address(file, "progress")).json()["is_read"] is True


def test_a_question_is_answered_on_the_screen(officer: Client, draft: Publication) -> None:
    from stats.receiving.screen import key_of

    file = read(draft, long_xlsx(row(674, "Lankashire")))
    shown = page(officer, file)
    assert "Lankashire" in shown
    key = key_of(file.questions[0]["id"])
    officer.post(address(file, "answer"), {f"other-{key}": LANCASHIRE, f"answer-{key}": "?"})
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED
    assert str(file.staged_rows.get().area) == "Lancashire"


def test_columns_can_be_said_by_hand(officer: Client, draft: Publication) -> None:
    file = read(draft, xlsx(["Force", "Zahl", "Anzahl"], ["Lancs", 674, 1], ["Kent", 9, 2]))
    assert file.state == ReceivedFileState.QUESTIONS
    shown = officer.get(address(file, "columns")).content.decode()
    assert "Zahl" in shown
    assert "674; 9" in shown
    officer.post(
        address(file, "columns"),
        {
            "s0-is_read": "1",
            "s0-measure": MEASURE,
            "s0-category": "total",
            "s0-period": "2017-18",
            "s0-source": "FOI 12",
            "s0-c0-role": "area",
            "s0-c1-role": "figure",
            "s0-c2-role": "ignored",
        },
    )
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED, file.questions
    rows = file.staged_rows.order_by("number")
    assert [str(row.value) for row in rows] == ["674.0000", "9.0000"]
    assert {row.source for row in rows} == {"FOI 12"}


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"s0-is_read": ""}, "Choose a sheet that is read."),
        (
            {"s0-is_read": "1", "s0-c0-role": "area", "s0-c4-role": "ignored"},
            "say which column holds the figures",
        ),
        ({"s0-is_read": "1", "s0-c0-role": "area"}, "only one column can be"),
        ({"s0-is_read": "1", "s0-period": "last year"}, "“last year” is no period"),
    ],
)
def test_columns_that_cannot_be_are_said_to_be_wrong(
    officer: Client, draft: Publication, posted: dict[str, str], said: str
) -> None:
    file = read(draft, long_xlsx(row()))
    answer = officer.post(address(file, "columns"), posted)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED


def test_a_figure_shows_where_it_stands_in_its_file(officer: Client, draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    bring_in(file)
    figure = draft.figures.get()
    where = f"/admin/statistics-entry/inspect/{figure.pk}/"
    shown = officer.get(where).content.decode()
    assert address(file) in shown
    assert "Sheet1" in shown
    assert "E2" in shown
    others = client_of(member("Press officer")).get(where).content.decode()
    assert "reply.xlsx" in others
    assert address(file) not in others


def test_the_publication_offers_to_bring_a_file_in_while_it_is_a_draft(
    officer: Client, draft: Publication
) -> None:
    send_in(draft, long_xlsx(row()), name="First reply.xlsx")
    where = f"/admin/publication/inspect/{draft.pk}/"
    shown = officer.get(where).content.decode()
    assert "First reply.xlsx" in shown
    assert "Bring in a file…" in shown
    draft.state = "in-review"
    draft.save()
    assert "Bring in a file…" not in officer.get(where).content.decode()


def test_a_spelling_is_kept_as_names_are_compared(officer: Client) -> None:
    area = Area.objects.get(gss_code=LANCASHIRE)
    officer.post(
        "/admin/area-spelling/new/", {"spelling": "The Lancs. Constabulary*", "area": area.pk}
    )
    assert AreaSpelling.objects.get().spelling == normal("The Lancs. Constabulary*")


def test_a_file_set_aside_can_be_read_after_all(officer: Client, draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    said = officer.post(address(file, "set-aside"), follow=True).content.decode()
    assert "The original file is kept." in said
    officer.post(address(file, "read-again"), {"afresh": "1"})
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED


def test_each_verb_is_on_record_by_its_name(draft: Publication) -> None:
    from wagtail.log_actions import registry
    from wagtail.models import ModelLogEntry

    file = read(draft, long_xlsx(row("lots"), row(5, "Kent")))
    actions.leave_out(file=file, rows=None, reason="Asked again.", by=None)
    known = dict(registry.get_choices())
    for action in ModelLogEntry.objects.values_list("action", flat=True):
        assert action in known
