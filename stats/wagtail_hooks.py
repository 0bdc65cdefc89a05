"""Statistics in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def name_the_verbs(actions: LogActionRegistry) -> None:
    actions.register_action("stats.publish", _("Publish figures"), _("Figures published"))
    actions.register_action("stats.import", _("Import figures"), _("Figures imported"))
