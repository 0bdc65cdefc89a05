"""The words of an entry in the visitor's language.

An entry holds both languages, so that hours and numbers can never differ between them: beside
`title` stands `title_cy`. Where there is no Welsh yet, the English is shown, and marked as such
for whoever has the page read out.
"""

from __future__ import annotations

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import get_language

WELSH = "cy"
ENGLISH = "en-gb"


def said(entry: models.Model, field: str) -> str:
    """What a field says in the language that is active: Welsh where there is any, else English."""
    welsh = getattr(entry, f"{field}_{WELSH}") if _is_welsh_active() else ""
    return str(welsh if _says_something(welsh) else getattr(entry, field))


def is_said_in_english_instead(entry: models.Model, field: str) -> bool:
    """Whether somebody who reads Welsh gets a field's English, because there is nothing else."""
    if not _is_welsh_active() or not _says_something(getattr(entry, field)):
        return False
    return not _says_something(getattr(entry, f"{field}_{WELSH}"))


def _is_welsh_active() -> bool:
    return (get_language() or "").startswith(WELSH)


def _says_something(words: str) -> bool:
    """An editor of rich text that was opened and left empty gives an empty paragraph."""
    return bool(strip_tags(words).strip())
