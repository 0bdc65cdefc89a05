from __future__ import annotations

import pytest

from helpline_info import sample_content
from helpline_info.models import Channel, Closure, OtherService, SupportCategory
from helpline_info.now import channels_now
from helpline_info.sentences import week_in_words

pytestmark = pytest.mark.django_db

MODELS = (SupportCategory, Channel, Closure, OtherService)


def test_the_four_worries_have_the_real_helpline_and_its_hours() -> None:
    sample_content.load()
    assert SupportCategory.objects.live().count() == 4
    for category in SupportCategory.objects.all():
        first = channels_now(category=category)[0].channel
        assert first.contact == "0808 1000 900"
        assert week_in_words(hours.span for hours in first.opening_hours.all()) == [
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
