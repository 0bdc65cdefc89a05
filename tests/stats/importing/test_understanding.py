"""Whole rows: what they say, or everything that is wrong with them."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stats.importing.columns import COLUMNS, Cells
from stats.importing.in_words import described
from stats.importing.known import STATUSES
from stats.importing.sentences import Problem
from stats.importing.understanding import FigureRow, Understanding
from stats.importing.vocabulary import KnownArea, KnownMeasure, Vocabulary

UNDERSTANDING = Understanding(
    vocabulary=Vocabulary(
        measures={"image-offences": KnownMeasure("Image offences", {"possession": "Possession"})},
        areas={"E23000003": KnownArea("Lancashire"), "S92000003": KnownArea("Scotland")},
    ),
    statuses=STATUSES,
)
GOOD = Cells(
    *("image-offences", "E23000003", "", "2017-04-01", "2018-03-31", "674", "final", "reply 1", "")
)


def understood(cells: Cells) -> FigureRow:
    answer = UNDERSTANDING.understand(2, cells)
    assert isinstance(answer, FigureRow), answer
    return answer


def problems(cells: Cells) -> list[Problem]:
    answer = UNDERSTANDING.understand(7, cells)
    assert isinstance(answer, list), answer
    return answer


def test_a_row_says_what_was_counted_where_when_and_how_many() -> None:
    assert understood(GOOD) == FigureRow(
        number=2,
        measure="image-offences",
        category="",
        area="E23000003",
        first=date(2017, 4, 1),
        last=date(2018, 3, 31),
        value=Decimal(674),
        status="final",
        source="reply 1",
        note="",
    )


def test_every_bad_cell_of_a_row_is_reported_in_the_order_of_the_columns() -> None:
    found = problems(
        Cells("burglary", "Lancashire", "x", "01/04/2017", "2017-18", "n/a", "?", "x" * 201, "\x07")
    )
    assert [problem.fault.column for problem in found] == [
        *("measure", "area_gss_code", "period_start", "period_end"),
        *("value", "status", "source", "note"),
    ]
    assert {problem.row for problem in found} == {7}


def test_a_problem_reads_as_row_column_value_what_is_wrong_and_what_to_do() -> None:
    (problem,) = problems(GOOD._replace(area_gss_code="Lancashire"))
    assert described(problem) == (
        "Row 7, area_gss_code “Lancashire”: there is no area with this code."
        " Write E23000003, the code of Lancashire."
    )


def test_a_problem_with_an_empty_cell_says_that_it_is_empty() -> None:
    (problem,) = problems(GOOD._replace(measure=""))
    assert described(problem).startswith("Row 7, measure (empty): there is no measure.")


def test_a_long_cell_is_not_repeated_whole() -> None:
    (problem,) = problems(GOOD._replace(value="9\n" * 5_000))
    assert len(described(problem)) < 300
    assert "\n" not in described(problem)


def test_blanks_in_a_source_do_not_make_it_another() -> None:
    assert understood(GOOD._replace(source="  reply\u00a0 1 ")).source == "reply 1"


def test_a_source_may_be_missing() -> None:
    assert understood(GOOD._replace(source="")).source == ""


def test_a_note_keeps_its_lines_and_loses_the_manner_of_their_ends() -> None:
    assert understood(GOOD._replace(note=" first\r\nsecond\rthird ")).note == "first\nsecond\nthird"


def test_characters_that_the_database_cannot_keep_are_refused() -> None:
    for cells in (GOOD._replace(note="a\0b"), GOOD._replace(source="a\ud800b")):
        (problem,) = problems(cells)
        assert "cannot be written" in str(problem.fault.wrong)


@given(texts=st.lists(st.text(), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_any_text_in_any_cell_is_understood_or_refused(texts: list[str]) -> None:
    for cells in (Cells._make(texts), *(GOOD._replace(**{c: texts[0]}) for c in COLUMNS)):
        answer = UNDERSTANDING.understand(2, cells)
        if isinstance(answer, list):
            assert answer
            for problem in answer:
                assert "\n" not in described(problem)
                assert "%(" not in described(problem)
        else:
            assert "\0" not in answer.source + answer.note


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
plain = st.text(st.characters(categories=["L", "N", "P"]), max_size=40)


@given(
    category=st.sampled_from(["", "possession"]),
    area=st.sampled_from(["E23000003", "S92000003"]),
    period=st.tuples(days, days).map(sorted),
    quantity=st.tuples(
        st.decimals(min_value=0, max_value=10**13, places=2), st.sampled_from(STATUSES.with_a_value)
    )
    | st.tuples(st.none(), st.sampled_from(STATUSES.without)),
    source=plain,
    note=plain,
)
def test_a_row_written_out_is_understood_as_it_was_meant(
    *,
    category: str,
    area: str,
    period: list[date],
    quantity: tuple[Decimal | None, str],
    source: str,
    note: str,
) -> None:
    value, status = quantity
    meant = FigureRow(
        2, "image-offences", category, area, period[0], period[1], value, status, source, note
    )
    written = Cells(
        measure=meant.measure,
        area_gss_code=meant.area,
        category=meant.category,
        period_start=meant.first.isoformat(),
        period_end=meant.last.isoformat(),
        value="" if value is None else f"{value:f}",
        status=status,
        source=source,
        note=note,
    )
    assert understood(written) == meant
