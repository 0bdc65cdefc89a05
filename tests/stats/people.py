"""Staff for tests, with the roles that the site gives."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.log_actions import log

from stats import actions
from stats.models import Publication


def person(name: str, role: str = "Statistics officer") -> User:
    """An account with a role; without one it may do nothing."""
    user = User.objects.create_user(name)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def contribute(publication: Publication, *, by: User) -> None:
    """What any screen does that changes a publication: it is logged with who did it."""
    log(instance=publication, action="wagtail.edit", user=by)


def in_review(publication: Publication, *, by: User) -> Publication:
    return actions.submit_for_review(publication=publication, by=by)
