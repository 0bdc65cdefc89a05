"""The rows behind what the sections of a body have chosen, of every sort, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from helpline_info.at_once import read_at_once
from helpline_info.models import SupportCategory
from stats.models import Area

from .open_to_all import IsKeptForFew
from .partners import LOGO

PICTURE = "max-800x800|format-webp"

Wanted = Mapping[type[Model], set[Any]]
Found = Mapping[type[Model], Mapping[Any, Any]]


def all_categories() -> QuerySet[SupportCategory]:
    """Every worry in its order, with the keys of the channels that serve it."""
    channels = ArrayAgg("channels", filter=Q(channels__isnull=False))
    shown = SupportCategory.objects.only("title", "title_cy", "slug", "position", "live")
    # Django leaves out the order of a model where it groups.
    return shown.annotate(channel_ids=channels).order_by(*SupportCategory._meta.ordering or ())


def rows_of(wanted: Wanted) -> Found:
    """By their sort and key: areas by their code, worries all of them, whichever were chosen.

    A page is as it stands in the reader's language, where it is on the site so. A picture or logo
    comes with what has been drawn of it, a partner or area with all that a page shows of it.
    """
    from .models import Partner

    image_model = get_image_model()
    codes, partner_keys = wanted.get(Area, set()), wanted.get(Partner, set())
    partners = Partner.objects.filter(Q(pk__in=partner_keys) | Q(area__gss_code__in=codes))
    areas = Area.objects.filter(Q(gss_code__in=codes) | Q(partner__in=partner_keys))
    pictures = image_model.objects.filter(
        Q(pk__in=wanted.get(image_model, ())) | Q(pk__in=partners.order_by().values("logo"))
    )
    drawn = image_model.get_rendition_model().objects.filter(
        filter_spec__in=(PICTURE, LOGO), image__in=pictures.order_by().values("pk")
    )
    found = read_at_once(
        pages=_pages(wanted.get(Page, set())),
        documents=get_document_model().objects.filter(pk__in=wanted.get(get_document_model(), ())),
        categories=all_categories() if SupportCategory in wanted else _no_categories(),
        partners=partners,
        areas=_with_what_they_are_part_of(areas),
        pictures=pictures,
        drawn=drawn,
    )
    _join_pictures(found["pictures"], found["drawn"])
    _join_partners(found["partners"], found["areas"], found["pictures"])
    rows: dict[type[Model], Mapping[Any, Any]] = {
        Page: _in_this_language(found["pages"], wanted.get(Page, set())),
        Area: {area.gss_code: area for area in found["areas"]},
        get_document_model(): _by_key(found["documents"]),
        SupportCategory: _by_key(found["categories"]),
        Partner: _by_key(found["partners"]),
        image_model: _by_key(found["pictures"]),
    }
    others = {
        model: model._default_manager.in_bulk(keys)
        for model, keys in wanted.items()
        if model not in rows
    }
    return {model: rows[model] for model in wanted if model in rows} | others


def _no_categories() -> QuerySet[SupportCategory]:
    return SupportCategory.objects.none()


def _by_key(found: Iterable[Any]) -> dict[int, Any]:
    return {each.pk: each for each in found}


def _pages(keys: set[int]) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.annotate(
        language=F("locale__language_code"), is_kept_for_few=IsKeptForFew()
    )
    chosen = Page.objects.filter(pk__in=keys).order_by().values("translation_key")
    is_its_translation = Q(live=True, language=get_language(), translation_key__in=chosen)
    found: QuerySet[Page] = pages.filter(Q(pk__in=keys) | is_its_translation)
    return found


def _in_this_language(pages: Iterable[Any], keys: set[int]) -> dict[int, Page]:
    found = list(pages)
    language = get_language()
    here = {
        page.translation_key: page
        for page in found
        if page.language == language and page.live and not page.is_kept_for_few
    }
    return {
        page.pk: page if page.language == language else here.get(page.translation_key, page)
        for page in found
        if page.pk in keys
    }


def _with_what_they_are_part_of(areas: QuerySet[Area]) -> QuerySet[Area]:
    chosen = areas.order_by()
    return Area.objects.filter(Q(pk__in=chosen.values("pk")) | Q(pk__in=chosen.values("parent")))


def _join_pictures(pictures: Iterable[Any], drawn: Iterable[Any]) -> None:
    """As Wagtail's `prefetch_renditions` does: what is not there has not been drawn yet."""
    of_picture: defaultdict[int, list[Any]] = defaultdict(list)
    for rendition in drawn:
        of_picture[rendition.image_id].append(rendition)
    for picture in pictures:
        picture.prefetched_renditions = of_picture[picture.pk]


def _join_partners(partners: Iterable[Any], areas: Iterable[Area], pictures: Iterable[Any]) -> None:
    area_of, picture_of = _by_key(areas), _by_key(pictures)
    partner_of_area = Area._meta.get_field("partner")
    for area in area_of.values():
        if area.parent_id in area_of:
            area.parent = area_of[area.parent_id]
        partner_of_area.set_cached_value(area, None)  # until one is met
    for partner in partners:
        if partner.area_id is not None:
            partner.area = area_of[partner.area_id]
        if partner.logo_id is not None:
            partner.logo = picture_of[partner.logo_id]
