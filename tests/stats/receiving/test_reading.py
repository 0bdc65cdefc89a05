"""Reading a file: into rows, into questions, or into a reason; and a fault of the machine."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from stats.models import Figure, Publication, ReceivedFile, ReceivedFileState, StagedRow
from stats.receiving import actions, reading, work
from stats.receiving.work import LeaseLost, read_waiting_files
from tests.stats.receiving.files import (
    LANCASHIRE,
    MEASURE,
    answer,
    long_xlsx,
    lose,
    read,
    row,
    send_in,
    xlsx,
)


def a_text_file_that_says_it_is_a_workbook() -> bytes:
    return b"Dear Sir or Madam, please find attached our reply."


def a_workbook_cut_short() -> bytes:
    return long_xlsx(row())[:2_000]


def a_picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(2_000)


def a_zip_of_nothing() -> bytes:
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("note.txt", "nothing")
    return content.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        a_text_file_that_says_it_is_a_workbook,
        a_workbook_cut_short,
        a_picture,
        a_zip_of_nothing,
    ],
)
def test_what_is_no_spreadsheet_is_said_to_be_none_and_leaves_nothing(
    draft: Publication, make: object
) -> None:
    file = read(draft, make())  # type: ignore[operator]
    assert file.state in (ReceivedFileState.UNREADABLE, ReceivedFileState.QUESTIONS)
    if file.state == ReceivedFileState.UNREADABLE:
        assert file.reason
    assert not StagedRow.objects.exists()
    assert not Figure.objects.exists()


def test_a_sheet_without_figures_asks_for_another_file(draft: Publication) -> None:
    file = read(draft, xlsx(["Dear all"], ["Please see below."]))
    assert file.state == ReceivedFileState.QUESTIONS
    assert file.questions[0]["about"] == "nothing"


def test_a_file_gone_from_its_storage_is_said_so(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    lose(file)
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.UNREADABLE
    assert "no longer where it was kept" in file.reason


def test_a_file_changed_in_its_storage_is_not_taken_for_the_one_sent_in(
    draft: Publication,
) -> None:
    file = send_in(draft, long_xlsx(row(674)))
    with open(file.file.path, "wb") as kept:
        kept.write(long_xlsx(row(9_999)))
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.UNREADABLE
    assert "not the one that was sent in" in file.reason


def test_a_wide_sheet_gives_a_figure_for_each_cell(draft: Publication) -> None:
    content = xlsx(
        ["Child abuse image offences"],
        ["Police force", "2016/17", "2017/18"],
        ["Lancs", 591, "674*"],
        ["Cumbria Constabulary", 150, 263],
        ["* Includes two offences of an earlier year."],
    )
    file = read(draft, content)
    assert file.state == ReceivedFileState.CHECKED, file.questions
    rows = list(file.staged_rows.order_by("number"))
    assert [(r.cell, int(r.value or 0), str(r.area)) for r in rows] == [
        ("B3", 591, "Lancashire"),
        ("C3", 674, "Lancashire"),
        ("B4", 150, "Cumbria"),
        ("C4", 263, "Cumbria"),
    ]
    assert rows[1].written["value"] == "674*"
    assert "earlier year" in rows[1].note


def test_a_footnote_is_no_reason_for_a_correction(draft: Publication) -> None:
    public = Publication.objects.create(
        slug="public", title="Public", state="published", publish_at=timezone.now()
    )
    first = read(draft, xlsx(["Child abuse image offences"], ["Force", "2017/18"], ["Lancs", 600]))
    actions.bring_in(file=first, shown=first.counts["picture"], by=None)
    figure = draft.figures.get()
    draft.state, draft.publish_at = "published", public.publish_at
    draft.save()
    Figure.objects.filter(pk=figure.pk).update(public_from=public.publish_at)
    other = Publication.objects.create(slug="other", title="Other")
    file = read(
        other,
        xlsx(
            ["Child abuse image offences"],
            ["Force", "2017/18"],
            ["Lancs", "674*"],
            ["* Includes two offences of an earlier year."],
        ),
    )
    staged = file.staged_rows.get()
    assert staged.note
    assert staged.verdict == "without-reason"
    actions.explain(file=file, reason_for_all="Counted again.", reasons={}, by=None)
    staged.refresh_from_db()
    assert staged.verdict == "correction"
    assert staged.note.startswith("Counted again.\n")
    assert "earlier year" in staged.note


def test_an_answer_that_is_none_is_refused_and_the_others_are_kept(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674, "Lankashire"), row(263, "Cumbrya")))
    assert len(file.questions) == 2
    wrong = answer(file, {"Lankashire": LANCASHIRE, "Cumbrya": "E99999999"})
    assert len(wrong) == 1
    assert file.state == ReceivedFileState.QUESTIONS
    assert [question["written"] for question in file.questions] == ["Cumbrya"]


def test_an_unanswered_question_stays_asked(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674, "Lankashire"), row(263, "Cumbrya")))
    answer(file, {"Lankashire": LANCASHIRE})
    assert file.state == ReceivedFileState.QUESTIONS
    assert len(file.questions) == 1


def test_a_name_answered_as_no_area_of_ours_leaves_its_row_out(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row(2_000, "Transport Police")))
    answer(file, {"Transport Police": "left-out"})
    assert file.staged_rows.count() == 1


def test_one_worker_reads_a_file_and_others_pass_it_over(draft: Publication) -> None:
    send_in(draft, long_xlsx(row()))
    assert work._lease() is not None
    assert work._lease() is None


def test_a_lease_that_ran_out_is_taken_up_and_the_first_worker_stops(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    first = work._lease()
    assert first is not None
    ReceivedFile.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    first.until = ReceivedFile.objects.get().leased_until  # type: ignore[assignment]
    second = work._lease()
    assert second is not None
    with pytest.raises(LeaseLost):
        first.tell(rows=1, share=0.5)
    with pytest.raises(LeaseLost):
        reading.read_file(first)
    assert not StagedRow.objects.exists()
    reading.read_file(second)
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED
    assert file.staged_rows.count() == 1


def test_what_a_dead_worker_had_staged_is_not_there_twice(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row(263, "Cumbria")))
    ReceivedFile.objects.update(state="reading", leased_until=timezone.now() - timedelta(seconds=1))
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED
    assert file.staged_rows.count() == 2


def test_a_file_that_kills_its_workers_is_given_to_a_person(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    for _death in range(work.TRIES_BEFORE_A_PERSON):
        assert work._lease() is not None
        ReceivedFile.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    read_waiting_files()
    file.refresh_from_db()
    assert file.state == ReceivedFileState.UNREADABLE
    assert "again and again" in file.reason


def test_a_fault_of_the_machine_is_tried_again_and_then_said(
    draft: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = send_in(draft, long_xlsx(row()))
    tries = []

    def full(*_arguments: object, **_options: object) -> None:
        tries.append(1)
        raise OSError("No space left on device")

    monkeypatch.setattr(reading, "_check", full)
    read_waiting_files()
    file.refresh_from_db()
    assert len(tries) == work.TRIES_BEFORE_A_PERSON
    assert file.state == ReceivedFileState.UNREADABLE
    assert "A fault of the system" in file.reason


def test_a_file_set_aside_while_it_is_read_stays_aside(draft: Publication) -> None:
    file = send_in(draft, long_xlsx(row()))
    lease = work._lease()
    assert lease is not None
    actions.set_aside(file=file, by=None)
    work._read(lease)
    file.refresh_from_db()
    assert file.state == ReceivedFileState.DISCARDED
    assert not file.staged_rows.exists()


def test_sending_in_survives_a_queue_that_is_down(
    draft: Publication,
    settings: Settings,
    django_capture_on_commit_callbacks: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stats import tasks

    def down() -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.read_received_files, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        file = send_in(draft, long_xlsx(row()))
    assert file.state == ReceivedFileState.WAITING
    read_waiting_files()  # as beat's sweep does
    file.refresh_from_db()
    assert file.state == ReceivedFileState.CHECKED


def test_progress_is_written_down_as_rows_are_read(
    draft: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 10)
    shares = []
    tell = work.Lease.tell

    def told(self: work.Lease, *, rows: int, share: float) -> None:
        tell(self, rows=rows, share=share)
        shares.append((rows, round(share, 2)))

    monkeypatch.setattr(work.Lease, "tell", told)
    read(draft, long_xlsx(*(row(n, period=str(1900 + n)) for n in range(30))))
    assert shares == [(0, 0), (10, 0.35), (20, 0.68), (30, 1.0)]


def test_a_measure_of_its_own_is_asked_where_nothing_names_it(draft: Publication) -> None:
    file = read(draft, xlsx(["Force", "2017/18"], ["Lancs", 674]))
    assert [question["about"] for question in file.questions] == ["measure"]
    answer(file, {file.questions[0]["written"]: MEASURE})
    assert file.state == ReceivedFileState.CHECKED
