"""What search engines are told of a page in data, as schema.org has it.

A block of data is no script: a policy that forbids scripts in the page leaves it in.
"""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from campaigns.blocks import questions_in

from .look import Look

# What could end the block, or begin another element in it, whatever an editor wrote.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def block(said: Any) -> SafeString:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308  defused


def of_site(look: Look) -> dict[str, Any]:
    """The charity and its site, for the home page."""
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    organisation: dict[str, Any] = {
        "@type": "NGO",
        "@id": f"{base}/#charity",
        "name": look.name,
        "url": f"{base}/",
    }
    if look.logo:
        organisation["logo"] = f"{base}{look.logo.address}"
    site = {
        "@type": "WebSite",
        "@id": f"{base}/#site",
        "name": look.name,
        "url": f"{base}{reverse('wagtail_serve', args=[''])}",
        "inLanguage": ["en-GB", "cy"],
        "publisher": {"@id": organisation["@id"]},
    }
    return {"@context": "https://schema.org", "@graph": [organisation, site]}


def of_questions(body: Any) -> dict[str, Any] | None:
    """Every question of a page with its answer; None where nobody asks any."""
    asked = [
        {
            "@type": "Question",
            "name": question,
            "acceptedAnswer": {"@type": "Answer", "text": _plain(answer)},
        }
        for question, answer in questions_in(body)
    ]
    if not asked:
        return None
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": asked}


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def is_home(page: Any, request: HttpRequest | None) -> bool:
    from wagtail.models import Page, Site

    site = Site.find_for_request(request) if request else None
    return isinstance(page, Page) and site is not None and page.pk == site.root_page_id
