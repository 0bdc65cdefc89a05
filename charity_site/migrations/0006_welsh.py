"""Welsh beside English: pages can be translated into it."""

from typing import Any

from django.db import migrations

WELSH = "cy"


def add(apps: Any, schema_editor: Any) -> None:
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code=WELSH)


def remove(apps: Any, schema_editor: Any) -> None:
    """Pages in Welsh hold on to their language: whoever goes back deletes them first."""
    apps.get_model("wagtailcore", "Locale").objects.filter(language_code=WELSH).delete()


class Migration(migrations.Migration):
    dependencies = [("charity_site", "0005_look_of_the_site")]
    operations = [migrations.RunPython(add, remove)]
