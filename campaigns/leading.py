"""Whether a campaign leads to help on its first screen.

Pure but for the words: it reads what is stored of a body, and asks nothing of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

SECTIONS_ON_THE_FIRST_SCREEN = 2
ALWAYS_LEAD_TO_HELP = frozenset({"opening", "routes_to_help", "way_to_help"})


def leads_to_help(section: Mapping[str, Any]) -> bool:
    """Whether a stored section has a way to help in it: a button to a page is none."""
    if section["type"] == "call_to_action":
        return not section["value"].get("page")
    return section["type"] in ALWAYS_LEAD_TO_HELP


def why_no_help_comes_first(body: Iterable[Mapping[str, Any]]) -> str:
    """What to do so that a visitor sees help without scrolling far; empty where they do."""
    first = islice(body, SECTIONS_ON_THE_FIRST_SCREEN)
    if any(leads_to_help(section) for section in first):
        return ""
    return _(
        "A visitor must see a way to help on the first screen. Begin with an “Opening”, or put"
        " “Routes to help”, “Way to help” or a “Call to action” that leads to help first or second."
    )
