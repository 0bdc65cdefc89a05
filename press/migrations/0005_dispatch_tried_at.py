"""When the mail server was last spoken to for somebody: what the rate limit counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("press", "0004_append_only")]
    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last tried"),
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(fields=["tried_at"], name="dispatch_by_last_try"),
        ),
    ]
