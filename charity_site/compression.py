"""Pages and data packed for the way to the visitor: a page of 30 KB has 7 when it arrives.

What packing gives away (an attack called BREACH: who can add words to a page and watch how long it
gets learns what else is in it) needs a secret in the page. Public pages have none: no cookie, no
token, nobody's name. Whatever sets a cookie or holds a token is sent as it is, and so is all of the
admin.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from .middleware import STAFF_ONLY

KINDS = ("text/", "application/json", "application/xml", "image/svg+xml")
SUFFIXES = ("+json", "+xml")
TOKEN = b"csrfmiddlewaretoken"


class PackForTheWay(GZipMiddleware):
    """The last to see an answer: the others read what is in it."""

    max_random_bytes = 0  # padding would hide the length of secrets, of which there are none

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(STAFF_ONLY) or not _may_be_packed(response):
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed


def _may_be_packed(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if not (kind.startswith(KINDS) or kind.endswith(SUFFIXES)) or response.cookies:
        return False
    if response.streaming:
        return "Content-Length" not in response.headers  # a file, which is packed already or small
    return TOKEN not in getattr(response, "content", b"")
