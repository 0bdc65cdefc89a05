"""The words of the interface and their Welsh, as translators keep them. Pure.

Reads what `makemessages` writes: comments, a context, the English in singular and plural, and the
Welsh, each a quoted string that may go on over several lines.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WELSH_WORDS = Path(__file__).parent / "locale" / "cy" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+(\".*\")$")


@dataclass
class Words:
    """One entry. `welsh` has one form, or as many as Welsh has plurals; `sources` are files."""

    english: str = ""
    plural: str = ""
    context: str = ""
    welsh: dict[int, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def is_said_in_welsh(self) -> bool:
        return bool(self.welsh) and all(self.welsh.values()) and not self.is_fuzzy

    @property
    def lost_placeholders(self) -> set[str]:
        """Those of the English that a form of the Welsh has not, and those it has of its own."""
        wanted = set(PLACEHOLDER.findall(self.english)) | set(PLACEHOLDER.findall(self.plural))
        forms = [form for form in self.welsh.values() if form]
        return set().union(*(wanted ^ set(PLACEHOLDER.findall(form)) for form in forms))


def read_words(path: Path = WELSH_WORDS) -> list[Words]:
    """Every entry of a file but its head."""
    entries = path.read_text(encoding="utf-8").split("\n\n")
    return [words for entry in entries if (words := _read(entry.splitlines())).english]


def _read(lines: list[str]) -> Words:
    words = Words()
    for name, form, text in _strings(lines):
        if name == "msgctxt":
            words.context = text
        elif name == "msgid":
            words.english = text
        elif name == "msgid_plural":
            words.plural = text
        else:
            words.welsh[form] = text
    for line in lines:
        if line.startswith("#:"):
            words.sources += line.removeprefix("#:").split()
        elif line.startswith("#,"):
            words.is_fuzzy = words.is_fuzzy or "fuzzy" in line
    return words


def _strings(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """Each keyword with its form and its whole text."""
    name, form, text = "", 0, ""
    for line in lines:
        if found := _KEYWORD.match(line):
            if name:
                yield name, form, text
            name, form, text = found[1], int(found[2] or 0), _unquoted(found[3])
        elif line.startswith('"'):
            text += _unquoted(line)
    if name:
        yield name, form, text


def _unquoted(quoted: str) -> str:
    text: str = ast.literal_eval(quoted)
    return text
