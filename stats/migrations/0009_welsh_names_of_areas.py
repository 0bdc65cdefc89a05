"""What the areas of Wales, and the United Kingdom, are called in a Welsh sentence.

“In” a place softens or nasalises its name, so that form is kept whole and never put together.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# GSS code: name, “in” it, and its police force.
WELSH = {
    "K02000001": ("y Deyrnas Unedig", "yn y Deyrnas Unedig", ""),
    "W92000004": ("Cymru", "yng Nghymru", ""),
    "W15000001": ("Gogledd Cymru", "yng Ngogledd Cymru", "Heddlu Gogledd Cymru"),
    "W15000002": ("Gwent", "yng Ngwent", "Heddlu Gwent"),
    "W15000003": ("De Cymru", "yn Ne Cymru", "Heddlu De Cymru"),
    "W15000004": ("Dyfed-Powys", "yn Nyfed-Powys", "Heddlu Dyfed-Powys"),
}


def name_them(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    areas: Any = apps.get_model("stats", "Area").objects
    for code, (name, within, force) in WELSH.items():
        areas.filter(gss_code=code, name_in_welsh="").update(
            name_in_welsh=name, in_welsh=within, body_name_in_welsh=force
        )


class Migration(migrations.Migration):
    dependencies = [("stats", "0008_welsh_names")]
    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
