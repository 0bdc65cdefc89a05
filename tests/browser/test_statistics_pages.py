"""The statistics pages in a real browser: read, sorted and printed, on phone and desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.stack import Stack

pytestmark = pytest.mark.browser

PHONE, DESK = 320, 1280
TARGET = 44  # CSS pixels: a thumb's width
STRICTER = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
MEASURE = "/statistics/child-abuse-image-offences/"
VERSION = "/statistics/publications/child-abuse-image-offences-2017-18/versions/1/"
EVERY_FORCE = "/statistics/every-force/"
ADDRESSES = (
    "/statistics/",
    MEASURE,
    f"{MEASURE}?sort=most",
    f"{MEASURE}lancashire/",
    f"{MEASURE}northamptonshire/",
    "/statistics/people-seeking-help/cumbria/",
    EVERY_FORCE,
    f"{EVERY_FORCE}lancashire/",
    "/statistics/publications/child-abuse-image-offences-2017-18/",
    VERSION,
    "/statistics/calendar/",
    "/statistics/corrections/",
)
# What every sort of page is asked in test_public_accessibility, of those that are seen here alone:
# with a figure for every force, and with figures that are missing.
ONLY_HERE = (
    EVERY_FORCE,
    f"{EVERY_FORCE}lancashire/",
    f"{MEASURE}northamptonshire/",
    "/statistics/people-seeking-help/cumbria/",
)
# Beside the sample: a correction, a date ahead, a map of every force and a series of thirty years.
MORE = """
from datetime import date
from django.contrib.auth.models import User
from django.utils import timezone
from stats import actions
from stats.charts.outbox import draw_waiting_charts
from stats.models import Area, Figure, ReleaseDate
from tests.stats.factories import add_figure, make_measure, make_publication
by = User.objects.create_user('corrector')
standing = Figure.objects.visible_at()
old = standing.get(value=301, area__slug='derbyshire')
part = standing.get(value=264, area__slug='derbyshire')
for figure, value in ((old, 300), (part, 263)):
    new = actions.correct_figure(figure=figure, value=value, status='final', by=by,
                                 reason='The force had counted one offence twice.')
actions.publish(publication=new.publication, by=None, at=timezone.now())
ReleaseDate.objects.create(publication=make_publication('next', title='Figures for next year'),
                           month=date(2031, 5, 1), reason='Two forces asked for more time.')
every = make_measure('every-force', noun='offence', plural='offences')
wide = make_publication('every-force-2023-24', title='Offences recorded, 2023-24')
for number, area in enumerate(Area.objects.police_forces()):
    value = None if number % 11 == 4 else 90 + 37 * number
    add_figure(wide, every, area, '2023-24', value, status='' if value else 'refused')
for year in range(1993, 2023):
    add_figure(wide, every, 'E23000003', f'{year}-{(year + 1) % 100:02}' if year != 1999
               else '1999-2000', None if year == 2004 else 200 + 13 * (year - 1993))
actions.publish(publication=wide, by=None, at=timezone.now())
draw_waiting_charts()
"""


@pytest.fixture(scope="module")
def site(sample_site: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with its sample content, and its charts drawn."""
    stack = Stack(tmp_path_factory.mktemp("statistics"), copied_from=sample_site.database)
    try:
        stack.manage("shell", "--command", MORE)
        stack.start_web()
        yield stack.url
    finally:
        stack.stop()
        stack.drop()


def open_page(
    browser: Browser,
    *,
    width: int,
    scheme: Literal["light", "dark"] = "light",
    with_scripts: bool = True,
) -> Page:
    return browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=with_scripts,
    )


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing_to_mend(
    browser: Browser, site: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, width=width, scheme=scheme)
    for address in ONLY_HERE:
        answer = page.goto(site + address)
        assert answer is not None
        assert answer.status == 200, address
        found = Axe().run(page, options=STRICTER)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.close()


def test_nothing_is_wider_than_a_small_phone(browser: Browser, site: str) -> None:
    page = open_page(browser, width=PHONE)
    for address in ADDRESSES:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, address
    page.close()


@pytest.mark.parametrize(("width", "form"), [(PHONE, "narrow"), (DESK, "wide")])
def test_every_chart_is_drawn_sharp_for_the_width_of_the_page(
    browser: Browser, site: str, width: int, form: str
) -> None:
    page = open_page(browser, width=width)
    for address in (MEASURE, f"{MEASURE}lancashire/", EVERY_FORCE, f"{EVERY_FORCE}lancashire/"):
        page.goto(site + address)
        pictures = page.locator(".chart img")
        assert pictures.count() > 0, address
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
            page.wait_for_function("image => image.complete", arg=picture.element_handle())
            natural = picture.evaluate("image => image.naturalWidth")
            shown = picture.evaluate("image => image.getBoundingClientRect().width")
            assert natural > 0, address
            # Letters in it stay as large as they were drawn, give or take a little.
            assert shown / natural > 0.75, (address, shown, natural)
            assert picture.get_attribute("alt")
    page.close()


def test_a_table_is_sorted_without_a_script_and_loses_nothing(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK, with_scripts=False)
    page.goto(site + MEASURE)
    table = page.get_by_role("region", name=re.compile("2017-18$"))
    names = "th[scope=row]"
    before = table.locator(names).all_inner_texts()
    table.get_by_role("link", name="Figure").click()
    page.wait_for_url(re.compile("sort=most"))
    after = table.locator(names).all_inner_texts()
    assert sorted(after) == sorted(before)
    assert after == ["United Kingdom", "Lancashire", "Derbyshire", "Northamptonshire"]
    page.close()


def test_from_the_home_page_to_a_figure_its_source_and_its_file(
    browser: Browser, site: str
) -> None:
    page = open_page(browser, width=PHONE, with_scripts=False)
    page.goto(site)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Statistics").click()
    page.get_by_role("link", name="Child abuse image offences recorded by police").first.click()
    page.get_by_role("link", name="Lancashire").click()
    page.get_by_text("numbered 674 in Lancashire").wait_for()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    assert started.value.suggested_filename == "child-abuse-image-offences-lancashire.csv"
    page.get_by_role("link", name=re.compile("recorded by police, 2017-18")).click()
    page.get_by_role("heading", name="How the figures were gathered").wait_for()
    assert page.context.cookies() == []
    page.close()


def test_an_old_version_leads_on_to_the_new_one(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK, with_scripts=False)
    page.goto(site + VERSION)
    page.get_by_text("This is version 1. It was superseded.").wait_for()
    page.get_by_role("link", name="Go to the newest, version 2").click()
    page.get_by_role("heading", name="What this version corrected").wait_for()
    page.get_by_text("The force had counted one offence twice.").first.wait_for()
    page.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_whatever_stands_alone_is_big_enough_for_a_thumb(
    browser: Browser, site: str, width: int
) -> None:
    page = open_page(browser, width=width)
    for address in ONLY_HERE:
        page.goto(site + address)
        for link in page.locator(
            "main .button, main th a, .turning a, .chart a, .back a, .cards h3 a"
        ).all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= TARGET, f"{address}: {link.inner_text()}"
    page.close()


def test_on_paper_charts_and_tables_stay_and_what_cannot_be_pressed_goes(
    browser: Browser, site: str
) -> None:
    page = open_page(browser, width=DESK, scheme="dark")
    page.emulate_media(media="print")
    page.goto(site + MEASURE)
    assert page.locator(".chart").first.is_visible()
    assert page.locator("table").first.is_visible()
    assert not page.locator(".turning").first.is_visible()
    ink = page.locator("caption").first.evaluate("caption => getComputedStyle(caption).color")
    assert ink == "rgb(0, 0, 0)"
    page.close()


def test_a_visit_asks_nothing_of_anybody_else(browser: Browser, site: str) -> None:
    page = open_page(browser, width=DESK)
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    for address in ADDRESSES:
        page.goto(site + address)
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert refused == []  # the policy of the pages forbids nothing that they need
    page.close()
