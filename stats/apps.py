from django.apps import AppConfig


class StatsConfig(AppConfig):
    name = "stats"
    verbose_name = "Statistics"

    def ready(self) -> None:
        from . import (
            audit,  # noqa: F401  keeps what is logged
            checks,  # noqa: F401  registers the project's rules
            receivers,  # noqa: F401  asks for charts when figures are published
        )
