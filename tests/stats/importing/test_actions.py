"""Figures coming in: all or none, once, and never over what is public."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from stats import actions
from stats.importing.actions import FiguresRefused, title_from
from stats.importing.sentences import UnreadableFile
from stats.models import Figure, Publication, PublicationState, Source
from tests.stats.factories import make_publication
from tests.stats.importing.files import (
    CUMBRIA,
    DERBYSHIRE,
    LANCASHIRE,
    Record,
    import_rows,
    make_vocabulary,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabulary(db: None) -> None:
    make_vocabulary()


def counts() -> tuple[int, int, int, int]:
    return (
        Publication.objects.count(),
        Figure.objects.count(),
        Source.objects.count(),
        ModelLogEntry.objects.count(),
    )


def refused(*rows: list[str], **options: object) -> list[str]:
    """What is said of rows that are refused, having changed nothing."""
    record, before = Record(), counts()
    with pytest.raises(FiguresRefused) as refusal:
        import_rows(*rows, record=record, **options)  # type: ignore[arg-type]
    assert counts() == before
    assert refusal.value.problems == len(record.problems)
    assert refusal.value.bad_rows == len({problem.row for problem in record.problems})
    return record.said


def test_rows_become_the_figures_of_a_new_draft() -> None:
    imported = import_rows(
        row("1,747", source="reply 1", note="as printed"),
        row("", DERBYSHIRE, status="Not supplied", source=""),
        row(541, category="possession"),
    )
    assert (imported.added, imported.sources_added, imported.is_new_publication) == (3, 1, True)
    publication = Publication.objects.get(slug="figures-2017-18")
    assert (publication.title, publication.state) == ("Figures of 2017-18", PublicationState.DRAFT)
    first, second, third = publication.figures.order_by("pk")
    assert (first.value, first.status, first.note) == (Decimal(1747), "final", "as printed")
    assert (first.area.gss_code, first.period.label) == (LANCASHIRE, "2017-18")
    assert first.source is not None
    assert first.source.reference == "reply 1"
    assert (second.value, second.status, second.source) == (None, "not-supplied", None)
    assert third.category is not None
    assert third.category.slug == "possession"
    assert first.public_from is None


def test_importing_twice_adds_nothing_and_records_nothing() -> None:
    rows = [row(), row("", DERBYSHIRE, status="refused"), row(3, category="possession")]
    import_rows(*rows)
    before = counts()
    again = import_rows(*rows)
    assert (again.added, again.unchanged, again.sources_added) == (0, 3, 0)
    assert not again.is_new_publication
    assert counts() == before


def test_rows_are_added_to_a_draft_that_is_there() -> None:
    make_publication("figures-2017-18", title="As staff named it")
    imported = import_rows(row())
    assert not imported.is_new_publication
    assert imported.publication is not None
    assert imported.publication.title == "As staff named it"


def test_the_import_is_recorded_with_what_it_did() -> None:
    import_rows(row(), row(5, DERBYSHIRE))
    entry = ModelLogEntry.objects.get(action="stats.import")
    assert entry.object_id == str(Publication.objects.get().pk)
    assert len(entry.data["sha256"]) == 64
    assert {key: entry.data[key] for key in ("file", "rows", "added", "sources_added")} == {
        "file": "figures.csv",
        "rows": 2,
        "added": 2,
        "sources_added": 1,
    }


def test_one_bad_row_keeps_all_rows_out_and_every_problem_is_told() -> None:
    said = refused(
        row(),
        row("n/a", "Atlantis", status=""),
        row(5, DERBYSHIRE, year=2016),
        row(-5, DERBYSHIRE),
    )
    assert [line.split(":")[0] for line in said] == [
        "Row 3, area_gss_code “Atlantis”",
        "Row 3, value “n/a”",
        "Row 5, value “-5”",
    ]


def test_problems_that_only_comparing_can_find_are_told_in_the_same_go() -> None:
    import_rows(row(674))
    said = refused(row(680), row("<5", DERBYSHIRE), row(1, CUMBRIA), row(1, CUMBRIA))
    assert [line.split(":")[0] for line in said] == [
        "Row 3, value “<5”",
        "Row 2, value “680”",
        "Row 5",
    ]


@pytest.mark.parametrize("second", [674, 675])
def test_a_figure_that_is_in_the_file_twice_is_refused_even_when_equal(second: int) -> None:
    (said,) = refused(row(674), row(591, year=2016), row(second))
    assert said == (
        "Row 4: rows 2 and 4 are for the same measure, category, area and period."
        " Keep the right one of the two."
    )


def test_a_total_and_its_category_are_two_figures() -> None:
    assert import_rows(row(674), row(133, category="possession")).added == 2


@pytest.mark.parametrize(
    ("changed", "column", "before"),
    [
        (row(680), "value “680”", "674"),
        (row(674, status="estimated"), "status “estimated”", "final"),
        (row(674, source="reply 2"), "source “reply 2”", "reply 1"),
        (row(674, source=""), "source (empty)", "reply 1"),
        (row(674, note="by letter"), "note “by letter”", ""),
        (row("", status="refused"), "value (empty)", "674"),
    ],
)
def test_a_figure_that_the_draft_holds_otherwise_is_refused(
    changed: list[str], column: str, before: str
) -> None:
    import_rows(row(674))
    (said,) = refused(changed)
    assert said.startswith(f"Row 2, {column}: the publication holds “{before}” here already.")
    assert "remove that figure from the draft in the admin" in said


def test_a_draft_figure_that_was_removed_can_be_imported_again() -> None:
    import_rows(row(674))
    Figure.objects.all().delete()
    assert import_rows(row(680)).added == 1


def test_publishing_goes_with_the_import() -> None:
    imported = import_rows(row(), publish=True)
    assert imported.publication is not None
    imported.publication.refresh_from_db()
    assert imported.publication.is_published
    assert Figure.objects.visible_at().count() == 1


def test_importing_and_publishing_twice_changes_nothing() -> None:
    import_rows(row(), publish=True)
    before = counts()
    assert import_rows(row(), publish=True).unchanged == 1
    assert counts() == before


def test_a_draft_that_holds_the_rows_already_can_be_published_by_importing_them() -> None:
    import_rows(row())
    imported = import_rows(row(), publish=True)
    assert imported.added == 0
    assert Publication.objects.get().is_published


def test_when_the_publication_cannot_be_published_nothing_is_imported() -> None:
    import_rows(row(674))
    import_rows(row(680), publication="rival", publish=True)
    before = counts()
    with pytest.raises(actions.PublicationNotReady, match="already public"):
        import_rows(row(674), row(5, DERBYSHIRE), publish=True)
    assert counts() == before
    assert not Publication.objects.get(slug="figures-2017-18").is_published


def test_a_published_publication_takes_no_more_figures() -> None:
    import_rows(row(), publish=True)
    said = refused(row(), row(5, DERBYSHIRE))
    (only,) = said
    assert only == (
        "Row 3: “Figures of 2017-18” takes no more figures, and this one is not in it."
        " It is public, so a new publication has to correct it: import with --publication and a"
        " new name, and give the reason in the note."
    )


def test_a_published_figure_is_not_changed_in_its_own_publication() -> None:
    import_rows(row(674), publish=True)
    (said,) = refused(row(680, note="the force recounted"))
    assert "holds “674” here already" in said
    assert "import with --publication and a new name" in said


@pytest.mark.parametrize("state", ["in-review", "scheduled"])
def test_a_publication_that_others_are_reviewing_is_not_changed(state: str) -> None:
    import_rows(row())
    moment = "2030-01-01T00:01Z" if state == "scheduled" else None
    Publication.objects.update(state=state, publish_at=moment)
    assert import_rows(row()).unchanged == 1
    (said,) = refused(row(5, DERBYSHIRE))
    assert "take it back to draft first" in said


def test_a_figure_that_is_public_already_is_not_added_again() -> None:
    import_rows(row(674), publish=True)
    imported = import_rows(row(674, source="reply 2"), row(5, DERBYSHIRE), publication="later")
    assert (imported.added, imported.already_public) == (1, 1)
    again = import_rows(row(674, source="reply 2"), row(5, DERBYSHIRE), publication="later")
    assert (again.added, again.already_public, again.unchanged) == (0, 1, 1)


def test_the_same_file_is_still_unchanged_after_its_publication_is_public() -> None:
    import_rows(row(674), publish=True)
    rows = [row(674), row(5, DERBYSHIRE)]
    import_rows(*rows, publication="later", publish=True)
    imported = import_rows(*rows, publication="later", publish=True)
    assert (imported.added, imported.already_public, imported.unchanged) == (0, 1, 1)


def test_no_publication_is_made_of_figures_that_are_all_public_already() -> None:
    import_rows(row(674), publish=True)
    imported = import_rows(row(674), publication="later", publish=True)
    assert imported.publication is None
    assert not Publication.objects.filter(slug="later").exists()


def test_a_figure_that_differs_from_the_public_one_needs_a_reason() -> None:
    import_rows(row(674), publish=True)
    (said,) = refused(row(680), publication="correction")
    assert said.startswith(
        "Row 2, note (empty): this would correct a figure that is public in"
        " “Figures of 2017-18” (674 becomes 680), and gives no reason."
    )


def test_with_a_reason_it_corrects_the_public_figure() -> None:
    import_rows(row(674), publish=True)
    imported = import_rows(
        row(680, note="the force recounted"), publication="correction", publish=True
    )
    assert (imported.added, imported.corrections) == (1, 1)
    (correction,) = imported.first_corrections
    assert (correction.row, correction.old.shown_value, correction.new.shown_value) == (
        2,
        "674",
        "680",
    )
    old, new = Figure.objects.order_by("pk")
    assert new.supersedes == old
    assert old.superseded_at == new.public_from
    assert list(Figure.objects.visible_at()) == [new]


def test_a_gap_can_be_corrected_and_a_figure_taken_back() -> None:
    import_rows(row("", status="not-received"), row(5, DERBYSHIRE), publish=True)
    imported = import_rows(
        row(674, note="it has come"),
        row("", DERBYSHIRE, status="refused", note="published by mistake"),
        publication="correction",
        publish=True,
    )
    assert imported.corrections == 2


def test_importing_a_correction_twice_adds_nothing() -> None:
    import_rows(row(674), publish=True)
    corrected = row(680, note="the force recounted")
    import_rows(corrected, publication="correction")
    assert import_rows(corrected, publication="correction").unchanged == 1
    import_rows(corrected, publication="correction", publish=True)
    assert import_rows(corrected, publication="correction").unchanged == 1


def test_two_drafts_cannot_correct_the_same_figure() -> None:
    import_rows(row(674), publish=True)
    import_rows(row(680, note="the force recounted"), publication="correction")
    (said,) = refused(row(690, note="and again"), publication="other")
    assert said.startswith("Row 2, value “690”: another draft, “Figures of 2017-18”, corrects")


def test_a_correction_can_be_corrected() -> None:
    import_rows(row(674), publish=True)
    import_rows(row(680, note="recounted"), publication="second", publish=True)
    imported = import_rows(row(690, note="recounted twice"), publication="third", publish=True)
    assert imported.corrections == 1
    assert [figure.value for figure in Figure.objects.visible_at()] == [Decimal(690)]


def test_the_first_import_is_still_unchanged_after_it_was_corrected() -> None:
    import_rows(row(674), publish=True)
    import_rows(row(680, note="recounted"), publication="second", publish=True)
    assert import_rows(row(674)).unchanged == 1


def test_only_the_newest_version_of_a_publication_is_imported_into() -> None:
    import_rows(row(674), publish=True)
    newer = make_publication("figures-2017-18", version=2)
    assert import_rows(row(680, note="recounted")).publication == newer


def test_a_dry_run_says_what_it_would_do_and_does_nothing() -> None:
    import_rows(row(674), publish=True)
    before = counts()
    imported = import_rows(
        row(680, note="recounted", source="reply 9"),
        row(5, DERBYSHIRE),
        publication="dry",
        publish=True,
        dry_run=True,
    )
    assert (imported.added, imported.corrections, imported.sources_added) == (2, 1, 1)
    assert counts() == before
    assert Figure.objects.visible_at().get().value == Decimal(674)


def test_stopping_half_way_leaves_nothing_behind() -> None:
    class Impatient(Record):
        def adding(self, *, rows: int) -> None:
            raise KeyboardInterrupt

    class VeryImpatient(Record):
        def reading(self, *, rows: int, share: float) -> None:
            raise KeyboardInterrupt

    before = counts()
    for record in (Impatient(), VeryImpatient()):
        with pytest.raises(KeyboardInterrupt):
            import_rows(row(), record=record)
        assert counts() == before
    assert import_rows(row()).added == 1


def test_progress_is_told_at_each_stage() -> None:
    record = Record()
    import_rows(row(), row(5, DERBYSHIRE), record=record)
    assert record.stages == ["reading 2", "comparing 2", "adding 2"]


def test_a_file_with_a_header_alone_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="a header and no rows"):
        import_rows()


def queries_for(count: int) -> int:
    rows = [row(number, year=1901 + number, source=f"reply {number}") for number in range(count)]
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        import_rows(*rows)
        transaction.set_rollback(True)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    assert queries_for(150) == queries_for(2)


def test_many_rows_are_compared_and_refused_alike() -> None:
    years = range(1901, 2001)
    import_rows(*(row(5, year=year) for year in years))
    said = refused(*(row(6, year=year) for year in years))
    assert len(said) == 100
    assert said[99].startswith("Row 101, value “6”")


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("child-abuse-images-2017-18", "Child abuse images 2017-18"),
        ("2018-figures", "2018 figures"),
        ("figures_of_2018", "Figures of 2018"),
    ],
)
def test_a_title_is_made_from_a_slug(slug: str, title: str) -> None:
    assert title_from(slug) == title
