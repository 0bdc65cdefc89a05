"""Releases as files: a whole bundle against its limit, and Word against other ways to make it.

In seconds of the processor, which are what one core takes, whatever else the machine is doing.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from press import actions as press_actions
from press.actions.bundling import ask_for_bundle, make_waiting_bundles
from press.exports.collecting import RELEASES_AT_ONCE, Export, with_everything
from press.exports.document import ReleaseDocument, Surroundings, newest_document
from press.exports.house_look import house_document, house_look
from press.exports.html import as_html
from press.exports.word import as_word
from press.models import Bundle, BundleState, NewsroomPage, ReleasePage
from stats.models import Chart, Publication
from tests.benchmarks.drafts import _add_areas, _load_vocabulary, _publish
from tests.benchmarks.lines import Line

AREAS = 45
SECONDS = 6.0
FASTER = 5.0
ROUNDS = 3
FORMATS = ["docx", "pdf", "text", "chart-png"]


def lines() -> list[Line]:
    """On figures of its own, on one core. Charts are drawn inside what is measured."""
    _load_vocabulary()
    places = _add_areas(AREAS)
    _publish(2070, places)
    publication = _publish(2071, places)
    press_actions.build_waiting_drafts()
    releases = ReleasePage.objects.filter(publication=publication)
    if releases.count() != AREAS:
        raise RuntimeError(f"{releases.count()} drafts were built of {AREAS}")
    Chart.objects.all().delete()  # none is there beforehand
    with _one_core():
        bundle = _bundle(publication)
        word = _word(_documents(releases))
    return [bundle, *word]


@contextmanager
def _one_core() -> Iterator[None]:
    """This process on one core alone, where the system knows how."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _bundle(publication: Publication) -> Line:
    user = User.objects.create_user("bench-exports")
    warm = Export(
        ReleasePage.objects.filter(publication=publication, area__slug="bench-45-0"),
        formats=FORMATS,
        at=timezone.now(),
        may_draw=True,
    )
    list(warm.files())  # a worker draws and sets more than once in its life
    seconds = []
    for _number in range(ROUNDS):
        bundle = ask_for_bundle(publication=publication, formats=FORMATS, by=user)
        start = time.process_time()
        make_waiting_bundles()
        seconds.append(time.process_time() - start)
        made = Bundle.objects.get(pk=bundle.pk)
        if made.state != BundleState.DONE:
            raise RuntimeError(made.reason)
        made.file.delete()
    return Line(
        what=f"ZIP of {AREAS} areas: Word, PDF, text, chart, against the limit",
        ours=median(seconds),
        theirs=SECONDS,
        unit="s",
        ratio=SECONDS / median(seconds),
        target=1.0,
    )


def _documents(releases: QuerySet[ReleasePage]) -> list[ReleaseDocument]:
    newsroom = NewsroomPage.objects.get()
    around = Surroundings.now(newsroom)
    at = timezone.now()
    found = with_everything(releases)[:RELEASES_AT_ONCE]
    return [newest_document(each, newsroom=newsroom, at=at, around=around) for each in found]


def _word(documents: list[ReleaseDocument]) -> list[Line]:
    """The same releases in Word. Each of the others makes less: no marks, no table of figures."""
    house_look()
    ours = _seconds(lambda: [as_word(document) for document in documents])
    found = [("docxtpl", _seconds(lambda: _by_docxtpl(documents)))]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is absent: its conversion was not measured.", file=sys.stderr)
    else:
        found.append(("LibreOffice's conversion", _by_libreoffice(office, documents)))
    count = len(documents)
    return [
        Line(
            what=f"Word of {count} releases against {name}",
            ours=count / ours,
            theirs=count / theirs,
            unit="files/s",
            ratio=theirs / ours,
            target=FASTER,
        )
        for name, theirs in found
    ]


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _number in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _by_docxtpl(documents: list[ReleaseDocument]) -> None:
    """As its documentation shows: a template with placeholders, rendered and saved."""
    from docx import Document
    from docxtpl import DocxTemplate

    word = Document(BytesIO(house_document()))
    for style, words in (
        ("Release timing", "{{ timing }}"),
        ("Heading 1", "{{ headline }}"),
        ("Body Text", "{%p for words in body %}"),
        ("Body Text", "{{ words }}"),
        ("Body Text", "{%p endfor %}"),
        ("Heading 2", "Notes to editors"),
        ("List Number", "{%p for words in notes %}"),
        ("List Number", "{{ words }}"),
        ("List Number", "{%p endfor %}"),
        ("Caption", "{{ version }}"),
    ):
        word.add_paragraph(words, style=style)
    template = BytesIO()
    word.save(template)
    for document in documents:
        template.seek(0)
        made = DocxTemplate(template)
        made.render(
            {
                "timing": document.timing,
                "headline": document.headline,
                "body": [*document.body, *document.helpline],
                "notes": document.notes,
                "version": document.version,
            },
            autoescape=True,
        )
        made.save(BytesIO())


def _by_libreoffice(office: str, documents: list[ReleaseDocument]) -> float:
    """Seconds for all of them in one run, from our HTML: its start is in it but once."""
    with tempfile.TemporaryDirectory() as directory:
        pages = []
        for number, document in enumerate(documents):
            page = Path(directory) / f"{number}.html"
            page.write_bytes(as_html(document))
            pages.append(str(page))
        profile = f"-env:UserInstallation=file://{directory}/profile"
        start = _of_children()
        subprocess.run(
            [
                *(office, "--headless", profile, "--convert-to", "docx:MS Word 2007 XML"),
                *("--outdir", f"{directory}/out", *pages),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        took = _of_children() - start
        made = len(list((Path(directory) / "out").glob("*.docx")))
    if made != len(documents):
        raise RuntimeError(f"LibreOffice made {made} files of {len(documents)}")
    return took
