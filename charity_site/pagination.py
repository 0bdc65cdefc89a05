"""How the API hands out long lists."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

MOST_DIGITS = 9  # more are a mistake, and long ones are costly to read


class PublicPagination(PageNumberPagination):
    """Fifty rows a page, up to 500 where the caller asks with page_size.

    A page after the last is not found (404); a page or size that is no number is refused (400).
    """

    page_size_query_param = "page_size"
    max_page_size = 500
    last_page_strings = ()
    invalid_page_message = _("There is no page {page_number}.")  # type: ignore[assignment]
    page_query_description = _("Which page, counted from 1.")  # type: ignore[assignment]
    page_size_query_description = _("Rows on a page.")  # type: ignore[assignment]

    def get_page_size(self, request: Request) -> int:
        written = request.query_params.get(self.page_size_query_param)
        if written is None:
            return int(self.page_size or self.max_page_size)
        size = _whole_number(written)
        if not 1 <= size <= self.max_page_size:
            message = _("Give a whole number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise ValidationError({self.page_size_query_param: [message]})
        return size

    def get_page_number(self, request: Request, paginator: Any) -> int:
        written = request.query_params.get(self.page_query_param, "1")
        number = _whole_number(written)
        if number < 1:
            message = _("Give the number of a page, counted from 1.")
            raise ValidationError({self.page_query_param: [message]})
        return number

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            parameter["schema"]["minimum"] = 1
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"maximum": self.max_page_size, "default": self.page_size}
        return parameters

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        described["required"] = [*described["properties"]]
        for name in ("next", "previous"):
            del described["properties"][name]["example"]
        return described


def _whole_number(written: str) -> int:
    """The number that digits alone make; nought for anything else."""
    is_number = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
    return int(written) if is_number else 0
