"""Release templates as the editor's form sends them."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import nested_form_data, streamfield

from press.models import ReleaseTemplate

LEAD = "In {area} there were {value}."
HELP = "Call {helpline_number}."


def sentence(text: str, *conditions: str, others: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"text": text, "conditions": list(conditions), "others": listed(*others)}


def listed(*values: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"count": str(len(values))}
    for number, value in enumerate(values):
        fields[str(number)] = {
            "deleted": "",
            "order": str(number),
            "value": value,
            "type": "item",
            "id": "",
        }
    return fields


def quotation(text: str, *, direction: str = "any") -> tuple[str, dict[str, Any]]:
    words = listed(sentence(text))
    return "quote", {"direction": direction, "sentences": words, "speaker": "The director"}


def form(
    template: ReleaseTemplate,
    *blocks: tuple[str, Any],
    lead: str = LEAD,
    headline: str = "Headline",
    publish: bool = False,
    **fields: str,
) -> dict[str, Any]:
    """What the browser sends for a template with this lead, a way to help, and more blocks."""
    data: dict[str, Any] = nested_form_data(
        {
            "name": template.name,
            "measure": template.measure_id,
            "is_in_use": "on",
            "profile": "web",
            "language": "en-gb",
            "headlines": streamfield([("headline", sentence(headline))]),
            "body": streamfield(
                [
                    ("lead", listed(sentence(lead))),
                    *blocks,
                    ("helpline", listed(sentence(HELP))),
                ]
            ),
        }
    )
    if publish:
        data["action-publish"] = "action-publish"
    return data | fields
