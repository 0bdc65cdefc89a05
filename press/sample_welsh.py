"""The sentences of a Welsh release about image offences.

“Cofnodwyd” softens nothing that follows it, nor does a subject: so “mwy na 300” and “pob un”
stand as the palette gives them.
"""

from __future__ import annotations

Sentence = tuple[str, list[str]]

HEADLINES: list[Sentence] = [("Cofnodwyd {about_nouns} {in_area} {period_in_words}", [])]

LEAD: list[Sentence] = [
    ("Cofnodwyd {about_nouns} {in_area} {period_in_words}, yn ôl ffigurau newydd.", []),
    (
        "Cofnododd {force} gyfanswm o {value}, {change} {previous_period_in_words}.",
        ["police_force", "changed"],
    ),
    (
        "Cofnododd {force} gyfanswm o {value}, yr un nifer ag yn y cyfnod blaenorol.",
        ["police_force", "same"],
    ),
    ("Cofnododd {force} gyfanswm o {value}.", ["police_force", "no_comparison"]),
    (
        "Y cyfanswm oedd {value}, {change} {previous_period_in_words}.",
        ["no_police_force", "changed"],
    ),
    (
        "Y cyfanswm oedd {value}, yr un nifer ag yn y cyfnod blaenorol.",
        ["no_police_force", "same"],
    ),
    ("Y cyfanswm oedd {value}.", ["no_police_force", "no_comparison"]),
    ("Mae hynny’n gynnydd o {percentage}.", ["rise", "clear", "percentage"]),
    ("Mae hynny’n ostyngiad o {percentage}.", ["fall", "clear", "percentage"]),
]

BREAKDOWN: list[Sentence] = [
    ("O’r rhain, roedd {breakdown}.", ["breakdown"]),
    (
        "Ni roddodd {force} ddadansoddiad yn ôl math o drosedd.",
        ["police_force", "no_breakdown"],
    ),
]

CONTEXT: list[Sentence] = [
    (
        (
            "Ledled y Deyrnas Unedig, y cyfanswm {period_in_words} oedd {uk_value}, cynnydd o"
            " {uk_percentage} o gymharu â’r cyfnod blaenorol."
        ),
        ["uk_rise"],
    ),
    (
        (
            "Ledled y Deyrnas Unedig, y cyfanswm {period_in_words} oedd {uk_value}, gostyngiad o"
            " {uk_percentage} o gymharu â’r cyfnod blaenorol."
        ),
        ["uk_fall"],
    ),
]

WAY_TO_HELP = (
    "Gall unrhyw un sy’n poeni am ei feddyliau neu ei ymddygiad ei hun, am oedolyn arall neu am"
    " blentyn ffonio llinell gymorth Stop It Now!, yn rhad ac am ddim ac yn gyfrinachol, ar"
    " {helpline_number}. Mewn argyfwng, ffoniwch 999."
)

NOTES: list[Sentence] = [
    ("Mae canrannau wedi’u talgrynnu i’r rhif cyfan agosaf.", []),
    (
        "Mae’r ffigur cynharach yn fach, felly gall newid rhwng y ddau ymddangos yn fwy nag ydyw.",
        ["small_base"],
    ),
    ("Amcangyfrif yw’r ffigur.", ["estimate"]),
    ("Ymatebodd {coverage} heddlu.", ["coverage"]),
]
