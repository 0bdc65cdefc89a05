"""A draft checked on the desk: small numbers suppressed, a warning answered, nothing in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import logged_in
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

# Pictures for the docs, where they are asked for: PICTURES=docs/images pytest …
PICTURES = os.environ.get("PICTURES", "")

# One kind of offence rose by 62% in Derbyshire, and Cumbria's three of another would be shown.
DRAFT = """
from stats.models import Category, Measure
from tests.stats.factories import add_figure, make_publication
Measure.objects.filter(slug="child-abuse-image-offences").update(suppression_threshold=5)
measure = Measure.objects.get(slug="child-abuse-image-offences")
making, possession = measure.categories.order_by("position")
draft = make_publication("offences-2018-19", title="Child abuse image offences, 2018-19")
for area, made, possessed in (("E23000002", 50, 3), ("E23000018", 60, 250)):
    add_figure(draft, measure, area, "2018-19", made + possessed)
    add_figure(draft, measure, area, "2018-19", made, category=making)
    add_figure(draft, measure, area, "2018-19", possessed, category=possession)
"""

SUPPRESSED = """
SELECT area.name, category.slug, figure.value::text
FROM stats_figure figure
JOIN stats_area area ON area.id = figure.area_id
LEFT JOIN stats_category category ON category.id = figure.category_id
WHERE figure.status = 'suppressed'
ORDER BY category.slug
"""


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.manage("shell", "-v0", "-c", DRAFT)
    stack.start_web()
    return stack


@pytest.fixture
def officer(browser: Browser, site: Stack) -> Iterator[Page]:
    yield from logged_in(browser, site, "statistics")


def picture(officer: Page, name: str) -> None:
    if PICTURES:
        officer.set_viewport_size({"width": 1280, "height": 1000})
        officer.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_draft_is_checked_protected_and_answered_for(officer: Page, site: Stack) -> None:
    officer.goto("/admin/publication/")
    officer.get_by_role("link", name="Child abuse image offences, 2018-19").click()
    officer.get_by_role("link", name="See the checks").first.click()
    expect(officer.get_by_text("1 error, 1 warning to answer.")).to_be_visible()
    expect(officer.get_by_role("link", name="Cumbria, 2018-19, Possession: 3")).to_be_visible()
    picture(officer, "checks")

    officer.get_by_role("link", name="Suppress small numbers…").click()
    expect(officer.get_by_text("1 figure is small, and 1 more would give it away.")).to_be_visible()
    picture(officer, "small-numbers")
    assert site.query(SUPPRESSED) == []
    officer.get_by_role("button", name="Suppress these figures").click()
    expect(officer.get_by_text("2 figures are suppressed.")).to_be_visible()
    assert site.query(SUPPRESSED) == [
        ("Cumbria", "possession", None),
        ("Cumbria", "taking-making-distributing", None),
    ]

    officer.get_by_label("Your answer").fill("The force recorded each image found, says its reply.")
    officer.get_by_role("button", name="Save the answers").click()
    expect(officer.get_by_text("1 warning answered.")).to_be_visible()
    expect(officer.get_by_text("says its reply.")).to_be_visible()
    officer.get_by_role("link", name="Back to the publication").click()
    figures = officer.get_by_role("table", name="The figures of this publication")
    expect(figures.get_by_text("suppressed, to protect people")).to_have_count(2)
