"""What belongs to the site as a whole: its style sheet, and the pages for faults of ours."""

from __future__ import annotations

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from .look import last_look, look_for

FOR_EVER = "public, max-age=31536000, immutable"
SECONDS_TO_TRY_AGAIN = 60


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet, for ever under its own digest.

    Under any other, as an old copy of a page may have it, the one of today: the page is better read
    in new colours than in none. Without a database, in those of the last page drawn.
    """
    try:
        sheet = look_for(request).style_sheet
    except DatabaseError:
        sheet = last_look().style_sheet
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        sheet.packed if is_packed else sheet.plain, content_type="text/css; charset=utf-8"
    )
    if is_packed:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Cache-Control"] = FOR_EVER if digest == sheet.digest else "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, told without a database. While that is away it will pass: 503, not 500."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        response = render(None, "503.html", status=503)
        response["Retry-After"] = str(SECONDS_TO_TRY_AGAIN)
        return response
    return render(None, "500.html", status=500)
