"""Changes in the admin, with what each field said before and says now kept in the audit log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.log_actions import log

from ..actions.locking import locked
from ..models import Publication

LONGEST = 500  # characters of a field's words; the field itself keeps them all


class RecordedEdit(EditView):
    """Editing that says what was changed from what to what."""

    def save_instance(self) -> models.Model:
        before = self.model._base_manager.select_for_update().get(pk=self.object.pk)
        instance: models.Model = self.form.save()
        changes = {
            name: [_said(before, name), _said(instance, name)] for name in self.form.changed_data
        }
        self.has_content_changes = bool(changes)
        if changes:
            log(
                instance=instance,
                action="wagtail.edit",
                content_changed=True,
                data={"changes": changes},
            )
        return instance


def _said(instance: models.Model, name: str) -> str:
    """What a field says, as staff read it."""
    named = getattr(instance, f"get_{name}_display", None)
    value: Any = named() if named else getattr(instance, name, None)
    if isinstance(value, models.Manager):
        value = ", ".join(sorted(map(str, value.all())))
    return "" if value is None else str(value)[:LONGEST]


class EditDraft(RecordedEdit):
    """Editing a publication while nobody reviews it."""

    def get_object(self, queryset: Any = None) -> Publication:
        publication: Publication = super().get_object(queryset)
        if not self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", publication
        ):
            raise PermissionDenied
        return publication

    def save_instance(self) -> models.Model:
        # It may have been handed to a reviewer while this form was open.
        if not locked(self.object).takes_figures:
            raise PermissionDenied
        return super().save_instance()


class DeleteUnpublished(DeleteView):
    """Deleting, for whoever may delete this very one: what was reviewed or public stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
        except ProtectedError:
            messages.error(
                request, _("Files or figures belong to it, so it stays: what was sent in is kept.")
            )
            return redirect(self.get_success_url())
        return response

    def delete_action(self) -> None:
        thing = self.object
        with transaction.atomic():
            held = locked(thing if isinstance(thing, Publication) else thing.publication)
            if not held.takes_figures:
                raise PermissionDenied
            super().delete_action()
