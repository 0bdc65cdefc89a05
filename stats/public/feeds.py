"""What was corrected, as an Atom feed."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ..downloads.collections import absolute, publisher
from ..models import Figure
from ..versions import corrections_at
from .asked import public_page
from .showing import shown

NEWEST = 50
# What XML cannot hold, such as the line break that is pasted from a letter.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@public_page
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """The newest corrections, each with the old value, the new one and the reason."""
    feed = Atom1Feed(
        title=_("Corrections of statistics – %(publisher)s") % {"publisher": publisher()},
        link=absolute(reverse("statistics:corrections")),
        description="",
        feed_url=absolute(reverse("statistics:corrections-feed")),
        language="en-gb",
        author_name=publisher(),
    )
    for figure in corrections_at()[:NEWEST]:
        address = absolute(address_of_correction(figure))
        feed.add_item(
            title=NOT_IN_XML.sub(" ", what_was_corrected(figure)),
            link=address,
            description=NOT_IN_XML.sub(
                " ", _("%(old)s was corrected to %(new)s. Reason: %(reason)s") % _values(figure)
            ),
            unique_id=address,
            pubdate=figure.public_from,
            updateddate=figure.public_from,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def address_of_correction(figure: Figure) -> str:
    """The version that the correction came with, at the line that tells of it."""
    which = [figure.publication.slug, figure.publication.version]
    return f"{reverse('statistics:version', args=which)}#correction-{figure.pk}"


def what_was_corrected(figure: Figure) -> str:
    words = {
        "measure": figure.measure.name,
        "area": figure.area.name,
        "period": figure.period.label,
        "category": figure.category_or_total,
    }
    if figure.category_id is None:
        return _("%(measure)s: %(area)s, %(period)s") % words
    return _("%(measure)s: %(area)s, %(period)s, %(category)s") % words


def _values(figure: Figure) -> dict[str, str]:
    old = shown(figure.supersedes, figure.measure) if figure.supersedes else ""
    return {"old": old, "new": shown(figure, figure.measure), "reason": figure.note}
