"""Releases as files: the order of their parts, their names, and the mark of a draft."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from press.actions import build_waiting_drafts
from press.actions.holding import restate
from press.exports.collecting import export
from press.models import ReleasePage
from stats.models import Measure, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import edit, put_out, staff
from tests.stats.factories import add_figure, make_area, make_publication

LONDON = ZoneInfo("Europe/London")


def text_of(release: ReleasePage, at: datetime | None = None) -> str:
    releases = ReleasePage.objects.filter(pk=release.pk)
    (file,) = export(releases, format_name="text", at=at or timezone.now())
    return file.content.decode("utf-8")


def test_the_parts_stand_in_the_order_that_reporters_know(built: Publication) -> None:
    text = text_of(release_for(built, "Lancashire"))
    marks = [
        "FOR IMMEDIATE RELEASE",
        "Police recorded nearly two",
        "Lancashire Constabulary recorded a total of 674",
        "Of these, 541",
        "0808 1000 900",
        "\nENDS\n",
        "Notes to editors",
        "1. ",
        "- Lancashire, 2017-18, total: 674",
        "Source: ",
        "Contact",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_text_is_ready_to_paste(built: Publication) -> None:
    text = text_of(release_for(built, "Lancashire"))
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    assert "\t" not in text
    assert all(line == line.strip() for line in text.split("\n"))


def test_a_draft_says_so_first_and_last(built: Publication) -> None:
    lines = text_of(release_for(built, "Lancashire")).strip().split("\n")
    assert lines[0] == lines[-1] == "DRAFT – NOT FOR PUBLICATION"


def test_a_release_that_is_out_does_not(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    put_out(release)
    text = text_of(release)
    assert "DRAFT" not in text
    assert text.startswith("FOR IMMEDIATE RELEASE\n")


def test_edits_that_are_not_out_yet_are_marked_as_a_draft(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    put_out(release)
    edit(release, by=staff("author"), title="A new headline")
    text = text_of(release)
    assert "A new headline" in text
    assert text.startswith("DRAFT")


def test_a_release_set_for_later_carries_its_embargo_with_the_time_zone(
    built: Publication,
) -> None:
    release = release_for(built, "Lancashire")
    restate(release, embargo_until=datetime(2018, 9, 20, 0, 1, tzinfo=LONDON))
    text = text_of(release, at=datetime(2018, 9, 19, 12, 0, tzinfo=LONDON))
    assert "EMBARGOED UNTIL 00:01 Thursday 20 September 2018 (BST)" in text
    assert "IMMEDIATE" not in text
    after = text_of(release, at=datetime(2018, 9, 20, 0, 1, tzinfo=LONDON))
    assert "EMBARGOED" not in after


def test_word_has_real_styles_and_marks_every_page_of_a_draft(built: Publication) -> None:
    releases = ReleasePage.objects.filter(pk=release_for(built, "Lancashire").pk)
    (file,) = export(releases, format_name="docx", at=timezone.now())
    word = Document(io.BytesIO(file.content))
    styles = [paragraph.style.name for paragraph in word.paragraphs]  # type: ignore[union-attr]
    assert styles.count("Heading 1") == 1
    assert "List Number" in styles
    assert "Release lead" in styles
    assert "DRAFT" in word.sections[0].header.paragraphs[0].text
    assert "DRAFT" in word.sections[0].footer.paragraphs[0].text
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Area", "Period", "Category", "Figure"]
    assert [cell.text for cell in table.rows[1].cells] == ["Lancashire", "2017-18", "Total", "674"]


def test_word_says_the_same_as_text(built: Publication) -> None:
    release = release_for(built, "Derbyshire")
    (file,) = export(
        ReleasePage.objects.filter(pk=release.pk), format_name="docx", at=timezone.now()
    )
    word = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file.content)).paragraphs)
    for child in release.body:
        assert str(child.value) in word


def test_the_command_writes_one_file_for_each_area(built: Publication, tmp_path: Path) -> None:
    call_command("export_releases", publication=built.slug, format_name="text", out=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "derbyshire.txt",
        "lancashire.txt",
        "northamptonshire.txt",
        "united-kingdom.txt",
    ]


def test_the_command_can_write_one_area(built: Publication, tmp_path: Path) -> None:
    call_command(
        "export_releases",
        publication=built.slug,
        format_name="docx",
        out=tmp_path,
        area="E23000003",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["lancashire.docx"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"publication": "no-such"}, "no publication 'no-such'. There are: child-abuse"),
        ({"area": "Lancashire"}, "no area with the GSS code 'Lancashire'"),
        ({"area": "E23000001"}, "no releases for E23000001"),
    ],
)
def test_the_command_says_what_is_wrong(
    built: Publication, tmp_path: Path, options: dict[str, str], message: str
) -> None:
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command(
            "export_releases",
            **{"publication": built.slug, "format_name": "text", "out": tmp_path, **options},
        )
    assert not list(tmp_path.iterdir())


def test_the_command_says_when_drafts_are_not_built_yet(
    image_offences: Publication, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="publish it, and drafts are built"):
        call_command(
            "export_releases", publication=image_offences.slug, format_name="text", out=tmp_path
        )
    publish(image_offences)
    with pytest.raises(CommandError, match="4 still to be built"):
        call_command(
            "export_releases", publication=image_offences.slug, format_name="text", out=tmp_path
        )


def test_a_directory_that_cannot_be_written_is_one_sentence(
    built: Publication, tmp_path: Path
) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("a file")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_releases", publication=built.slug, format_name="text", out=occupied)


@pytest.mark.parametrize("format_name", ["text", "docx", "chart-png"])
def test_exporting_more_releases_asks_no_more_queries(
    image_offences: Publication, format_name: str
) -> None:
    def queries() -> int:
        releases = ReleasePage.objects.all()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            list(export(releases, format_name=format_name, at=timezone.now()))
        return len(captured)

    publish(image_offences)
    build_waiting_drafts()
    queries()  # where the site's pages begin is asked once, and remembered
    few = queries()
    more = make_publication("more")
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    for number in range(12):
        add_figure(more, measure, make_area(f"Shire {number}"), "2017-18", 500 + number)
    publish(more)
    build_waiting_drafts()
    assert ReleasePage.objects.count() == 16
    assert queries() == few
