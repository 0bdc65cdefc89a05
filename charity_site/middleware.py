"""What happens to every request before the site looks at it, and to every answer after.

In the order in which a request meets them.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from . import click_identifiers
from . import response_headers as headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
STAFF_ONLY = "/admin/"
FOR_PROGRAMS = "/api/"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
LONGEST_PATH = 1000  # characters: the longest of our own has under 300
LARGEST_FORM = 64_000  # bytes: Django would write the files of a large one to the disk


class SayWhatABrowserMayDo:
    """Give every answer its headers: pages, files, redirects and faults alike.

    What a view has decided by itself stands. A frame of the admin shows what an editor is writing
    with the headers that visitors will get, but for being in a frame.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        is_staffs = request.path_info.startswith(STAFF_ONLY)
        for name, value in (headers.FOR_STAFF if is_staffs else headers.FOR_VISITORS).items():
            response.headers.setdefault(name, value)
        if is_staffs:
            response.headers["Referrer-Policy"] = headers.FOR_STAFF["Referrer-Policy"]
            policy = headers.ADMIN
        else:
            response.headers.setdefault("Cache-Control", _how_long_to_keep(response))
            policy = _policy_for(response)
            if settings.ONION_ADDRESS and _is_page(response):
                onion = settings.ONION_ADDRESS.rstrip("/") + escape_uri_path(request.path)
                response.headers.setdefault("Onion-Location", onion)
        is_preview = getattr(request, "is_dummy", False)
        response.headers.setdefault(
            "Content-Security-Policy",
            headers.written(
                headers.in_preview(policy) if is_preview else policy,
                is_secure_alone=settings.SECURE_SSL_REDIRECT,
            ),
        )
        return response


def _policy_for(response: HttpResponseBase) -> headers.Policy:
    if not _is_page(response):
        return headers.FILE
    content = b"" if response.streaming else getattr(response, "content", b"")
    return headers.PAGE_WITH_A_FORM if b"<form" in content else headers.PAGE


def _how_long_to_keep(response: HttpResponseBase) -> str:
    is_passing = (
        response.status_code != HTTPStatus.OK
        or _is_page(response)
        or "Content-Disposition" in response.headers  # who keeps a file keeps it once
    )
    return headers.NO_COPY if is_passing else headers.SHORT


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


class RefuseWhatCannotBeMeant:
    """Answer what no link of ours and no person asks, without looking anything up."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(STAFF_ONLY):
            return self._get_response(request)
        if request.method not in METHODS:
            return only_for_reading(request)
        if _is_no_address(path):
            return render(None, "404.html", status=404)
        if _length(request) > LARGEST_FORM:
            return render(None, "413.html", status=413)
        return self._get_response(request)


def _is_no_address(path: str) -> bool:
    if path.startswith(FOR_PROGRAMS):
        return False  # which says by itself, as problem details, what there is not
    return len(path) > LONGEST_PATH or not path.isprintable() or "\ufffd" in path


def _length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isascii() and written.isdigit() else 0


def only_for_reading(request: HttpRequest, reason: str = "") -> HttpResponse:
    """To a page that takes no form. Every public one that does is exempt from tokens, since it
    changes nothing; so whatever lacks one was sent to a page that is only read."""
    if request.path_info.startswith(STAFF_ONLY):
        from django.views.csrf import csrf_failure

        return csrf_failure(request, reason)
    response = render(None, "405.html", status=405)
    response["Allow"] = "GET, HEAD"
    return response


class DropClickIdentifiers:
    """Send a visitor to the address without what advertisers added to it, before anything sees it.

    302 and not 308: a browser keeps a permanent redirect, and the address with it. Where the way
    leads to HTTPS anyway, it leads to the clean address at once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        clean = click_identifiers.without(asked)
        if clean == asked or request.path_info.startswith(STAFF_ONLY):
            return self._get_response(request)
        request.META["QUERY_STRING"] = clean
        if request.method not in ("GET", "HEAD"):
            return self._get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return self._get_response(request)  # which sends them to the clean address by HTTPS
        path = escape_leading_slashes(request.get_full_path())
        return HttpResponseRedirect(path)
