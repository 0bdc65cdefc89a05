"""“Not yet in Welsh”: what visitors still get in English, and the way to mend each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from campaigns.models import CampaignPage, ContentPage, HomePage
from helpline_info.models import Channel, Closure, OtherService, SupportCategory

from .checklist.looking import fields_without_welsh
from .interface_words import read_words

PERMISSION = "simple_translation.submit_translation"
WELSH = "cy"


@dataclass(frozen=True)
class Row:
    """What is not in Welsh: its name, what is missing, and where it is mended."""

    title: str
    missing: str
    address: str
    to_do: str


def pages_not_in_welsh() -> Iterator[Row]:
    """Pages without a translation, with one that nobody has published, or with one that is older.

    Two queries.
    """
    pages = Page.objects.type(HomePage, CampaignPage, ContentPage)
    welsh = {
        page.translation_key: page
        for page in pages.filter(locale__language_code=WELSH).only(
            "translation_key", "live", "last_published_at", "title", "draft_title"
        )
    }
    for page in pages.exclude(locale__language_code=WELSH).live().order_by("path"):
        translated = welsh.get(page.translation_key)
        if translated is None:
            translate = reverse("simple_translation:submit_page_translation", args=[page.pk])
            yield Row(page.title, _("No Welsh page."), translate, _("Translate this page"))
            continue
        edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
        if not translated.live:
            yield Row(page.title, _("The Welsh is a draft."), edit, _("Edit the Welsh"))
        elif _is_older(translated, page):
            missing = _("The English was published after the Welsh.")
            yield Row(page.title, missing, edit, _("Edit the Welsh"))


def _is_older(translated: Page, page: Page) -> bool:
    if page.last_published_at is None or translated.last_published_at is None:
        return False
    return bool(translated.last_published_at < page.last_published_at)


def entries_not_in_welsh() -> Iterator[Row]:
    """Entries of the helpline with a field that is blank in Welsh alone: a query for each sort."""
    sorts: tuple[Any, ...] = (
        SupportCategory.objects.live(),
        Channel.objects.live(),
        OtherService.objects.live(),
        Closure.objects.all(),
    )
    for entries in sorts:
        edit = entries.model.snippet_viewset.get_url_name("edit")
        for entry in entries:
            yield from _entry(entry, reverse(edit, args=[entry.pk]))


def _entry(entry: models.Model, address: str) -> Iterator[Row]:
    fields = fields_without_welsh(entry)
    if fields:
        names = ", ".join(str(capfirst(field.verbose_name)) for field in fields)
        yield Row(str(entry), names, address, _("Write the Welsh"))


def words_not_in_welsh() -> Iterator[Row]:
    """Words of the interface, which whoever looks after the code puts in."""
    for words in read_words():
        if not words.is_said_in_welsh:
            yield Row(words.english, ", ".join(words.sources), "", "")


KINDS: dict[str, tuple[str | Promise, Callable[[], Iterator[Row]]]] = {
    "pages": (gettext_lazy("Pages"), pages_not_in_welsh),
    "helpline": (gettext_lazy("Helpline"), entries_not_in_welsh),
    "words": (gettext_lazy("Words around the pages"), words_not_in_welsh),
}


@require_safe
@never_cache
def not_yet_in_welsh(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    chosen = request.GET.get("kind", "")
    if chosen not in KINDS:
        chosen = ""
    groups = [
        {"kind": kind, "title": title, "rows": list(find())}
        for kind, (title, find) in KINDS.items()
        if chosen in ("", kind)
    ]
    kinds = [(kind, title) for kind, (title, _find) in KINDS.items()]
    context = {"groups": groups, "kinds": kinds, "chosen": chosen}
    return render(request, "charity_site/admin/not_yet_in_welsh.html", context)


ADMIN_URLS: list[URLPattern] = [
    path("reports/not-yet-in-welsh/", not_yet_in_welsh, name="not_yet_in_welsh"),
]
