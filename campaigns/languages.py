"""Pages in the language of the address: home, the menu, and each page's translation.

A page in Welsh is a page of its own, tied to the English one by its translation key. What a layout
needs of the top of the site, home and the pages right under it in every language, is read in one
query for a request.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from django.conf import settings
from django.db.models import Q, Subquery
from django.db.models.functions import Left
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from .open_to_all import is_open_to_all


def active_language() -> str:
    """The language of the address: one of the site's, whatever the thread had before."""
    active = get_language() or settings.LANGUAGE_CODE
    return active if active in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Top:
    """Home and the public pages right under it, in every language, in the order of their trees.

    Among them, deeper ones: those on the way to the page that is asked for, and that page in every
    language. Each has its `locale`.
    """

    site: Site
    pages: list[Page]

    @property
    def depth(self) -> int:
        """Of the pages under home. A page that lies deeper is not among these."""
        return int(self.site.root_page.depth) + 1

    def home_in(self, language: str) -> Page | None:
        """The public home page in a language; none while there is none."""
        return _translation(self.pages, self.site.root_page, language)

    def way_to(self, names: Sequence[str]) -> list[Page]:
        """Home in the active language and the pages below it that an address names, down to the
        deepest that is among these."""
        home = self.home_in(active_language())
        way = [home] if home else []
        for name in names if home else ():
            below = [page for page in self.pages if page.slug == name and page.is_child_of(way[-1])]
            if not below:
                break
            way.append(below[0])
        return way

    def above(self, page: Page) -> list[Page] | None:
        """The pages between home and a page, from the top; None where not all are among these."""
        found = [each for each in self.pages if self.depth <= each.depth < page.depth]
        found = [each for each in found if page.is_descendant_of(each)]
        return found if len(found) == page.depth - self.depth else None

    def translation_of(self, page: Page, language: str) -> Page | None:
        """The same page in a language, if it is public.

        One query for a page that lies deeper and was not asked for.
        """
        pages = self.pages
        if page.depth > self.depth and all(each.pk != page.pk for each in pages):
            versions = Page.objects.live().filter(is_open_to_all())
            versions = versions.filter(translation_key=page.translation_key)
            pages = list(versions.select_related("locale"))
        return _translation(pages, page, language)

    def menu(self) -> list[Page]:
        """What editors want in the menu, in the order of the English tree.

        A page that has no public translation stands there in English; one that is in Welsh alone
        comes last.
        """
        language = active_language()
        wanted = [page for page in self.pages if page.depth == self.depth and page.show_in_menus]
        here = {page.translation_key: page for page in wanted if _is_in(page, language)}
        default = {
            page.translation_key: page for page in wanted if _is_in(page, settings.LANGUAGE_CODE)
        }
        if language == settings.LANGUAGE_CODE or self.home_in(language) is None:
            return list(default.values())
        of_default = [here.get(key, page) for key, page in default.items()]
        return [*of_default, *(page for key, page in here.items() if key not in default)]


def top_of(site: Site, names: Sequence[str] = ()) -> Top:
    """Read the top of a site, and the way to the page that these names lead to, in one query."""
    root = site.root_page
    homes = Page.objects.filter(translation_key=root.translation_key)
    under_a_home = Page.objects.annotate(home_path=Left("path", len(root.path))).filter(
        home_path__in=Subquery(homes.values("path"))
    )
    wanted = Q(depth__in=(root.depth, root.depth + 1))
    if len(names) > 1:
        *between, last = (_named(root.depth, names[: end + 1]) for end in range(1, len(names)))
        asked_for = under_a_home.filter(last).values("translation_key")
        wanted |= reduce(operator.or_, between, Q(translation_key__in=Subquery(asked_for)))
    found = (
        under_a_home.filter(wanted)
        .live()
        .filter(is_open_to_all())
        .select_related("locale")
        .order_by("path")
    )
    return Top(site, list(found))


def _named(depth_of_home: int, names: Sequence[str]) -> Q:
    """The page under a home that is reached by these names, one after the other."""
    return Q(
        depth=depth_of_home + len(names),
        slug=names[-1],
        url_path__endswith=f"/{'/'.join(names)}/",
    )


def top_for(request: HttpRequest, names: Sequence[str] = ()) -> Top | None:
    """The top of the site that is asked for, read once however often a layout needs it.

    Whoever finds the page for a request asks first, with the names in its address.
    """
    if not hasattr(request, "_top_of_site"):
        site = Site.find_for_request(request)
        request._top_of_site = top_of(site, names) if site else None  # type: ignore[attr-defined]
    known: Top | None = request._top_of_site  # type: ignore[attr-defined]
    return known


def _translation(pages: Iterable[Page], page: Page, language: str) -> Page | None:
    key = page.translation_key
    return next(
        (one for one in pages if one.translation_key == key and _is_in(one, language)), None
    )


def _is_in(page: Page, language: str) -> bool:
    return bool(page.locale.language_code == language)
