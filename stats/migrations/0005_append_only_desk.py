"""Where a figure stands in its file never changes either; nor does the audit log.

A moment that has not come yet may still be moved: a publication that is scheduled is not out.
"""

from django.db import migrations

FIGURE = """
CREATE OR REPLACE FUNCTION stats_figure_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.public_from IS NOT NULL THEN
            RAISE EXCEPTION
                'Figure % has been published and cannot be deleted: correct it with a new figure.',
                OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.id, NEW.publication_id, NEW.measure_id, NEW.area_id, NEW.category_id, NEW.period_start,
        NEW.period_end, NEW.value, NEW.status, NEW.source_id, NEW.note, NEW.supersedes_id,
        NEW.added_at{new_place})
       IS DISTINCT FROM
       (OLD.id, OLD.publication_id, OLD.measure_id, OLD.area_id, OLD.category_id, OLD.period_start,
        OLD.period_end, OLD.value, OLD.status, OLD.source_id, OLD.note, OLD.supersedes_id,
        OLD.added_at{old_place})
    THEN
        RAISE EXCEPTION 'Figure % cannot be changed: add a new figure that supersedes it.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.public_from IS NOT NULL AND NEW.public_from IS DISTINCT FROM OLD.public_from
       {unless_public_from_is_ahead}
    THEN
        RAISE EXCEPTION 'Figure % is public already: its moment cannot be moved.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at
       {unless_superseded_at_is_ahead}
    THEN
        RAISE EXCEPTION 'Figure % is superseded already: its moment cannot be moved.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
"""

FORWARD = FIGURE.format(
    new_place=", NEW.file_id, NEW.sheet, NEW.cell",
    old_place=", OLD.file_id, OLD.sheet, OLD.cell",
    unless_public_from_is_ahead="AND OLD.public_from <= clock_timestamp()",
    unless_superseded_at_is_ahead="AND OLD.superseded_at <= clock_timestamp()",
)
BACKWARD = FIGURE.format(
    new_place="", old_place="", unless_public_from_is_ahead="", unless_superseded_at_is_ahead=""
)

AUDIT = """
CREATE FUNCTION stats_auditentry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- An account may be deleted: the entry lets go of it and keeps the name.
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND
       (NEW.id, NEW.at, NEW.by_name, NEW.action, NEW.subject_type, NEW.subject_id,
        NEW.subject_name, NEW.data)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.at, OLD.by_name, OLD.action, OLD.subject_type, OLD.subject_id,
        OLD.subject_name, OLD.data)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit log is append only.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER stats_auditentry_is_append_only BEFORE UPDATE OR DELETE ON stats_auditentry
    FOR EACH ROW EXECUTE FUNCTION stats_auditentry_is_append_only();
"""

NO_AUDIT = """
DROP TRIGGER stats_auditentry_is_append_only ON stats_auditentry;
DROP FUNCTION stats_auditentry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("stats", "0004_statistics_desk")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD), migrations.RunSQL(AUDIT, NO_AUDIT)]
