"""The ways to reach the helpline, and the services of others."""

from __future__ import annotations

from datetime import time

from ..models import (
    Channel,
    ChannelKind,
    Nation,
    OnBankHolidays,
    OnBill,
    OpeningHours,
    OtherService,
    Weekday,
)
from . import welsh

HELPLINE_NUMBER = "0808 1000 900"
NUMBER_FROM_IRELAND = "+44 1372 847 161"
WEBSITE = "https://www.stopitnow.org.uk/"
HELPLINE_PAGE = "https://www.stopitnow.org.uk/helpline/"

MONDAY_TO_THURSDAY = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
LANGUAGES = "English or Welsh. You can ask for an interpreter for more than 200 other languages."
LIST_OF_CALLS = "Your phone keeps a list of calls too. You can delete the number from it."


def channels() -> list[Channel]:
    """In the order in which they are shown; not yet saved."""
    return [
        Channel(
            name="Stop It Now! helpline",
            name_cy="Llinell gymorth Stop It Now!",
            kind=ChannelKind.TELEPHONE,
            contact=HELPLINE_NUMBER,
            cost="Free from the UK",
            cost_cy="Am ddim o’r DU",
            on_bill=OnBill.PERHAPS,
            bill_note=LIST_OF_CALLS,
            bill_note_cy=welsh.LIST_OF_CALLS,
            languages_spoken=LANGUAGES,
            languages_spoken_cy=welsh.LANGUAGES,
            needed="A place where nobody can hear you. You do not need to give your name.",
            needed_cy="Lle na all neb eich clywed. Nid oes angen i chi roi eich enw.",
            note="Run by The Lucy Faithfull Foundation, a child protection charity.",
            note_cy="Yn cael ei rhedeg gan The Lucy Faithfull Foundation, elusen amddiffyn plant.",
            nation=Nation.ENGLAND_AND_WALES,
            on_bank_holidays=OnBankHolidays.CLOSED,
        ),
        Channel(
            name="Send a secure message",
            name_cy="Anfon neges ddiogel",
            kind=ChannelKind.SECURE_MESSAGE,
            contact=HELPLINE_PAGE,
            cost="Free",
            cost_cy="Am ddim",
            note="You can write at any hour. Look for secure messages on the Stop It Now! website."
            " A person reads each one, so an answer takes some days.",
            note_cy="Gallwch ysgrifennu ar unrhyw awr. Chwiliwch am negeseuon diogel ar wefan Stop"
            " It Now! Mae person yn darllen pob un, felly mae ateb yn cymryd rhai dyddiau.",
        ),
        Channel(
            name="Chat with an adviser online",
            name_cy="Sgwrsio ar-lein â chynghorydd",
            kind=ChannelKind.LIVE_CHAT,
            contact=HELPLINE_PAGE,
            cost="Free",
            cost_cy="Am ddim",
            note="The Stop It Now! website says when somebody is there to chat.",
            note_cy="Mae gwefan Stop It Now! yn dweud pryd mae rhywun yno i sgwrsio.",
        ),
        Channel(
            name="Call from Ireland",
            name_cy="Ffonio o Iwerddon",
            kind=ChannelKind.TELEPHONE,
            contact=NUMBER_FROM_IRELAND,
            cost="What your phone company charges for a call to the UK",
            cost_cy="Yr hyn y mae eich cwmni ffôn yn ei godi am alwad i’r DU",
            on_bill=OnBill.PERHAPS,
            bill_note="A call that you pay for is often listed. " + LIST_OF_CALLS,
            bill_note_cy="Mae galwad rydych yn talu amdani yn aml yn cael ei rhestru. "
            + welsh.LIST_OF_CALLS,
            languages_spoken=LANGUAGES,
            languages_spoken_cy=welsh.LANGUAGES,
            nation=Nation.ENGLAND_AND_WALES,
            on_bank_holidays=OnBankHolidays.CLOSED,
        ),
    ]


def hours_of_the_helpline(channel: Channel) -> list[OpeningHours]:
    hours = [(day, time(9), time(21)) for day in MONDAY_TO_THURSDAY]
    hours.append((Weekday.FRIDAY, time(9), time(17)))
    return [
        OpeningHours(channel=channel, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in hours
    ]


def services() -> list[OtherService]:
    """In the order in which they are shown; not yet saved."""
    listed = [
        OtherService(
            name="Emergency services",
            name_cy="Gwasanaethau brys",
            purpose="If a child is in danger now",
            purpose_cy="Os yw plentyn mewn perygl nawr",
            telephone="999",
            is_emergency=True,
        ),
        OtherService(
            name="Police",
            name_cy="Yr heddlu",
            purpose="To tell the police when nobody is in danger now",
            purpose_cy="I ddweud wrth yr heddlu pan nad oes neb mewn perygl nawr",
            telephone="101",
        ),
        OtherService(
            name="Samaritans",
            name_cy="Y Samariaid",
            purpose="If you cannot cope, at any hour of day or night",
            purpose_cy="Os na allwch ymdopi, ar unrhyw awr o’r dydd neu’r nos",
            telephone="116 123",
            website="https://www.samaritans.org/",
            is_for_crisis=True,
        ),
        OtherService(
            name="Shout",
            name_cy="Shout",
            purpose="To text with somebody, at any hour: send the word SHOUT",
            purpose_cy="I anfon neges destun at rywun, ar unrhyw awr: anfonwch y gair SHOUT",
            text_to="85258",
            website="https://giveusashout.org/",
            is_for_crisis=True,
        ),
        OtherService(
            name="Stop It Now! self-help",
            name_cy="Hunangymorth Stop It Now!",
            purpose="To start on your own, without giving your name, at any hour",
            purpose_cy="I ddechrau ar eich pen eich hun, heb roi eich enw, ar unrhyw awr",
            website=WEBSITE,
            is_self_help=True,
        ),
        OtherService(
            name="NSPCC helpline",
            name_cy="Llinell gymorth yr NSPCC",
            purpose="For adults who worry about a child",
            purpose_cy="I oedolion sy’n poeni am blentyn",
            telephone="0808 800 5000",
            website="https://www.nspcc.org.uk/",
        ),
        OtherService(
            name="Childline",
            name_cy="Childline",
            purpose="For children and young people who want to talk",
            purpose_cy="I blant a phobl ifanc sydd am siarad",
            telephone="0800 1111",
            website="https://www.childline.org.uk/",
        ),
        OtherService(
            name="CEOP",
            name_cy="CEOP",
            purpose="To report sexual abuse of a child online",
            purpose_cy="I roi gwybod am gam-drin plentyn yn rhywiol ar-lein",
            website="https://www.ceop.police.uk/",
        ),
        OtherService(
            name="Internet Watch Foundation",
            name_cy="Internet Watch Foundation",
            purpose="To report sexual images of children, without giving your name",
            purpose_cy="I roi gwybod am ddelweddau rhywiol o blant, heb roi eich enw",
            website="https://report.iwf.org.uk/",
        ),
    ]
    for position, service in enumerate(listed):
        service.position = position
    return listed
