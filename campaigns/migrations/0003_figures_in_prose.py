"""What the pages' bodies may hold. Nothing in the database changes."""

import wagtail.fields
from django.db import migrations


def body() -> wagtail.fields.StreamField:
    return wagtail.fields.StreamField(
        [
            ("text", 2),
            ("key_figure", 5),
            ("comparison", 9),
            ("figure_table", 12),
            ("figure_chart", 12),
            ("supporting_forces", 16),
            ("way_to_help", 19),
        ],
        blank=True,
        block_lookup={
            0: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "Leave blank to go on with the section above.",
                    "label": "Heading",
                    "max_length": 120,
                    "required": False,
                },
            ),
            1: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["h3", "bold", "ol", "ul", "link", "document-link", "figure"],
                    "label": "Text",
                },
            ),
            2: ("wagtail.blocks.StructBlock", [[("heading", 0), ("text", 1)]], {}),
            3: ("stats.choosers.FigureChooserBlock", (), {"label": "Figure"}),
            4: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As it reads after the number: people in the North West looked for help. The place, the period and the source are added by themselves. Type no other number here.",
                    "label": "What it says",
                    "max_length": 200,
                },
            ),
            5: ("wagtail.blocks.StructBlock", [[("figure", 3), ("caption", 4)]], {}),
            6: ("stats.choosers.FigureChooserBlock", (), {"label": "Older figure"}),
            7: ("stats.choosers.FigureChooserBlock", (), {"label": "Newer figure"}),
            8: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As it reads after the change: child abuse image offences recorded in Lancashire. The change, the two figures and the source are added by themselves. Type no number here.",
                    "label": "What it says",
                    "max_length": 200,
                },
            ),
            9: ("wagtail.blocks.StructBlock", [[("older", 6), ("newer", 7), ("caption", 8)]], {}),
            10: (
                "stats.choosers.FigureChooserBlock",
                (),
                {"help_text": "The one that the others go with.", "label": "Figure"},
            ),
            11: (
                "wagtail.blocks.ChoiceBlock",
                [],
                {
                    "choices": [
                        ("periods", "The same place over time"),
                        ("neighbours", "Its neighbours in the same period"),
                        ("level", "Every place like it in the same period"),
                    ],
                    "label": "With it",
                },
            ),
            12: ("wagtail.blocks.StructBlock", [[("figure", 10), ("across", 11)]], {}),
            13: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "default": "Police forces that support this campaign",
                    "label": "Heading",
                    "max_length": 120,
                },
            ),
            14: (
                "wagtail.blocks.TextBlock",
                (),
                {"label": "Opening sentence", "required": False, "rows": 2},
            ),
            15: ("campaigns.blocks.PoliceForcesBlock", (), {"label": "Police forces"}),
            16: (
                "wagtail.blocks.StructBlock",
                [[("heading", 13), ("introduction", 14), ("forces", 15)]],
                {},
            ),
            17: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "How to get in touch", "label": "Heading", "max_length": 120},
            ),
            18: (
                "wagtail.snippets.blocks.SnippetChooserBlock",
                ("helpline_info.SupportCategory",),
                {
                    "help_text": "Leave blank to show every channel.",
                    "label": "For people worried about",
                    "required": False,
                },
            ),
            19: ("wagtail.blocks.StructBlock", [[("heading", 17), ("category", 18)]], {}),
        },
        verbose_name="body",
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_home_page")]

    operations = [
        migrations.AlterField(model_name=model, name="body", field=body())
        for model in ("campaignpage", "contentpage", "homepage")
    ]
