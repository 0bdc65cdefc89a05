"""Editors and approvers may begin the Welsh of a page."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")

GROUPS = ("Editor", "Approver")
PERMISSION = ("simple_translation", "simpletranslation", "submit_translation")


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group in _groups(apps):
        group.permissions.add(roles._permission(apps, *PERMISSION))


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group in _groups(apps):
        group.permissions.remove(roles._permission(apps, *PERMISSION))


def _groups(apps: Apps) -> Any:
    return apps.get_model("auth", "Group").objects.filter(name__in=GROUPS)


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0009_checklist_answers"),
        ("simple_translation", "0001_initial"),
    ]
    operations = [migrations.RunPython(allow, forbid)]
