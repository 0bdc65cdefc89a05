"""Nothing in the tab, the history or the address of a help page gives its reader away."""

from __future__ import annotations

import html

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import helpline_info.sample_content
from charity_site.neutral_names import (
    SensitiveWord,
    sensitive_words_in,
    stop_at_sensitive_words,
)
from helpline_info.models import SupportCategory
from tests.helpline_info.test_admin import form_of
from tests.seeds import grow
from tests.stats.people import person


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("offenders-and-families", ["offend"]),
        ("Offending", ["offend"]),
        ("SEX  addiction", ["sex"]),
        ("child-sexual-abuse", ["abuse", "sex"]),
        ("Cam-drin plant", ["cam-drin"]),
        ("cam_drin", ["cam-drin"]),
        ("Essex", []),
        ("your-own-thoughts", []),
        ("", []),
    ],
)
def test_a_word_is_found_in_names_and_addresses(text: str, found: list[str]) -> None:
    assert sensitive_words_in(text, ["abuse", "cam-drin", "offend", "sex"]) == found


@pytest.fixture
def category(db: None) -> SupportCategory:
    grow(helpline_info.sample_content.load)
    return SupportCategory.objects.get(slug="your-own-thoughts")


def problems(category: SupportCategory) -> list[str]:
    return stop_at_sensitive_words(instance=category)


def test_the_sample_content_gives_nothing_away(category: SupportCategory) -> None:
    for each in SupportCategory.objects.all():
        assert problems(each) == [], each.slug


def test_what_others_see_is_held_back_and_says_why(category: SupportCategory) -> None:
    category.label = "For offenders"
    category.slug = "sexual-thoughts"
    category.label_cy = "Cam-drin"
    welsh, label, slug = sorted(problems(category))
    assert label.startswith("The short neutral name says “offend”")
    assert welsh.startswith("The short neutral name in Welsh says “cam-drin”")
    assert slug.startswith("The web address says “sex”")


def test_what_only_the_reader_sees_may_say_it(category: SupportCategory) -> None:
    category.title = "Worried about your own sexual thoughts?"
    assert problems(category) == []


def test_the_editor_is_told_in_the_form_and_the_page_stays(
    admin_client: Client, category: SupportCategory
) -> None:
    address = reverse("wagtailsnippets_helpline_info_supportcategory:edit", args=[category.pk])
    sent = form_of(category, label="Sexual thoughts")
    sent |= {"slug": "offending", "action-publish": "1"}
    told = html.unescape(admin_client.post(address, sent).content.decode())
    assert "The short neutral name says “sex”" in told
    assert "The web address says “offend”" in told
    category.refresh_from_db()
    assert category.label != "Sexual thoughts"


def test_approvers_keep_the_list_and_editors_read_it(client: Client, db: None) -> None:
    add = reverse("wagtailsnippets_charity_site_sensitiveword:add")
    client.force_login(person("anna", "Approver"))
    assert client.post(add, {"word": "  secret   word "}).status_code == 302
    assert SensitiveWord.objects.filter(word="secret word").exists()
    assert client.post(add, {"word": "123"}).status_code == 200
    client.force_login(person("ed", "Editor"))
    assert client.get(reverse("wagtailsnippets_charity_site_sensitiveword:list")).status_code == 200
    refused = client.post(add, {"word": "another"})
    assert refused.status_code == 302
    assert not SensitiveWord.objects.filter(word="another").exists()
    assert User.objects.count() == 2
