"""The whole way: figures, a release that two people stand for, its email, and its correction.

Every step is taken where staff take it, by four people in four browsers, with a real worker. Only
the night is short: the embargo's moment is set to now in the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import BACK_TO_DRAFT, PATIENCE, logged_in
from tests.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.stack]

TITLE = "The next year's figures"
REPORTER = "newsdesk@paper.example"
FOLLOWS_LANCASHIRE = f"""
from press.models import Reporter
from stats.models import Area
reporter = Reporter.objects.create(outlet="Evening paper", email="{REPORTER}")
reporter.areas.add(Area.objects.get(gss_code="E23000003"))
"""
LANCASHIRE = """
SELECT release.page_ptr_id, page.url_path FROM press_releasepage release
JOIN wagtailcore_page page ON page.id = release.page_ptr_id
JOIN stats_area area ON area.id = release.area_id
JOIN stats_publication publication ON publication.id = release.publication_id
WHERE area.gss_code = 'E23000003' AND publication.slug = 'next-year'
"""
ITS_FIGURE = """
SELECT figure.id FROM stats_figure figure
JOIN stats_area area ON area.id = figure.area_id
JOIN stats_publication publication ON publication.id = figure.publication_id
WHERE area.gss_code = 'E23000003' AND publication.slug = 'next-year' AND publication.version = 1
"""
NIGHT = "UPDATE press_releaseversion SET public_from = clock_timestamp()"

# Only what the desk itself shows is judged: Wagtail's header and menu have faults of their own.
OURS = ".desk"

Person = Callable[[str], Page]


@pytest.fixture
def site(stack: Stack) -> Stack:
    stack.manage("shell", "-v0", "-c", BACK_TO_DRAFT + FOLLOWS_LANCASHIRE)
    stack.start_web()
    stack.start_worker()
    stack.start_beat()
    return stack


@pytest.fixture
def somebody(browser: Browser, site: Stack) -> Iterator[Person]:
    """Each account of the demo in a browser of its own, when it is first asked for."""
    sessions = {}

    def page_of(username: str) -> Page:
        if username not in sessions:
            session = logged_in(browser, site, username)
            sessions[username] = (session, next(session))
            sessions[username][1].set_viewport_size({"width": 1360, "height": 1000})
        page: Page = sessions[username][1]
        return page

    yield page_of
    for session, _page in sessions.values():
        session.close()


def nothing_to_mend(page: Page) -> None:
    found = Axe().run(page, context=OURS).response["violations"]
    assert not found, [(page.url, one["id"], one["nodes"][0]["html"]) for one in found]


def emails_of(site: Stack) -> list[EmailMessage]:
    """What was handed over so far, oldest first: in the demo an email becomes a file."""
    files = sorted((site.directory / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
    return [
        message
        for file in files
        for message in [message_from_bytes(file.read_bytes(), policy=policy.default)]
        if isinstance(message, EmailMessage) and message["To"] == REPORTER
    ]


def text_of(message: EmailMessage) -> str:
    return " ".join(str(message.get_content()).split())


def test_from_figures_to_a_sent_release_and_its_correction(somebody: Person, site: Stack) -> None:
    publish_the_figures(somebody)
    release, address = edit_until_it_holds(somebody("press"), site)
    approve(somebody("approver"), release)
    set_its_moment(somebody("approver"), release)
    send(somebody("press"), release, "Send version 1")
    read_the_embargoed_email(site)

    reader = somebody("reader") if False else somebody("press").context.browser.new_page()
    reader.goto(site.url + address)
    expect(reader.get_by_text("Lancashire")).to_have_count(0)
    site.execute(NIGHT)
    reader.goto(site.url + address)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("in Lancashire in 2018-19")
    expect(reader.get_by_text("Corrected on")).to_have_count(0)
