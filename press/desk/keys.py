"""Numbers of rows as a browser sends them: what cannot be one is nobody's, however long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

KEY = re.compile(r"[0-9]{1,18}")
"""What fits into the database's numbers; Python itself reads no number of 5,000 digits."""


def keys_in(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if KEY.fullmatch(text)]
