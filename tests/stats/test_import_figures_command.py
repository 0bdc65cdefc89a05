"""`manage.py import_figures`, as a statistics officer types it and reads its answer."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from stats.importing.terminal import TerminalProgress
from stats.models import Figure, FigureStatus, Publication, Source
from tests.servers import ROOT
from tests.stack import Stack, wait_until
from tests.stats.importing.files import (
    CUMBRIA,
    DERBYSHIRE,
    LANCASHIRE,
    SEED,
    as_csv,
    make_vocabulary,
    row,
)

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def vocabulary(request: pytest.FixtureRequest) -> None:
    if "stack" not in request.fixturenames:
        request.getfixturevalue("db")
        make_vocabulary()


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Two rows in a file whose name can be a publication's."""
    return written(tmp_path, as_csv(row(674), row(301, DERBYSHIRE)))


def written(directory: Path, text: str, *, codec: str = "utf-8") -> Path:
    path = directory / "figures_2017-18.csv"
    path.write_bytes(text.encode(codec))
    return path


def run(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_figures", str(path), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def refusal(path: Path, *options: str) -> tuple[str, list[str]]:
    """The error, and the lines on standard error before it; nothing was changed."""
    errors = io.StringIO()
    before = Publication.objects.count(), Figure.objects.count(), Source.objects.count()
    with pytest.raises(CommandError) as error:
        call_command(
            "import_figures", str(path), *options, "--verbosity=0", stdout=errors, stderr=errors
        )
    assert (Publication.objects.count(), Figure.objects.count(), Source.objects.count()) == before
    assert error.value.returncode != 0
    assert "\n" not in str(error.value)
    return str(error.value), errors.getvalue().splitlines()


def test_it_says_what_it_read_and_what_it_added(figures: Path) -> None:
    assert run(figures).splitlines() == [
        f"Read {figures}: 2 rows, UTF-8, separated by commas.",
        "Publication: “Figures 2017-18” (figures-2017-18), a new draft.",
        "Added: 2 figures.",
        "Unchanged: 0 in this publication, 0 public in another.",
        "Sources added: 1.",
    ]


def test_it_says_that_a_second_time_adds_nothing(figures: Path) -> None:
    run(figures)
    said = run(figures)
    assert "Publication: “Figures 2017-18” (figures-2017-18), there already." in said
    assert "Added: 0 figures." in said
    assert "Unchanged: 2 in this publication" in said
    assert Figure.objects.count() == 2


def test_the_publication_and_its_title_can_be_named(figures: Path) -> None:
    run(figures, "--publication", "images", "--title", "Images of abuse")
    assert Publication.objects.get(slug="images").title == "Images of abuse"
    assert "Its title stays as it is" in run(figures, "--publication=images", "--title=Other")


def test_a_dry_run_changes_nothing_and_says_so(figures: Path) -> None:
    said = run(figures, "--dry-run", "--publish")
    assert said.startswith("Dry run: this is what would be done. Nothing was changed.")
    assert "Added: 2 figures." in said
    assert not Publication.objects.exists()


def test_it_publishes_when_asked(figures: Path) -> None:
    assert "(figures-2017-18), published." in run(figures, "--publish")
    assert Publication.objects.get().is_published


def test_it_names_the_corrections(figures: Path, tmp_path: Path) -> None:
    run(figures, "--publish")
    path = written(tmp_path, as_csv(row(680, note="the force recounted")))
    said = run(path, "--publication=correction")
    assert "Corrections among them: 1." in said
    assert "Row 2 corrects Offences recorded, Lancashire, 2017-18: 674 becomes 680." in said


def test_the_seed_figures_import_whole() -> None:
    said = run(SEED, "--publication=seed")
    assert "Ignored columns: area_name, certainty." in said
    assert "Added: 22 figures." in said
    assert Figure.objects.filter(status=FigureStatus.SURVEY, value=None).count() == 1
    lancashire = Figure.objects.filter(area__gss_code=LANCASHIRE, period_start="2017-04-01")
    assert sorted(figure.value or 0 for figure in lancashire) == [133, 541, 674]
    assert "Unchanged: 22" in run(SEED, "--publication=seed")


@pytest.mark.parametrize(
    ("codec", "named"),
    [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_it_says_which_encoding_it_read(tmp_path: Path, codec: str, named: str) -> None:
    path = written(tmp_path, as_csv(row(note="réponse – “partielle”")), codec=codec)
    assert f"1 row, {named}," in run(path)
    assert Figure.objects.get().note == "réponse – “partielle”"


def test_semicolons_windows_line_ends_and_blank_lines_are_read(tmp_path: Path) -> None:
    text = as_csv(row(674), [""] * 9, row(" 301 ", DERBYSHIRE), separator=";")
    said = run(written(tmp_path, text.replace("\n", "\n\r\n")))
    assert "2 rows, UTF-8, separated by semicolons." in said


def test_thousands_are_read_as_thousands(tmp_path: Path) -> None:
    run(written(tmp_path, as_csv(row("1,747"))))
    assert Figure.objects.get().value == 1747


def test_every_problem_is_named_with_row_column_value_and_remedy(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        as_csv(
            row(674),
            row("n/a", "Derbyshire"),
            [],
            row("<5", CUMBRIA),
            row(5, DERBYSHIRE, category="burglary"),
        ),
    )
    error, lines = refusal(path)
    assert error == f"Nothing was imported: 4 problems in 3 rows of {path}."
    assert "\n".join(lines) == (
        "Row 3, area_gss_code “Derbyshire”: there is no area with this code."
        " Write E23000018, the code of Derbyshire.\n"
        "Row 3, value “n/a”: this is not a number. Leave the value empty and write as its status"
        " not-held if they do not record it, not-supplied if they did not give it, or not-received"
        " if it is still to come.\n"
        "Row 5, value “<5”: this says only that there were few. Leave the value empty and write"
        " suppressed as its status.\n"
        "Row 6, category “burglary”: this measure has no such category."
        " Write one of: taking-making-distributing, possession; or leave it empty for the total."
    )


def test_a_row_that_swallows_the_rest_of_the_file_is_one_of_the_problems(tmp_path: Path) -> None:
    path = written(tmp_path, as_csv(row(674), row("n/a", CUMBRIA)) + '"open,\n')
    error, lines = refusal(path)
    assert [line.split(":")[0] for line in lines] == ["Row 3, value “n/a”", "Row 4"]
    assert "2 problems in 2 rows" in error


def test_missing_columns_are_all_named(tmp_path: Path) -> None:
    error, _lines = refusal(written(tmp_path, "Measure,Area,Value\nx,y,5\n"))
    assert (
        "missing: area_gss_code, category, period_start, period_end, status, source, note" in error
    )
    assert "names these: Measure, Area, Value." in error


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "has no text in it"),
        (b"PK\x03\x04...", "workbook"),
        (b"\x89PNG\r\n\x1a\n\x00", "is not text"),
    ],
)
def test_a_file_that_holds_no_table_is_one_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    error, _lines = refusal(path)
    assert error.startswith(f"{path}: The file")
    assert said in error


def test_a_file_with_a_header_alone_is_told_to_have_no_rows(tmp_path: Path) -> None:
    error, _lines = refusal(written(tmp_path, as_csv()))
    assert "no rows" in error


def test_a_file_that_is_not_there_or_is_none_is_one_sentence(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "nothing.csv")[0]
    assert "is a directory" in refusal(tmp_path)[0]
    assert "is not a file" in refusal(Path("/dev/null"), "--publication=x")[0]
    assert "cannot be read" in refusal(Path("/proc/self/mem"), "--publication=x")[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_opened_is_one_sentence(figures: Path) -> None:
    figures.chmod(0)
    assert "cannot be opened (Permission denied)" in refusal(figures)[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--publication", "Figures of 2018"], "such as --publication figures-of-2018"),
        (["--publication", ""], "such as --publication figures-2017-18"),
        (["--publication", "x" * 101], "100 at most"),
        (["--title", " "], "between 1 and 200 characters"),
        (["--title", "x" * 201], "between 1 and 200 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused(figures: Path, options: list[str], said: str) -> None:
    assert said in refusal(figures, *options)[0]


def test_a_publication_that_cannot_be_published_is_one_error_with_its_reasons(
    figures: Path, tmp_path: Path
) -> None:
    run(figures, "--publication=first")
    run(written(tmp_path, as_csv(row(680))), "--publication=second", "--publish")
    path = written(tmp_path, as_csv(row(674), row(1, CUMBRIA)))
    error, _lines = refusal(path, "--publication=first", "--publish")
    assert error.startswith("Nothing was imported, because it cannot be published: Lancashire")
    assert "already public in “Second”" in error


def test_figures_that_change_while_they_are_imported_are_one_error(
    figures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_else_makes_the_publication(self: TerminalProgress, *, rows: int) -> None:
        Publication.objects.create(slug="figures-2017-18", title="Theirs")

    monkeypatch.setattr(TerminalProgress, "adding", somebody_else_makes_the_publication)
    error, _lines = refusal(figures)
    assert error.startswith("Nothing was imported: figures were changed meanwhile. Import again")


def test_a_file_name_that_gives_no_address_needs_one(figures: Path) -> None:
    nameless = figures.rename(figures.with_name("数字.csv"))
    assert "give another, such as --publication" in refusal(nameless)[0]
    assert "Added: 2 figures." in run(nameless, "--publication=images")


def test_progress_is_lines_in_a_log_and_one_line_on_a_terminal(figures: Path) -> None:
    log, terminal = io.StringIO(), Terminal()
    call_command("import_figures", str(figures), "--dry-run", stdout=io.StringIO(), stderr=log)
    assert log.getvalue().splitlines() == [
        "Reading: 2 rows, 100%",
        "Comparing 2 rows with what is known",
        "Adding 2 figures",
    ]
    call_command("import_figures", str(figures), stdout=io.StringIO(), stderr=terminal)
    assert "\n" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r")


# As a process ------------------------------------------------------------------------------------

MANY = 60_000
TABLES = ("stats_figure", "stats_publication", "stats_source", "wagtailcore_modellogentry")


def counts_of(stack: Stack) -> list[int]:
    return [stack.count(f"SELECT count(*) FROM {table}") for table in TABLES]


def many_rows(path: Path) -> None:
    """Rows enough to be in the midst of for a while."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(as_csv())
        for number in range(MANY):
            day = (date(1901, 1, 1) + timedelta(days=number // 3)).isoformat()
            area = (LANCASHIRE, DERBYSHIRE, CUMBRIA)[number % 3]
            file.write(f"child-abuse-image-offences,{area},,{day},{day},5,final,reply,\r\n")


def start(stack: Stack, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_figures", str(path)],
        cwd=ROOT,
        env={**stack.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.stack
@pytest.mark.parametrize("stage", ["Reading", "Adding"])
def test_control_c_leaves_nothing_behind(stack: Stack, tmp_path: Path, stage: str) -> None:
    path = tmp_path / "many.csv"
    many_rows(path)
    before = counts_of(stack)
    process = start(stack, path)
    assert process.stderr is not None
    while not process.stderr.readline().startswith(stage):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.splitlines()[-1].startswith(
        "CommandError: Stopped. All rows are imported or none"
    )
    assert counts_of(stack) == before
    wait_until(
        lambda: (
            stack.count(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state = 'active'"
            )
            == 1
        ),
        what="the database to stop too",
    )


@pytest.mark.stack
def test_two_imports_at_once_add_each_figure_once(stack: Stack, tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text(as_csv(*(row(5, year=year) for year in range(1901, 2001))), encoding="utf-8")
    figures, publications, sources, entries = counts_of(stack)
    processes = [start(stack, path) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert counts_of(stack) == [figures + 100, publications + 1, sources + 1, entries + 1]
    assert sorted("Added: 100" in out for out, _errors in outputs) == [False, True]
