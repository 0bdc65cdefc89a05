"""Sections for campaigns, the partners that they name, and the days on which they run."""

import django.core.validators
import django.db.models.deletion
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


def body() -> wagtail.fields.StreamField:
    return wagtail.fields.StreamField(
        [
            ("opening", 4),
            ("text", 7),
            ("picture", 10),
            ("questions", 16),
            ("timeline", 24),
            ("downloads", 31),
            ("key_figure", 34),
            ("comparison", 38),
            ("help_sought", 45),
            ("figure_table", 48),
            ("figure_chart", 48),
            ("routes_to_help", 51),
            ("steps", 57),
            ("way_to_help", 60),
            ("call_to_action", 66),
            ("quotation", 72),
            ("voices", 80),
            ("partners", 84),
            ("supporting_forces", 88),
        ],
        blank=True,
        block_lookup={
            0: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "link", "figure"],
                    "help_text": "Two or three short sentences: who this page is for, and what they will find.",
                    "label": "Words",
                },
            ),
            1: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "default": "Talk to someone in confidence",
                    "help_text": "It leads to help: say what happens, not “click here”.",
                    "label": "Words on the button",
                    "max_length": 60,
                },
            ),
            2: (
                "wagtail.snippets.blocks.SnippetChooserBlock",
                ("helpline_info.SupportCategory",),
                {
                    "help_text": "Where the button leads. Leave blank to lead to all four worries.",
                    "label": "For people worried about",
                    "required": False,
                },
            ),
            3: (
                "wagtail.images.blocks.ImageBlock",
                [],
                {
                    "help_text": "Not needed. Describe what it shows, or mark it as decorative. Never a picture of a child who could be recognised, and nothing that tells others what the page is about.",
                    "label": "Picture",
                },
            ),
            4: (
                "wagtail.blocks.StructBlock",
                [[("text", 0), ("button", 1), ("category", 2), ("picture", 3)]],
                {},
            ),
            5: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "Leave blank to go on with the section above.",
                    "label": "Heading",
                    "max_length": 120,
                    "required": False,
                },
            ),
            6: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["h3", "bold", "ol", "ul", "link", "document-link", "figure"],
                    "label": "Text",
                },
            ),
            7: ("wagtail.blocks.StructBlock", [[("heading", 5), ("text", 6)]], {}),
            8: (
                "wagtail.images.blocks.ImageBlock",
                [],
                {
                    "help_text": "Describe what it shows, or mark it as decorative. Never a child who could be recognised.",
                    "label": "Picture",
                },
            ),
            9: (
                "wagtail.blocks.CharBlock",
                (),
                {"label": "Caption", "max_length": 200, "required": False},
            ),
            10: ("wagtail.blocks.StructBlock", [[("picture", 8), ("caption", 9)]], {}),
            11: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "Questions and answers", "label": "Heading", "max_length": 120},
            ),
            12: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As somebody would ask it: What if I am not sure?",
                    "label": "Question",
                    "max_length": 160,
                },
            ),
            13: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "ol", "ul", "link", "document-link", "figure"],
                    "label": "Answer",
                },
            ),
            14: ("wagtail.blocks.StructBlock", [[("question", 12), ("answer", 13)]], {}),
            15: (
                "wagtail.blocks.ListBlock",
                (14,),
                {"default": [], "label": "Questions", "min_num": 1},
            ),
            16: ("wagtail.blocks.StructBlock", [[("heading", 11), ("questions", 15)]], {}),
            17: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "How it went", "label": "Heading", "max_length": 120},
            ),
            18: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "link", "figure"],
                    "label": "Opening sentences",
                    "required": False,
                },
            ),
            19: (
                "wagtail.blocks.DateBlock",
                (),
                {
                    "help_text": "Where only the month or the year is known, any day of it.",
                    "label": "Date",
                },
            ),
            20: (
                "wagtail.blocks.ChoiceBlock",
                [],
                {
                    "choices": [("day", "day"), ("month", "month"), ("year", "year")],
                    "label": "Known to the",
                },
            ),
            21: (
                "stats.blocks.ProseBlock",
                (),
                {"features": ["bold", "link", "figure"], "label": "What happened"},
            ),
            22: (
                "wagtail.blocks.StructBlock",
                [[("day", 19), ("known_to", 20), ("words", 21)]],
                {},
            ),
            23: (
                "wagtail.blocks.ListBlock",
                (22,),
                {"default": [], "label": "Events", "min_num": 1},
            ),
            24: (
                "wagtail.blocks.StructBlock",
                [[("heading", 17), ("introduction", 18), ("events", 23)]],
                {},
            ),
            25: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "Downloads", "label": "Heading", "max_length": 120},
            ),
            26: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document"}),
            27: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "Leave blank to use the document's own title.",
                    "label": "What it is called",
                    "max_length": 120,
                    "required": False,
                },
            ),
            28: (
                "wagtail.blocks.CharBlock",
                (),
                {"label": "What it is for", "max_length": 200, "required": False},
            ),
            29: (
                "wagtail.blocks.StructBlock",
                [[("document", 26), ("title", 27), ("words", 28)]],
                {},
            ),
            30: (
                "wagtail.blocks.ListBlock",
                (29,),
                {
                    "default": [],
                    "help_text": "A file stays on the visitor's device. Ask whether a page would do as well.",
                    "label": "Downloads",
                    "min_num": 1,
                },
            ),
            31: (
                "wagtail.blocks.StructBlock",
                [[("heading", 25), ("introduction", 18), ("downloads", 30)]],
                {},
            ),
            32: ("stats.choosers.FigureChooserBlock", (), {"label": "Figure"}),
            33: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As it reads after the number: people in the North West looked for help. The place, the period and the source are added by themselves. Type no other number here.",
                    "label": "What it says",
                    "max_length": 200,
                },
            ),
            34: ("wagtail.blocks.StructBlock", [[("figure", 32), ("caption", 33)]], {}),
            35: ("stats.choosers.FigureChooserBlock", (), {"label": "Older figure"}),
            36: ("stats.choosers.FigureChooserBlock", (), {"label": "Newer figure"}),
            37: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As it reads after the change: child abuse image offences recorded in Lancashire. The change, the two figures and the source are added by themselves. Type no number here.",
                    "label": "What it says",
                    "max_length": 200,
                },
            ),
            38: (
                "wagtail.blocks.StructBlock",
                [[("older", 35), ("newer", 36), ("caption", 37)]],
                {},
            ),
            39: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "People who asked for help", "label": "Heading", "max_length": 120},
            ),
            40: (
                "stats.choosers.FigureChooserBlock",
                (),
                {
                    "help_text": "Choose by measure, area and period: the time before it began.",
                    "label": "Before",
                },
            ),
            41: (
                "stats.choosers.FigureChooserBlock",
                (),
                {
                    "help_text": "The same measure and area, and as long a time, once it had begun. A longer time cannot be compared.",
                    "label": "After",
                },
            ),
            42: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "As it reads after each number: people looked for help. Type no number here.",
                    "label": "What is counted",
                    "max_length": 200,
                },
            ),
            43: (
                "wagtail.blocks.BooleanBlock",
                (),
                {
                    "help_text": "Only where the two cannot be compared: the page then says why instead of a change.",
                    "label": "Show both numbers without comparing them",
                    "required": False,
                },
            ),
            44: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "link", "figure"],
                    "help_text": "For example: more people asking does not mean more offending.",
                    "label": "What it does not mean",
                    "required": False,
                },
            ),
            45: (
                "wagtail.blocks.StructBlock",
                [
                    [
                        ("heading", 39),
                        ("introduction", 18),
                        ("older", 40),
                        ("newer", 41),
                        ("caption", 42),
                        ("shown_apart", 43),
                        ("note", 44),
                    ]
                ],
                {},
            ),
            46: (
                "stats.choosers.FigureChooserBlock",
                (),
                {"help_text": "The one that the others go with.", "label": "Figure"},
            ),
            47: (
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
            48: ("wagtail.blocks.StructBlock", [[("figure", 46), ("across", 47)]], {}),
            49: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "What are you worried about?", "label": "Heading", "max_length": 120},
            ),
            50: (
                "wagtail.blocks.TextBlock",
                (),
                {"label": "Opening sentence", "max_length": 300, "required": False, "rows": 2},
            ),
            51: ("wagtail.blocks.StructBlock", [[("heading", 49), ("introduction", 50)]], {}),
            52: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "How we help", "label": "Heading", "max_length": 120},
            ),
            53: ("wagtail.blocks.CharBlock", (), {"label": "Step", "max_length": 80}),
            54: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "ol", "ul", "link", "document-link", "figure"],
                    "label": "What happens",
                },
            ),
            55: ("wagtail.blocks.StructBlock", [[("heading", 53), ("text", 54)]], {}),
            56: (
                "wagtail.blocks.ListBlock",
                (55,),
                {"default": [], "label": "Steps", "min_num": 1},
            ),
            57: (
                "wagtail.blocks.StructBlock",
                [[("heading", 52), ("introduction", 18), ("steps", 56)]],
                {},
            ),
            58: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "How to get in touch", "label": "Heading", "max_length": 120},
            ),
            59: (
                "wagtail.snippets.blocks.SnippetChooserBlock",
                ("helpline_info.SupportCategory",),
                {
                    "help_text": "Leave blank to show every channel.",
                    "label": "For people worried about",
                    "required": False,
                },
            ),
            60: ("wagtail.blocks.StructBlock", [[("heading", 58), ("category", 59)]], {}),
            61: (
                "wagtail.blocks.CharBlock",
                (),
                {"label": "Heading", "max_length": 120, "required": False},
            ),
            62: (
                "stats.blocks.ProseBlock",
                (),
                {
                    "features": ["bold", "link", "figure"],
                    "label": "Words above the button",
                    "required": False,
                },
            ),
            63: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "Say where it leads: Talk to someone in confidence.",
                    "label": "Words on the button",
                    "max_length": 60,
                },
            ),
            64: (
                "wagtail.snippets.blocks.SnippetChooserBlock",
                ("helpline_info.SupportCategory",),
                {"label": "To help for people worried about", "required": False},
            ),
            65: (
                "wagtail.blocks.PageChooserBlock",
                (),
                {
                    "help_text": "Leave both blank to lead to all the ways to get help.",
                    "label": "Or to a page of this site",
                    "required": False,
                },
            ),
            66: (
                "wagtail.blocks.StructBlock",
                [[("heading", 61), ("text", 62), ("button", 63), ("category", 64), ("page", 65)]],
                {},
            ),
            67: (
                "wagtail.blocks.TextBlock",
                (),
                {
                    "help_text": "Exactly as they were said, without quotation marks.",
                    "label": "Words",
                    "max_length": 600,
                    "rows": 3,
                },
            ),
            68: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "An organisation, a person who speaks for one, or “A caller to the helpline”. Never a made-up name.",
                    "label": "Who says it",
                    "max_length": 120,
                },
            ),
            69: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "For example: Lancashire Constabulary.",
                    "label": "Role",
                    "max_length": 120,
                    "required": False,
                },
            ),
            70: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "A report, release or letter and its date. Visitors do not see it.",
                    "label": "Where it was said",
                    "max_length": 200,
                },
            ),
            71: (
                "wagtail.blocks.BooleanBlock",
                (),
                {
                    "label": "These words were really said or written, and we may use them",
                    "required": True,
                },
            ),
            72: (
                "wagtail.blocks.StructBlock",
                [[("words", 67), ("said_by", 68), ("role", 69), ("source", 70), ("is_real", 71)]],
                {},
            ),
            73: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "What people have told us", "label": "Heading", "max_length": 120},
            ),
            74: ("wagtail.blocks.TextBlock", (), {"label": "Words", "max_length": 300, "rows": 2}),
            75: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "For example: A parent. Leave out age, place and anything rare.",
                    "label": "Who they are, without a name",
                    "max_length": 80,
                },
            ),
            76: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "For example: survey of callers, spring. Visitors do not see it.",
                    "label": "Where the words come from",
                    "max_length": 200,
                },
            ),
            77: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "help_text": "Who asked them, when, and to what. Visitors do not see it.",
                    "label": "How they agreed",
                    "max_length": 200,
                },
            ),
            78: (
                "wagtail.blocks.StructBlock",
                [[("words", 74), ("who", 75), ("source", 76), ("consent", 77)]],
                {},
            ),
            79: (
                "wagtail.blocks.ListBlock",
                (78,),
                {"default": [], "label": "Voices", "max_num": 8, "min_num": 2},
            ),
            80: (
                "wagtail.blocks.StructBlock",
                [[("heading", 73), ("introduction", 18), ("voices", 79)]],
                {},
            ),
            81: (
                "wagtail.blocks.CharBlock",
                (),
                {"default": "Our partners", "label": "Heading", "max_length": 120},
            ),
            82: (
                "wagtail.snippets.blocks.SnippetChooserBlock",
                ("campaigns.Partner",),
                {"label": "Partner"},
            ),
            83: (
                "wagtail.blocks.ListBlock",
                (82,),
                {
                    "default": [],
                    "help_text": "They are put in order by themselves: police forces by region, then the others.",
                    "label": "Partners",
                    "min_num": 1,
                },
            ),
            84: (
                "wagtail.blocks.StructBlock",
                [[("heading", 81), ("introduction", 18), ("partners", 83)]],
                {},
            ),
            85: (
                "wagtail.blocks.CharBlock",
                (),
                {
                    "default": "Police forces that support this campaign",
                    "label": "Heading",
                    "max_length": 120,
                },
            ),
            86: (
                "wagtail.blocks.TextBlock",
                (),
                {"label": "Opening sentence", "required": False, "rows": 2},
            ),
            87: ("campaigns.blocks.forces.PoliceForcesBlock", (), {"label": "Police forces"}),
            88: (
                "wagtail.blocks.StructBlock",
                [[("heading", 85), ("introduction", 86), ("forces", 87)]],
                {},
            ),
        },
        verbose_name="body",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_figures_in_prose"),
        ("stats", "0009_welsh_names_of_areas"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignpage",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="campaignpage",
            name="figures_to_look_at",
            field=models.BooleanField(
                default=False,
                help_text="They came along from an earlier campaign. Untick once each of them belongs here: until then this page cannot be published.",
                verbose_name="these figures have not been looked at yet",
            ),
        ),
        migrations.AddField(
            model_name="campaignpage",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="first day"),
        ),
        migrations.AlterField(
            model_name="campaignpage",
            name="body",
            field=body(),
        ),
        migrations.AlterField(
            model_name="contentpage",
            name="body",
            field=body(),
        ),
        migrations.AlterField(
            model_name="homepage",
            name="body",
            field=body(),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police-force", "Police forces"),
                            ("charity", "Charities"),
                            ("public-body", "Public bodies"),
                            ("company", "Companies"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "website",
                    models.URLField(
                        blank=True,
                        help_text="Its own address, beginning with https://. Leave blank to name it only.",
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="website",
                    ),
                ),
                (
                    "area",
                    models.OneToOneField(
                        blank=True,
                        help_text="For a police force: the area that it serves. Pages list forces by region.",
                        limit_choices_to=models.Q(("body_name", ""), _negated=True),
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner",
                        to="stats.area",
                        verbose_name="police force area",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        help_text="Not needed. The name stands beside it, so it needs no description.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", False), ("kind", "police-force")),
                            models.Q(
                                models.Q(("kind", "police-force"), _negated=True),
                                ("area__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="partner_has_an_area_if_it_is_a_police_force",
                    )
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
