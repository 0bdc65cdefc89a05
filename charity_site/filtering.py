"""What a caller of the API may ask for: anything that is not understood is refused, not ignored.

A misspelt filter that is ignored answers with more than was asked for, and looks like an answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework.backends import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


class RefusingFilterBackend(DjangoFilterBackend):
    """django-filter, for lists alone, after every parameter has been recognised."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        if view.detail:
            refuse_unknown_parameters(request, known=())
            return queryset
        filters = self.get_filterset_class(view, queryset)
        known = [*filters.base_filters] if filters else []
        known += view.paginator.parameters(view) if view.paginator else []
        refuse_unknown_parameters(request, known=known)
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


def refuse_unknown_parameters(request: Request, *, known: Collection[str]) -> None:
    """Raise ValidationError (400) naming each parameter that cannot be meant as it stands."""
    refused = {
        name: [reason]
        for name, values in request.query_params.lists()
        if (reason := _why_refused(name, values, known))
    }
    if refused:
        raise ValidationError(refused)


def _why_refused(name: str, values: list[str], known: Collection[str]) -> str:
    if name not in known:
        if not known:
            return _("There is no such parameter: this address takes none.")
        return _("There is no such parameter. There are: %(known)s.") % {
            "known": ", ".join(sorted(known))
        }
    if len(values) > 1:
        return _("Give this parameter once.")
    if not values[0].strip():
        return _("This parameter is empty: give it a value or leave it out.")
    if "\0" in values[0]:
        return _("This parameter has a character that no text can have.")
    return ""
