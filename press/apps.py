from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    verbose_name = "Press desk"

    def ready(self) -> None:
        from stats.audit import keep_what_is_logged_about

        from . import (
            checks,  # noqa: F401  registers the desk's rules
            receivers,  # noqa: F401  connects the desk to publishing
        )
        from .checking import receivers as checking_receivers  # noqa: F401
        from .naming import name_for_the_record

        keep_what_is_logged_about(self.label, named_by=name_for_the_record)
