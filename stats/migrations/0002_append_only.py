"""What a figure says never changes, whoever writes to the database."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION stats_figure_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
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
        NEW.added_at)
       IS DISTINCT FROM
       (OLD.id, OLD.publication_id, OLD.measure_id, OLD.area_id, OLD.category_id, OLD.period_start,
        OLD.period_end, OLD.value, OLD.status, OLD.source_id, OLD.note, OLD.supersedes_id,
        OLD.added_at)
    THEN
        RAISE EXCEPTION 'Figure % cannot be changed: add a new figure that supersedes it.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.public_from IS NOT NULL AND NEW.public_from IS DISTINCT FROM OLD.public_from THEN
        RAISE EXCEPTION 'Figure % is public already: its moment cannot be moved.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at THEN
        RAISE EXCEPTION 'Figure % is superseded already: its moment cannot be moved.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stats_figure_is_append_only BEFORE UPDATE OR DELETE ON stats_figure
    FOR EACH ROW EXECUTE FUNCTION stats_figure_is_append_only();
"""

BACKWARD = """
DROP TRIGGER stats_figure_is_append_only ON stats_figure;
DROP FUNCTION stats_figure_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("stats", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
