"""The groups that staff belong to, named for their work.

Wagtail's own two are kept with the page permissions that they hold, under the names that a
charity uses for them.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RENAMED = {"Editors": "Editor", "Moderators": "Approver"}

WORKFLOW = (("Moderators approval", "Approval"),)

STATISTICS = ("area", "category", "figure", "measure", "publication", "source")
HELPLINE = ("channel", "closure", "otherservice", "supportcategory")

# Group: application, model, and what may be done with it.
PERMISSIONS: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    "Editor": [
        *(("helpline_info", model, ("view", "add", "change", "delete")) for model in HELPLINE),
        ("helpline_info", "supportcategory", ("publish",)),
        *(("stats", model, ("view",)) for model in ("figure", "measure", "publication")),
    ],
    "Statistics officer": [
        ("wagtailadmin", "admin", ("access",)),
        *(("stats", model, ("view",)) for model in STATISTICS),
        ("stats", "publication", ("add", "change", "delete", "publish")),
        ("stats", "figure", ("add", "delete")),
        *(("stats", model, ("add", "change")) for model in ("category", "measure", "source")),
        ("stats", "area", ("change",)),
        ("press", "draftbuild", ("view",)),
    ],
    "Press officer": [
        ("wagtailadmin", "admin", ("access",)),
        ("press", "draftbuild", ("view", "change", "use_press_desk")),
        ("press", "releasetemplate", ("view", "add", "change")),
        *(("stats", model, ("view",)) for model in ("figure", "measure", "publication")),
    ],
    "Approver": [
        ("press", "draftbuild", ("view", "use_press_desk")),
        ("helpline_info", "supportcategory", ("view", "publish")),
        *(("stats", model, ("view",)) for model in STATISTICS),
        ("stats", "publication", ("publish",)),
    ],
}

# The press officer's door to releases; the Editor's and Approver's pages Wagtail has given them.
PRESS_OFFICER_ON_NEWSROOM = ("add", "change")


def add_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    group_model: Any = apps.get_model("auth", "Group")
    for old, new in RENAMED.items():
        group_model.objects.filter(name=old).update(name=new)
    for name, wanted in PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=name)
        for app, model, actions in wanted:
            for action in actions:
                group.permissions.add(_permission(apps, app, model, action))
    _open_the_newsroom(apps)
    _rename_the_workflow(apps, dict(WORKFLOW))


def _permission(apps: Apps, app: str, model: str, action: str) -> Any:
    """The permission, made now if Django has not come to making it after these migrations."""
    content_types: Any = apps.get_model("contenttypes", "ContentType")
    permissions: Any = apps.get_model("auth", "Permission")
    content_type, _created = content_types.objects.get_or_create(app_label=app, model=model)
    codename = action if "_" in action else f"{action}_{model}"
    permission, _created = permissions.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission


def _open_the_newsroom(apps: Apps) -> None:
    group: Any = apps.get_model("auth", "Group").objects.get(name="Press officer")
    newsroom_model: Any = apps.get_model("press", "NewsroomPage")
    page_permissions: Any = apps.get_model("wagtailcore", "GroupPagePermission")
    for newsroom in newsroom_model.objects.all():
        for action in PRESS_OFFICER_ON_NEWSROOM:
            page_permissions.objects.get_or_create(
                group=group,
                page_id=newsroom.pk,
                permission=_permission(apps, "wagtailcore", "page", action),
            )


def _rename_the_workflow(apps: Apps, names: dict[str, str]) -> None:
    """Wagtail's one workflow, by which an editor hands a page to an approver."""
    for model in ("Workflow", "Task"):
        rows: Any = apps.get_model("wagtailcore", model).objects
        for old, new in names.items():
            rows.filter(name=old).update(name=new)


def remove_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _rename_the_workflow(apps, {new: old for old, new in WORKFLOW})
    group_model: Any = apps.get_model("auth", "Group")
    kept = set(RENAMED.values())
    group_model.objects.filter(name__in=set(PERMISSIONS) - kept).delete()
    for name in kept:
        for app, model, actions in PERMISSIONS[name]:
            for action in actions:
                group = group_model.objects.get(name=name)
                group.permissions.remove(_permission(apps, app, model, action))
    for old, new in RENAMED.items():
        group_model.objects.filter(name=new).update(name=old)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("press", "0002_newsroom"),
        ("campaigns", "0002_home_page"),
        ("helpline_info", "0001_initial"),
        ("stats", "0003_areas"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(add_roles, remove_roles)]
