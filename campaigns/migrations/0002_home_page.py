"""The page that Wagtail welcomes developers with becomes the home page, in its own place.

The page keeps its key and its path: the default site goes on pointing at it throughout.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WELCOME = "Welcome to your new Wagtail site!"
HOME = "Home"


def make_it_home(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do nothing where the site has another page already: somebody chose that one."""
    page_model, home_model = models(apps)
    welcome = default_root(apps)
    if welcome is None or welcome.title != WELCOME or home_model.objects.exists():
        return
    home = home_model(page_ptr=welcome)
    for field in page_model._meta.concrete_fields:
        setattr(home, field.attname, getattr(welcome, field.attname))
    home.save_base(raw=True)  # the row of this app alone: the page beneath it stands already
    rename(apps, welcome.pk, title=HOME, model_name="homepage", app_label="campaigns")


def make_it_the_welcome(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every home page becomes a plain page again; the first gets its welcome back."""
    _, home_model = models(apps)
    root = default_root(apps)
    for home in home_model.objects.all():
        title = WELCOME if root is not None and home.pk == root.pk else home.title
        pk = home.pk
        home.delete(keep_parents=True)
        rename(apps, pk, title=title, model_name="page", app_label="wagtailcore")


def models(apps: Apps) -> tuple[Any, Any]:
    return apps.get_model("wagtailcore", "Page"), apps.get_model("campaigns", "HomePage")


def default_root(apps: Apps) -> Any:
    """The page that the default site starts from, if there is a default site."""
    site_model: Any = apps.get_model("wagtailcore", "Site")
    site = site_model.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None


def rename(apps: Apps, pk: int, *, title: str, model_name: str, app_label: str) -> None:
    content_type_model: Any = apps.get_model("contenttypes", "ContentType")
    content_type, _ = content_type_model.objects.get_or_create(
        app_label=app_label, model=model_name
    )
    page_model, _home = models(apps)
    page_model.objects.filter(pk=pk).update(
        title=title, draft_title=title, content_type=content_type
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_it_home, make_it_the_welcome)]
