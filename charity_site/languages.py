"""The language of a page follows from its address, and from nothing else.

Django would also look at a cookie and at what the browser says that it prefers. A cookie is a
trace, and a page that reads differently to the next person cannot be kept as a file or sent on.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]


def language_by_address(get_response: Answer) -> Answer:
    """Middleware: Welsh under /cy/, English everywhere else. Staff choose theirs in the admin."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer
