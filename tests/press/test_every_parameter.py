"""Whatever a browser sends in whichever field, no screen of the desk and no public list breaks.

The routes are those that the site has, and the names those that the code of each asks for: a field
that is added tomorrow is tried as well.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from press.actions.bundling import ask_for_bundle
from press.models import Dispatch, DispatchState, DraftBuild, Redraft, ReleasePage, Reporter
from stats.models import Publication
from tests.press.correcting import lancashire_says, put_out, worked

LONG = "9" * 10_000
JUST_TOO_LARGE = str(2**63)
BAD = [LONG, JUST_TOO_LARGE, "-1", "\x00", "²", "1e400", "[]", "' OR 1=1 --", "%", "\ud7ff\uffff"]
ASKED_FOR = re.compile(
    r"""(?:GET|POST|query_params|FILES|given|sent|asked)(?:\.get|\.getlist)?[(\[]\s*["'](\w+)["']"""
)


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: Any

    def __str__(self) -> str:
        return self.name

    @property
    def fields(self) -> list[str]:
        """What the module of the view asks for, and the fields of every form that it knows."""
        module = inspect.getmodule(inspect.unwrap(self.view))
        assert module is not None
        found = set(ASKED_FOR.findall(inspect.getsource(module)))
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, forms.Form):
                found |= set(getattr(each, "base_fields", {}))
        return sorted(found)


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespaces: tuple[str, ...] = ()
) -> Iterator[Route]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from routes(each, prefix + str(each.pattern), inner)
        elif isinstance(each, URLPattern):
            name = ":".join((*namespaces, each.name or ""))
            if name.startswith(("press", "newsroom:", "api:release", "wagtailsearch_public")):
                yield Route(name, prefix + str(each.pattern), each.callback)


ROUTES = sorted({route.name: route for route in routes()}.values(), key=str)


def test_the_routes_are_found() -> None:
    names = {route.name for route in ROUTES}
    assert {
        "press_desk:choose",
        "press_dispatch:tell",
        "newsroom:find",
        "api:release-list",
    } <= names
    fields = {route.name: set(route.fields) for route in ROUTES}
    assert "chosen" in fields["press_desk:choose"]
    assert "release" in fields["press_desk:ask_for_bundle"]
    assert "reason" in fields["press_dispatch:came_back"]


@pytest.fixture
def things(built: Publication, lancashire: ReleasePage) -> dict[str, int]:
    """One of everything that an address of the desk can be about, by the beginning of its route."""
    chief = User.objects.create_superuser("chief")
    version = put_out(lancashire)
    redraft: Redraft = worked(lancashire, lancashire_says(built, 780))
    reporter = Reporter.objects.create(email="jo@example.org")
    dispatch = Dispatch.objects.create(
        version=version,
        reporter=reporter,
        email=reporter.email,
        state=DispatchState.SENT,
        tried_at=timezone.now(),
        sent_at=timezone.now(),
    )
    bundle = ask_for_bundle(publication=built, formats=["text"], by=chief)
    build = DraftBuild.objects.filter(publication=built).first()
    assert build is not None
    return {
        "admin/press-desk/redraft/": redraft.pk,
        "admin/press-desk/dispatch/": dispatch.pk,
        "admin/press-desk/reporters/": reporter.pk,
        "admin/press-desk/bundles/": bundle.pk,
        "admin/press-desk/retry/": build.pk,
        "admin/press-desk/release/": lancashire.pk,
        "admin/press-desk/": built.pk,
    }


def address(route: Route, things: dict[str, int], release: ReleasePage) -> str:
    key = next((pk for begin, pk in things.items() if route.pattern.startswith(begin)), 1)
    values: dict[str, Any] = {
        "pk": key,
        "slug": release.slug if route.name.startswith("api:") else release.area.slug,
        "format_name": "text",
        "token": "x",
        "version": 1,
    }
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
    return reverse(route.name, kwargs={name: values[name] for name in wanted})


@pytest.mark.parametrize("bad", BAD, ids=[ascii(bad)[:12] for bad in BAD])
def test_nothing_that_is_sent_breaks_a_route(
    bad: str, things: dict[str, int], lancashire: ReleasePage
) -> None:
    client = client_of_the_chief()
    broken = [
        (method, route.name)
        for route in ROUTES
        for method in ("get", "post")
        if _breaks(
            client, method, address(route, things, lancashire), dict.fromkeys(route.fields, bad)
        )
    ]
    assert not broken


def test_no_field_alone_breaks_a_route(things: dict[str, int], lancashire: ReleasePage) -> None:
    """Where all are wrong, the first that is looked at may hide the others."""
    client = client_of_the_chief()
    broken = []
    for route in ROUTES:
        url = address(route, things, lancashire)
        with transaction.atomic():
            takes_a_post = client.post(url).status_code != 405
            transaction.set_rollback(True)
        method = "post" if takes_a_post else "get"
        broken += [
            (method, route.name, name)
            for name in route.fields
            if _breaks(client, method, url, {name: LONG})
        ]
    assert not broken


@pytest.mark.parametrize("number", [LONG, JUST_TOO_LARGE, "0"], ids=["long", "large", "nought"])
def test_no_number_in_an_address_breaks_it(db: None, number: str) -> None:
    User.objects.create_superuser("chief")
    client = client_of_the_chief()
    broken = []
    for route in ROUTES:
        if "<int:" in route.pattern:
            filled = re.sub(r"<int:\w+>", number, route.pattern)
            url = "/" + re.sub(r"<(?:\w+:)?\w+>", "text", filled)
            broken += [(m, route.name) for m in ("get", "post") if _breaks(client, m, url, {})]
    assert not broken


def client_of_the_chief() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="chief"))
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/admin/release-templates/edit/²/",
        f"/admin/release-templates/edit/{LONG}/",
        f"/admin/snippets/press/term/edit/{LONG}/",
        "/admin/snippets/press/term/edit/x/",
        "/admin/terminology/edit/x/",
        f"/admin/pages/{JUST_TOO_LARGE}/edit/",
        f"/admin/pages/{LONG}/edit/",
        "\x00",
    ],
)
def test_no_editor_that_is_none_breaks_the_check(db: None, path: str) -> None:
    User.objects.create_superuser("chief")
    client = client_of_the_chief()
    sent = json.dumps({"path": path, "texts": [{"text": "302 offences"}]})
    answer = client.post("/admin/press-desk/check/", sent, content_type="application/json")
    assert answer.status_code == 400


def _breaks(client: Client, method: str, url: str, data: dict[str, Any]) -> bool:
    """Whether the server fails; what the request did is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(url, data)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return bool(answer.status_code >= 500)
