"""The whole way: figures, a release that two people stand for, its email, and its correction.

Every step is taken where staff take it, by four people in four browsers, with a real worker. Only
the night is short: the embargo's moment is set to now in the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_figures_to_drafts import BACK_TO_DRAFT, logged_in
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
SELECT release.page_ptr_id, regexp_replace(page.url_path, '^/[^/]+', '')
FROM press_releasepage release
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
WRONG = " That is 40% more."
WHY = "Fourteen offences of another force were counted as Lancashire's."


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
    pages: dict[str, Page] = {}
    with ExitStack() as sessions:

        def page_of(username: str) -> Page:
            if username not in pages:
                session = contextmanager(logged_in)(browser, site, username)
                pages[username] = sessions.enter_context(session)
                pages[username].set_viewport_size({"width": 1360, "height": 1000})
            return pages[username]

        yield page_of


def nothing_to_mend(page: Page) -> None:
    expect(page.locator(OURS).first).to_be_visible()
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


def test_from_figures_to_a_sent_release_and_its_correction(
    browser: Browser, somebody: Person, site: Stack
) -> None:
    publish_the_figures(somebody)
    release, address = site.query(LANCASHIRE)[0]
    edit_until_it_holds(somebody("press"), release)
    have_it_approved(somebody, release)
    release_it_under_embargo(somebody("approver"), release)
    send_it(somebody("press"), release, version=1)
    the_reporter_is_told_of_the_embargo(site)

    reader = browser.new_page(base_url=site.url)
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 404
    site.execute(NIGHT)
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("in Lancashire in 2018-19")
    expect(reader.get_by_text("Corrected on")).to_have_count(0)

    correct_the_figure(somebody, site)
    take_the_new_words(somebody("press"), site)
    have_it_approved(somebody, release)
    release_the_correction(somebody("approver"), release)
    send_it(somebody("press"), release, version=2)
    the_reporter_is_told_of_the_correction(site)
    reader.goto(address)
    correction = reader.locator(".correction")
    expect(correction).to_contain_text(re.compile(r"Corrected on \d+ \w+ \d{4}:"))
    expect(correction).to_contain_text("715")
    expect(correction).to_contain_text("701")
    expect(reader.locator("article .lead")).not_to_contain_text("715")
    reader.close()


def publish_the_figures(somebody: Person) -> None:
    officer, approver = somebody("statistics"), somebody("approver")
    officer.goto("/admin/publication/")
    officer.get_by_role("link", name=TITLE).click()
    officer.get_by_role("button", name="Submit for review").click()
    approver.goto("/admin/publication/")
    approver.get_by_role("link", name=TITLE).click()
    approver.get_by_role("link", name="Approve…").click()
    approver.get_by_role("button", name="Publish now").click()
    expect(approver.locator("label", has_text="3 of 3 drafts built")).to_be_visible()


def edit_until_it_holds(officer: Page, release: int) -> None:
    """A number is written wrongly, contradicted at once, and put right with the words offered."""
    officer.goto("/admin/press-desk/")
    officer.get_by_role("link", name=TITLE).first.click()
    expect(officer.get_by_role("row").filter(has_text="Lancashire")).to_be_visible()
    nothing_to_mend(officer)
    officer.get_by_role("row").filter(has_text="Lancashire").locator(
        ".releases__headline a"
    ).click()
    expect(officer.locator("form[data-checked]")).to_be_attached()
    field = officer.locator("textarea[name='body-0-value']")
    field.focus()
    officer.keyboard.press("Control+End")
    officer.keyboard.insert_text(WRONG)
    panel = officer.get_by_role("region", name="Numbers and words")
    expect(panel.get_by_role("status")).to_contain_text("1 contradicted")
    expect(panel).to_contain_text("(715 − 674) ÷ 674 = 6.08%")
    panel.get_by_role("button", name=re.compile("^Say “.*6%")).click()
    expect(panel.get_by_role("status")).to_contain_text("Nothing here stands in the way.")
    officer.get_by_role("button", name="Save draft").click()
    expect(officer.get_by_text(re.compile("has been (updated|saved)"))).to_be_visible()


def have_it_approved(somebody: Person, release: int) -> None:
    """Submitted by the press officer, who cannot approve it; read and approved by somebody else."""
    officer, approver = somebody("press"), somebody("approver")
    officer.goto(f"/admin/press-desk/release/{release}/")
    officer.get_by_role("button", name="Submit for review").click()
    expect(officer.get_by_text("so somebody else has to approve it.")).to_be_visible()
    expect(officer.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    approver.goto(f"/admin/press-desk/release/{release}/")
    nothing_to_mend(approver)
    approver.get_by_role("button", name="Approve", exact=True).click()
    expect(
        approver.get_by_text("It is approved. Release it now, or set its moment.")
    ).to_be_visible()


def release_it_under_embargo(approver: Page, release: int) -> None:
    approver.get_by_role("link", name="Release at a moment…").click()
    expect(approver.get_by_label("Time in London")).to_have_value("00:01")
    approver.get_by_role("button", name="Set this moment").click()
    expect(approver.get_by_text("It becomes public by itself.")).to_be_visible()


def release_the_correction(approver: Page, release: int) -> None:
    """The correction to tell the public is offered, with the old value and the new one."""
    approver.get_by_role("link", name="Release now…").click()
    offered = approver.get_by_label("Correction")
    expect(offered).to_have_value(re.compile("715(.|\n)*701"))
    approver.get_by_role("button", name="Release now").click()
    expect(approver.get_by_text("It is public.").first).to_be_visible()


def send_it(officer: Page, release: int, *, version: int) -> None:
    officer.goto(f"/admin/press-desk/release/{release}/dispatch/")
    expect(officer.get_by_role("row").filter(has_text=REPORTER).first).to_contain_text(
        "follows the area" if version == 1 else "was sent an earlier version"
    )
    nothing_to_mend(officer)
    officer.get_by_role("link", name=f"Send version {version} …").click()
    officer.get_by_role("button", name="Send to one person").click()
    expect(officer.get_by_text("It is on its way to 1 person.")).to_be_visible()


def the_reporter_is_told_of_the_embargo(site: Stack) -> None:
    (message,) = wait_until(lambda: emails_of(site), what="the email to the reporter")
    text = text_of(message)
    assert message["Subject"].startswith("EMBARGOED until 00:01 ")
    assert text.startswith("EMBARGOED UNTIL 00:01 ")
    assert "Lancashire" in message["Subject"]
    assert "715" in text
    assert "40%" not in text
    assert "ENDS" in text
    assert "Notes to editors" in text
    assert "In an emergency, call 999." in text
    link = message["List-Unsubscribe"].strip()
    assert re.fullmatch(r"<http.*/unsubscribe/.*>", link)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.strip("<>") in text


def correct_the_figure(somebody: Person, site: Stack) -> None:
    officer, approver = somebody("statistics"), somebody("approver")
    officer.goto(f"/admin/statistics-entry/inspect/{site.query(ITS_FIGURE)[0][0]}/")
    officer.get_by_role("link", name=re.compile("Correct")).first.click()
    officer.get_by_label("New value").fill("701")
    officer.get_by_label("Reason").fill(WHY)
    officer.get_by_role("button", name="Put into the next version").click()
    officer.get_by_role("button", name="Submit for review").click()
    approver.goto(officer.url)
    approver.get_by_role("link", name="Approve…").click()
    approver.get_by_role("button", name="Publish now").click()
    wait_until(
        lambda: site.count("SELECT count(*) FROM press_redraft WHERE state = 'waiting'") == 1,
        what="the comparison by the worker",
    )


def take_the_new_words(officer: Page, site: Stack) -> None:
    officer.goto("/admin/press-desk/corrections/")
    officer.get_by_role("link", name=TITLE).click()
    row = officer.get_by_role("article", name="Lancashire")
    expect(row.get_by_text("715").first).to_be_visible()
    expect(row.get_by_text("701").first).to_be_visible()
    expect(row).to_contain_text("1 person was sent what was wrong")
    nothing_to_mend(officer)
    officer.get_by_role("link", name=re.compile("Compare and decide.*Lancashire")).click()
    expect(officer.get_by_role("heading", name="As it stands").first).to_be_visible()
    nothing_to_mend(officer)
    officer.get_by_role("button", name="Take all new words").click()
    expect(officer.get_by_text("The new words for Lancashire are taken.")).to_be_visible()


def the_reporter_is_told_of_the_correction(site: Stack) -> None:
    first, second = wait_until(
        lambda: emails if len(emails := emails_of(site)) == 2 else None,
        what="the email with the correction",
    )
    assert second["Subject"].startswith("CORRECTION: ")
    assert second["Message-ID"] != first["Message-ID"]
    text = text_of(second)
    assert text.startswith("FOR IMMEDIATE RELEASE")
    assert "715" in text
    assert "701" in text
    assert text.index("Corrections") < text.index("701")
