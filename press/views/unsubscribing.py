"""The page that a reporter comes to from an email, to be sent nothing more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..actions.subscribing import unsubscribe as stop_sending


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One button; pressed, or asked by a mail program (RFC 8058), it unsubscribes.

    Looking changes nothing, since programs that check links look too. An unknown secret gets the
    same page, so that nobody can try which are known. The secret in the address is what proves the
    right to ask: a cookie against forgery would add nothing, and mail programs bring none.
    """
    is_done = request.method == "POST"
    if is_done:
        stop_sending(token=token)
    response = render(request, "press/unsubscribe.html", {"is_done": is_done})
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
