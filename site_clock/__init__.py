"""The one clock that every public page asks, whichever room it comes from.

Previewing "the site at 00:01 on Thursday", or rehearsing Christmas Day, sets this clock and runs
the same code as the site. It lies under all rooms, so that figures and opening hours, which know
nothing of each other, always stand at the same moment.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def moment() -> datetime:
    """The moment that the site is shown at: now, unless a preview has set another."""
    chosen = _moment.get()
    return timezone.now() if chosen is None else chosen


@contextmanager
def at(chosen: datetime) -> Iterator[None]:
    """Show everything inside the block as at a moment. Raises ValueError without a time zone."""
    if timezone.is_naive(chosen):
        raise ValueError("A moment needs its time zone.")
    token = _moment.set(chosen)
    try:
        yield
    finally:
        _moment.reset(token)


def standing_still() -> AbstractContextManager[None]:
    """One moment for everything inside the block, such as all that an answer is made of.

    Else a page that is made while a publication comes out would be half of before and half of
    after, and an answer of before could bear the tag of after.
    """
    return at(moment())
