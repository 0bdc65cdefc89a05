"""The United Kingdom, its nations, the regions of England and the 45 police force areas.

From the Register of Geographic Codes of the Office for National Statistics.
"""

import csv
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AREAS = Path(__file__).resolve().parent.parent / "reference" / "areas.csv"


def add_areas(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    area_model: Any = apps.get_model("stats", "Area")
    by_code: dict[str, Any] = {}
    with AREAS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):  # parents stand before their children
            parent = by_code[row["parent_gss_code"]] if row["parent_gss_code"] else None
            fields = {key: value for key, value in row.items() if key != "parent_gss_code"}
            by_code[row["gss_code"]] = area_model.objects.create(parent=parent, **fields)


def remove_areas(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    area_model: Any = apps.get_model("stats", "Area")
    for area in area_model.objects.order_by("-pk"):  # children before their parents
        area.delete()


class Migration(migrations.Migration):
    dependencies = [("stats", "0002_append_only")]
    operations = [migrations.RunPython(add_areas, remove_areas)]
