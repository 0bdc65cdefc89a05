"""What import_figures leaves behind of its file."""

from __future__ import annotations

import pytest

from stats.importing.actions import FiguresRefused
from stats.models import Figure, Publication, ReceivedFile, ReceivedFileState
from tests.stats.factories import make_measure
from tests.stats.importing.files import CUMBRIA, import_rows, row
from tests.stats.receiving.files import client_of, kept_files, long_xlsx, member, send_in


@pytest.fixture(autouse=True)
def other_measures(db: None) -> None:
    make_measure("people-seeking-help")


def test_the_file_is_kept_and_each_figure_remembers_its_cell() -> None:
    import_rows(row(674), row(263, CUMBRIA))
    file = ReceivedFile.objects.get()
    assert file.state == ReceivedFileState.IMPORTED
    assert file.name == "figures.csv"
    with file.file.open() as original:
        assert original.read().startswith(b"measure,area_gss_code")
    cells = Figure.objects.order_by("cell").values_list("file_id", "cell")
    assert list(cells) == [(file.pk, "F2"), (file.pk, "F3")]


def test_the_same_file_is_kept_once() -> None:
    import_rows(row(674))
    Figure.objects.all().delete()
    import_rows(row(674))
    assert ReceivedFile.objects.count() == 1
    assert Figure.objects.get().file == ReceivedFile.objects.get()


def test_a_dry_run_and_a_refused_file_leave_none() -> None:
    before = kept_files()
    import_rows(row(674), dry_run=True)
    with pytest.raises(FiguresRefused):
        import_rows(row("lots"))
    assert kept_files() == before
    assert not ReceivedFile.objects.exists()


def test_an_import_that_cannot_be_published_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stats.importing import actions

    def full(**_options: object) -> None:
        raise OSError("No space left on device")

    before = kept_files()
    monkeypatch.setattr(actions, "add_figures", full)
    with pytest.raises(OSError, match="No space"):
        import_rows(row(674))
    assert kept_files() == before
    assert not ReceivedFile.objects.exists()


def test_its_screen_says_where_the_figures_came_from() -> None:
    import_rows(row(674))
    file = ReceivedFile.objects.get()
    page = client_of(member("Statistics officer")).get(f"/admin/received-file/inspect/{file.pk}/")
    assert "brought in by a command on the server" in page.content.decode()


def test_a_draft_with_files_is_not_deleted_and_nothing_breaks(draft: Publication) -> None:
    send_in(draft, long_xlsx(["child-abuse-image-offences"]))
    answer = client_of(member("Statistics officer")).post(
        f"/admin/publication/delete/{draft.pk}/", follow=True
    )
    assert answer.status_code == 200
    assert Publication.objects.filter(pk=draft.pk).exists()
