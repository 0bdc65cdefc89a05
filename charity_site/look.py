"""What the layout of every page is told of the site's look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site

from campaigns.languages import active_language, top_for
from campaigns.open_to_all import IsKeptForFew
from helpline_info.languages import said

from .brand import Brand
from .models import NEUTRAL_NAME, NEUTRAL_PAGE, SiteLook
from .stylesheet import StyleSheet, style_sheet

LINKED = ("accessibility_page", "privacy_page")
LOGO = "max-640x96"  # drawn at half of that, so that it is sharp on a good screen


@dataclass(frozen=True)
class Logo:
    """A picture of the name. Width and height are CSS pixels, known before it has come."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """`language` is that of the title, where it may be another than the page's around it."""

    address: str
    title: str
    language: str = ""


@dataclass(frozen=True)
class Look:
    """The look of the site, with what stands for itself where staff have not decided yet."""

    name: str
    brand: Brand = field(default_factory=Brand)
    strapline: str = ""
    registration: str = ""
    logo: Logo | None = None
    leave_address: str = NEUTRAL_PAGE
    leave_name: str = NEUTRAL_NAME
    pages: tuple[Link, ...] = ()

    @property
    def style_sheet(self) -> StyleSheet:
        return style_sheet(self.brand)


# Pages for faults may ask nothing of the database: they look as the last page did.
_last: Look | None = None


def last_look() -> Look:
    """The look of the page that this process drew last, or the one that a new site has."""
    return _last or Look(name=str(settings.WAGTAIL_SITE_NAME))


def look_for(request: HttpRequest | None) -> Look:
    """The look of the site that is asked for, read in one query however often a page needs it."""
    global _last  # noqa: PLW0603  one value, replaced whole
    if request is None:
        return _read(Site.objects.filter(is_default_site=True).first(), None)
    if not hasattr(request, "_look"):
        request._look = _last = _read(Site.find_for_request(request), request)  # type: ignore[attr-defined]
    found: Look = request._look  # type: ignore[attr-defined]
    return found


def _read(site: Site | None, request: HttpRequest | None) -> Look:
    name = (site.site_name if site else "") or str(settings.WAGTAIL_SITE_NAME)
    kept = {f"{field}_is_kept": IsKeptForFew(f"{field}__path") for field in LINKED}
    found = SiteLook.base_queryset().annotate(**kept).filter(site=site)
    chosen = found.first() if site else None
    if chosen is None:
        return Look(name=name)
    return Look(
        name=name,
        brand=chosen.brand,
        strapline=said(chosen, "strapline"),
        registration=said(chosen, "registration"),
        logo=_logo(chosen),
        leave_address=chosen.leave_address,
        leave_name=chosen.leave_name,
        pages=tuple(_links(chosen, request)),
    )


def _links(look: SiteLook, request: HttpRequest | None) -> Iterator[Link]:
    """Links to the pages that are public, in the visitor's language where there is one.

    The English page says whether there is a link at all.
    """
    chosen = [getattr(look, field) for field in LINKED if not getattr(look, f"{field}_is_kept")]
    pages = [page for page in chosen if page is not None and page.live]
    here = active_language()
    top = top_for(request) if request and here != settings.LANGUAGE_CODE else None
    for page in pages:
        translated = top.translation_of(page, here) if top else None
        shown, language = (translated, here) if translated else (page, settings.LANGUAGE_CODE)
        yield Link(shown.get_url(request), shown.title, language)


def _logo(look: SiteLook) -> Logo | None:
    """The logo as it is drawn; nothing where its file is gone, so that the name is shown."""
    if look.logo is None:
        return None
    try:
        drawn = look.logo.get_rendition(LOGO)
    except (SourceImageIOError, InvalidFilterSpecError):
        return None
    return Logo(drawn.url, round(drawn.width / 2), round(drawn.height / 2))
