"""Questions and answers, each to be opened by itself. No script is needed to open one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from .parts import WORDS, heading, paragraphs

EMBED = "<embed"


def questions_in(body: Any) -> Iterator[tuple[str, str]]:
    """Every question of a body with the rich text of its answer, as they are stored.

    Nothing else of the body is read for it. An answer with a figure is left out: whoever keeps a
    copy of it would not hear of a correction.
    """
    for section in getattr(body, "raw_data", ()):
        if section["type"] == "questions":
            for item in section["value"]["questions"]:
                each = item.get("value", item)
                if EMBED not in each["answer"]:
                    yield each["question"], each["answer"]


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        label=gettext_lazy("Question"),
        max_length=160,
        help_text=gettext_lazy("As somebody would ask it: What if I am not sure?"),
    )
    answer = paragraphs(label=gettext_lazy("Answer"))

    class Meta:
        label = gettext_lazy("Question")
        icon = "help"


class QuestionsBlock(blocks.StructBlock):
    """Closed until they are wanted; printed, and found by the browser's search, all the same."""

    heading = heading(default=gettext_lazy("Questions and answers"))
    questions = blocks.ListBlock(
        QuestionBlock(), label=gettext_lazy("Questions"), min_num=1, default=[]
    )

    class Meta:
        label = gettext_lazy("Questions and answers")
        icon = "help"
        template = "campaigns/blocks/questions.html"
        group = WORDS
