"""Releases leave the desk as files: a bundle that a worker makes, and one with its chart."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from charity_site.sample_content import DEMO_PASSWORD
from press.exports.house_look import house_document
from tests.browser.conftest import PATIENCE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

BUILD = "from press.actions import build_waiting_drafts; build_waiting_drafts()"
LANCASHIRE = (
    "SELECT r.page_ptr_id, r.publication_id FROM press_releasepage r"
    " JOIN stats_area a ON a.id = r.area_id WHERE a.name = 'Lancashire' ORDER BY 1"
)


@pytest.fixture
def officer(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A press officer, with the sample's drafts built and no worker about."""
    stack.manage("shell", "-v0", "-c", BUILD)
    stack.start_web()
    context = browser.new_context(
        base_url=stack.url, viewport={"width": 1000, "height": 800}, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("#id_username").fill("press")
    page.locator("#id_password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def show(page: Page, name: str) -> None:
    """A picture of the screen for whoever wants to look: SHOTS names a directory."""
    if directory := os.environ.get("SHOTS"):
        page.screenshot(path=Path(directory) / f"{name}.png", full_page=True)


def test_a_bundle_is_watched_while_it_is_made_and_then_saved(
    officer: Page, stack: Stack, tmp_path: Path
) -> None:
    (_release, publication), *_others = stack.query(LANCASHIRE)
    officer.goto(f"/admin/press-desk/{publication}/bundle/")
    officer.get_by_label("Figures behind it (CSV)").check()
    show(officer, "bundle-ask")
    officer.get_by_role("button", name="Make the ZIP").click()
    expect(officer.get_by_text("releases written")).to_be_visible()
    show(officer, "bundle-waiting")
    stack.start_worker()
    stack.start_beat()
    expect(officer.get_by_role("link", name="Download the ZIP")).to_be_visible()
    expect(officer.locator("[data-bundle-status]")).to_contain_text("is ready")
    show(officer, "bundle-ready")
    with officer.expect_download() as started:
        officer.get_by_role("link", name="Download the ZIP").click()
    kept = tmp_path / "bundle.zip"
    started.value.save_as(kept)
    with zipfile.ZipFile(kept) as archive:
        names = archive.namelist()
    for ending in ("txt", "docx", "pdf", "chart.png", "csv"):
        assert any(name.startswith("lancashire/") and name.endswith(f".{ending}") for name in names)


def test_a_file_with_a_chart_waits_until_a_worker_has_drawn_it(officer: Page, stack: Stack) -> None:
    stack.execute("DELETE FROM stats_chart")
    (release, _publication), *_others = stack.query(LANCASHIRE)
    officer.goto(f"/admin/press-desk/release/{release}/exports/")
    show(officer, "exports")
    officer.get_by_role("link", name="PDF, accessible").click()
    expect(officer.get_by_role("heading", name="The chart is being drawn")).to_be_visible()
    show(officer, "chart-waiting")
    with officer.expect_download() as started:  # nothing is pressed: it comes
        stack.start_worker()
        stack.start_beat()
    assert started.value.suggested_filename.endswith(".pdf")


def test_the_press_office_sends_in_its_styles(officer: Page, tmp_path: Path) -> None:
    officer.goto("/admin/press-desk/house-styles/")
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"not Word")
    officer.get_by_label("Word document (.docx)").set_input_files(wrong)
    officer.get_by_role("button", name="Use these styles").click()
    expect(officer.get_by_role("alert")).to_contain_text("save it in Word")
    right = tmp_path / "house.docx"
    right.write_bytes(house_document())
    officer.get_by_label("Word document (.docx)").set_input_files(right)
    officer.get_by_role("button", name="Use these styles").click()
    expect(officer.get_by_text("Releases are now written in the styles of")).to_be_visible()
    expect(officer.get_by_role("button", name="Stop using it house.docx")).to_be_visible()
    show(officer, "house-styles")
