"""What each group may do at the press desk."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")

# Approving is open to both: nobody approves what they contributed to, whatever their group.
PERMISSIONS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "Press officer": [
        ("releasepage", ("approve_release",)),
        ("releasetemplate", ("publish",)),
        ("reporter", ("view", "add", "change", "delete")),
        ("dispatch", ("view", "add")),
        ("term", ("view", "add", "change", "delete")),
        ("localquotation", ("view", "add", "change", "delete")),
        ("housestyle", ("view", "add", "change")),
        ("bundle", ("view", "add")),
        ("checkanswer", ("view", "add")),
        ("prereleaseaccess", ("view", "add", "change")),
        ("redraft", ("view", "change")),
    ],
    "Approver": [
        ("releasepage", ("approve_release",)),
        ("dispatch", ("view",)),
        ("bundle", ("view", "add")),
        ("checkanswer", ("view",)),
        ("prereleaseaccess", ("view", "add", "change")),
        ("redraft", ("view",)),
        ("term", ("view",)),
    ],
    "Editor": [
        ("checkanswer", ("view", "add")),
        ("term", ("view", "add", "change")),
    ],
}


def open_the_desk(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group, permission in _pairs(apps):
        group.permissions.add(permission)


def close_the_desk(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group, permission in _pairs(apps):
        group.permissions.remove(permission)


def _pairs(apps: Apps) -> list[tuple[Any, Any]]:
    groups: Any = apps.get_model("auth", "Group")
    return [
        (groups.objects.get(name=name), roles._permission(apps, "press", model, action))
        for name, wanted in PERMISSIONS.items()
        for model, actions in wanted
        for action in actions
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0002_statistics_desk"),
        ("press", "0004_append_only"),
    ]
    operations = [migrations.RunPython(open_the_desk, close_the_desk)]
