"""Who may touch releases: staff of the press desk, whatever they may do with other pages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

USE_THE_DESK = "press.use_press_desk"
SEE_PROGRESS = "press.view_draftbuild"
RETRY_DRAFTS = "press.change_draftbuild"
ANSWER_CHECKS = "press.add_checkanswer"
APPROVE_RELEASES = "press.approve_release"
MAKE_BUNDLES = "press.add_bundle"
SEND_RELEASES = "press.add_dispatch"
SEE_DISPATCHES = "press.view_dispatch"
SEE_REPORTERS = "press.view_reporter"
CHANGE_REPORTERS = "press.change_reporter"
ADD_REPORTERS = "press.add_reporter"
SEE_ACCESS = "press.view_prereleaseaccess"
GIVE_ACCESS = "press.add_prereleaseaccess"
END_ACCESS = "press.change_prereleaseaccess"
SEE_REDRAFTS = "press.view_redraft"
DECIDE_REDRAFTS = "press.change_redraft"


class DeskPermissionTester(PagePermissionTester):
    """Wagtail hands permissions down the page tree; at the newsroom's door the desk's own is asked.

    Without it an editor of the home page could change every release beneath.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not user.has_perm(USE_THE_DESK):
            self.permissions: set[str] = set()


class NewsroomPermissionTester(DeskPermissionTester):
    """It is not deleted over its releases, by whichever of Wagtail's ways: they keep addresses."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.page.numchild:
            return False
        may: bool = super().can_delete(ignore_bulk=ignore_bulk)
        return may


class ReleasePermissionTester(DeskPermissionTester):
    """What anybody may do to a release as a page: edit it, and delete a draft that was never out.

    All else goes through the verbs of press.actions.workflow, which ask for two people and append
    what was decided: superusers included.
    """

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.page.specific_deferred.versions.exists():
            return False
        may: bool = super().can_delete(ignore_bulk=ignore_bulk)
        return may
