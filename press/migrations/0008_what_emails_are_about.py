"""Emails may be about a release that was moved or withdrawn, each of these once to a person."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Lower

FORWARD = """
CREATE FUNCTION press_releaseevent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- It goes with its version alone, which nobody saw: see press_releaseversion_is_append_only.
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM press_releaseversion
        WHERE id = OLD.version_id AND public_from > clock_timestamp()
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What became of a version is append only.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER press_releaseevent_is_append_only BEFORE UPDATE OR DELETE ON press_releaseevent
    FOR EACH ROW EXECUTE FUNCTION press_releaseevent_is_append_only();

CREATE OR REPLACE FUNCTION press_dispatch_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('sending', 'sent', 'unsure', 'failed') THEN
            RAISE EXCEPTION 'A dispatch that was tried is kept.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.version_id, NEW.email, NEW.about, NEW.event_id)
       IS DISTINCT FROM (OLD.version_id, OLD.email, OLD.about, OLD.event_id)
       OR (OLD.state = 'sent' AND NEW.state NOT IN ('sent', 'failed'))
    THEN
        RAISE EXCEPTION 'What was sent, and to whom, cannot be changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
"""

# Refused once an email about an event was tried: the record would be lost with its column.
BACKWARD = """
DELETE FROM press_dispatch WHERE event_id IS NOT NULL;
CREATE OR REPLACE FUNCTION press_dispatch_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER press_releaseevent_is_append_only ON press_releaseevent;
DROP FUNCTION press_releaseevent_is_append_only();
"""

CORRECTIONS = """
UPDATE press_dispatch SET about = 'correction'
FROM press_releaseversion
WHERE press_releaseversion.id = press_dispatch.version_id AND press_releaseversion.number > 1
"""


def note_what_is_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was moved and is still to come, and what stands withdrawn: people may wait to be told.

    Their reporters could not be told before. What lies further back is settled.
    """
    versions: Any = apps.get_model("press", "ReleaseVersion")
    events: Any = apps.get_model("press", "ReleaseEvent")
    audit: Any = apps.get_model("stats", "AuditEntry")
    newer = versions.objects.filter(
        release=models.OuterRef("release"), number__gt=models.OuterRef("number")
    )
    newest = versions.objects.filter(~models.Exists(newer))
    for version in newest.filter(release__withdrawn_at__gte=models.F("made_at")).select_related(
        "release"
    ):
        release = version.release
        events.objects.create(
            version=version, kind="withdrawn", at=release.withdrawn_at, why=release.withdrawn_why
        )
    ahead = newest.filter(public_from__gt=django.utils.timezone.now())
    for version in ahead.exclude(release__withdrawn_at__gte=models.F("made_at")):
        moved = (
            audit.objects.filter(
                subject_type="press.releasepage",
                subject_id=version.release_id,
                action="press.reschedule",
                at__gte=version.made_at,
            )
            .order_by("-pk")
            .first()
        )
        if moved is not None:
            events.objects.create(
                version=version, kind="moved", at=moved.at, public_from=version.public_from
            )


class Migration(migrations.Migration):
    dependencies = [
        ("press", "0007_words_of_versions"),
        ("stats", "0005_append_only_desk"),
    ]
    operations = [
        migrations.CreateModel(
            name="ReleaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("moved", "embargo moved"), ("withdrawn", "withdrawn")],
                        max_length=9,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "public_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="moved to"),
                ),
                ("why", models.TextField(blank=True, verbose_name="why")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="press.releaseversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a version",
                "verbose_name_plural": "events of versions",
                "ordering": ["version", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "moved"), ("public_from__isnull", False)),
                            models.Q(("kind", "withdrawn"), ("public_from__isnull", True)),
                            _connector="OR",
                        ),
                        name="event_has_a_moment_if_and_only_if_it_is_moved",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="dispatch",
            name="about",
            field=models.CharField(
                choices=[
                    ("release", "release"),
                    ("correction", "correction"),
                    ("moved", "embargo moved"),
                    ("withdrawn", "withdrawn"),
                ],
                default="release",
                max_length=10,
                verbose_name="about",
            ),
        ),
        migrations.AddField(
            model_name="dispatch",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dispatches",
                to="press.releaseevent",
            ),
        ),
        migrations.RunSQL(CORRECTIONS, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="dispatch", name="one_dispatch_of_a_version_to_an_address"
        ),
        migrations.AddConstraint(
            model_name="dispatch",
            constraint=models.UniqueConstraint(
                models.F("version"),
                Lower("email"),
                condition=models.Q(("event__isnull", True)),
                name="one_dispatch_of_a_version_to_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispatch",
            constraint=models.UniqueConstraint(
                models.F("event"),
                Lower("email"),
                condition=models.Q(("event__isnull", False)),
                name="one_dispatch_of_an_event_to_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about__in", ("release", "correction")), ("event__isnull", True)),
                    models.Q(("about__in", ("moved", "withdrawn")), ("event__isnull", False)),
                    _connector="OR",
                ),
                name="dispatch_is_about_an_event_if_and_only_if_it_has_one",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(note_what_is_known, migrations.RunPython.noop),
    ]
