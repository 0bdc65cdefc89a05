"""The newsroom, under the home page: every migrated site has the parent that releases need."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STEPS = 4  # digits of each step of a page's path, as Wagtail counts


def add_newsroom(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    page_model: Any = apps.get_model("wagtailcore", "Page")
    newsroom_model: Any = apps.get_model("press", "NewsroomPage")
    home_model: Any = apps.get_model("campaigns", "HomePage")
    content_type_model: Any = apps.get_model("contenttypes", "ContentType")
    home = home_model.objects.order_by("path").first()
    if home is None or newsroom_model.objects.exists():
        return
    content_type, _created = content_type_model.objects.get_or_create(
        app_label="press", model="newsroompage"
    )
    last = (
        page_model.objects.filter(path__startswith=home.path, depth=home.depth + 1)
        .order_by("-path")
        .first()
    )
    newsroom_model.objects.create(
        title="Newsroom",
        draft_title="Newsroom",
        slug="newsroom",
        content_type=content_type,
        path=home.path + _next_step(last.path[-STEPS:] if last else "0" * STEPS),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}newsroom/",
        locale=home.locale,
        live=True,
        show_in_menus=True,
        introduction="Press releases, each with the figures behind it.",
    )
    page_model.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


def _next_step(step: str) -> str:
    """The step after another, in the digits 0 to 9 and A to Z that page paths are written in."""
    number = int(step, 36) + 1
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    written = ""
    while number:
        number, rest = divmod(number, 36)
        written = digits[rest] + written
    return written.rjust(STEPS, "0")


def remove_newsroom(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the newsroom away again. Releases under it must be gone first."""
    page_model: Any = apps.get_model("wagtailcore", "Page")
    newsroom_model: Any = apps.get_model("press", "NewsroomPage")
    for newsroom in newsroom_model.objects.all():
        parent = newsroom.path[:-STEPS]
        newsroom.delete()
        page = page_model.objects.get(path=parent)
        page_model.objects.filter(pk=page.pk).update(numchild=page.numchild - 1)


class Migration(migrations.Migration):
    dependencies = [
        ("press", "0001_initial"),
        ("campaigns", "0002_home_page"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(add_newsroom, remove_newsroom)]
