"""The words that stand around a release: those of its own language, whoever exports it.

Pure Python: nothing here knows of Django. Not left to the language of the screen: a Welsh release
is Welsh to its last line although the press office works in English.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Names in braces are filled in with str.format, by the code alone."""

    press_release: str
    draft: str
    embargoed: str
    immediate: str
    immediate_once_released: str
    withdrawn: str
    withdrawn_notice: str
    withdrawn_reason: str
    withdrawn_told: str
    withdrawn_subject: str
    moved: str
    moved_told: str
    moved_subject: str
    ends: str
    said: str
    notes: str
    source: str
    contact: str
    telephone: str
    out_of_hours: str
    email: str
    area: str
    period: str
    category: str
    figure: str
    total: str
    chart: str
    area_and_period: str
    corrected_on: str
    corrections: str
    correction: str
    version: str
    draft_version: str
    online: str
    more_figures: str
    help_by_telephone: str
    help_online: str
    page: str
    quotation: str


ENGLISH = Labels(
    press_release="Press release",
    draft="DRAFT – NOT FOR PUBLICATION",
    embargoed="EMBARGOED UNTIL {time} {day} ({zone})",
    immediate="FOR IMMEDIATE RELEASE",
    immediate_once_released="FOR IMMEDIATE RELEASE (once approved)",
    withdrawn="WITHDRAWN – PLEASE DO NOT USE",
    withdrawn_notice="This release was withdrawn on {day}. Please do not publish or quote it.",
    withdrawn_reason="The reason: {why}",
    withdrawn_told=(
        "You were sent this release. We withdrew it at {at}. Please do not publish it or quote from"
        " it. If it is in print or online already, please take it down, or say that it was"
        " withdrawn."
    ),
    withdrawn_subject="WITHDRAWN: {headline}",
    moved="EMBARGO MOVED: NOW UNTIL {until}",
    moved_told=(
        "You were sent this release under embargo. At {at} its embargo was moved. Please do not"
        " publish anything of it before {until}. Nothing else of it has changed."
    ),
    moved_subject="EMBARGO MOVED, now until {until}: {headline}",
    ends="ENDS",
    said="{speaker} said:",
    notes="Notes to editors",
    source="Source: {sources}",
    contact="Contact",
    telephone="Telephone: {value}",
    out_of_hours="Out of hours: {value}",
    email="Email: {value}",
    area="Area",
    period="Period",
    category="Category",
    figure="Figure",
    total="Total",
    chart="Chart",
    area_and_period="Area and period",
    corrected_on="Corrected on",
    corrections="Corrections",
    correction="{day}: {words}",
    version="Release {release}, version {version}, {day}",
    draft_version="Release {release}, draft {version}, {day}",
    online="This release online: {address}",
    more_figures="{number} more figures are in the CSV file of this release.",
    help_by_telephone=(
        "For help in confidence, call the helpline on {number}{hours}, or go to {address}. In an"
        " emergency, call 999."
    ),
    help_online="For help in confidence, go to {address}. In an emergency, call 999.",
    page="Page {number} of {total}",
    quotation="“{words}”",
)

WELSH = Labels(
    press_release="Datganiad i’r wasg",
    draft="DRAFFT – NID I’W GYHOEDDI",
    embargoed="DAN EMBARGO TAN {time} {day} ({zone})",
    immediate="I’W RYDDHAU AR UNWAITH",
    immediate_once_released="I’W RYDDHAU AR UNWAITH (ar ôl ei gymeradwyo)",
    withdrawn="TYNNWYD YN ÔL – PEIDIWCH Â’I DDEFNYDDIO",
    withdrawn_notice=(
        "Tynnwyd y datganiad hwn yn ôl ar {day}. Peidiwch â’i gyhoeddi na’i ddyfynnu."
    ),
    withdrawn_reason="Y rheswm: {why}",
    withdrawn_told=(
        "Anfonwyd y datganiad hwn atoch. Fe’i tynnwyd yn ôl am {at}. Peidiwch â’i gyhoeddi na’i"
        " ddyfynnu. Os yw eisoes mewn print neu ar-lein, tynnwch ef i lawr, neu dywedwch iddo gael"
        " ei dynnu’n ôl."
    ),
    withdrawn_subject="TYNNWYD YN ÔL: {headline}",
    moved="SYMUDWYD YR EMBARGO: BELLACH TAN {until}",
    moved_told=(
        "Anfonwyd y datganiad hwn atoch dan embargo. Am {at} symudwyd ei embargo. Peidiwch â"
        " chyhoeddi dim ohono cyn {until}. Nid oes dim arall ynddo wedi newid."
    ),
    moved_subject="SYMUDWYD YR EMBARGO, bellach tan {until}: {headline}",
    ends="DIWEDD",
    said="Dywedodd {speaker}:",
    notes="Nodiadau i olygyddion",
    source="Ffynhonnell: {sources}",
    contact="Cyswllt",
    telephone="Ffôn: {value}",
    out_of_hours="Y tu allan i oriau swyddfa: {value}",
    email="E-bost: {value}",
    area="Ardal",
    period="Cyfnod",
    category="Categori",
    figure="Ffigur",
    total="Cyfanswm",
    chart="Siart",
    area_and_period="Ardal a chyfnod",
    corrected_on="Cywirwyd ar",
    corrections="Cywiriadau",
    correction="{day}: {words}",
    version="Datganiad {release}, fersiwn {version}, {day}",
    draft_version="Datganiad {release}, drafft {version}, {day}",
    online="Y datganiad hwn ar-lein: {address}",
    more_figures="Mae {number} o ffigurau eraill yn ffeil CSV y datganiad hwn.",
    help_by_telephone=(
        "I gael cymorth cyfrinachol, ffoniwch y llinell gymorth ar {number}, neu ewch i {address}."
        " Mewn argyfwng, ffoniwch 999."
    ),
    help_online=("I gael cymorth cyfrinachol, ewch i {address}. Mewn argyfwng, ffoniwch 999."),
    page="Tudalen {number} o {total}",
    quotation="“{words}”",
)


def labels_in(language: str) -> Labels:
    """The words of a release's language; English for any that has no table."""
    return WELSH if language == "cy" else ENGLISH
