from django.apps import AppConfig


class CharitySiteConfig(AppConfig):
    name = "charity_site"
    verbose_name = "Site"
