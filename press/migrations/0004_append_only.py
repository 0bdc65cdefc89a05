"""What was public, answered and sent is never unsaid; what is public already becomes version 1."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORWARD = """
CREATE FUNCTION press_releaseversion_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.public_from <= clock_timestamp() THEN
            RAISE EXCEPTION 'Version % of release % has been public and cannot be deleted.',
                OLD.number, OLD.release_id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.id, NEW.release_id, NEW.number, NEW.headline, NEW.body, NEW.what_changed,
        NEW.figure_ids, NEW.approved_by_name, NEW.made_at)
       IS DISTINCT FROM
       (OLD.id, OLD.release_id, OLD.number, OLD.headline, OLD.body, OLD.what_changed,
        OLD.figure_ids, OLD.approved_by_name, OLD.made_at)
       OR (NEW.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
    THEN
        RAISE EXCEPTION 'Version % of release % cannot be changed: make a new version.',
            OLD.number, OLD.release_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.public_from IS DISTINCT FROM OLD.public_from AND OLD.public_from <= clock_timestamp() THEN
        RAISE EXCEPTION 'Version % of release % is public already: its moment cannot be moved.',
            OLD.number, OLD.release_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER press_releaseversion_is_append_only BEFORE UPDATE OR DELETE ON press_releaseversion
    FOR EACH ROW EXECUTE FUNCTION press_releaseversion_is_append_only();

CREATE FUNCTION press_checkanswer_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- An account may be deleted: the answer lets go of it and keeps the name.
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND
       (NEW.id, NEW.subject_type, NEW.subject_id, NEW.sentence, NEW.words, NEW.kind, NEW.source,
        NEW.name, NEW.explanation, NEW.by_name, NEW.at)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.subject_type, OLD.subject_id, OLD.sentence, OLD.words, OLD.kind, OLD.source,
        OLD.name, OLD.explanation, OLD.by_name, OLD.at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Answers to checks are append only.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER press_checkanswer_is_append_only BEFORE UPDATE OR DELETE ON press_checkanswer
    FOR EACH ROW EXECUTE FUNCTION press_checkanswer_is_append_only();

CREATE FUNCTION press_prereleaseaccess_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
       (NEW.id, NEW.publication_id, NEW.name, NEW.role, NEW.organisation, NEW.email, NEW.reason,
        NEW.given_by_name, NEW.given_at)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.publication_id, OLD.name, OLD.role, OLD.organisation, OLD.email, OLD.reason,
        OLD.given_by_name, OLD.given_at)
       AND (OLD.ended_at IS NULL OR NEW.ended_at = OLD.ended_at)
       AND (NEW.given_by_id IS NULL OR NEW.given_by_id = OLD.given_by_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Pre-release access is append only: end it instead.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER press_prereleaseaccess_is_append_only BEFORE UPDATE OR DELETE
    ON press_prereleaseaccess
    FOR EACH ROW EXECUTE FUNCTION press_prereleaseaccess_is_append_only();

CREATE FUNCTION press_dispatch_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('sending', 'sent', 'unsure', 'failed') THEN
            RAISE EXCEPTION 'A dispatch that was tried is kept.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.version_id, NEW.email) IS DISTINCT FROM (OLD.version_id, OLD.email)
       OR (OLD.state = 'sent' AND NEW.state NOT IN ('sent', 'failed'))
    THEN
        RAISE EXCEPTION 'What was sent, and to whom, cannot be changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER press_dispatch_is_kept BEFORE UPDATE OR DELETE ON press_dispatch
    FOR EACH ROW EXECUTE FUNCTION press_dispatch_is_kept();
"""

BACKWARD = """
DROP TRIGGER press_dispatch_is_kept ON press_dispatch;
DROP FUNCTION press_dispatch_is_kept();
DROP TRIGGER press_prereleaseaccess_is_append_only ON press_prereleaseaccess;
DROP FUNCTION press_prereleaseaccess_is_append_only();
DROP TRIGGER press_checkanswer_is_append_only ON press_checkanswer;
DROP FUNCTION press_checkanswer_is_append_only();
DROP TRIGGER press_releaseversion_is_append_only ON press_releaseversion;
DROP FUNCTION press_releaseversion_is_append_only();
"""


def keep_what_is_public(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whatever was out before releases had versions is out as version 1, since it was out."""
    releases: Any = apps.get_model("press", "ReleasePage")
    versions: Any = apps.get_model("press", "ReleaseVersion")
    links: Any = apps.get_model("press", "ClaimFigure")
    revisions: Any = apps.get_model("wagtailcore", "Revision")
    content_types: Any = apps.get_model("contenttypes", "ContentType")
    kind = content_types.objects.filter(app_label="press", model="releasepage").first()
    if kind is None:
        return
    for release in releases.objects.all():
        built = (
            revisions.objects.filter(
                content_type=kind, object_id=str(release.pk), user__isnull=True
            )
            .order_by("created_at", "pk")
            .first()
        )
        release.built_revision_id = None if built is None else built.pk
        if release.live:
            figures = links.objects.filter(claim__release=release).values_list(
                "figure_id", flat=True
            )
            versions.objects.create(
                release=release,
                number=1,
                headline=release.title,
                body=release.body,
                public_from=release.first_published_at,
                figure_ids=sorted(set(figures)),
            )
            release.state = "released"
        release.save(update_fields=["built_revision", "state"])


class Migration(migrations.Migration):
    dependencies = [("press", "0003_press_desk")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(keep_what_is_public, migrations.RunPython.noop),
    ]
