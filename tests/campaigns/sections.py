"""One of every section that a campaign may have, as an editor would fill it in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from campaigns.blocks import BodyBlock, CampaignBodyBlock
from campaigns.models import Partner, PartnerKind
from stats.models import Area, Figure
from tests.campaigns.factories import (
    LANCASHIRE,
    home_page,
    key_figure,
    make_figure,
    make_measure,
)
from tests.helpline_info.factories import make_category, make_channel

Section = tuple[str, Any]

BEFORE = (date(2017, 7, 1), date(2017, 12, 31))


def words(text: str = "<p>Some words.</p>") -> RichText:
    return RichText(text)


def text(heading: str = "A section", html: str = "<p>Some words.</p>") -> Section:
    return "text", {"heading": heading, "text": RichText(html)}


def opening(**fields: Any) -> Section:
    value = {"text": words("<p>For you.</p>"), "button": "Talk to someone", "category": None}
    return "opening", {**value, "picture": None, **fields}


def routes_to_help() -> Section:
    return "routes_to_help", {"heading": "What worries you?", "introduction": ""}


def way_to_help(category: Any = None) -> Section:
    return "way_to_help", {"heading": "How to get in touch", "category": category}


def call_to_action(**fields: Any) -> Section:
    value = {"heading": "", "text": words(""), "button": "Go on", "category": None, "page": None}
    return "call_to_action", {**value, **fields}


def steps() -> Section:
    each = {"heading": "You call", "text": words("<p>An adviser listens.</p>")}
    return "steps", {"heading": "How we help", "introduction": words(""), "steps": [each]}


def quotation(**fields: Any) -> Section:
    value = {
        "words": "It was good to be heard",
        "said_by": "A caller to the helpline",
        "role": "",
        "source": "Letter of May",
        "is_real": True,
    }
    return "quotation", {**value, **fields}


def voices(count: int = 2) -> Section:
    voice = {
        "words": "I was glad to talk",
        "who": "A parent",
        "source": "Survey of callers",
        "consent": "Asked by the adviser in May",
    }
    value = {"heading": "What people told us", "introduction": words("")}
    return "voices", {**value, "voices": [voice] * count}


def timeline(*events: tuple[date, str, str]) -> Section:
    given = events or ((date(2018, 1, 15), "day", "It begins."),)
    value = {"heading": "How it went", "introduction": words("")}
    return "timeline", {
        **value,
        "events": [
            {"day": day, "known_to": known_to, "words": words(f"<p>{what}</p>")}
            for day, known_to, what in given
        ],
    }


def questions() -> Section:
    each = {"question": "Do I have to say who I am?", "answer": words("<p>No.</p>")}
    return "questions", {"heading": "Questions", "questions": [each]}


def make_document(title: str = "Leaflet") -> Any:
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.7 " + b"x" * 2048, name="leaflet.pdf")
    )


def downloads(document: Any = None) -> Section:
    each = {"document": document or make_document(), "title": "", "words": "To print."}
    return "downloads", {
        "heading": "Downloads",
        "introduction": words(""),
        "downloads": [each],
    }


def make_picture(*, described: str = "A bench in a park", decorative: bool = False) -> Any:
    drawn: ImageFile = get_test_image_file()
    picture = get_image_model().objects.create(title="Bench", file=drawn)
    picture.contextual_alt_text, picture.decorative = described, decorative
    return picture


def picture(image: Any = None) -> Section:
    return "picture", {"picture": image or make_picture(), "caption": "A quiet place"}


def make_force(code: str = LANCASHIRE, website: str = "https://www.lancashire.police.uk/") -> Any:
    area = Area.objects.get(gss_code=code)
    return Partner.objects.get_or_create(
        name=area.body_name,
        defaults={"kind": PartnerKind.POLICE_FORCE, "area": area, "website": website},
    )[0]


def make_charity(name: str = "A charity", logo: Any = None) -> Any:
    found = {"kind": PartnerKind.CHARITY, "website": "https://example.org/", "logo": logo}
    return Partner.objects.get_or_create(name=name, defaults=found)[0]


def partners(*named: Any) -> Section:
    value = {"heading": "Our partners", "introduction": words("")}
    return "partners", {**value, "partners": list(named) or [make_force(), make_charity()]}


def supporting_forces(*codes: str) -> Section:
    value = {"heading": "Police forces", "introduction": ""}
    return "supporting_forces", {**value, "forces": list(codes) or [LANCASHIRE]}


def help_sought(older: Figure | None = None, newer: Figure | None = None, **fields: Any) -> Section:
    value = {
        "heading": "People who asked",
        "introduction": words(""),
        "older": older or make_figure(1747, period=BEFORE),
        "newer": newer or make_figure(3549),
        "caption": "people looked for help",
        "shown_apart": False,
        "note": words(""),
    }
    return "help_sought", {**value, **fields}


def of_figures(older: Figure, newer: Figure) -> list[Section]:
    """Every section that stands on figures."""
    return [
        key_figure(newer),
        ("comparison", {"older": older, "newer": newer, "caption": "people"}),
        help_sought(older, newer),
        ("figure_table", {"figure": newer, "across": "periods"}),
        ("figure_chart", {"figure": newer, "across": "periods"}),
    ]


def one_of_each(**names: str) -> list[Section]:
    """Every sort of section once, in an order that may be published."""
    measure = make_measure(names.get("measure", "people-seeking-help"))
    older = make_figure(1747, measure=measure, period=BEFORE)
    newer = make_figure(3549, measure=measure)
    linked = (
        f'<p>See <a linktype="page" id="{home_page().pk}">home</a> and'
        f' <a linktype="document" id="{make_document().pk}">the leaflet</a>.</p>'
    )
    category = make_category()
    make_channel(category, days=range(7))
    return [
        opening(picture=make_picture(), category=category),
        routes_to_help(),
        text(html=linked),
        picture(),
        steps(),
        *of_figures(older, newer),
        quotation(),
        voices(),
        timeline(),
        questions(),
        downloads(),
        partners(make_force(), make_charity(logo=make_picture())),
        supporting_forces(),
        way_to_help(category),
        call_to_action(page=home_page()),
        call_to_action(category=category),
    ]


def stored(*sections: Section, block: type[BodyBlock] = BodyBlock) -> list[dict[str, Any]]:
    """Sections as they are kept in the database."""
    body = block()
    value = body.normalize(list(sections))
    found: list[dict[str, Any]] = body.get_prep_value(value)
    return found


def publish(*sections: Section, block: type[BodyBlock] = BodyBlock) -> None:
    """Clean a body as publishing does. Raises ValidationError."""
    body = block()
    body.clean(body.to_python(stored(*sections, block=block)))


def publish_campaign(*sections: Section) -> None:
    publish(*sections, block=CampaignBodyBlock)
