"""Who may read releases before everybody does: given with a reason, ended, and never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from stats.actions.locking import locked
from stats.models import Publication

from ..dispatch.address_list import one_spelling
from ..models import PreReleaseAccess
from .refusals import ReleaseNotReady, a_reason

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def give_access(
    *,
    publication: Publication,
    name: str,
    role: str,
    organisation: str,
    email: str,
    reason: str,
    by: User,
) -> PreReleaseAccess:
    """Record that a named person may read a publication's releases before their moment, and why.

    Name, role, organisation and reason are public once the publication is. Raises ReleaseNotReady
    for what is missing or not an address, for an address that has access already, and once the
    publication is public, when nobody needs it.
    """
    with transaction.atomic():
        held = locked(publication)
        if Publication.objects.visible_at(timezone.now()).filter(pk=held.pk).exists():
            raise ReleaseNotReady([_("It is public already: everybody may read it.")])
        access = PreReleaseAccess(
            publication=held,
            name=name.strip(),
            role=role.strip(),
            organisation=organisation.strip(),
            email=one_spelling(email).lower(),
            reason=a_reason(reason),
            given_by=by,
            given_by_name=by.get_full_name() or by.get_username(),
        )
        try:
            access.full_clean(validate_constraints=False)
        except ValidationError as error:
            raise ReleaseNotReady(_in_sentences(error)) from error
        try:
            with transaction.atomic():
                access.save()
        except IntegrityError as error:
            raise ReleaseNotReady([_("This address has access already.")]) from error
        log(
            instance=access,
            action="press.give_access",
            user=by,
            data={"organisation": access.organisation, "reason": access.reason},
        )
    return access


def end_access(*, access: PreReleaseAccess, by: User, reason: str) -> PreReleaseAccess:
    """End a person's access; that they had it stays in the list. Raises ReleaseNotReady."""
    with transaction.atomic():
        held = PreReleaseAccess.objects.select_for_update().get(pk=access.pk)
        if held.ended_at is not None:
            raise ReleaseNotReady([_("This access has ended already.")])
        reason = a_reason(reason)
        held.ended_at = timezone.now()
        held.save(update_fields=["ended_at"])
        log(instance=held, action="press.end_access", user=by, data={"reason": reason})
    return held


def _in_sentences(error: ValidationError) -> list[str]:
    names = {field.name: str(field.verbose_name) for field in PreReleaseAccess._meta.fields}
    return [
        _("%(field)s: %(problem)s")
        % {"field": names[name].capitalize(), "problem": " ".join(problems)}
        for name, problems in error.message_dict.items()
    ]
