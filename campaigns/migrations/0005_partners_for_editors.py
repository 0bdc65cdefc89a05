"""Editors keep the partners that campaigns name."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT_BY = {"Editor": ("view", "add", "change", "delete"), "Approver": ("view",)}


def permissions(apps: Apps, actions: tuple[str, ...]) -> list[Any]:
    """Made now where Django has not come to making them after these migrations."""
    content_types: Any = apps.get_model("contenttypes", "ContentType")
    all_permissions: Any = apps.get_model("auth", "Permission")
    partner, _created = content_types.objects.get_or_create(app_label="campaigns", model="partner")
    return [
        all_permissions.objects.get_or_create(
            content_type=partner,
            codename=f"{action}_partner",
            defaults={"name": f"Can {action} partner"},
        )[0]
        for action in actions
    ]


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    groups: Any = apps.get_model("auth", "Group")
    for name, actions in KEPT_BY.items():
        for group in groups.objects.filter(name=name):
            group.permissions.add(*permissions(apps, actions))


def take_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    groups: Any = apps.get_model("auth", "Group")
    for name, actions in KEPT_BY.items():
        for group in groups.objects.filter(name=name):
            group.permissions.remove(*permissions(apps, actions))


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_sections_partners_and_days"),
        ("charity_site", "0001_roles"),
    ]
    operations = [migrations.RunPython(allow, take_back)]
