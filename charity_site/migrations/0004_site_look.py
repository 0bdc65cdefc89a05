"""What staff decide about the look of the site, and where it sends those who leave."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("charity_site", "0003_press_desk_roles"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "strapline",
                    models.CharField(
                        blank=True,
                        help_text="A few words under the name.",
                        max_length=120,
                        verbose_name="strapline",
                    ),
                ),
                (
                    "strapline_cy",
                    models.CharField(blank=True, max_length=120, verbose_name="strapline in Welsh"),
                ),
                (
                    "registration",
                    models.CharField(
                        blank=True,
                        help_text="At the foot of every page. For example: Registered charity number 1234567.",
                        max_length=200,
                        verbose_name="registration",
                    ),
                ),
                (
                    "registration_cy",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="registration in Welsh"
                    ),
                ),
                (
                    "brand_colour",
                    models.CharField(
                        default="#0b4f57",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z",
                                "Write a colour as # and six digits, such as #0b4f57.",
                                code="colour",
                            )
                        ],
                        verbose_name="brand colour",
                    ),
                ),
                (
                    "accent_colour",
                    models.CharField(
                        default="#a8431f",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z",
                                "Write a colour as # and six digits, such as #0b4f57.",
                                code="colour",
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "brand_colour_dark",
                    models.CharField(
                        blank=True,
                        help_text="Leave blank for a light tint of the brand colour.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z",
                                "Write a colour as # and six digits, such as #0b4f57.",
                                code="colour",
                            )
                        ],
                        verbose_name="brand colour in the dark",
                    ),
                ),
                (
                    "accent_colour_dark",
                    models.CharField(
                        blank=True,
                        help_text="Leave blank for a light tint of the accent colour.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z",
                                "Write a colour as # and six digits, such as #0b4f57.",
                                code="colour",
                            )
                        ],
                        verbose_name="accent colour in the dark",
                    ),
                ),
                (
                    "leave_address",
                    models.URLField(
                        default="https://www.bbc.co.uk/weather",
                        help_text="Where “Leave this site” leads. Choose a page that anybody might have open, such as the weather, and that opens fast.",
                        verbose_name="page to leave for",
                    ),
                ),
                (
                    "leave_name",
                    models.CharField(
                        default="BBC Weather",
                        help_text="Shown to the visitor, and in the browser's tab while that page is loading.",
                        max_length=60,
                        verbose_name="its name",
                    ),
                ),
                (
                    "accessibility_page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page about using this site",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands for the name at the top of every page, and is read out as the name.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
                (
                    "privacy_page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page about privacy",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "look of the site",
            },
        ),
    ]
