"""The picture that others' programs show where somebody shares the address of a page.

Drawn by typst, without a browser, from the title that the public reads and the charity's name, on
its own colour. A page that is not an editor's has the neutral one, as has every page of the
helpline: it shows the name alone. The address holds a digest of what is drawn, so a picture of a
title that is not public cannot be asked for.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from campaigns.open_to_all import is_open_to_all
from press.models import ReleasePage
from stats import clock

from .brand import WORDS_ON_BRAND
from .look import look_for
from .views import FOR_EVER

WIDTH, HEIGHT = 1200, 630  # pixels, as those who show such pictures ask for
LONGEST_TITLE = 180
NEUTRAL = 0  # in the place of a page's number
TEMPLATE = Path(__file__).with_name("card.typ")

_one_at_a_time = Lock()


@dataclass(frozen=True)
class Card:
    """What is drawn. `title` is the charity's name where a page's would say too much."""

    title: str
    name: str
    ground: str
    ink: str = WORDS_ON_BRAND

    @property
    def digest(self) -> str:
        said = json.dumps(asdict(self), ensure_ascii=False).encode()
        return hashlib.sha256(said).hexdigest()[:16]


def card_of(page: Any, request: HttpRequest | None) -> tuple[int, Card]:
    """The card of a page, and the number under which it is asked for."""
    look = look_for(request)
    title = public_title(page) if isinstance(page, Page) else ""
    if not title:
        return NEUTRAL, Card(look.name, "", look.brand.colour)
    return page.pk, Card(title[:LONGEST_TITLE], look.name, look.brand.colour)


def public_title(page: Page) -> str:
    """As visitors read it at the clock's moment; of a release, the headline of its version."""
    if isinstance(page, ReleasePage):
        text = page.as_at(clock.moment())
        return text.headline if text else ""
    return str(page.title) if page.live else ""


@require_safe
def share_card(request: HttpRequest, number: int, digest: str) -> HttpResponse:
    """The picture, while it shows what the page is called: any other is not there."""
    page = None
    if number != NEUTRAL:
        page = Page.objects.filter(is_open_to_all(), pk=number).first()
        if page is None:
            raise Http404
        page = page.specific
    _number, card = card_of(page, request)
    if digest != card.digest:
        raise Http404
    headers = {"Cache-Control": FOR_EVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(drawn(card), content_type="image/png", headers=headers)


@lru_cache(maxsize=64)
def drawn(card: Card) -> bytes:
    """A PNG of about 20 KB, in some 50 milliseconds."""
    with _one_at_a_time:
        made: bytes = _compiler().compile(
            sys_inputs={"card": json.dumps(asdict(card), ensure_ascii=False)},
            format="png",
            ppi=72.0,
        )
    return made


@cache
def _compiler() -> Any:
    import typst  # 60 MB that only whoever draws should cost

    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
