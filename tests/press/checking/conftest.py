"""Releases of the first real figures, built, and staff who work on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.stats.people import client_of, person


@pytest.fixture
def officer(db: None) -> Client:
    return client_of(person("press", "Press officer"))


Send = Callable[..., Any]


@pytest.fixture
def send() -> Send:
    def send(client: Client, path: str, *texts: str, to: str = "check", **rest: str) -> Any:
        parts = [{"part": "detail", "text": text} for text in texts]
        return client.post(
            reverse(f"press_checking:{to}"),
            {"path": path, "texts": parts, **rest},
            content_type="application/json",
        )

    return send


@pytest.fixture
def editor_of() -> Callable[[Any], str]:
    def address(page: Any) -> str:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    return address
