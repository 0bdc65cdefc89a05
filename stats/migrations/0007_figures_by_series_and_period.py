"""Two ways in which pages read figures: an area over time, and a period over areas."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stats", "0006_release_dates_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                fields=["measure", "area", "-period_end"], name="figures_of_a_series"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("category__isnull", True)),
                fields=["measure", "-period_end", "period_start"],
                name="totals_of_a_period",
            ),
        ),
    ]
