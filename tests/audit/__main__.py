"""`make audit`: Lighthouse on every type of public page, as production serves it.

Five runs of each page, on a site with the sample content. The median counts, and every category has
to be full. Performance is worked out for a slow phone on a slow network, but from what this machine
measured: other work on it costs points.

AUDIT_RUNS=1 asks once; addresses that are named are audited alone: `make audit PAGES="/ /help/"`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.audit.proxy import proxy_of
from tests.audit.scores import CATEGORIES, Audited, audited, table
from tests.browser.conftest import ARGUMENTS, chromium_path
from tests.charity_site.production import Production
from tests.stack import Stack, wait_until

HERE = Path(__file__).resolve().parent
RUNS = 5
TRIES = 3  # now and then Chromium gives it no trace of how a page came
PATIENCE = 180  # seconds for one run
# One of each type. Left out is /api/v1/docs/, a tool for programmers that others have written.
PAGES = (
    "/",
    "/stop-it-now/",
    "/using-this-site/",
    "/help/",
    "/help/your-own-thoughts/",
    "/help/leave-no-trace/",
    "/search/",
    "/statistics/",
    "/statistics/child-abuse-image-offences/",
    "/statistics/child-abuse-image-offences/lancashire/",
    "/statistics/publications/child-abuse-image-offences-2017-18/",
    "/statistics/publications/child-abuse-image-offences-2017-18/versions/1/",
    "/statistics/calendar/",
    "/statistics/corrections/",
    "/newsroom/",
    "/newsroom/areas/",
    "/newsroom/areas/lancashire/",
    "/newsroom/pre-release-access/",
    "RELEASE",
    "/cy/",
    "/cy/stop-it-now/",
    "/cy/help/",
)
# What the demo's workers do with the sample: build drafts, draw charts; and a release is let out.
PREPARE = """
from press.actions import build_waiting_drafts
from press.models import ReleasePage
from stats.charts.outbox import draw_waiting_charts
from tests.press.releasing import put_out
build_waiting_drafts()
release = ReleasePage.objects.filter(area__name="Lancashire").first()
put_out(release)
draw_waiting_charts()
print(release.get_url())
"""


def main() -> int:
    """Print the table; the exit status is 1 where a page falls short, or nothing can be run."""
    chromium = chromium_path()
    if shutil.which("npm") is None:
        print("No audit: npm is not here. Lighthouse needs Node.js 18 or newer.", file=sys.stderr)
        return 1
    if chromium is None:
        print("No audit: no Chromium. Install one, or name it in CHROMIUM.", file=sys.stderr)
        return 1
    install()
    wanted = sys.argv[1:] or PAGES
    runs = int(os.environ.get("AUDIT_RUNS") or RUNS)
    pages: list[Audited] = []
    with served() as (address, release), tempfile.TemporaryDirectory() as directory:
        for page in (release if each == "RELEASE" else each for each in wanted):
            print(f"Auditing {page} …", file=sys.stderr, flush=True)
            reports = [
                report_on(f"{address}{page}", chromium, Path(directory)) for _run in range(runs)
            ]
            pages.append(audited(page, reports))
    print(table(pages))
    return 0 if all(page.is_good for page in pages) else 1


def install() -> None:
    """Lighthouse as it is locked, unless it is here already."""
    locked, installed = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        print("Installing Lighthouse …", file=sys.stderr, flush=True)
        subprocess.run(["npm", "clean-install", "--silent"], cwd=HERE, check=True)


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The production web server on the sample content: its address, and that of a release."""
    with tempfile.TemporaryDirectory() as directory:
        stack = Stack(Path(directory))
        try:
            stack.manage("load_sample_content")
            release = stack.manage("shell", "--no-imports", "--command", PREPARE).split()[-1]
            with proxy_of(stack.port) as address:
                site = Production(
                    stack,
                    Path(directory),
                    ALLOWED_HOSTS="127.0.0.1,www.example.org",
                    SITE_URL=address,
                )
                try:
                    wait_until(site.answers, what="the web server")
                    yield address, release
                finally:
                    site.stop()
        finally:
            stack.drop()


def report_on(address: str, chromium: str, directory: Path) -> dict[str, Any]:
    """One run. Raises RuntimeError with what Lighthouse said, where it fails time after time."""
    command = [
        str(HERE / "node_modules/.bin/lighthouse"),
        address,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}",
    ]
    said = ""
    for _try in range(TRIES):
        done = subprocess.run(
            command,
            cwd=directory,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
        said = done.stderr.strip()
    raise RuntimeError(f"Lighthouse cannot audit {address}: {said}")


if __name__ == "__main__":
    sys.exit(main())
