"""Who may touch releases: staff of the press desk, whatever they may do with other pages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

USE_THE_DESK = "press.use_press_desk"
SEE_PROGRESS = "press.view_draftbuild"
RETRY_DRAFTS = "press.change_draftbuild"


class DeskPermissionTester(PagePermissionTester):
    """Wagtail hands permissions down the page tree; at the newsroom's door the desk's own is asked.

    Without it an editor of the home page could change every release beneath.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not user.has_perm(USE_THE_DESK):
            self.permissions: set[str] = set()
