"""The Welsh phrases, each beside the English one that it says.

Numbers stay digits, which never mutate and read alike after “i”, “na” and “o”. Where several rows
have the same English words, the first is what is said; every row is understood.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """`welsh` and `english` mean the same; `#` stands for a number in digits in both."""

    welsh: str
    english: str


def _rows(table: str) -> tuple[Phrase, ...]:
    pairs = (line.split("=") for line in table.strip().splitlines())
    return tuple(Phrase(welsh.strip(), english.strip()) for welsh, english in pairs)


HEDGES = _rows(
    """
    bron i           = nearly
    bron             = almost
    bron iawn i      = very nearly
    ychydig o dan    = just under
    ychydig yn llai na = slightly less than
    ychydig dros     = just over
    ychydig yn llai nag = slightly less than
    ychydig yn fwy na = slightly more than
    ychydig yn fwy nag = slightly more than
    mwy na           = more than
    mwy nag          = more than
    dros             = over
    llai na          = less than
    llai nag         = less than
    o dan            = under
    yn agos at       = close to
    tua              = about
    oddeutu          = about
    o gwmpas         = around
    o leiaf          = at least
    hyd at           = up to
    cymaint â        = as many as
    union            = exactly
    dim ond          = only
    """
)

CHANGES = _rows(
    """
    i fyny o         = up from
    i lawr o         = down from
    i fyny ychydig o = up slightly from
    i lawr ychydig o = down slightly from
    ychydig i fyny o = slightly up from
    ychydig i lawr o = slightly down from
    yr un fath, sef  = unchanged at
    # y cant         = # per cent
    # yn fwy         = # more
    # yn llai        = # fewer
    #% yn fwy        = #% more
    #% yn llai       = #% fewer
    # y cant yn fwy  = # per cent more
    # y cant yn llai = # per cent fewer
    cynnydd o #      = a rise of #
    gynnydd o #      = a rise of #
    cynnydd o # y cant = a rise of # per cent
    gynnydd o # y cant = a rise of # per cent
    gostyngiad o #   = a fall of #
    ostyngiad o #    = a fall of #
    gostyngiad o # y cant = a fall of # per cent
    ostyngiad o # y cant = a fall of # per cent
    cynyddu #        = rose by #
    gostwng #        = fell by #
    # pwynt canran   = # percentage points
    """
)

DIRECTIONS = _rows(
    """
    cynyddodd        = rose
    cododd           = rose
    wedi cynyddu     = has risen
    wedi codi        = has risen
    cynnydd          = a rise
    gostyngodd       = fell
    wedi gostwng     = has fallen
    wedi disgyn      = has fallen
    gostyngiad       = a fall
    mwy o bobl       = more people
    llai o bobl      = fewer people
    mwy o droseddau  = more offences
    llai o droseddau = fewer offences
    """
)

MULTIPLES = _rows(
    """
    dyblu            = doubled
    treblu           = trebled
    haneru           = halved
    mwy na dyblu     = more than doubled
    mwy na threblu   = more than trebled
    mwy na haneru    = more than halved
    bron â dyblu     = nearly doubled
    bron â threblu   = nearly trebled
    bron â haneru    = nearly halved
    bron wedi dyblu  = almost doubled
    bron wedi treblu = almost trebled
    bron wedi haneru = almost halved
    # gwaith cymaint = # times as many
    dyblodd          = doubled
    treblodd         = trebled
    hanerodd         = halved
    """
)

RATES = _rows(
    """
    y dydd           = a day
    bob dydd         = each day
    bob un dydd      = every day
    yr wythnos       = a week
    bob wythnos      = each week
    bob un wythnos   = every week
    y mis            = a month
    bob mis          = each month
    bob un mis       = every month
    un bob # eiliad  = one every # seconds
    un bob # munud   = one every # minutes
    un bob # awr     = one every # hours
    un bob # diwrnod = one every # days
    un bob # wythnos = one every # weeks
    un bob eiliad    = one every second
    un bob munud     = one every minute
    un bob awr       = one every hour
    ar gyfartaledd   = on average
    """
)

SURROUNDINGS = _rows(
    """
    o gymharu â      = compared with
    o'i gymharu â    = compared with
    o’i gymharu â    = compared with
    o gymharu â'r cyfnod blaenorol = compared with the previous period
    o gymharu â’r cyfnod blaenorol = compared with the previous period
    ag yn y cyfnod blaenorol = as in the previous period
    nag yn           = than in
    yn y flwyddyn flaenorol = in the previous year
    y flwyddyn flaenorol = the previous year
    o droseddau      = offences
    o droseddau delweddau cam-drin plant = child abuse image offences
    o bobl           = people
    nifer y          = the number of
    cyfanswm         = a total
    gyfanswm         = a total
    cyfanswm o       = a total of
    gyfanswm o       = a total of
    y cyfanswm       = the total
    heb eu nodi yn ôl math = not broken down
    ledled           = across
    ffoniwch         = call
    yn               = in
    ym               = in
    yng              = in
    rhwng            = between
    allan o          = out of
    o'r rhain        = of these
    o’r rhain        = of these
    """
)

MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)
SOFTENED_MONTHS = {"Mawrth": "Fawrth", "Mai": "Fai", "Mehefin": "Fehefin", "Medi": "Fedi"} | {
    "Gorffennaf": "Orffennaf",
    "Tachwedd": "Dachwedd",
    "Rhagfyr": "Ragfyr",
}
"""After “i” and “o”; the others stay as they are."""

AND_BEFORE_MONTHS = {"Ebrill": "ac Ebrill", "Awst": "ac Awst", "Tachwedd": "a Thachwedd"}
"""“And” before a month where it is not “a” and the name as it is."""

SPOKEN_WITH_A_VOWEL = r"(?:(?:8\d*|11|16)(?:,\d{3})*|1(?!,))(?:\.\d+)?(?![\d,.]*\d)"
"""“Wyth”, “un”, “un ar ddeg” and “un ar bymtheg”, and what begins so: “mwy nag 800”."""

SAID = (*HEDGES, *CHANGES, *MULTIPLES, *RATES)
"""What is written."""

UNDERSTOOD = (*SAID, *DIRECTIONS, *SURROUNDINGS)
"""What is read."""
