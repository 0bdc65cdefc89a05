"""Editors and approvers may say what holds on the helpline right now: whoever is at hand."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")

PERMISSIONS: dict[str, tuple[str, ...]] = {
    "Editor": ("view", "add", "change"),
    "Approver": ("view", "add", "change"),
}


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group, permission in _pairs(apps):
        group.permissions.add(permission)


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group, permission in _pairs(apps):
        group.permissions.remove(permission)


def _pairs(apps: Apps) -> list[tuple[Any, Any]]:
    groups: Any = apps.get_model("auth", "Group")
    return [
        (
            groups.objects.get(name=name),
            roles._permission(apps, "helpline_info", "override", action),
        )
        for name, actions in PERMISSIONS.items()
        for action in actions
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0006_welsh"),
        ("helpline_info", "0002_richer_help"),
    ]
    operations = [migrations.RunPython(allow, forbid)]
