"""TRUNCATE passes by the triggers of rows: what is append only is not emptied at one blow either."""

from django.db import migrations

TABLES = ("stats_figure", "stats_auditentry", "stats_releasedate")

FUNCTION = """
CREATE FUNCTION is_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Table % is append only and cannot be emptied.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
"""
TRIGGER = """
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION is_never_emptied();
"""


class Migration(migrations.Migration):
    dependencies = [("stats", "0009_welsh_names_of_areas")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION is_never_emptied()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table), f"DROP TRIGGER {table}_is_never_emptied ON {table}"
            )
            for table in TABLES
        ),
    ]
