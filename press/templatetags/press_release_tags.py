"""What the public page of a release asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from stats.downloads.collections import publisher

from ..exports.document import ReleaseDocument
from ..exports.news_article import news_article

register = template.Library()

# What could end the block, or begin another element in it, whatever was written in the release.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def news_article_block(context: dict[str, Any], document: ReleaseDocument) -> SafeString:
    """The release for search engines, as data that no browser runs; nothing for a draft.

    A block of data is no script, so a policy that forbids scripts leaves it in.
    """
    if document.is_draft or document.is_withdrawn or document.embargo is not None:
        return SafeString("")
    page = context.get("page")
    known = replace(
        document,
        publisher=document.publisher or publisher(),
        link=document.link or (str(page.full_url or "") if page is not None else ""),
    )
    said = json.dumps(news_article(known), ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{said}</script>')  # noqa: S308  defused
