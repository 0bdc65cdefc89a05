"""Text as every format can hold it.

Pure Python: nothing here knows of Django. XML 1.0 has no way to write most control characters, not
even escaped, and text pasted from Word brings its own line break (\\x0b) along.
"""

from __future__ import annotations

import re

LINE_BREAKS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")
SPACES = re.compile("[ \t\u00a0]*\t[ \t]*| {2,}")


def cleaned(text: str) -> str:
    """Lines without what cannot be written, and without blanks around them; none of them empty."""
    lines = (SPACES.sub(" ", UNWRITABLE.sub("", line)).strip() for line in LINE_BREAKS.split(text))
    return "\n".join(line for line in lines if line)


def on_one_line(text: str) -> str:
    return " ".join(cleaned(text).split("\n"))
