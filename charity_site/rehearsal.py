"""Rehearsing a moment: the real public pages as visitors will see them, shown to staff alone.

The pages are rendered by the code that serves the public, with the site's clock set to the moment
and all their links kept inside the rehearsal. Only an address of the admin can choose a moment: no
public address, parameter or header does.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import (
    Resolver404,
    URLPattern,
    get_script_prefix,
    path,
    re_path,
    resolve,
    reverse,
    set_script_prefix,
)
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page, Site

import site_clock
from campaigns.models import CampaignPage
from helpline_info.bank_holidays import ENGLAND_AND_WALES, bank_holidays
from helpline_info.models import SupportCategory
from helpline_info.now import channels_now
from helpline_info.opening import LONDON

# Figures of a publication that comes out before the moment are on the rehearsed pages.
PERMISSIONS = ("helpline_info.view_supportcategory", "stats.view_publication")
MOMENT_IN_ADDRESS = "%Y-%m-%dT%H:%M"
TEN = time(10)
OF_THE_SITE = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")
NEEDED_BY_PAGES = ("stylesheet",)
FURTHEST = timedelta(days=731)
TO_BE_REHEARSED = "campaigns"  # pages of the newsroom have an embargo, and previews of their own

only_for_staff = cache_control(no_store=True, private=True)


class MomentForm(forms.Form):
    moment = forms.DateTimeField(
        label=gettext_lazy("The site as at"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("By London's clocks, within two years of now."),
    )

    def clean_moment(self) -> datetime:
        moment: datetime = self.cleaned_data["moment"]
        if not can_be_rehearsed(moment):
            raise forms.ValidationError(gettext("Choose a moment within two years of now."))
        return moment


@require_safe
@only_for_staff
def choose(request: HttpRequest) -> HttpResponse:
    """A moment, how each channel will stand then, and the way to the pages as at it."""
    _require_permission(request)
    usual = usual_moments(timezone.localdate(timezone=LONDON))
    form = MomentForm(request.GET or None, initial={"moment": usual[0][1]})
    moment = usual[0][1]
    if form.is_bound and form.is_valid():
        moment = _in_london(form.cleaned_data["moment"])
    with site_clock.at(moment):
        channels = channels_now()
    context = {
        "form": form,
        "moment": moment,
        "usual": usual,
        "channels": channels,
        "pages": None if form.errors else list(_pages(request, moment)),
    }
    return render(request, "charity_site/admin/rehearsal.html", context)


def can_be_rehearsed(moment: datetime) -> bool:
    """As far as bank holidays are announced and closures planned; beyond lies invention."""
    return abs(moment - timezone.now()) <= FURTHEST


def usual_moments(today: date) -> list[tuple[str, datetime]]:
    """What people rehearse: the next Christmas Day, bank holiday, Sunday and this coming night."""
    this_year = date(today.year, 12, 25)
    christmas = this_year if this_year >= today else date(today.year + 1, 12, 25)
    ahead = (day for day in bank_holidays(ENGLAND_AND_WALES, today) if day > today)
    holiday = min(day for day in ahead if day != christmas)
    sunday = today + timedelta(days=6 - today.weekday() or 7)
    return [
        (gettext("Christmas Day"), datetime.combine(christmas, TEN, LONDON)),
        (gettext("Next bank holiday"), datetime.combine(holiday, TEN, LONDON)),
        (gettext("Sunday"), datetime.combine(sunday, TEN, LONDON)),
        (
            gettext("Tonight"),
            datetime.combine(today + timedelta(days=1), time(2), LONDON),
        ),
    ]


def _pages(request: HttpRequest, moment: datetime) -> Iterator[tuple[str, str]]:
    """The pages to look at, by name and address in the rehearsal."""
    site = Site.find_for_request(request)
    with _links_kept_inside(moment):
        if site is not None:
            yield str(site.root_page.title), site.root_page.specific.get_url(request) or "/"
        yield gettext("Get help"), reverse("helpline:index")
        for category in SupportCategory.objects.live():
            yield category.title, category.get_absolute_url()
        for campaign in CampaignPage.objects.on_the_site():
            yield campaign.title, campaign.get_url(request) or ""


@require_safe
@only_for_staff
def show(request: HttpRequest, moment: str, address: str) -> HttpResponse:
    """A public page as at a moment. What is not for rehearsing is not there."""
    _require_permission(request)
    try:
        chosen = datetime.strptime(moment, MOMENT_IN_ADDRESS).replace(tzinfo=LONDON)
    except ValueError as error:
        raise Http404 from error
    if not can_be_rehearsed(chosen):
        raise Http404
    public_path = f"/{address}"
    screen = reverse("rehearsal")
    language = translation.get_language_from_path(public_path) or settings.LANGUAGE_CODE
    with (
        site_clock.at(chosen),
        translation.override(language),
        timezone.override(LONDON),
        _links_kept_inside(chosen),
    ):
        visit = _as_a_visitor(request, public_path)
        visit.rehearsed_at, visit.rehearsal_address = chosen, screen
        response = _answer(visit, public_path, chosen)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    response.headers.pop("Cache-Control", None)
    return response


def _answer(visit: HttpRequest, public_path: str, moment: datetime) -> HttpResponse:
    try:
        match = resolve(public_path)
    except Resolver404 as error:
        raise Http404 from error
    if match.namespace == "helpline" or match.url_name in NEEDED_BY_PAGES:
        answer: HttpResponse = match.func(visit, *match.args, **match.kwargs)
        return answer
    if match.url_name != "wagtail_serve":
        raise Http404
    page, args, kwargs = Page.route_for_request(visit, match.args[0]) or (None, [], {})
    if page is None or page._meta.app_label != TO_BE_REHEARSED:
        raise Http404
    if page.get_view_restrictions().exists():
        raise Http404  # kept for few, and an unknown visitor is none of them
    served: HttpResponse = page_at(page, moment).serve(visit, *args, **kwargs)
    return served


def page_at(page: Page, moment: datetime) -> Page:
    """A page with the changes that are scheduled to be public by a moment.

    Raises Http404 where it will have been taken down by then.
    """
    if page.expire_at and page.expire_at <= moment:
        raise Http404
    scheduled = page.revisions.filter(approved_go_live_at__lte=moment)
    revision = scheduled.order_by("approved_go_live_at", "pk").last()
    return revision.as_object() if revision else page


def _as_a_visitor(request: HttpRequest, public_path: str) -> Any:
    """The request as somebody unknown would send it: no name, no cookie, no parameters."""
    visit: Any = copy.copy(request)
    visit.method = "GET"
    visit.path_info = public_path
    visit.path = get_script_prefix().rstrip("/") + public_path
    visit.user = AnonymousUser()
    visit.GET = QueryDict()
    visit.COOKIES = {}
    visit.META = {name: request.META[name] for name in OF_THE_SITE if name in request.META}
    visit.META |= {"REQUEST_METHOD": "GET", "PATH_INFO": public_path}
    visit.session = {}
    return visit


@contextmanager
def _links_kept_inside(moment: datetime) -> Iterator[None]:
    """Have every link that is made inside the block lead to the rehearsal of its page."""
    address = reverse("rehearsal_page", args=[moment.strftime(MOMENT_IN_ADDRESS), ""])
    outside = get_script_prefix()
    set_script_prefix(address)
    try:
        yield
    finally:
        set_script_prefix(outside)


def _in_london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def _require_permission(request: HttpRequest) -> None:
    if not all(request.user.has_perm(permission) for permission in PERMISSIONS):
        raise PermissionDenied


ADMIN_URLS: list[URLPattern] = [
    path("helpline/rehearse/", choose, name="rehearsal"),
    re_path(
        r"^helpline/rehearse/(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d)/(?P<address>.*)$",
        show,
        name="rehearsal_page",
    ),
]
