"""Release templates as staff edit them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from press.models import ReleaseTemplate

pytestmark = pytest.mark.usefixtures("vocabulary")


def with_lead(text: str, conditions: list[str] | None = None) -> ReleaseTemplate:
    template = ReleaseTemplate.objects.get(name="Offences recorded by police: images")
    body = json.loads(json.dumps(list(template.body.raw_data), default=str))
    body[0]["value"][0]["value"] = {"text": text, "conditions": conditions or []}
    template.body = json.dumps(body)
    return template


def test_a_placeholder_that_is_not_on_the_palette_is_refused_when_saved() -> None:
    template = with_lead("In {area} there were {vlaue}.")
    with pytest.raises(
        ValidationError, match=r"{vlaue} is not a placeholder. Did you mean {value}"
    ):
        template.full_clean()


def test_a_condition_that_is_not_on_the_list_is_refused_when_saved() -> None:
    template = with_lead("In {area}.", ["is_a_tuesday"])
    with pytest.raises(ValidationError, match="is_a_tuesday"):
        template.full_clean()


def test_a_template_without_a_way_to_help_is_refused_when_saved() -> None:
    template = ReleaseTemplate.objects.get(name="People seeking help")
    template.body = json.dumps([block for block in _raw(template) if block["type"] != "helpline"])
    with pytest.raises(ValidationError, match="no release goes out without one"):
        template.full_clean()


def test_the_editor_is_told_what_is_wrong_beside_the_sentence() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    template = ReleaseTemplate.objects.get(name="People seeking help")
    sentence = {"text": "In {aera} it rose.", "conditions": [], "others": {"count": "0"}}
    headline = {"text": "Headline", "conditions": [], "others": {"count": "0"}}
    form = nested_form_data(
        {
            "name": template.name,
            "measure": template.measure_id,
            "is_in_use": "on",
            "profile": "web",
            "language": "en-gb",
            "headlines": streamfield([("headline", headline)]),
            "body": streamfield([("lead", _listed(sentence)), ("helpline", _listed(sentence))]),
            "action-publish": "action-publish",
        }
    )
    page = client.post(f"/admin/release-templates/edit/{template.pk}/", form).content.decode()
    assert "{aera} is not a placeholder. Did you mean {area}?" in page.replace("&#x27;", "'")
    template.refresh_from_db()
    assert "aera" not in str(template.body.raw_data)


def test_a_template_that_is_changed_keeps_its_history_and_changes_no_draft() -> None:
    template = ReleaseTemplate.objects.get(name="People seeking help")
    before = template.revisions.count()
    template.name = "People asking for help"
    template.save()
    template.save_revision()
    assert template.revisions.count() == before + 1


def _raw(template: ReleaseTemplate) -> list[dict[str, Any]]:
    raw: list[dict[str, Any]] = json.loads(json.dumps(list(template.body.raw_data), default=str))
    return raw


def _listed(*sentences: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"count": str(len(sentences))}
    for number, sentence in enumerate(sentences):
        fields[str(number)] = {
            "deleted": "",
            "order": str(number),
            "value": sentence,
            "type": "item",
            "id": "",
        }
    return fields
