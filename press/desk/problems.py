"""Where in the editor the first problem of a release stands."""

from __future__ import annotations

import json
from typing import Any

from ..models import ReleaseCheck, ReleasePage

# What stands in the way first; the rest in the order of the text.
URGENCY = ("contradicted", "stop", "unverifiable", "warn")
HEADLINE = "#panel-child-content-title-section"


def place_of_first_problem(release: ReleasePage) -> str:
    """The part of an address that leads to it, or nothing where there is no problem.

    Paragraphs are counted as the check counts them: the headline is nought. The check may be of
    words that were changed since: then it leads to the paragraph that stands there now, or nowhere.
    """
    check: ReleaseCheck | None = getattr(release, "check_kept", None)
    unsettled = [
        finding
        for finding in (check.findings if check else [])
        if not finding.get("answered") and finding.get("verdict") in URGENCY
    ]
    if not unsettled:
        return ""
    first = min(unsettled, key=lambda finding: URGENCY.index(finding["verdict"]))
    if first["part"] == "headline":
        return HEADLINE
    return _anchor(_blocks(release), int(first["paragraph"]) - 1)


def _blocks(release: ReleasePage) -> list[dict[str, Any]]:
    revision = release.latest_revision
    body = revision.content.get("body") if revision is not None else None
    return list(json.loads(body)) if body else []


def _anchor(blocks: list[dict[str, Any]], place: int) -> str:
    if not 0 <= place < len(blocks) or "id" not in blocks[place]:
        return ""
    return f"#block-{blocks[place]['id']}-section"
