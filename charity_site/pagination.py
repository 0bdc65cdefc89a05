"""How the API hands out long lists: page after page, from where the last one ended.

A cursor names the row that a page ended with, not a number of rows to skip. So nothing is missed or
told twice while figures are added, and the thousandth page costs no more than the first. It is
signed: what comes back is what was given out, and nothing that a caller has made up is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from django.core import signing
from django.core.exceptions import ValidationError as NotOfItsKind
from django.db.models import Field, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

MOST_DIGITS = 9  # more are a mistake, and long ones are costly to read
LONGEST_CURSOR = 2_000

Orders = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Position:
    """The row that a page begins after; with `is_back`, that it ends before."""

    values: Sequence[Any]
    is_back: bool = False


class KeysetPagination(BasePagination):
    """Fifty rows a page, up to 1,000 where the caller asks with page_size.

    A view says in `orders` how its list can be ordered: names for the caller, each with the fields
    that rows are ordered by, "-" in front of those that fall. The last field of each is unique, and
    none is ever null. The first order is the one without being asked.
    """

    cursor_query_param = "cursor"
    page_size_query_param = "page_size"
    ordering_query_param = "ordering"
    page_size = 50
    max_page_size = 1_000

    def parameters(self, view: Any) -> list[str]:
        """The names of what a caller may ask of this list beyond its filters."""
        names = [self.cursor_query_param, self.page_size_query_param]
        return [*names, self.ordering_query_param] if len(orders_of(view)) > 1 else names

    def paginate_queryset(  # type: ignore[override]  # lists of the API are always queries
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        self.request, self.view = request, view
        self.order = self.chosen_order(request, view)
        self.fields = orders_of(view)[self.order]
        size = self.chosen_size(request)
        position = self.position(request, queryset)
        is_back = position is not None and position.is_back
        if position is not None:
            queryset = queryset.filter(beyond(self.fields, position))
        ordered = queryset.order_by(*(turned(self.fields) if is_back else self.fields))
        rows = list(ordered[: size + 1])
        has_more = len(rows) > size
        rows = rows[:size]
        if is_back:
            rows.reverse()
        self.has_next = bool(rows) and (has_more or is_back)
        self.has_previous = bool(rows) and (has_more if is_back else position is not None)
        self.first_and_last = (rows[0], rows[-1]) if rows else None
        return rows

    def chosen_order(self, request: Request, view: Any) -> str:
        orders = orders_of(view)
        written = request.query_params.get(self.ordering_query_param)
        if written is None:
            return next(iter(orders))
        if written not in orders:
            message = _("Give one of: %(known)s.") % {"known": ", ".join(orders)}
            raise ValidationError({self.ordering_query_param: [message]})
        return written

    def chosen_size(self, request: Request) -> int:
        written = request.query_params.get(self.page_size_query_param)
        if written is None:
            return self.page_size
        is_number = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
        size = int(written) if is_number else 0
        if not 1 <= size <= self.max_page_size:
            message = _("Give a whole number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise ValidationError({self.page_size_query_param: [message]})
        return size

    def position(self, request: Request, queryset: QuerySet[Any]) -> Position | None:
        """Where the cursor points; ValidationError where it is none of this list's."""
        written = request.query_params.get(self.cursor_query_param)
        if written is None:
            return None
        if len(written) > LONGEST_CURSOR:
            self._refuse_cursor(_("No cursor is as long as this."))
        try:
            place, is_back, values = self._signer().unsign_object(written)
        except signing.BadSignature:
            self._refuse_cursor(_("This is no cursor that was given out here."))
        if place != self._place():
            self._refuse_cursor(_("This cursor is of another list, or of another ordering."))
        try:
            kinds = [kind_of(queryset, name) for name in self.fields]
            read = [kind.to_python(value) for kind, value in zip(kinds, values, strict=True)]
        except (NotOfItsKind, ValueError):
            self._refuse_cursor(_("This cursor was given out before the list was changed."))
        return Position(read, is_back)

    def _refuse_cursor(self, why: str) -> NoReturn:
        remedy = _("Follow “next” of the page before, or begin again without it.")
        raise ValidationError({self.cursor_query_param: [f"{why} {remedy}"]})

    def _signer(self) -> signing.Signer:
        return signing.Signer(salt="charity_site.pagination")

    def _place(self) -> str:
        return f"{self.view.basename}:{self.order}"

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data}
        )

    def get_next_link(self) -> str | None:
        if not self.has_next or self.first_and_last is None:
            return None
        return self._link(self.first_and_last[1], is_back=False)

    def get_previous_link(self) -> str | None:
        if not self.has_previous or self.first_and_last is None:
            return None
        return self._link(self.first_and_last[0], is_back=True)

    def _link(self, row: Any, *, is_back: bool) -> str:
        values = [_written(value_of(row, name)) for name in self.fields]
        cursor = self._signer().sign_object((self._place(), is_back, values))
        address = remove_query_param(self.request.build_absolute_uri(), self.cursor_query_param)
        return str(replace_query_param(address, self.cursor_query_param, cursor))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        described = [
            _described(
                self.cursor_query_param,
                _("Where the page begins: part of “next” and “previous”, and never made up."),
                {"type": "string"},
            ),
            _described(
                self.page_size_query_param,
                _("Rows on a page."),
                {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                },
            ),
        ]
        orders = [*orders_of(view)]
        if len(orders) > 1:
            described.append(
                _described(
                    self.ordering_query_param,
                    _("What rows are ordered by; “-” in front begins with the largest or newest."),
                    {"type": "string", "enum": orders, "default": orders[0]},
                )
            )
        return described

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def orders_of(view: Any) -> Orders:
    orders: Orders = view.orders
    return orders


def turned(fields: Sequence[str]) -> list[str]:
    """The same order from its end."""
    return [name[1:] if name.startswith("-") else f"-{name}" for name in fields]


def beyond(fields: Sequence[str], position: Position) -> Q:
    """Rows after a position in an order: those that first differ from it in the right way."""
    found = Q()
    same: dict[str, Any] = {}
    for name, value in zip(fields, position.values, strict=True):
        plain = name.removeprefix("-")
        comes_later = "lt" if name.startswith("-") != position.is_back else "gt"
        found |= Q(**same, **{f"{plain}__{comes_later}": value})
        same[plain] = value
    return found


def kind_of(queryset: QuerySet[Any], name: str) -> Field[Any, Any]:
    """The field behind a name such as "-area__name", or behind an expression of the query."""
    parts = name.removeprefix("-").split("__")
    annotation = queryset.query.annotations.get("__".join(parts))
    if annotation is not None:
        expressed: Field[Any, Any] = annotation.output_field
        return expressed
    model = queryset.model
    for part in parts[:-1]:
        model = model._meta.get_field(part).related_model
    field: Field[Any, Any] = (
        model._meta.pk if parts[-1] == "pk" else model._meta.get_field(parts[-1])
    )
    return field


def value_of(row: Any, name: str) -> Any:
    """What a row has under a name: of a model, or of the dictionaries that values() gives."""
    plain = name.removeprefix("-")
    if isinstance(row, dict):
        return row[plain]
    for part in plain.split("__"):
        row = getattr(row, part)
    return row


def _written(value: Any) -> int | str:
    """As a cursor carries it: exactly, to the microsecond."""
    if isinstance(value, int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _described(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "required": False,
        "in": "query",
        "description": description,
        "schema": schema,
    }
