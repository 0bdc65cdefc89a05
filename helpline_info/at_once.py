"""Several short lists in one question to the database.

A page needs many small things that have nothing to do with each other: channels, hours, closures,
pictures, documents. Each question is a way to the database and back. PostgreSQL gives rows of any
shape as JSON, so that one statement may bring them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models


def read_at_once(**lists: models.QuerySet[Any]) -> dict[str, list[Any]]:
    """The objects of each queryset, by the name it was given, in its order: one query for all.

    None at all where every list is known to be empty. A queryset may filter, order, annotate,
    defer and slice; what it follows to other tables (`select_related`, prefetching, fields
    inherited from another table) it does not bring along.
    """
    found: dict[str, list[Any]] = {name: [] for name in lists}
    questions: list[tuple[str, str]] = []
    values: list[Any] = []
    for name, rows in lists.items():
        try:
            sql, its_values = rows.query.sql_with_params()
        except EmptyResultSet:  # such as `pk__in=[]`
            continue
        # Of Django's own making, with its parameters apart.
        questions.append((name, f"ARRAY(SELECT to_jsonb(listed) FROM ({sql}) listed)"))  # noqa: S608
        values += its_values
    if not questions:
        return found
    database = next(iter(lists.values())).db
    with connections[database].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql for _name, sql in questions)}", values)
        answers = cursor.fetchone()
    for (name, _sql), rows_as_text in zip(questions, answers, strict=True):
        made = _maker(lists[name].model, database)
        found[name] = [made(_read(row)) for row in rows_as_text]
    return found


def _read(row: Any) -> dict[str, Any]:
    """Exact: a number with decimals must not come by way of a binary one."""
    read: dict[str, Any] = json.loads(row, parse_float=Decimal)
    return read


def _maker(model: type[models.Model], database: str) -> Callable[[Mapping[str, Any]], models.Model]:
    fields = {str(field.column): field for field in model._meta.concrete_fields}

    def make(row: Mapping[str, Any]) -> models.Model:
        known = {column: field for column, field in fields.items() if column in row}
        names = [field.attname for field in known.values()]
        values = [field.to_python(row[column]) for column, field in known.items()]
        made = model.from_db(database, names, values)
        for name in row.keys() - fields.keys():
            setattr(made, name, row[name])  # what the queryset has annotated, as JSON has it
        return made

    return make
