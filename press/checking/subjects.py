"""Which text an editor's screen is about, and the words of pages and snippets alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.urls import Resolver404, resolve
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from ..models import ReleasePage
from ..permissions import USE_THE_DESK
from .background import Background
from .findings import Findings
from .gathering import terms_in_use
from .keeping import answers_to
from .reading import TextPart, find_terms_in

PARAGRAPHS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote")
WAGTAILS_OWN = frozenset(
    {"path", "url_path", "draft_title", "slug", "translation_key", "content_type", "locale"}
)


@dataclass(frozen=True)
class Subject:
    """What is being edited: its kind, its number (none while it is new), and itself."""

    kind: str
    pk: int | None
    instance: models.Model | None
    may_be_edited: bool

    @property
    def release(self) -> ReleasePage | None:
        return self.instance if isinstance(self.instance, ReleasePage) else None


def subject_at(path: str, user: Any) -> Subject | None:
    """What the editor at an address of the admin is about, or None if it is no editor."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.namespace == "wagtailadmin_pages":
        return _page(match.url_name or "", match.args, match.kwargs, user)
    model = _model_of(match.func)
    if match.url_name not in ("add", "edit") or model is None:
        return None
    if match.url_name == "add":
        return Subject(model._meta.label_lower, None, None, _may(user, "add", model))
    keys = [*match.args, *match.kwargs.values()]
    found = _found(model, keys[0]) if keys else None
    if found is None:
        return None
    return Subject(model._meta.label_lower, found.pk, found, _may(user, "change", model))


def _found(model: type[models.Model], key: Any) -> Any:
    try:
        return model._default_manager.filter(pk=key).first()
    except ValueError:  # what stands in the address is nobody's number
        return None


def _page(name: str, args: Any, kwargs: Any, user: Any) -> Subject | None:
    keys = [*args, *kwargs.values()]
    if name == "edit" and keys:
        page = Page.objects.filter(pk=keys[0]).specific().first()
        if page is None:
            return None
        return Subject(page._meta.label_lower, page.pk, page, _may_edit(page, user))
    if name == "add" and len(keys) == 3:
        parent = Page.objects.filter(pk=keys[2]).specific().first()
        may = parent is not None and parent.permissions_for_user(user).can_add_subpage()
        return Subject(f"{keys[0]}.{keys[1]}", None, None, bool(may))
    return None


def _may_edit(page: Page, user: Any) -> bool:
    if isinstance(page, ReleasePage) and not user.has_perm(USE_THE_DESK):
        return False
    return bool(page.permissions_for_user(user).can_edit())


def _may(user: Any, action: str, model: type[models.Model]) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}"))


def _model_of(view: Any) -> type[models.Model] | None:
    model = getattr(view, "view_initkwargs", {}).get("model")
    return model if isinstance(model, type) and issubclass(model, models.Model) else None


# Words of pages and snippets


def terms_found_in(instance: models.Model) -> Findings:
    """The terms in the words of a page or a snippet, with the answers that hold for them."""
    return terms_in_texts(instance._meta.label_lower, instance.pk, texts_of(instance))


def terms_in_texts(kind: str, pk: int | None, parts: list[TextPart]) -> Findings:
    """The terms in some texts of one page or snippet, which may not be saved yet."""
    background = Background("", "", (), {}, terms=terms_in_use())
    answers = {} if pk is None else answers_to(kind, [pk])[pk]
    return find_terms_in(parts, background, answers)


def texts_of(instance: models.Model) -> list[TextPart]:
    """Every text that people write in a page or a snippet, paragraph by paragraph.

    The part of each is the name that staff know its field by.
    """
    parts: list[TextPart] = []
    for field in instance._meta.get_fields():
        if isinstance(field, models.CharField | models.TextField | StreamField):
            if field.name in WAGTAILS_OWN or field.choices or not field.editable:
                continue
            for text in _texts_of_field(field, field.value_from_object(instance)):
                parts.append(TextPart(str(field.verbose_name), len(parts), text))
    return parts


def _texts_of_field(field: models.Field[Any, Any], value: Any) -> Iterator[str]:
    if isinstance(field, StreamField):
        yield from _texts_of_blocks(value.get_prep_value())
    elif isinstance(field, RichTextField):
        yield from paragraphs_of(str(value or ""))
    elif value:
        yield str(value)


def _texts_of_blocks(value: Any) -> Iterator[str]:
    """The texts within a body as it is stored: blocks have a type and an id, which say nothing."""
    if isinstance(value, list):
        for item in value:
            yield from _texts_of_blocks(item)
    elif isinstance(value, dict):
        inner = [value["value"]] if {"type", "value"} <= value.keys() else list(value.values())
        for item in inner:
            yield from _texts_of_blocks(item)
    elif isinstance(value, str):
        yield from paragraphs_of(value)


def paragraphs_of(markup: str) -> list[str]:
    """The plain text of each paragraph of rich text; of a plain text, itself."""
    if "<" not in markup:
        return [markup] if markup.strip() else []
    soup = BeautifulSoup(markup, "html.parser")
    found = [tag.get_text() for tag in soup.find_all(PARAGRAPHS) if tag.find(PARAGRAPHS) is None]
    return [text for text in (found or [soup.get_text()]) if text.strip()]
