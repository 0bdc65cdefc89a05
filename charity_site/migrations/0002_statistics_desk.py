"""What each group may do at the statistics desk."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")

PERMISSIONS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "Statistics officer": [
        ("receivedfile", ("view", "add", "change")),
        ("reply", ("view", "add", "change", "delete")),
        ("seriesbreak", ("view", "add", "change", "delete")),
        ("areaspelling", ("view", "add", "change", "delete")),
        ("releasedate", ("view", "add")),
        ("warninganswer", ("view", "add")),
        ("auditentry", ("view",)),
    ],
    "Approver": [
        ("receivedfile", ("view",)),
        ("reply", ("view",)),
        ("seriesbreak", ("view",)),
        ("releasedate", ("view",)),
        ("warninganswer", ("view",)),
        ("auditentry", ("view",)),
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
        (groups.objects.get(name=name), roles._permission(apps, "stats", model, action))
        for name, wanted in PERMISSIONS.items()
        for model, actions in wanted
        for action in actions
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0001_roles"),
        ("stats", "0005_append_only_desk"),
    ]
    operations = [migrations.RunPython(open_the_desk, close_the_desk)]
