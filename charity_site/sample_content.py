"""The accounts of the demo, one for each kind of staff, and what its pages have at their foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from wagtail.models import Site

from .models import SiteLook

DEMO_PASSWORD = "only-for-the-demo"  # noqa: S105  never made in production


@dataclass(frozen=True)
class DemoAccount:
    """`role` is the name of its group; without one it is the administrator's."""

    username: str
    role: str
    password: str = DEMO_PASSWORD


DEMO_ACCOUNTS = [
    DemoAccount("statistics", "Statistics officer"),
    DemoAccount("press", "Press officer"),
    DemoAccount("approver", "Approver"),
    DemoAccount("editor", "Editor"),
    DemoAccount("admin", ""),
]


def add_demo_accounts() -> None:
    """Add the accounts that are missing; a password that was changed stays changed."""
    for account in DEMO_ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = User.objects.create(
            username=account.username,
            password=_hashed(account.password),
            is_staff=not account.role,
            is_superuser=not account.role,
        )
        if account.role:
            user.groups.add(Group.objects.get(name=account.role))


# A good hash takes a third of a second. One serves for all, since everybody may know the password.
_hashed = cache(make_password)


def load_look() -> None:
    """Lead to the sample page about using this site from the foot of every page."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or SiteLook.objects.filter(site=site).exists():
        return
    page = site.root_page.get_children().filter(slug="using-this-site").first()
    if page is not None:
        SiteLook.objects.create(site=site, accessibility_page=page)
