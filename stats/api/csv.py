"""Figures as CSV: the whole list, sent while it is read."""

from __future__ import annotations

import json
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import http_date
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from ..downloads.csv_rows import csv_lines
from ..queries import FigureQuerySet
from .freshness import last_change, tag_of
from .rows import Answers, csv_rows


class CsvRenderer(BaseRenderer):
    """Says that CSV is spoken. Lists stream past it; what it renders is a refusal, as JSON."""

    media_type = "text/csv"
    format = "csv"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return json.dumps(data, ensure_ascii=False).encode()


def stream(figures: FigureQuerySet, request: Request) -> StreamingHttpResponse:
    """Every figure of a list as CSV, with the tag by which a caller can ask whether it changed."""
    changed = last_change()
    response = StreamingHttpResponse(
        csv_lines(csv_rows(figures, Answers(request))),
        content_type="text/csv; charset=utf-8; header=present",
    )
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    response["ETag"] = tag_of(request.build_absolute_uri(), changed)
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response
