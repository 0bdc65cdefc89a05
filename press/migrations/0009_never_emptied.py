"""What was public, answered, given and sent is not emptied at one blow either."""

from django.db import migrations

TABLES = (
    "press_releaseversion",
    "press_releaseevent",
    "press_checkanswer",
    "press_prereleaseaccess",
    "press_dispatch",
)
TRIGGER = """
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION is_never_emptied();
"""


class Migration(migrations.Migration):
    dependencies = [("press", "0008_what_emails_are_about"), ("stats", "0010_never_emptied")]
    operations = [
        migrations.RunSQL(
            TRIGGER.format(table=table), f"DROP TRIGGER {table}_is_never_emptied ON {table}"
        )
        for table in TABLES
    ]
