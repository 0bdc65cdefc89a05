"""How often one caller may ask, counted without keeping who they are.

A caller is counted under a keyed digest of their address. The key is drawn at random, lives in this
process's memory alone and is thrown away with all counts when its minute is over. So no address is
stored or written anywhere, nobody can look one up, and no minute can be linked to another.

Each process of the web server counts for itself: with two of them, a caller may get twice as far.
That is meant. A shared count would need a place that all can read, and this is for fairness and not
for defence, which belongs to the server in front.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import Counter
from math import ceil
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60.0  # seconds
MOST_CALLERS = 100_000  # in a minute, of whom the rest are counted together


class Counts:
    """How much each caller has asked for in the minute that runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget(now=time.monotonic())

    def forget(self, *, now: float) -> None:
        self._key = secrets.token_bytes(32)
        self._began = now
        self._asked: Counter[bytes] = Counter()

    def add(self, address: str, *, cost: int, now: float) -> tuple[int, float]:
        """What the caller has come to with this, and the seconds until it is forgotten."""
        with self._lock:
            if now - self._began >= WINDOW:
                self.forget(now=now)
            caller = hmac.digest(self._key, address.encode(), hashlib.sha256)[:16]
            if caller not in self._asked and len(self._asked) >= MOST_CALLERS:
                caller = b""
            self._asked[caller] += cost
            return self._asked[caller], self._began + WINDOW - now


COUNTS = Counts()


class FairShare(BaseThrottle):
    """A number of requests a minute from one address; a view may cost more than one."""

    def allow_request(self, request: Request, view: Any) -> bool:
        cost = getattr(view, "cost", 1)
        asked, self.seconds_left = COUNTS.add(
            self.get_ident(request) or "", cost=cost, now=time.monotonic()
        )
        return asked <= settings.API_REQUESTS_PER_MINUTE

    def wait(self) -> float:
        return ceil(self.seconds_left)
