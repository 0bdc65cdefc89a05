"""From staged rows to figures: what was shown, all of it, once, with its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stats import actions as stats_actions
from stats.models import (
    AreaSpelling,
    Figure,
    Publication,
    PublicationState,
    ReceivedFile,
    ReceivedFileState,
    RememberedReading,
)
from stats.receiving import actions
from tests.stats.factories import add_figure, make_publication
from tests.stats.receiving.files import (
    CUMBRIA,
    LANCASHIRE,
    MEASURE,
    answer,
    bring_in,
    long_xlsx,
    member,
    read,
    row,
    verdicts,
    xlsx,
)


def published(*values: tuple[str, int]) -> Publication:
    """A public publication of figures for 2017-18, by GSS code."""
    from stats.models import Measure

    publication = make_publication()
    for code, value in values:
        add_figure(publication, Measure.objects.get(slug=MEASURE), code, "2017-18", value)
    publication.state = PublicationState.PUBLISHED
    publication.publish_at = timezone.now()
    publication.save()
    Figure.objects.filter(publication=publication).update(public_from=publication.publish_at)
    return publication


def test_every_figure_remembers_its_file_sheet_and_cell(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row(263, "Cumbria")))
    done = bring_in(file, by=member("Statistics officer"))
    assert done == actions.BroughtIn(added=2, corrections=0, left_out=0)
    assert file.state == ReceivedFileState.IMPORTED
    figures = Figure.objects.filter(publication=draft).order_by("cell")
    assert [(f.area.gss_code, str(f.value), f.file_id, f.sheet, f.cell) for f in figures] == [
        (LANCASHIRE, "674.0000", file.pk, "Sheet1", "E2"),
        (CUMBRIA, "263.0000", file.pk, "Sheet1", "E3"),
    ]
    assert figures[0].source is not None
    assert figures[0].source.reference == "reply 1"


def test_who_brought_in_what_is_on_record(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    officer = member("Statistics officer")
    bring_in(file, by=officer)
    entry = ModelLogEntry.objects.get(action="stats.import")
    assert entry.user == officer
    assert entry.object_id == str(draft.pk)
    assert entry.data["sha256"] == file.sha256
    assert entry.data["added"] == 1


def test_nothing_is_added_before_somebody_says_yes(draft: Publication) -> None:
    read(draft, long_xlsx(row()))
    assert not Figure.objects.exists()


def test_bringing_in_twice_adds_once(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    shown = file.counts["picture"]
    actions.bring_in(file=file, shown=shown, by=None)
    with pytest.raises(actions.NotNow, match="has moved on"):
        actions.bring_in(file=file, shown=shown, by=None)
    assert Figure.objects.count() == 1


def test_rows_are_sorted_by_what_would_follow(draft: Publication) -> None:
    published((LANCASHIRE, 674), (CUMBRIA, 263))
    add_figure(draft, Figure.objects.first().measure, "E23000018", "2017-18", 100)  # type: ignore[union-attr]
    file = read(
        draft,
        long_xlsx(
            row(674),
            row(264, "Cumbria"),
            row(300, "Kent"),
            row(100, "Derbyshire"),
            row("n/a?", "Essex"),
            row(301, "Kent"),
        ),
    )
    assert verdicts(file) == [
        "already-public",
        "without-reason",
        "new",
        "unchanged",
        "wrong",
        "repeated",
    ]
    assert {name: file.counts[name] for name in ("new", "changed", "refused")} == {
        "new": 1,
        "changed": 1,
        "refused": 2,
    }


def test_a_correction_waits_for_its_reason_and_keeps_it(draft: Publication) -> None:
    old = published((LANCASHIRE, 674)).figures.get()
    file = read(draft, long_xlsx(row(680)))
    with pytest.raises(actions.NotNow, match="stand in the way"):
        bring_in(file)
    actions.explain(file=file, reason_for_all="The force counted again.", reasons={}, by=None)
    file.refresh_from_db()
    assert verdicts(file) == ["correction"]
    bring_in(file)
    correction = draft.figures.get()
    assert correction.supersedes == old
    assert correction.note == "The force counted again."


def test_a_reason_of_its_own_goes_before_the_one_for_all(draft: Publication) -> None:
    published((LANCASHIRE, 674), (CUMBRIA, 263))
    file = read(draft, long_xlsx(row(680), row(270, "Cumbria")))
    own, _other = file.staged_rows.order_by("number")
    actions.explain(
        file=file, reason_for_all="For all.", reasons={own.number: "For Lancashire."}, by=None
    )
    notes = file.staged_rows.order_by("number").values_list("note", flat=True)
    assert list(notes) == ["For Lancashire.", "For all."]


def test_a_note_of_the_file_is_a_reason_where_a_column_holds_notes(draft: Publication) -> None:
    published((LANCASHIRE, 674))
    file = read(draft, long_xlsx(row(680, note="Counted again in May.")))
    assert verdicts(file) == ["correction"]


def test_refused_rows_stay_in_the_way_until_they_are_left_out_for_a_reason(
    draft: Publication,
) -> None:
    file = read(draft, long_xlsx(row(674), row("lots", "Cumbria")))
    with pytest.raises(actions.NotNow, match="stand in the way"):
        bring_in(file)
    with pytest.raises(actions.NotNow, match="Say why"):
        actions.leave_out(file=file, rows=None, reason=" ", by=None)
    officer = member("Statistics officer")
    actions.leave_out(file=file, rows=None, reason="Asked the force again.", by=officer)
    file.refresh_from_db()
    assert bring_in(file) == actions.BroughtIn(added=1, corrections=0, left_out=1)
    kept = file.staged_rows.get(verdict="left-out")
    assert kept.problems[-1] == {"left_out": "Asked the force again.", "by": officer.username}
    assert kept.cell == "E3"


def test_a_row_that_was_left_out_can_be_taken_back_in(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row("lots", "Cumbria"), row(675)))
    actions.leave_out(file=file, rows=None, reason="Both wrong.", by=None)
    numbers = list(file.staged_rows.values_list("number", flat=True))
    assert actions.take_back_in(file=file, rows=numbers, by=None) == 2
    assert verdicts(file) == ["new", "wrong", "repeated"]


def test_of_two_rows_for_one_cell_either_can_be_left_out(draft: Publication) -> None:
    file = read(draft, long_xlsx(row(674), row(675)))
    assert verdicts(file) == ["new", "repeated"]
    problem = file.staged_rows.get(verdict="repeated").problems[0]
    assert "Sheet1!E3" in str(problem)
    assert "Sheet1!E2" in str(problem)


def test_what_changed_since_it_was_shown_is_shown_again_and_nothing_is_saved(
    draft: Publication,
) -> None:
    file = read(draft, long_xlsx(row(674), row(263, "Cumbria")))
    shown = file.counts["picture"]
    published((LANCASHIRE, 600))
    with pytest.raises(actions.PictureChanged):
        actions.bring_in(file=file, shown=shown, by=None)
    assert not draft.figures.exists()
    assert verdicts(file) == ["without-reason", "new"]
    file.refresh_from_db()
    assert file.counts["picture"] != shown


def test_a_publication_that_is_no_draft_any_more_takes_nothing(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    draft.state = PublicationState.IN_REVIEW
    draft.save()
    with pytest.raises((actions.NotNow, actions.PictureChanged)):
        bring_in(file)
    assert not draft.figures.exists()


def test_a_file_with_nothing_new_says_so(draft: Publication) -> None:
    published((LANCASHIRE, 674))
    file = read(draft, long_xlsx(row(674)))
    with pytest.raises(actions.NotNow, match="nothing to bring in"):
        bring_in(file)


def test_reading_an_imported_file_again_finds_everything_unchanged(draft: Publication) -> None:
    published((LANCASHIRE, 674))
    file = read(draft, long_xlsx(row(680), row(263, "Cumbria")))
    actions.explain(file=file, reason_for_all="Counted again.", reasons={}, by=None)
    file.refresh_from_db()
    bring_in(file)
    actions.read_again(file=file, by=None)
    from stats.receiving.work import read_waiting_files

    read_waiting_files()
    assert verdicts(file) == ["unchanged", "unchanged"]


def test_decisions_outlive_another_reading(draft: Publication) -> None:
    from stats.receiving.work import read_waiting_files

    published((LANCASHIRE, 674))
    file = read(draft, long_xlsx(row(680), row("lots", "Cumbria")))
    actions.explain(file=file, reason_for_all="Counted again.", reasons={}, by=None)
    actions.leave_out(file=file, rows=None, reason="Asked again.", by=None)
    actions.read_again(file=file, by=None)
    read_waiting_files()
    assert verdicts(file) == ["correction", "left-out"]
    assert file.staged_rows.get(verdict="correction").note == "Counted again."


def test_an_unsure_name_is_asked_once_and_known_the_next_time(draft: Publication) -> None:
    first = read(draft, long_xlsx(row(674, "Lankashire")))
    assert first.state == ReceivedFileState.QUESTIONS
    assert answer(first, {"Lankashire": LANCASHIRE}) == {}
    assert first.state == ReceivedFileState.CHECKED
    bring_in(first)
    assert AreaSpelling.objects.get().area.gss_code == LANCASHIRE
    second = read(draft, long_xlsx(row(700, "Lankashire", period="2018-19")))
    assert second.state == ReceivedFileState.CHECKED


def test_what_was_said_of_columns_is_remembered_for_the_same_headings(draft: Publication) -> None:
    def sheet(year: str, value: int) -> bytes:
        return xlsx(["Force", "Zahl", "Year"], ["Lancashire", value, year])

    first = read(draft, sheet("2017-18", 674))
    rounds = 0
    while first.state == ReceivedFileState.QUESTIONS and rounds < 4:
        rounds += 1
        answers = {}
        for question in first.questions:
            wanted = {
                "column": "figure",
                "measure": MEASURE,
                "category": "",
                "period": "2017-18",
            }
            answers[question["id"]] = wanted[question["about"]]
        actions.answer_questions(file=first, answers=answers, by=None)
        from stats.receiving.work import read_waiting_files

        read_waiting_files()
        first.refresh_from_db()
    assert rounds > 0
    assert first.state == ReceivedFileState.CHECKED
    bring_in(first)
    assert RememberedReading.objects.count() == 1
    second = read(draft, sheet("2018-19", 700))
    assert second.state == ReceivedFileState.CHECKED, second.questions
    bring_in(second)
    assert draft.figures.count() == 2


def test_a_file_set_aside_brings_nothing_in_and_stays(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    actions.set_aside(file=file, by=None)
    file.refresh_from_db()
    assert file.state == ReceivedFileState.DISCARDED
    assert Path(file.file.path).exists()
    with pytest.raises(actions.NotNow):
        bring_in(file)


def test_the_source_given_with_the_file_is_that_of_its_figures(draft: Publication) -> None:
    content = xlsx(
        ["measure", "area", "category", "period", "value"],
        [MEASURE, "Lancashire", "", "2017-18", 674],
    )
    file = read(draft, content, source="FOI 17/1234")
    bring_in(file)
    source = draft.figures.get().source
    assert source is not None
    assert source.reference == "FOI 17/1234"


def test_figures_that_came_from_a_file_are_published_as_any(draft: Publication) -> None:
    file = read(draft, long_xlsx(row()))
    bring_in(file)
    assert stats_actions.what_stands_in_the_way(draft) is not None
    assert ReceivedFile.objects.get().figures.count() == 1
