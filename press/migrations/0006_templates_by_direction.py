"""Quotations with a direction, sentences with other wordings, and phrases that take turns."""

import wagtail.fields
from django.db import migrations, models

import press.blocks


class Migration(migrations.Migration):
    dependencies = [
        ("press", "0005_dispatch_tried_at"),
    ]

    operations = [
        # Templates that stand keep the words that they have; new ones vary.
        migrations.AddField(
            model_name="releasetemplate",
            name="vary_phrases",
            field=models.BooleanField(
                default=False,
                help_text="“Nearly”, “almost” and “just under” take turns from area to area, each where it is true. The same area always gets the same words.",
                verbose_name="vary the phrases",
            ),
        ),
        migrations.AlterField(
            model_name="releasetemplate",
            name="vary_phrases",
            field=models.BooleanField(
                default=True,
                help_text="“Nearly”, “almost” and “just under” take turns from area to area, each where it is true. The same area always gets the same words.",
                verbose_name="vary the phrases",
            ),
        ),
        migrations.AlterField(
            model_name="releasetemplate",
            name="body",
            field=wagtail.fields.StreamField(
                [("lead", 0), ("detail", 1), ("quote", 5), ("helpline", 6), ("note", 7)],
                block_lookup={
                    0: (
                        "press.blocks.ParagraphTemplateBlock",
                        (),
                        {"label": "First paragraph (who, what, where, when)", "part": "lead"},
                    ),
                    1: (
                        "press.blocks.ParagraphTemplateBlock",
                        (),
                        {"label": "Paragraph", "part": "detail"},
                    ),
                    2: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": press.blocks.direction_choices,
                            "help_text": "Whatever is chosen, words that speak of a rise never land where the figure fell.",
                            "label": "Which way it fits",
                        },
                    ),
                    3: (
                        "press.blocks.ParagraphTemplateBlock",
                        (),
                        {
                            "help_text": "Word for word, without the marks. A brace that the speaker wrote is doubled: {{ or }}.",
                            "label": "Quotation",
                            "part": "quote",
                        },
                    ),
                    4: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Name and role, as agreed with the person.",
                            "label": "Who said it",
                        },
                    ),
                    5: (
                        "wagtail.blocks.StructBlock",
                        [[("direction", 2), ("sentences", 3), ("speaker", 4)]],
                        {},
                    ),
                    6: (
                        "press.blocks.ParagraphTemplateBlock",
                        (),
                        {"icon": "help", "label": "Way to get help", "part": "helpline"},
                    ),
                    7: (
                        "press.blocks.ParagraphTemplateBlock",
                        (),
                        {"icon": "doc-empty", "label": "Note to editors", "part": "note"},
                    ),
                },
                verbose_name="paragraphs",
            ),
        ),
        migrations.AlterField(
            model_name="releasetemplate",
            name="headlines",
            field=wagtail.fields.StreamField(
                [("headline", 4)],
                block_lookup={
                    0: ("wagtail.blocks.TextBlock", (), {"label": "Sentence", "rows": 2}),
                    1: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": press.blocks.condition_choices,
                            "help_text": "All that are chosen must hold. With none chosen, always.",
                            "label": "Only when",
                            "required": False,
                        },
                    ),
                    2: ("wagtail.blocks.TextBlock", (), {"label": "Another wording", "rows": 2}),
                    3: (
                        "wagtail.blocks.ListBlock",
                        (2,),
                        {
                            "default": [],
                            "help_text": "Each area gets one of them, always the same, so that releases do not all read alike.",
                            "label": "Other ways to say it",
                        },
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 0), ("conditions", 1), ("others", 3)]],
                        {"icon": "title", "label": "Headline"},
                    ),
                },
                verbose_name="headlines",
            ),
        ),
    ]
