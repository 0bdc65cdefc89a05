"""What was announced is never unsaid; and the audit log is read by publication.

Only the link of an announcement to an account that is deleted is let go of.
"""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION stats_releasedate_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND
       (NEW.id, NEW.publication_id, NEW.month, NEW.moment, NEW.reason, NEW.announced_at)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.publication_id, OLD.month, OLD.moment, OLD.reason, OLD.announced_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The release calendar is append only: announce another date.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER stats_releasedate_is_append_only BEFORE UPDATE OR DELETE ON stats_releasedate
    FOR EACH ROW EXECUTE FUNCTION stats_releasedate_is_append_only();
"""

BACKWARD = """
DROP TRIGGER stats_releasedate_is_append_only ON stats_releasedate;
DROP FUNCTION stats_releasedate_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("stats", "0005_append_only_desk")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(models.F("data__publication"), "at", name="audit_of_a_publication"),
        ),
    ]
