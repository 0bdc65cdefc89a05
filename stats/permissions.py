"""Who may do what with figures, beyond Django's own permissions."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from .models import Figure, Publication

EDIT = "stats.change_publication"
APPROVE = "stats.publish_publication"
CORRECT = "stats.add_figure"
ANNOUNCE = "stats.add_releasedate"


class FigurePermissionPolicy(ModelPermissionPolicy):
    """Figures are added and read. None is ever changed, and none is deleted once it is reviewed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Figure) -> bool:
        if action == "delete" and not (
            instance.public_from is None and instance.publication.takes_figures
        ):
            return False
        return self.user_has_permission(user, action)


class PublicationPermissionPolicy(ModelPermissionPolicy):
    """A publication changes while it is a draft. What is out is corrected by its next version.

    One that was announced is not deleted: the public waits for it.
    """

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Publication
    ) -> bool:
        if action in ("change", "delete") and not instance.takes_figures:
            return False
        if action == "delete" and instance.release_dates.exists():
            return False
        return bool(self.user_has_permission(user, action))


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Of what the software alone writes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))
