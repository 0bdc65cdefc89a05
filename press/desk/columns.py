"""The columns of the desk's table: their headings, and where a press of each leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .listing import SORTS

# Text is read upwards from A; the rest has what matters first.
_DOWNWARDS_FIRST = ("problems", "changed")

HEADINGS: tuple[tuple[str, str | Promise], ...] = (
    ("area", _("Area")),
    ("headline", _("Release")),
    ("state", _("State")),
    ("problems", _("Problems")),
    ("who", _("Who is on it")),
    ("changed", _("Last change")),
    ("", _("Sent")),
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """`order` is what aria-sort says of it; `url` sorts by it, or the other way round."""

    label: str | Promise
    url: str = ""
    order: str = ""


def columns(asked: QueryDict, sort: str) -> list[Column]:
    return [_column(name, label, asked, sort) for name, label in HEADINGS]


def _column(name: str, label: str | Promise, asked: QueryDict, sort: str) -> Column:
    if name not in SORTS:
        return Column(label=label)
    is_sorted = sort.removeprefix("-") == name
    is_downwards = sort.startswith("-")
    next_downwards = not is_downwards if is_sorted else name in _DOWNWARDS_FIRST
    rest = asked.copy()
    rest.pop("p", None)
    rest["sort"] = f"-{name}" if next_downwards else name
    order = ("descending" if is_downwards else "ascending") if is_sorted else ""
    return Column(label=label, url=f"?{rest.urlencode()}", order=order)
