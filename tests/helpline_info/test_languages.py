"""One entry holds both languages; what is not yet in Welsh is shown in English, and says so."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from helpline_info.languages import is_said_in_english_instead, said
from helpline_info.models import SupportCategory
from helpline_info.templatetags.helpline import lang

CATEGORY = SupportCategory(
    title="Another adult", title_cy="Oedolyn arall", feelings="<p>Fear</p>", feelings_cy="<p></p>"
)


def test_in_english_the_english_is_said() -> None:
    with override("en-gb"):
        assert said(CATEGORY, "title") == "Another adult"
        assert lang(CATEGORY, "feelings") == ""


def test_in_welsh_the_welsh_is_said() -> None:
    with override("cy"):
        assert said(CATEGORY, "title") == "Oedolyn arall"
        assert lang(CATEGORY, "title") == ""


def test_where_there_is_no_welsh_the_english_is_said_and_marked_as_english() -> None:
    with override("cy"):
        assert said(CATEGORY, "feelings") == "<p>Fear</p>"
        assert is_said_in_english_instead(CATEGORY, "feelings")
        assert lang(CATEGORY, "feelings") == ' lang="en-gb"'


def test_what_says_nothing_in_either_language_is_not_marked() -> None:
    with override("cy"):
        assert lang(CATEGORY, "resources") == ""


def test_a_field_that_has_no_welsh_beside_it_is_a_mistake_in_the_template() -> None:
    with override("cy"), pytest.raises(AttributeError):
        said(CATEGORY, "slug")
