"""What police forces send, brought in by a statistics officer as they would do it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import logged_in
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

REPLIES = Path(__file__).resolve().parents[1] / "stats" / "importing" / "replies"
# Pictures for the docs, where they are asked for: PICTURES=docs/images pytest …
PICTURES = os.environ.get("PICTURES", "")

# A draft for each reply; a force's figure, and a part of another's, public with another value than
# their replies say; and a measure that the sample does not have.
DRAFTS = """
from django.utils import timezone
from tests.stats.factories import add_figure
from stats.models import Figure, Measure, Publication
for slug in ("wide", "merged", "footnotes"):
    Publication.objects.create(slug=slug, title=f"Replies, {slug}")
before = Publication.objects.create(slug="before", title="Recorded before")
offences = Measure.objects.get(slug="child-abuse-image-offences")
add_figure(before, offences, "E23000027", "2017-18", 300)
part = Figure.objects.get(
    measure=offences, area__gss_code="E23000003", category__slug="possession",
    period_start="2017-04-01",
)
add_figure(
    before, offences, part.area, "2017-18", 130, category=part.category, supersedes=part,
    note="A slip.",
)
before.state, before.publish_at = "published", timezone.now()
before.save()
Figure.objects.filter(pk=part.pk).update(superseded_at=before.publish_at)
Figure.objects.filter(publication=before).update(public_from=before.publish_at)
Measure.objects.create(
    slug="sexual-offences-against-children", name="Sexual offences against children",
    noun_singular="sexual offence", noun_plural="sexual offences", definition="As recorded.",
)
"""

BROUGHT_IN = """
SELECT figure.cell, figure.value::integer, figure.note, old.value::integer
FROM stats_figure figure
JOIN stats_figure old ON old.id = figure.supersedes_id
JOIN stats_publication publication ON publication.id = figure.publication_id
WHERE publication.slug = '{slug}'
"""


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.environment["RECEIVED_FILE_LEASE"] = "5"
    stack.environment["RECEIVED_FILE_SWEEP_INTERVAL"] = "1"
    stack.manage("shell", "-v0", "-c", DRAFTS)
    stack.start_web()
    stack.start_worker()
    stack.start_beat()
    return stack


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "statistics")


def send_in(officer: Page, *, to: str, name: str) -> None:
    officer.goto("/admin/publication/")
    officer.get_by_role("link", name=to).click()
    officer.get_by_role("link", name="Bring in a file…").click()
    officer.get_by_label("File", exact=True).set_input_files(REPLIES / name)
    officer.get_by_label("Where the figures come from").fill("FOI replies of June 2018")
    officer.get_by_role("button", name="Send in").click()


def picture(officer: Page, name: str) -> None:
    if PICTURES:
        officer.set_viewport_size({"width": 1280, "height": 1200})
        officer.screenshot(path=f"{PICTURES}/receiving-{name}.png", full_page=True)


def figures(site: Stack, slug: str) -> list[tuple[str, str, str, str]]:
    return site.query(
        f"""
        SELECT area.name, figure.value::integer::text, figure.sheet, figure.cell
        FROM stats_figure figure
        JOIN stats_area area ON area.id = figure.area_id
        JOIN stats_publication publication ON publication.id = figure.publication_id
        WHERE publication.slug = '{slug}' AND figure.category_id IS NULL
          AND figure.period_start = '2017-04-01'
        ORDER BY figure.cell
        """
    )


def test_a_wide_reply_is_seen_beside_what_is_public_and_corrects_it_for_a_reason(
    officer: Page, site: Stack
) -> None:
    officer.goto("/admin/publication/")
    officer.get_by_role("link", name="Replies, wide").click()
    officer.get_by_role("link", name="Bring in a file…").click()
    expect(officer.get_by_role("button", name="Send in")).to_be_visible()
    picture(officer, "send-in")
    send_in(officer, to="Replies, wide", name="wide.xlsx")
    # Nothing is reloaded by hand: the page goes on when the file has been read.
    expect(officer.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(officer.get_by_text("1 correction has no reason yet.")).to_be_visible()
    corrected = officer.get_by_role("row", name="Hertfordshire")
    expect(corrected).to_contain_text("301")
    expect(corrected).to_contain_text("300")
    expect(corrected).to_contain_text("+1")
    picture(officer, "check")

    officer.get_by_role("link", name="Already public").click()
    expect(officer.get_by_role("row", name="Offences!C5 Lancashire")).to_contain_text("674")

    officer.get_by_role("link", name="Corrections").click()
    officer.get_by_label("Reason for every correction").fill("The force counted again.")
    officer.get_by_role("button", name="Keep the reasons").first.click()
    officer.get_by_role("button", name="Bring in").click()
    expect(officer.get_by_text("figures were brought in.")).to_be_visible()
    assert ("Hertfordshire", "301", "Offences", "C8") in figures(site, "wide")

    officer.goto("/admin/publication/")
    officer.get_by_role("link", name="Replies, wide").click()
    expect(officer.get_by_role("link", name="wide.xlsx")).to_be_visible()


def test_a_reply_with_merged_headings_is_understood_part_by_part(
    officer: Page, site: Stack
) -> None:
    send_in(officer, to="Replies, merged", name="merged_headings.xlsx")
    expect(officer.get_by_role("heading", name="What would happen")).to_be_visible()
    part = officer.get_by_role("row", name="Table 1!E5 Lancashire")
    expect(part).to_contain_text("133")
    expect(part).to_contain_text("130")
    officer.get_by_label("Reason for Table 1!E5").fill("The force's reply of June 2018.")
    officer.get_by_role("button", name="Keep the reasons").first.click()
    officer.get_by_role("button", name="Bring in 1 figure").click()
    expect(officer.get_by_text("1 figure was brought in.")).to_be_visible()
    assert site.query(BROUGHT_IN.format(slug="merged")) == [
        ("E5", 133, "The force's reply of June 2018.", 130)
    ]
    said = site.query(
        "SELECT cell, written ->> 'value', verdict FROM stats_stagedrow ORDER BY number LIMIT 4"
    )
    assert [(cell, value) for cell, value, _verdict in said] == [
        ("B5", "591"),
        ("C5", "674"),
        ("D5", "541"),
        ("E5", "133"),
    ]


def test_a_reply_with_footnotes_asks_what_it_counts_and_keeps_the_notes(
    officer: Page, site: Stack
) -> None:
    send_in(officer, to="Replies, footnotes", name="footnotes.ods")
    expect(officer.get_by_role("heading", name="question before it can be read")).to_be_visible()
    expect(officer.get_by_text("Sheet “Workings” is hidden.")).to_be_visible()
    picture(officer, "questions")
    officer.get_by_label("Sexual offences against children").check()
    officer.get_by_role("button", name="Answer").click()
    expect(officer.get_by_role("heading", name="What would happen")).to_be_visible()
    picture(officer, "new")
    officer.get_by_role("button", name="Bring in").click()
    expect(officer.get_by_text("figures were brought in.")).to_be_visible()
    statuses = site.query(
        """
        SELECT DISTINCT figure.status FROM stats_figure figure
        JOIN stats_publication publication ON publication.id = figure.publication_id
        WHERE publication.slug = 'footnotes' AND figure.value IS NULL
        """
    )
    assert statuses == [("not-supplied",)]
