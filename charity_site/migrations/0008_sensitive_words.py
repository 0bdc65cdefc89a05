"""Words that must not show in the tab or the address of a help page, with a list to begin with."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")

WORDS = (
    "abuse",
    "abusing",
    "cam-drin",
    "crime",
    "criminal",
    "exploitation",
    "groom",
    "illegal",
    "indecent",
    "molest",
    "offence",
    "offend",
    "paedo",
    "pedo",
    "police",
    "porn",
    "predator",
    "rape",
    "rhywiol",
    "sex",
    "suicid",
    "trosedd",
    "victim",
)
MAY: dict[str, tuple[str, ...]] = {
    "Editor": ("view",),
    "Approver": ("view", "add", "change", "delete"),
}


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model: Any = apps.get_model("charity_site", "SensitiveWord")
    model.objects.bulk_create(model(word=word) for word in WORDS)
    groups: Any = apps.get_model("auth", "Group")
    for name, actions in MAY.items():
        group = groups.objects.get(name=name)
        for action in actions:
            permission = roles._permission(apps, "charity_site", "sensitiveword", action)
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("charity_site", "0007_helpline_right_now")]
    operations = [
        migrations.CreateModel(
            name="SensitiveWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="Longer words that begin with it are meant too: “offend” stops “offender”.",
                        max_length=60,
                        unique=True,
                        verbose_name="word",
                    ),
                ),
            ],
            options={
                "verbose_name": "sensitive word",
                "verbose_name_plural": "sensitive words",
                "ordering": ["word"],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
