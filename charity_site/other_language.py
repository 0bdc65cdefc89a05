"""The way from each page to the same in the other language, or to what comes nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import gettext, override
from wagtail.models import Page

from campaigns.languages import active_language, top_for
from stats.downloads.collections import absolute

# Their text is written in English alone, figures in it and all; the layout around it is translated.
IN_ENGLISH_ALONE = frozenset({"statistics", "newsroom"})


@dataclass(frozen=True)
class OtherLanguage:
    """A link in another language, in that language's own words.

    `is_translated` is false where only the layout around the main part differs.
    """

    language: str
    name: str
    address: str
    is_same_page: bool
    is_translated: bool

    @property
    def full_address(self) -> str:
        """With the site in front of it, as search engines ask of an alternate."""
        return absolute(self.address)

    @property
    def words(self) -> str:
        """“Cymraeg”; where it leads to the home page instead of this very one, it says so."""
        if self.is_same_page:
            return self.name
        with override(self.language):
            return gettext("%(language)s (home page)") % {"language": self.name}


def other_languages(request: HttpRequest | None, page: Any = None) -> list[OtherLanguage]:
    """One for each language that is not active, in the order of the settings. Read once a request.

    One query for a page that lies deeper than right under home, beside those for its layout.
    """
    if request is None:
        return []
    if not hasattr(request, "_other_languages"):
        here = active_language()
        others = [code for code, _name in settings.LANGUAGES if code != here]
        found = [_other(request, page, code) for code in others]
        request._other_languages = [each for each in found if each]  # type: ignore[attr-defined]
    known: list[OtherLanguage] = request._other_languages  # type: ignore[attr-defined]
    return known


def _other(request: HttpRequest, page: Any, language: str) -> OtherLanguage | None:
    if not isinstance(page, Page):
        address = _same_address(request, language)
        is_english = _is_in_english_alone(request)
        return _link(language, address, is_translated=not is_english) if address else None
    top = top_for(request)
    if page.pk is None or top is None:
        return None  # a preview of what is not saved
    translated = top.translation_of(page, language)
    if translated is not None:
        return _link(language, translated.get_url(request))
    home = top.home_in(language)
    return _link(language, home.get_url(request), is_same_page=False) if home else None


def _same_address(request: HttpRequest, language: str) -> str:
    """The address in another language; none where it has none, such as a page that is missing."""
    address = str(translate_url(request.path, language))
    return "" if unquote(address) == unquote(request.path) else address


def _link(
    language: str, address: str, *, is_same_page: bool = True, is_translated: bool = True
) -> OtherLanguage:
    name = dict(settings.LANGUAGES)[language]
    return OtherLanguage(language, name, address, is_same_page, is_same_page and is_translated)


def _is_in_english_alone(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and bool(IN_ENGLISH_ALONE.intersection(match.namespaces))


def language_of_content(request: HttpRequest | None, page: Any = None) -> str:
    """The language of the main part of a page, which may be another than its layout's."""
    here = active_language()
    is_english = request is not None and _is_in_english_alone(request)
    return settings.LANGUAGE_CODE if is_english and not isinstance(page, Page) else here
