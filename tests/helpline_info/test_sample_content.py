from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
import textstat
from django.utils import translation
from django.utils.html import strip_tags

from helpline_info import sample_content
from helpline_info.languages import is_said_in_english_instead, said
from helpline_info.models import Channel, Closure, OtherService, SupportCategory
from helpline_info.now import channels_now, help_now
from helpline_info.opening import LONDON
from helpline_info.sample_content.worries import WORRIES, Worry
from helpline_info.sentences import week_in_words

pytestmark = pytest.mark.django_db

MODELS = (SupportCategory, Channel, Closure, OtherService)


def test_the_four_worries_have_the_real_helpline_and_its_hours() -> None:
    sample_content.load()
    assert SupportCategory.objects.live().count() == 4
    for category in SupportCategory.objects.all():
        first = channels_now(category=category)[0].channel
        assert first.contact == "0808 1000 900"
        assert week_in_words(first.week) == [
            ("Monday to Thursday", "9am to 9pm"),
            ("Friday", "9am to 5pm"),
        ]


def test_what_is_loaded_would_be_accepted_from_staff() -> None:
    sample_content.load()
    for model in MODELS:
        for item in model.objects.all():
            item.full_clean()


def test_loading_twice_adds_nothing() -> None:
    sample_content.load()
    before = [model.objects.count() for model in MODELS]
    sample_content.load()
    assert [model.objects.count() for model in MODELS] == before


def test_loading_again_keeps_what_staff_changed_and_removed() -> None:
    sample_content.load()
    Channel.objects.filter(position=0).update(contact="0800 111 222", name="Our line")
    SupportCategory.objects.filter(slug="keeping-children-safe").delete()
    OtherService.objects.filter(name="Samaritans").delete()
    sample_content.load()
    assert Channel.objects.filter(contact="0800 111 222").count() == 1
    assert not Channel.objects.filter(contact=sample_content.HELPLINE_NUMBER).exists()
    assert SupportCategory.objects.count() == 3
    assert not OtherService.objects.filter(name="Samaritans").exists()


def test_every_part_of_a_page_is_written() -> None:
    sample_content.load()
    for category in SupportCategory.objects.all():
        for part in (
            "summary",
            "confidential_in_short",
            "feelings",
            "what_happens",
            "confidential",
            "limits",
            "steps_now",
            "resources",
        ):
            assert getattr(category, part), f"{category}: {part}"


@pytest.mark.parametrize("worry", WORRIES, ids=lambda worry: worry.slug)
def test_the_words_are_those_of_a_reading_age_of_eleven(worry: Worry) -> None:
    for part in (
        "summary",
        "confidential_in_short",
        "feelings",
        "what_happens",
        "confidential",
        "limits",
        "steps_now",
    ):
        ends_marked = worry.fields[part].replace("</li>", ".</li>").replace("..", ".")
        words = strip_tags(ends_marked.replace("<", " <"))
        assert textstat.flesch_kincaid_grade(words) <= 6, part


def test_only_real_services_are_linked_over_lines_that_nobody_listens_in_on() -> None:
    known = {
        "www.stopitnow.org.uk",
        "www.parentsprotect.co.uk",
        "www.nspcc.org.uk",
        "www.childline.org.uk",
        "shorespace.org.uk",
        "www.ceop.police.uk",
        "report.iwf.org.uk",
    }
    for worry in WORRIES:
        links = re.findall(r'href="([^"]+)"', worry.fields["resources"])
        assert links
        assert {urlsplit(link).scheme for link in links} == {"https"}
        assert {urlsplit(link).hostname for link in links} <= known


def test_nobody_answers_on_christmas_day_and_pages_say_what_to_do() -> None:
    sample_content.load()
    help_then = help_now(datetime(2026, 12, 25, 10, tzinfo=LONDON))
    assert help_then.first is not None
    assert help_then.first.sentence == "Opens on Tuesday at 9am"
    assert [way.name for way in help_then.until_then] == [
        "Send a secure message",
        "Stop It Now! self-help",
    ]


def test_welsh_stands_where_it_is_sure() -> None:
    sample_content.load()
    with translation.override("cy"):
        titles = [said(category, "title") for category in SupportCategory.objects.all()]
    assert "Ymddygiad oedolyn arall" in titles


def test_nobody_who_reads_welsh_gets_the_promise_its_limits_or_the_cost_in_english() -> None:
    sample_content.load()
    with translation.override("cy"):
        for category in SupportCategory.objects.all():
            for part in ("what_happens", "confidential", "limits", "steps_now", "resources"):
                assert not is_said_in_english_instead(category, part), f"{category}: {part}"
                same = category.__dict__[part].count("<li>") == said(category, part).count("<li>")
                assert same, f"{category}: as many points of {part}"
        for channel in Channel.objects.all():
            for part in ("cost", "bill_note", "languages_spoken", "needed", "note"):
                assert not is_said_in_english_instead(channel, part), f"{channel}: {part}"
        for service in OtherService.objects.all():
            assert not is_said_in_english_instead(service, "purpose"), service
