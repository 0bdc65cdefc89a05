"""Whether a caller has an answer already: ETag, Last-Modified, and 304 where nothing has changed.

The tag of an answer is a digest of the answer itself, so it cannot fail to change when a figure is
corrected or its second comes. Answers that are streamed bring a tag of their own, because nobody
knows all of one when its first line leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import parse_http_date_safe

from stats import clock

View = Callable[..., HttpResponseBase]


def unless_unchanged(view: View) -> View:
    """The view's answer with its tag, or 304 without it for whoever has it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with clock.standing_still():
            response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.add_post_render_callback(lambda rendered: _conditional(request, rendered))
            return response
        return _conditional(request, response)

    return answered


def _conditional(request: HttpRequest, response: Any) -> HttpResponseBase:
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        # A refusal of this second may be an answer in the next: nobody is to keep it.
        patch_cache_control(response, no_store=True)
        refused: HttpResponseBase = response
        return refused
    if not response.streaming and not response.has_header("ETag"):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    patch_vary_headers(response, ["Accept"])
    # It may be kept, and has to be asked for again each time: a correction is seen at once.
    patch_cache_control(response, public=True, no_cache=True)
    last_modified = parse_http_date_safe(response.get("Last-Modified", ""))
    found: HttpResponseBase | None = get_conditional_response(
        request, etag=response.get("ETag"), last_modified=last_modified, response=response
    )
    return response if found is None else found
