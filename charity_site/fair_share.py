"""How often one visitor may have the site work for them, counted without keeping who they are."""

from __future__ import annotations

import time

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from .api_throttling import Counts


class Allowance:
    """A number of requests a minute from one address, of each process of the web server.

    The count is kept as that of the API is: under a key of this minute, in memory alone.
    """

    def __init__(self) -> None:
        self._counts = Counts()

    def seconds_to_wait(self, request: HttpRequest, *, most: int) -> int:
        """0 while the visitor has not asked too often."""
        address = BaseThrottle().get_ident(Request(request)) or ""
        asked, seconds_left = self._counts.add(address, cost=1, now=time.monotonic())
        return 0 if asked <= most else max(int(seconds_left), 1)
