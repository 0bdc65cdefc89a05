"""The home page, Stop It Now! and a page about this site in Welsh: shorter than in English.

Each is added only where its English page is and no Welsh one yet.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail.rich_text import RichText

from .models import CampaignPage, ContentPage, HomePage

WELSH = "cy"
TALK = "Siaradwch â rhywun yn gyfrinachol"

HOME_INTRODUCTION = (
    "Os oes rhywbeth yn eich poeni – am blentyn, am rywun arall neu amdanoch chi’ch hun – mae"
    " rhywun y gallwch ofyn iddo. Nid oes rhaid i chi fod yn siŵr, ac nid oes rhaid i chi ddweud"
    " pwy ydych chi."
)
HOME_TEXT = (
    "<p>Gellir atal cam-drin plant yn rhywiol. Nid yw llawer o bobl sy’n gofyn am help erioed wedi"
    " dweud wrth neb o’r blaen. Mae gofyn yn gynnar yn gadael mwy o ffyrdd i gadw plentyn yn"
    " ddiogel.</p>"
    "<p>Bydd cynghorydd yn gwrando, ac yn trafod beth y gallwch ei wneud nesaf.</p>"
)
CAMPAIGN_INTRODUCTION = (
    "Mae edrych ar ddelweddau rhywiol o blant yn drosedd, ac mae plentyn yn cael niwed bob tro y"
    " caiff un ei gwneud a’i rhannu. Gall unrhyw un sydd am stopio, neu sy’n poeni am rywun arall,"
    " gael help cyfrinachol."
)
OPENING = (
    "<p>Mae’r dudalen hon i chi os ydych yn edrych ar ddelweddau rhywiol o blant, os ydych yn"
    " ofni y gallech wneud hynny, neu os ydych yn meddwl bod rhywun agos atoch yn gwneud."
    " Gallwch stopio. Nid oes rhaid i chi wneud hynny ar eich pen eich hun.</p>"
)
WHY = (
    "<p>Y tu ôl i bob delwedd mae plentyn sydd wedi cael ei gam-drin neu ei ecsbloetio. Pan fydd"
    " rhywun yn edrych ar ddelwedd neu’n ei rhannu, mae’r niwed hwnnw’n parhau.</p>"
    "<p>Mae rhai pobl yn dweud wrthynt eu hunain nad yw edrych yn brifo neb. Ond mae’n brifo, ac"
    " mae yn erbyn y gyfraith. Mae’n bosibl stopio.</p>"
)
STEPS = (
    ("Rydych yn cysylltu", "Ffoniwch, ysgrifennwch neu sgwrsiwch. Nid oes rhaid rhoi eich enw."),
    ("Mae rhywun yn gwrando", "Mae cynghorydd yn gofyn beth sy’n eich poeni. Nid yw’n barnu."),
    ("Rydych yn gwneud cynllun", "Rydych yn cytuno ar gamau y gallwch eu cymryd heddiw."),
)
SITE_INTRODUCTION = "Sut y gall pawb ddefnyddio’r wefan hon, heb i neb gael ei ddilyn."
FOR_EVERYONE = (
    "<p>Mae pob tudalen yn gweithio ar sgrin fach, gyda bysellfwrdd yn unig, gyda darllenydd"
    " sgrin, a heb sgriptiau.</p>"
)
YOUR_PRIVACY = (
    "<p>Nid yw’r wefan hon yn gosod cwcis. Mae eich porwr yn dal i gadw hanes o’r tudalennau a"
    " agorwch. Nid yw ffenestr breifat yn cadw dim ar ôl i chi ei chau.</p>"
)


def load(home: HomePage) -> None:
    """Add the Welsh pages that are missing. The home page comes first: the others lie under it."""
    welsh = Locale.objects.filter(language_code=WELSH).first()
    if welsh is None:
        return
    _add(
        home,
        welsh,
        title="Gallwch siarad â rhywun, yn gyfrinachol",
        seo_title="Hafan",
        introduction=HOME_INTRODUCTION,
        body=[_text("Mae gofyn yn gynnar yn helpu", HOME_TEXT)],
    )
    campaign = CampaignPage.objects.child_of(home).filter(slug="stop-it-now").first()
    if campaign is not None:
        _add(
            campaign,
            welsh,
            introduction=CAMPAIGN_INTRODUCTION,
            search_description="Help cyfrinachol i unrhyw un sy’n poeni, neu sydd am stopio.",
            body=_campaign(),
        )
    about = ContentPage.objects.child_of(home).filter(slug="using-this-site").first()
    if about is not None:
        _add(
            about,
            welsh,
            title="Defnyddio’r wefan hon",
            slug="defnyddior-wefan-hon",
            introduction=SITE_INTRODUCTION,
            body=[_text("I bawb", FOR_EVERYONE), _text("Eich preifatrwydd", YOUR_PRIVACY)],
        )


def _add(page: Any, locale: Locale, **words: Any) -> None:
    if page.has_translation(locale):
        return
    welsh = page.copy_for_translation(locale)
    for name, said in words.items():
        setattr(welsh, name, said)
    welsh.draft_title = welsh.title
    welsh.save_revision().publish()


def _campaign() -> list[tuple[str, dict[str, Any]]]:
    opening = {"text": RichText(OPENING), "button": TALK, "category": None, "picture": None}
    steps = [{"heading": heading, "text": RichText(f"<p>{said}</p>")} for heading, said in STEPS]
    return [
        ("opening", opening),
        ("routes_to_help", {"heading": "Beth sy’n eich poeni?", "introduction": ""}),
        _text("Pam mae’n bwysig", WHY),
        (
            "steps",
            {
                "heading": "Beth sy’n digwydd pan fyddwch yn cysylltu",
                "introduction": RichText(""),
                "steps": steps,
            },
        ),
        ("way_to_help", {"heading": "Sut i gysylltu", "category": None}),
    ]


def _text(heading: str, words: str) -> tuple[str, dict[str, Any]]:
    return "text", {"heading": heading, "text": RichText(words)}
