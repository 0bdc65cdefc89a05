from django.apps import AppConfig


class HelplineInfoConfig(AppConfig):
    name = "helpline_info"
    verbose_name = "Helpline"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the project's rules
