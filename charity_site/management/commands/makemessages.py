"""Gather the words of the interface that visitors read, for translators; those of staff stay out.

The site's admin is in English, and a translator's time is short: of every source, only those below
are read. Words that visitors read must therefore stand in one of them.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django.core.management.commands import makemessages

READ_BY_VISITORS = re.compile(
    r"""
    charity_site/templates/[^/]+\.html
    | charity_site/templates/charity_site/(?:search|where_to_go)\.html
    | charity_site/(?:other_language|trail)\.py
    | charity_site/search/\w+\.py
    | helpline_info/templates/helpline_info/[^/]+\.html
    | helpline_info/(?:sentences|now)\.py
    | helpline_info/models/bill\.py
    | campaigns/templates/campaigns/[^/]+\.html
    | campaigns/templates/campaigns/blocks/[^/]+\.html
    | campaigns/sentences\.py
    """,
    re.VERBOSE,
)


class Command(makemessages.Command):
    """In a fixed order, without line numbers: a moved line is no change for translators."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--sort-output"]
    msgmerge_options = [
        *makemessages.Command.msgmerge_options,
        "--sort-output",
        "--no-fuzzy-matching",  # a guess would be read by visitors, or forgotten
    ]

    def handle(self, *args: Any, **options: Any) -> None:
        options["add_location"] = options["add_location"] or "file"
        super().handle(*args, **options)

    def find_files(self, root: str) -> list[Any]:
        found: list[Any] = super().find_files(root)
        return [
            each
            for each in found
            if READ_BY_VISITORS.fullmatch(PurePosixPath(each.path).as_posix().removeprefix("./"))
        ]
