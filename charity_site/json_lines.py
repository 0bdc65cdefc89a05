"""A log of one JSON object a line, for whoever collects it."""

from __future__ import annotations

import json
import logging
from typing import Any


class JSONLine(logging.Formatter):
    """Writes the mapping given as `extra={"line": …}`, and nothing else of the record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = getattr(record, "line", {})
        return json.dumps({"log": record.name, **line}, ensure_ascii=False, default=str)
