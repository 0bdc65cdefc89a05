"""What editors answer to warnings before they publish: kept, and never unsaid."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION charity_site_checklistanswer_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- An account may be deleted: the answer lets go of it and keeps the name.
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND
       (NEW.id, NEW.subject_type, NEW.subject_id, NEW.rule, NEW.sentence_digest, NEW.words,
        NEW.explanation, NEW.by_name, NEW.at)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.subject_type, OLD.subject_id, OLD.rule, OLD.sentence_digest, OLD.words,
        OLD.explanation, OLD.by_name, OLD.at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Answers to warnings are append only.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER charity_site_checklistanswer_is_append_only
    BEFORE UPDATE OR DELETE ON charity_site_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION charity_site_checklistanswer_is_append_only();
"""
BACKWARD = """
DROP TRIGGER charity_site_checklistanswer_is_append_only ON charity_site_checklistanswer;
DROP FUNCTION charity_site_checklistanswer_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0008_sensitive_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ChecklistAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of text")),
                ("subject_id", models.BigIntegerField(verbose_name="number of the text")),
                ("rule", models.CharField(max_length=20, verbose_name="rule")),
                (
                    "sentence_digest",
                    models.CharField(max_length=64, verbose_name="digest of the sentence"),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="words")),
                (
                    "explanation",
                    models.CharField(max_length=500, verbose_name="why it may stand"),
                ),
                ("by_name", models.CharField(max_length=200, verbose_name="name of who answered")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a warning",
                "verbose_name_plural": "answers to warnings",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["subject_type", "subject_id"], name="answers_of_a_checklist"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
