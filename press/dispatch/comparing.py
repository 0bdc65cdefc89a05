"""A list of addresses against the reporters that are known: what bringing it in would do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stats.importing.decoding import examine
from stats.importing.known import Known
from stats.importing.sentences import UnreadableFile
from stats.importing.sheets import AreaNames
from stats.models import Area
from stats.receiving.context import context_of
from stats.receiving.faults import kept_reason

from ..models import Reporter
from .address_list import (
    LARGEST,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_OUTLET,
    MOST_LINES,
    AddressList,
    Line,
    NotAList,
    read,
)


class Verdict(Enum):
    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    DOUBLED = "doubled"
    UNSUBSCRIBED = "unsubscribed"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One line and what would become of it. `remedy` says how to mend what is wrong.

    `area_ids` are those that the line adds. What a line leaves empty changes nothing, and no list
    takes an area away from anybody.
    """

    line: Line
    verdict: Verdict
    reporter: Reporter | None = None
    area_ids: tuple[int, ...] = ()
    remedy: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What bringing a list in would do. `digest` stands for exactly this."""

    lines: tuple[Judged, ...]
    ignored_columns: tuple[str, ...]

    def of(self, verdict: Verdict) -> list[Judged]:
        return [judged for judged in self.lines if judged.verdict is verdict]

    def counts(self) -> dict[str, int]:
        return {verdict.value: len(self.of(verdict)) for verdict in Verdict}

    @property
    def digest(self) -> str:
        said = [
            [
                *(judged.verdict.value, judged.line.number, judged.line.email),
                *(judged.line.name, judged.line.outlet, judged.area_ids, judged.changes),
                judged.reporter.pk if judged.reporter else 0,
                judged.line.wants_everything,
            ]
            for judged in self.lines
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def text_of(content: bytes) -> str:
    """The characters of a file: UTF-8, UTF-16 or Windows-1252. Raises NotAList for all else."""
    if len(content) > LARGEST:
        raise NotAList("too-large", largest=LARGEST)
    if not content.strip():
        raise NotAList("empty")
    try:
        return content.decode(examine(BytesIO(content)).codec)
    except UnreadableFile as error:
        raise NotAList("unreadable", sentence=kept_reason(error.sentences)) from None


def why_not(fault: NotAList) -> str:
    """What is wrong with a list as a whole, and what to do, for whoever sent it."""
    sentences = {
        "too-large": _("The list is larger than %(largest)s bytes: send it in parts."),
        "too-long": _("The list has more than %(most)s people: send it in parts."),
        "empty": _("The list holds no address."),
        "not-csv": _(
            "Line %(line)s cannot be read as a table: look for a quotation mark that is not closed."
        ),
        "two-columns": _("Two columns mean the same (“%(heading)s”): leave one out."),
        "no-email-column": _(
            "No column is called “email”: the first line names the columns, such as"
            " email, name, outlet, areas."
        ),
        "no-headings": _(
            "Line %(line)s has several columns and the first line does not name them: put"
            " “email, name, outlet, areas” above."
        ),
        "unreadable": "%(sentence)s",
    }
    return sentences[fault.why] % fault.values


def compare(text: str) -> Picture:
    """What would become of each line. Raises NotAList. The number of queries does not grow."""
    listed = read(text)
    return Picture(lines=tuple(_judged(listed)), ignored_columns=listed.ignored_columns)


def _judged(listed: AddressList) -> Iterator[Judged]:
    known = _known(listed)
    places = Places()
    seen: dict[str, int] = {}
    for line in listed.lines:
        remedy = _wrong_address(line)
        area_ids, wrong_area = places.understood(line)
        remedy = remedy or wrong_area
        key = line.email.lower()
        if remedy:
            yield Judged(line=line, verdict=Verdict.WRONG, remedy=remedy)
        elif key in seen:
            yield Judged(
                line=line,
                verdict=Verdict.DOUBLED,
                remedy=_("Line %(line)s has the same address: that one counts.")
                % {"line": seen[key]},
            )
        else:
            yield _against(line, known.get(key), area_ids, places)
        seen.setdefault(key, line.number)


def _against(
    line: Line, reporter: Reporter | None, area_ids: tuple[int, ...], places: Places
) -> Judged:
    if reporter is None:
        return Judged(line=line, verdict=Verdict.NEW, area_ids=area_ids)
    if reporter.unsubscribed_at is not None:
        return Judged(
            line=line,
            verdict=Verdict.UNSUBSCRIBED,
            reporter=reporter,
            remedy=_("Unsubscribed on %(day)s: nothing is sent, and nothing changes.")
            % {"day": date_format(reporter.unsubscribed_at, "j F Y")},
        )
    followed = {area.pk for area in reporter.areas.all()}
    added = tuple(pk for pk in area_ids if pk not in followed)
    changes = [
        _("%(old)s → %(new)s") % {"old": old or "–", "new": new}
        for old, new in ((reporter.name, line.name), (reporter.outlet, line.outlet))
        if new and new != old
    ]
    if added:
        names = ", ".join(places.name(pk) for pk in added)
        changes.append(_("also %(areas)s") % {"areas": names})
    if line.wants_everything and not reporter.wants_everything:
        changes.append(_("every area"))
    return Judged(
        line=line,
        verdict=Verdict.CHANGED if changes else Verdict.KNOWN,
        reporter=reporter,
        area_ids=added,
        changes=tuple(changes),
    )


def _known(listed: AddressList) -> dict[str, Reporter]:
    wanted = {line.email.lower() for line in listed.lines}
    found = (
        Reporter.objects.annotate(address=Lower("email"))
        .filter(address__in=wanted)
        .prefetch_related("areas")
    )
    return {reporter.email.lower(): reporter for reporter in found}


def _wrong_address(line: Line) -> str:
    """What is wrong with a person's address or name; "" if nothing is."""
    if not line.email:
        return _("There is no address: fill it in, or take the line out.")
    try:
        validate_email(line.email)
    except ValidationError:
        return _("“%(email)s” is no email address: mend it, or take the line out.") % {
            "email": line.email[:80]
        }
    if len(line.email) > LONGEST_EMAIL:
        return _("The address is too long: mend it, or take the line out.")
    if len(line.name) > LONGEST_NAME or len(line.outlet) > LONGEST_OUTLET:
        return _(
            "The name has more than %(name)s characters, or the outlet more than %(outlet)s."
        ) % {
            "name": LONGEST_NAME,
            "outlet": LONGEST_OUTLET,
        }
    return ""


class Places:
    """Areas by every spelling that the site knows."""

    def __init__(self) -> None:
        self._names: AreaNames = context_of(Known.now()).names
        areas = list(Area.objects.values_list("pk", "gss_code", "slug", "name"))
        self._ids = {code: pk for pk, code, _slug, _name in areas}
        self._by_slug = {slug: pk for pk, _code, slug, _name in areas}
        self._name_of = {pk: name for pk, _code, _slug, name in areas}

    def name(self, pk: int) -> str:
        return self._name_of[pk]

    def understood(self, line: Line) -> tuple[tuple[int, ...], str]:
        """The areas that a line names; or what is wrong with one of them, and how to mend it."""
        found: dict[int, None] = {}
        for written in line.areas:
            pk = self._by_slug.get(written.casefold()) or self._ids.get(written.upper())
            if pk is None:
                meant = self._names.recognise(written)
                if meant.code is None:
                    return (), self._remedy(written, meant.candidates)
                pk = self._ids[meant.code]
            found[pk] = None
        return tuple(found), ""

    def _remedy(self, written: str, candidates: tuple[str, ...]) -> str:
        if not candidates:
            return _(
                "“%(area)s” is no area here: write its name, such as Lancashire, or its GSS code."
            ) % {"area": written[:80]}
        choices = "; ".join(f"{self._names.title(code)}: {code}" for code in candidates[:4])
        return _("“%(area)s” may mean several areas, so write the code of one: %(choices)s.") % {
            "area": written[:80],
            "choices": choices,
        }


__all__ = [
    "LARGEST",
    "MOST_LINES",
    "Judged",
    "NotAList",
    "Picture",
    "Verdict",
    "compare",
    "text_of",
    "why_not",
]
