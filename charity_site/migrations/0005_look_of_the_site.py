"""Approvers decide on the look of the site and on where it sends those who leave in a hurry."""

import importlib
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles: Any = importlib.import_module("charity_site.migrations.0001_roles")


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _approvers(apps).permissions.add(_permission(apps))


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _approvers(apps).permissions.remove(_permission(apps))


def _approvers(apps: Apps) -> Any:
    groups: Any = apps.get_model("auth", "Group")
    return groups.objects.get(name="Approver")


def _permission(apps: Apps) -> Any:
    return roles._permission(apps, "charity_site", "sitelook", "change")


class Migration(migrations.Migration):
    dependencies = [("charity_site", "0004_site_look")]
    operations = [migrations.RunPython(allow, forbid)]
