"""Who may do what with figures, beyond Django's own permissions."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from .models import Figure, Publication, PublicationState


class FigurePermissionPolicy(ModelPermissionPolicy):
    """Figures are added and read. None is ever changed, and none that was public is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Figure) -> bool:
        if action == "delete" and instance.public_from is not None:
            return False
        return self.user_has_permission(user, action)


class PublicationPermissionPolicy(ModelPermissionPolicy):
    """A publication that is out is corrected by a new one, never deleted."""

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Publication
    ) -> bool:
        if action == "delete" and instance.state != PublicationState.DRAFT:
            return False
        return bool(self.user_has_permission(user, action))
