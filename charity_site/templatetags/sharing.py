"""What a page says of itself to programs: where it is, how it looks when shared, what it holds."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from campaigns.models import IntroducedPage
from press.models import ReleasePage

from .. import share_cards, structured_data
from ..look import look_for

register = template.Library()
LONGEST_DESCRIPTION = 160  # characters that search engines show


@register.simple_tag(takes_context=True)
def sharing(context: Context) -> SafeString:
    """The address that a page is known by, and the card for sharing it. Neutral under help."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return SafeString("")
    number, card = share_cards.card_of(page, request)
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    picture = base + reverse("share-card", args=[number, card.digest])
    said = [
        ("og:type", "website"),
        ("og:title", card.title),
        ("og:site_name", card.name or card.title),
        ("og:url", base + request.path),
        ("og:image", picture),
        ("og:image:width", share_cards.WIDTH),
        ("og:image:height", share_cards.HEIGHT),
        ("og:image:alt", card.title),
    ]
    return format_html(
        '<link rel="canonical" href="{}">{}{}',
        base + request.path,
        format_html_join("", '<meta property="{}" content="{}">', said),
        SafeString('<meta name="twitter:card" content="summary_large_image">'),
    )


@register.simple_tag(takes_context=True)
def description(context: Context) -> str:
    """What search engines show of a page: an editor's own words, or a headline that is out.

    Nothing for every other page, and so for those under help: where an address is sent on, others'
    programs show this.
    """
    page = context.get("page")
    if isinstance(page, IntroducedPage):
        said = page.search_description or page.introduction
    elif isinstance(page, ReleasePage):
        said = share_cards.public_title(page)
    else:
        return ""
    return Truncator(" ".join(said.split())).chars(LONGEST_DESCRIPTION)


@register.simple_tag(takes_context=True)
def feeds(context: Context) -> SafeString:
    """The feeds, on the pages of those who follow releases and figures."""
    request = context.get("request")
    followed = (reverse("statistics:index"), reverse("newsroom:areas").removesuffix("areas/"))
    if request is None or not request.path.startswith(followed):
        return SafeString("")
    known = [
        (_("Press releases"), reverse("newsroom:feed")),
        (_("Corrections of statistics"), reverse("statistics:corrections-feed")),
    ]
    return format_html_join(
        "", '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">', known
    )


@register.simple_tag(takes_context=True)
def page_in_data(context: Context) -> SafeString:
    """The charity, on the home page; questions and their answers, where a page has any."""
    request, page = context.get("request"), context.get("page")
    blocks = []
    if structured_data.is_home(page, request):
        blocks.append(structured_data.of_site(look_for(request)))
    if (asked := structured_data.of_questions(getattr(page, "body", None) or ())) is not None:
        blocks.append(asked)
    return format_html_join("", "{}", ((structured_data.block(said),) for said in blocks))
