"""What editors answered to warnings is not emptied at one blow either."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER charity_site_checklistanswer_is_never_emptied
    BEFORE TRUNCATE ON charity_site_checklistanswer
    FOR EACH STATEMENT EXECUTE FUNCTION is_never_emptied();
"""
BACKWARD = (
    "DROP TRIGGER charity_site_checklistanswer_is_never_emptied ON charity_site_checklistanswer"
)


class Migration(migrations.Migration):
    dependencies = [("charity_site", "0010_translators"), ("stats", "0010_never_emptied")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
