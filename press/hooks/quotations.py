"""Local quotations in the press desk's menu. Who wrote one is logged, with its words.

Whoever writes a quotation cannot approve a release in which it stands (press/audit.py), also once
the list says something else.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, log
from wagtail.snippets.models import register_snippet

from ..audit import QUOTED
from ..models import LocalQuotation
from ..viewsets import local_quotations

register_snippet(local_quotations)


def menu_item() -> MenuItem:
    item: MenuItem = local_quotations.menu_item_class(
        local_quotations.menu_label, local_quotations.menu_url, icon_name="openquote", order=3
    )
    return item


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def keep_who_wrote_it(request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, LocalQuotation):
        log(
            instance=instance,
            action=QUOTED,
            user=request.user,
            data={
                "area": instance.area_id,
                "text": instance.text,
                "speaker": instance.speaker,
            },
        )


@hooks.register("register_log_actions")
def name_the_verb(actions: LogActionRegistry) -> None:
    actions.register_action(
        QUOTED, gettext_lazy("Write a local quotation"), gettext_lazy("Local quotation written")
    )
