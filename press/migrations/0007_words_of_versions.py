"""An index of the words of every version, for the search: versions are appended and never change."""

from django.db import migrations

MAKE = """
    CREATE INDEX press_version_words ON press_releaseversion USING gin (
        (
            setweight(to_tsvector('english'::regconfig, (headline)::text), 'A')
            || jsonb_to_tsvector(
                'english'::regconfig,
                jsonb_path_query_array(body, '$[*].value'),
                '["string"]'::jsonb
            )
        )
    )
"""


class Migration(migrations.Migration):
    dependencies = [("press", "0006_templates_by_direction")]
    operations = [migrations.RunSQL(MAKE, "DROP INDEX press_version_words")]
