"""What is done to releases is kept with what is done to figures, where nobody can change it."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import transaction
from wagtail.log_actions import log

from charity_site.json_lines import JSONLine
from press.actions import workflow
from press.models import ReleasePage
from stats import audit
from stats.models import AuditEntry, Publication
from tests.press.conftest import release_for
from tests.press.releasing import edit, put_out, staff
from tests.stats.people import client_of, person


@pytest.fixture
def release(built: Publication) -> ReleasePage:
    return release_for(built, "Lancashire")


def test_an_entry_is_named_by_the_subject_and_tells_no_number(release: ReleasePage) -> None:
    edit(release, by=staff("author"), title="Police recorded 674 offences in Lancashire")
    entry = AuditEntry.objects.about(release).get(action="wagtail.edit")
    assert entry.subject_name == f"Lancashire · {release.publication.title}"
    assert entry.subject_type == "press.releasepage"
    assert entry.data["publication"] == release.publication_id
    assert "674" not in json.dumps(entry.data) + entry.subject_name


def test_who_works_on_a_release_is_no_contributor_to_its_figures(release: ReleasePage) -> None:
    """Else the press office could never approve a correction of the figures that it wrote of."""
    edit(release, by=staff("author"), title="Police recorded 674 offences in Lancashire")
    put_out(release)
    assert audit.contributors(release.publication) == []
    assert not AuditEntry.objects.about_publication(release.publication).filter(
        subject_type="press.releasepage"
    )


def test_every_verb_is_told_in_words_in_the_audit_log(release: ReleasePage) -> None:
    put_out(release)
    workflow.withdraw(release=release, by=staff("author"), why="A figure is in doubt.")
    reader = client_of(person("reader", "Approver"))
    page = reader.get("/admin/audit-log/").content.decode()
    for told in ("Submitted for review", "Release approved", "Released", "Release withdrawn"):
        assert told in page
    assert "press." not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_it_is_told_as_a_line_of_json_once_it_is_committed(
    release: ReleasePage,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: object,
) -> None:
    logger = logging.getLogger("audit")
    logger.addHandler(caplog.handler)
    try:
        with (
            caplog.at_level(logging.INFO, logger="audit"),
            django_capture_on_commit_callbacks(execute=True),  # type: ignore[operator]
            transaction.atomic(),
        ):
            workflow.submit_for_review(release=release, by=staff("author"))
    finally:
        logger.removeHandler(caplog.handler)
    lines = [json.loads(JSONLine().format(record)) for record in caplog.records]
    told = [line for line in lines if line.get("action") == "press.submit"]
    assert len(told) == 1
    assert (told[0]["by"], told[0]["subject_id"]) == ("author", release.pk)


def test_models_of_the_press_desk_are_kept_as_well(release: ReleasePage) -> None:
    template = release.template_used
    log(instance=template, action="wagtail.edit", user=staff("author"))
    entry = AuditEntry.objects.about(template)[0]
    assert (entry.by_name, entry.subject_name) == ("author", template.name)
