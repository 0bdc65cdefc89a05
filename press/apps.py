from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    verbose_name = "Press desk"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  connects the desk to publishing
