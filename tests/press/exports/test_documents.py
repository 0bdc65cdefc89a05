"""What stands in an exported release: its embargo, its versions, its way to get help, its chart."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from helpline_info.models import Channel
from press.actions import build_waiting_drafts, workflow
from press.exports.charting import charts_of
from press.exports.collecting import Export
from press.exports.document import LONDON, ReleaseDocument, document_of_version, newest_document
from press.exports.text import as_text
from press.models import NewsroomPage, ReleasePage, ReleaseVersion
from stats.models import Chart, Publication
from tests.press.conftest import publish, release_for
from tests.press.releasing import edit, put_out, staff
from tests.stats.factories import add_figure, make_area, make_publication


@pytest.fixture
def lancashire(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


def newest(release: ReleasePage, at: datetime | None = None) -> ReleaseDocument:
    release = ReleasePage.objects.get(pk=release.pk)
    newsroom = NewsroomPage.objects.get()
    return newest_document(release, newsroom=newsroom, at=at or timezone.now())


def files(release: ReleasePage, *formats: str, at: datetime | None = None) -> dict[str, bytes]:
    export = Export(
        ReleasePage.objects.filter(pk=release.pk),
        formats=formats,
        at=at or timezone.now(),
        may_draw=True,
    )
    return {file.name: file.content for file in export.files()}


def test_a_release_set_for_a_moment_is_embargoed_and_no_draft(lancashire: ReleasePage) -> None:
    moment = timezone.now() + timedelta(days=2)
    version = put_out(lancashire, at=moment)
    document = newest(lancashire)
    assert not document.is_draft
    assert document.timing.startswith("EMBARGOED UNTIL ")
    assert document.timing.endswith(f"({moment.astimezone(LONDON).tzname()})")
    assert document.embargo == version.public_from
    assert document.link == ""
    after = newest(lancashire, at=moment)
    assert after.timing == "FOR IMMEDIATE RELEASE"
    assert after.link.endswith(f"/{lancashire.slug}/")
    assert after.version.startswith(f"Release {lancashire.pk}, version 1, ")


def test_every_file_of_an_embargoed_release_bears_its_embargo(lancashire: ReleasePage) -> None:
    put_out(lancashire, at=timezone.now() + timedelta(days=2))
    timing = newest(lancashire).timing
    made = files(lancashire, "text", "html", "ninjs", "newsarticle", "csv", "chart-svg")
    assert len(made) == 6
    for name, content in made.items():
        assert timing in content.decode(), name


def test_a_version_is_exported_as_it_was_approved_whatever_was_saved_since(
    lancashire: ReleasePage,
) -> None:
    version = put_out(lancashire)
    headline = lancashire.title
    edit(lancashire, by=staff("author"), title="Other words")
    frozen = document_of_version(
        ReleaseVersion.objects.get(pk=version.pk),
        newsroom=NewsroomPage.objects.get(),
        at=timezone.now(),
    )
    assert frozen.headline == headline
    assert not frozen.is_draft
    assert newest(lancashire).headline == "Other words"
    assert newest(lancashire).is_draft


def test_a_corrected_release_says_what_changed_and_when(lancashire: ReleasePage) -> None:
    put_out(lancashire)
    edit(lancashire, by=staff("author"), title=lancashire.title + " (corrected)")
    put_out(lancashire, what_changed="The headline was wrong.")
    document = newest(lancashire)
    assert document.version_number == 2
    assert [each.words for each in document.corrections] == ["The headline was wrong."]
    assert "The headline was wrong." in as_text(document)


def test_a_withdrawn_release_is_a_notice_in_every_format(lancashire: ReleasePage) -> None:
    put_out(lancashire)
    workflow.withdraw(
        release=lancashire, by=staff("second-person", "Approver"), why="A force sent a wrong reply."
    )
    made = files(lancashire, "text", "html", "ninjs", "csv", "chart-png")
    text = made["lancashire.txt"].decode()
    assert text.startswith("WITHDRAWN – PLEASE DO NOT USE")
    assert "A force sent a wrong reply." in text
    assert "0808 1000 900" in text  # help stays
    assert "lancashire.chart.png" not in made
    for name, content in made.items():
        assert "674" not in content.decode(), name


def test_a_text_without_a_way_to_get_help_gets_todays_from_the_helplines_record(
    lancashire: ReleasePage,
) -> None:
    page = lancashire.get_latest_revision_as_object()
    page.body = [("lead", "Police recorded offences in Lancashire.")]
    page.save_revision(user=staff("author"))
    (help_,) = newest(lancashire).helpline
    assert "0808 1000 900" in help_
    assert "/help/" in help_
    assert "999" in help_


def test_a_number_that_has_changed_since_is_followed_by_todays(lancashire: ReleasePage) -> None:
    Channel.objects.filter(kind="telephone").update(contact="0800 000 0000")
    written, current = newest(lancashire).helpline
    assert "0808 1000 900" in written
    assert "0800 000 0000" in current


def test_a_way_to_get_help_stands_even_where_the_record_has_no_number(
    lancashire: ReleasePage,
) -> None:
    Channel.objects.all().delete()
    page = lancashire.get_latest_revision_as_object()
    page.body = [("lead", "Police recorded offences in Lancashire.")]
    page.save_revision(user=staff("author"))
    (help_,) = newest(lancashire).helpline
    assert help_.startswith("For help in confidence, go to http")


def test_control_characters_from_word_are_gone_and_its_line_breaks_stay(
    lancashire: ReleasePage,
) -> None:
    page = lancashire.get_latest_revision_as_object()
    page.body = [
        ("lead", "One\x0btwo\x08 three"),
        ("quote", {"text": "{a}\x0c", "speaker": "B\x0bC"}),
    ]
    page.save_revision(user=staff("author"))
    document = newest(lancashire)
    assert document.lead == ("One\ntwo three",)
    assert document.quotes == (("{a}", "B C"),)
    assert len(files(lancashire, "text", "docx", "pdf", "html", "ninjs")) == 5


def test_the_chart_is_of_the_releases_own_figures_and_told_in_words(
    lancashire: ReleasePage,
) -> None:
    made = files(lancashire, "chart-svg", "chart-png", "html")
    svg = made["lancashire.chart.svg"].decode()
    for word in ("591", "674", "2017-18", "Lancashire", "DRAFT – NOT FOR PUBLICATION"):
        assert word in svg
    assert made["lancashire.chart.png"].startswith(b"\x89PNG")
    assert "Bar chart. 2016-17: 591; 2017-18: 674." in made["lancashire.html"].decode()


def test_the_chart_of_what_is_public_is_the_one_that_the_statistics_pages_have(
    lancashire: ReleasePage,
) -> None:
    wanted = charts_of([lancashire])[lancashire.pk]
    assert Chart.objects.filter(digest=wanted.drawing.digest).exists()


def test_an_area_without_a_second_figure_has_no_chart_and_all_else(vocabulary: None) -> None:
    from stats.models import Measure

    publication = make_publication("alone")
    measure = Measure.objects.get(slug="child-abuse-image-offences")
    add_figure(publication, measure, make_area("Shire"), "2017-18", 674)
    publish(publication)
    build_waiting_drafts()
    made = files(release_for(publication, "Shire"), "text", "pdf", "chart-png")
    assert sorted(name.partition(".")[2] for name in made) == ["pdf", "txt"]


def test_the_figures_are_rows_with_all_that_explains_them(lancashire: ReleasePage) -> None:
    content = files(lancashire, "csv")["lancashire.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    total = next(row for row in rows if row["period"] == "2017-18" and not row["category"])
    assert total["value"] == "674"
    assert total["area_code"] == "E23000003"
    assert total["measure"] == "child-abuse-image-offences"
    assert total["measure_name"]
    assert total["source"]
    assert total["timing"].startswith("DRAFT – NOT FOR PUBLICATION")
    assert total["release"].startswith("tag:")
