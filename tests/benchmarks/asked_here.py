"""A Django project in a process of its own, which asks itself for pages when it is told to.

Run by first_pages.py for this site and for a stock one alike: `python asked_here.py`, with
DJANGO_SETTINGS_MODULE in its environment. Each line in is a question as JSON, each line out the
answer. It imports nothing of this project.
"""

from __future__ import annotations

import base64
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

import django


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What an address gives: its content, and what it cost. A static file costs nothing."""
    from django.contrib.staticfiles import finders
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    address: str = question["address"]
    client = Client(SERVER_NAME="localhost")
    gc.collect()
    if question.get("queries"):
        with CaptureQueriesContext(connection) as captured:
            response: Any = client.get(address)
        return {"queries": len(captured)}
    started = time.perf_counter()
    response = client.get(address)
    took = 1_000 * (time.perf_counter() - started)
    if response.status_code == 200:
        streamed = response.streaming
        content = b"".join(response.streaming_content) if streamed else response.content
    elif found := finders.find(address.removeprefix("/static/")):
        content = Path(str(found)).read_bytes()
    else:
        raise SystemExit(f"{address} answered {response.status_code}")
    return {"ms": took, "content": base64.b64encode(content).decode()}


def main() -> None:
    django.setup()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
