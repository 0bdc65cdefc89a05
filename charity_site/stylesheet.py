"""The one style sheet of the public pages: site.css in the charity's colours.

Made in memory, once for each set of colours. Its address holds a digest of its content, so a
browser may keep it for ever, and a change of either is a new address.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

from .brand import Brand

SITE_CSS = Path(__file__).parent / "static" / "css" / "site.css"

_COMMENT = re.compile(r"""("[^"]*")|/\*.*?\*/""", re.DOTALL)
_SPACE = re.compile(
    r"""
    (?P<kept>"[^"]*")             # a string stays as it is
    | \s*(?P<mark>[{};,])\s*      # a mark needs no space around it
    | (?P<colon>:)[ ]+            # of a property: a selector's has none behind it
    | (?P<space>\s+)              # any other is one
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class StyleSheet:
    """Bytes to send, plain and packed with gzip."""

    plain: bytes
    packed: bytes
    digest: str

    @property
    def address(self) -> str:
        return reverse("stylesheet", args=[self.digest])


def style_sheet(brand: Brand) -> StyleSheet:
    """The style sheet in a brand's colours. Raises NotAColour."""
    return _made(brand, SITE_CSS.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _made(brand: Brand, changed_at: int) -> StyleSheet:
    plain = (brand.css() + shortened(SITE_CSS.read_text())).encode()
    packed = gzip.compress(plain, compresslevel=9, mtime=0)
    return StyleSheet(plain, packed, hashlib.sha256(plain).hexdigest()[:16])


def shortened(css: str) -> str:
    """The same rules without comments and without space that says nothing."""
    without_comments = _COMMENT.sub(lambda found: found[1] or "", css)
    return _SPACE.sub(_short, without_comments).replace(";}", "}").strip()


def _short(found: re.Match[str]) -> str:
    if found["space"]:
        return " "
    return found["kept"] or found["mark"] or found["colon"] or ""
