"""A list of addresses as somebody typed or saved it, read line by line. Pure: no Django.

The first line names the columns, in whatever order; a list of bare addresses needs none. Columns
that mean nothing here are told, so that nobody believes them read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from io import StringIO

LARGEST = 1_000_000  # bytes, and about as many characters
MOST_LINES = 5_000
LONGEST_EMAIL = 254
LONGEST_NAME = 120
LONGEST_OUTLET = 160

HEADINGS = {
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "address"),
    "name": ("name", "full name", "reporter", "journalist", "contact"),
    "outlet": ("outlet", "works for", "organisation", "newspaper", "employer", "title"),
    "areas": (
        *("areas", "area", "patch", "region", "regions", "force", "forces", "police force"),
        *("gss", "gss code", "gss codes", "area gss code"),
    ),
}
COLUMN_OF = {heading: column for column, names in HEADINGS.items() for heading in names}
EVERYTHING = ("everything", "every area", "all", "all areas", "*")
SEPARATORS = (",", ";", "\t", "|")
DOT_ATOM = re.compile(r"[\w!#$%&'*+/=?^`{}|~.-]+", re.ASCII)
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class NotAList(ValueError):
    """The list cannot be read at all; `why` is a key of WHY_NOT."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person, as the list says it. `number` counts the lines of the list from 1."""

    number: int
    email: str
    name: str = ""
    outlet: str = ""
    areas: tuple[str, ...] = ()
    wants_everything: bool = False


@dataclass(frozen=True, kw_only=True)
class AddressList:
    lines: tuple[Line, ...]
    ignored_columns: tuple[str, ...] = field(default=())


def read(text: str) -> AddressList:
    """The lines of a list. Raises NotAList for one that is too long, empty, or without addresses.

    Whether an address is one, and which areas are meant, is not asked here.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise NotAList("too-large", largest=LARGEST)
    rows = list(_rows(text))
    if not rows:
        raise NotAList("empty")
    _number, first = rows[0]
    if any("@" in cell for cell in first):
        return _without_headings(rows)
    columns = _columns(first)
    ignored = tuple(
        heading.strip()
        for place, heading in enumerate(first)
        if heading.strip() and place not in columns.values()
    )
    lines = tuple(_line(number, cells, columns) for number, cells in rows[1:])
    if not lines:
        raise NotAList("empty")
    return AddressList(lines=lines, ignored_columns=ignored)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with the number of the line on which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    begins = 1
    found = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found += 1
                if found > MOST_LINES + 1:
                    raise NotAList("too-long", most=MOST_LINES)
                yield begins, [_tidy(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error:
        raise NotAList("not-csv", line=begins) from None


def _separator(text: str) -> str:
    """The one that parts the columns of the first line; a comma where none does."""
    first = text.lstrip().partition("\n")[0]
    return max(SEPARATORS, key=lambda separator: (first.count(separator), separator == ","))


def _tidy(cell: str) -> str:
    """One line without characters that nobody sees, nor the apostrophe that defuses a formula."""
    words = " ".join(CONTROL_CHARACTERS.sub(" ", cell).split())
    return words[1:] if words[:1] == "'" and words[1:2] in ("=", "+", "-", "@") else words


def _columns(first: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, heading in enumerate(first):
        column = COLUMN_OF.get(" ".join(heading.casefold().replace("_", " ").split()))
        if column is None:
            continue
        if column in columns:
            raise NotAList("two-columns", heading=heading)
        columns[column] = place
    if "email" not in columns:
        raise NotAList("no-email-column")
    return columns


def _without_headings(rows: Sequence[tuple[int, Sequence[str]]]) -> AddressList:
    """Bare addresses, or “Name <address>”, one a line."""
    lines = []
    for number, cells in rows:
        said = [cell for cell in cells if cell]
        if len(said) > 1:
            raise NotAList("no-headings", line=number)
        name, email = parseaddr(said[0]) if "<" in said[0] else ("", said[0])
        lines.append(Line(number=number, email=_address(email), name=name))
    return AddressList(lines=tuple(lines))


def _line(number: int, cells: Sequence[str], columns: dict[str, int]) -> Line:
    said = {column: cells[place] if place < len(cells) else "" for column, place in columns.items()}
    wanted = [part.strip() for part in re.split(r"[;\n|]", said.get("areas", "")) if part.strip()]
    areas = tuple(dict.fromkeys(part for part in wanted if part.casefold() not in EVERYTHING))
    return Line(
        number=number,
        email=_address(said["email"]),
        name=said.get("name", ""),
        outlet=said.get("outlet", ""),
        areas=areas,
        wants_everything=any(part.casefold() in EVERYTHING for part in wanted),
    )


def _address(text: str) -> str:
    return one_spelling(text.strip().removeprefix("mailto:").strip("<> "))


def one_spelling(email: str) -> str:
    """An address as a mail server is given it, so that two spellings of a mailbox are one person.

    The domain in ASCII (RFC 5891) and in small letters, and no quotation marks that say nothing.
    What is no address comes back as it is: whether it is one is asked elsewhere.
    """
    local, _at, domain = email.strip().rpartition("@")
    if local[:1] == local[-1:] == '"' and DOT_ATOM.fullmatch(local[1:-1]):
        local = local[1:-1]
    try:
        domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return email.strip()
    return f"{local}@{domain}" if local else email.strip()
