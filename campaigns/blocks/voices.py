"""What others say: a quotation, and the voices of people who are not named.

Nobody is invented here: whoever puts words in says where they come from, and that they may be used.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail import blocks

from .parts import PEOPLE, heading, sentences

FEWEST_VOICES = 2
MOST_VOICES = 8


class QuotationBlock(blocks.StructBlock):
    """What a person or an organisation has said, where it can be looked up."""

    words = blocks.TextBlock(
        label=gettext_lazy("Words"),
        rows=3,
        max_length=600,
        help_text=gettext_lazy("Exactly as they were said, without quotation marks."),
    )
    said_by = blocks.CharBlock(
        label=gettext_lazy("Who says it"),
        max_length=120,
        help_text=gettext_lazy(
            "An organisation, a person who speaks for one, or “A caller to the helpline”. Never a"
            " made-up name."
        ),
    )
    role = blocks.CharBlock(
        label=gettext_lazy("Role"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example: Lancashire Constabulary."),
    )
    source = blocks.CharBlock(
        label=gettext_lazy("Where it was said"),
        max_length=200,
        help_text=gettext_lazy("A report, release or letter and its date. Visitors do not see it."),
    )
    is_real = blocks.BooleanBlock(
        label=gettext_lazy("These words were really said or written, and we may use them"),
        required=True,
    )

    class Meta:
        label = gettext_lazy("Quotation")
        icon = "openquote"
        template = "campaigns/blocks/quotation.html"
        group = PEOPLE


class VoiceBlock(blocks.StructBlock):
    """One statement of somebody who is not named."""

    words = blocks.TextBlock(label=gettext_lazy("Words"), rows=2, max_length=300)
    who = blocks.CharBlock(
        label=gettext_lazy("Who they are, without a name"),
        max_length=80,
        help_text=gettext_lazy("For example: A parent. Leave out age, place and anything rare."),
    )
    source = blocks.CharBlock(
        label=gettext_lazy("Where the words come from"),
        max_length=200,
        help_text=gettext_lazy("For example: survey of callers, spring. Visitors do not see it."),
    )
    consent = blocks.CharBlock(
        label=gettext_lazy("How they agreed"),
        max_length=200,
        help_text=gettext_lazy("Who asked them, when, and to what. Visitors do not see it."),
    )

    class Meta:
        label = gettext_lazy("Voice")
        icon = "comment"


class VoicesBlock(blocks.StructBlock):
    """Several short statements side by side. Nobody can be known by them."""

    heading = heading(default=gettext_lazy("What people have told us"))
    introduction = sentences(label=gettext_lazy("Opening sentences"), required=False)
    voices = blocks.ListBlock(
        VoiceBlock(),
        label=gettext_lazy("Voices"),
        min_num=FEWEST_VOICES,
        max_num=MOST_VOICES,
        default=[],
    )

    class Meta:
        label = gettext_lazy("Voices")
        icon = "group"
        template = "campaigns/blocks/voices.html"
        group = PEOPLE
