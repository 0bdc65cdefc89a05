from django.apps import AppConfig


class HelplineInfoConfig(AppConfig):
    name = "helpline_info"
    verbose_name = "Helpline"
