from django.apps import AppConfig


class CharitySiteConfig(AppConfig):
    name = "charity_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from .checklist import stopping  # noqa: F401  asked before words go to the public
