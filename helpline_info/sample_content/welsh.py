"""The Welsh of the sample's longer words, in short sentences.

What somebody may be feeling or seeing waits for a translator, and is shown in English till then: a
shade of meaning matters most there. “Not yet in Welsh” among the reports lists it.
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = (
    "Cymraeg neu Saesneg. Gallwch ofyn am gyfieithydd ar y pryd ar gyfer mwy na 200 o ieithoedd"
    " eraill."
)
LIST_OF_CALLS = (
    "Mae eich ffôn yn cadw rhestr o alwadau hefyd. Gallwch ddileu’r rhif o’r rhestr honno."
)
IN_SHORT = (
    "Nid oes rhaid i chi ddweud pwy ydych chi. Mae un terfyn. Os byddwch yn rhoi enwau neu fanylion"
    " eraill, a bod plentyn mewn perygl neu fod trosedd, bydd y llinell gymorth yn dweud wrth yr"
    " heddlu neu wasanaethau eraill."
)
CONFIDENTIAL = (
    "<p>Nid oes rhaid i chi roi eich enw, na dweud ble rydych yn byw. Ni fydd neb yn gofyn.</p>"
    "<p>Mae’r hyn rydych yn siarad amdano yn aros gyda’r llinell gymorth. Ni fydd neb gartref nac"
    " yn y gwaith yn cael gwybod eich bod wedi cysylltu.</p>"
)
LIMITS = (
    "<p>Mae terfyn, am fod plant yn dod yn gyntaf. Rhaid i’r llinell gymorth drosglwyddo gwybodaeth"
    " os byddwch yn dweud pwy ydych chi, neu pwy yw rhywun arall, a’ch bod hefyd yn dweud:</p>"
    "<ul><li>bod plentyn wedi cael ei gam-drin, neu y gall fod mewn perygl</li>"
    "<li>bod rhywun arall mewn perygl o niwed</li>"
    "<li>bod trosedd wedi digwydd.</li></ul>"
    "<p>Yna byddant yn dweud wrth yr heddlu neu wasanaethau eraill a all helpu. Chi sy’n dewis beth"
    " i’w rannu. Gallwch ofyn am hyn yn gyntaf, cyn dweud dim byd arall.</p>"
)
FIRST = (
    "<p>Rydych yn siarad â chynghorydd hyfforddedig, sy’n gwrando heb farnu. Gallwch stopio unrhyw"
    " bryd.</p>"
)
LAST = "<p>Ar ddechrau’r alwad, byddwch yn clywed beth sy’n gyfrinachol.</p>"
IN_DANGER = "Os yw plentyn mewn perygl nawr, ffoniwch 999."

STOP_IT_NOW = (
    '<a href="https://www.stopitnow.org.uk/">Stop It Now!</a>: ffeithiau, cyngor a hunangymorth, i'
    " unrhyw un sy’n poeni am blentyn, am rywun arall neu amdanynt eu hunain"
)
PARENTS_PROTECT = (
    '<a href="https://www.parentsprotect.co.uk/">Parents Protect</a>: arwyddion i gadw llygad'
    " amdanynt, a sut i wneud cynllun i’ch teulu"
)
NSPCC = (
    '<a href="https://www.nspcc.org.uk/">NSPCC</a>: cyngor i oedolion, a ffyrdd o siarad â phlentyn'
)
CHILDLINE = (
    '<a href="https://www.childline.org.uk/">Childline</a>: i blant a phobl ifanc hyd at 19 oed'
)
REMOVE = (
    '<a href="https://www.childline.org.uk/remove">Report Remove</a>: yn helpu unrhyw un o dan 18'
    " oed i dynnu llun noeth ohonynt eu hunain oddi ar y rhyngrwyd"
)
SHORE = (
    '<a href="https://shorespace.org.uk/">Shore</a>: i bobl ifanc yn eu harddegau sy’n poeni am'
    " feddyliau rhywiol, neu am rywbeth a wnaethant hwy neu ffrind"
)
CEOP = (
    '<a href="https://www.ceop.police.uk/">CEOP</a>: rhan o’r heddlu, i roi gwybod am rywun a all'
    " fod yn niweidio plentyn ar-lein"
)
IWF = (
    '<a href="https://report.iwf.org.uk/">Internet Watch Foundation</a>: i roi gwybod am ddelweddau'
    " rhywiol o blant, heb roi eich enw"
)


@dataclass(frozen=True)
class Welsh:
    """The words of one category beyond its title and summary, a point each."""

    asked: tuple[str, ...]
    steps_now: tuple[str, ...]
    resources: tuple[str, ...]


OF_WORRIES = {
    "your-own-thoughts": Welsh(
        asked=(
            "Mae’r cynghorydd yn gofyn pam rydych wedi cysylltu, a sut rydych chi.",
            "Rydych yn edrych ar beth sy’n dod cyn y meddyliau, neu cyn i chi fynd ar-lein.",
            "Rydych yn cytuno ar gamau sy’n cadw plant yn ddiogel, a chithau hefyd.",
        ),
        steps_now=(
            (
                "Rhowch y ffôn neu’r cyfrifiadur rydych yn ei ddefnyddio ar gyfer hyn o’r neilltu."
                " Ewch i ystafell arall, neu allan."
            ),
            "Peidiwch â bod ar eich pen eich hun gyda phlentyn tra byddwch yn teimlo fel hyn.",
            "Rhowch y gorau i unrhyw sgwrs gyda phlentyn. Nid oes rhaid i chi esbonio.",
            (
                "Meddyliwch am un person rydych yn ymddiried ynddo. Gallwch ddweud bod pethau’n"
                " anodd, heb ddweud pam."
            ),
            (
                "Os ydych yn meddwl am roi diwedd ar eich bywyd, ffoniwch y Samariaid ar 116 123,"
                " ar unrhyw awr."
            ),
        ),
        resources=(STOP_IT_NOW, IWF),
    ),
    "another-adult": Welsh(
        asked=(
            (
                "Mae’r cynghorydd yn gofyn beth rydych wedi’i weld neu ei glywed, a beth sy’n eich"
                " poeni."
            ),
            "Rydych yn trafod beth y gall ei olygu, ac a oes angen help ar blentyn nawr.",
            "Rydych yn cynllunio beth i’w wneud nesaf, a phwy all eich cefnogi.",
        ),
        steps_now=(
            "Ysgrifennwch beth welsoch chi neu beth glywsoch chi, gyda’r dydd a’r amser.",
            "Gwnewch yn siŵr nad yw’r plentyn ar ei ben ei hun gyda’r person hwnnw.",
            (
                "Os yw plentyn yn dweud rhywbeth wrthych, peidiwch â chynhyrfu. Gwrandewch, a"
                " dywedwch ei bod yn iawn dweud wrthych. Peidiwch ag addo ei gadw’n gyfrinach."
            ),
            (
                "Peidiwch â chwilio am ddelweddau eich hun, a pheidiwch â chopïo nac anfon unrhyw"
                " rai rydych yn dod o hyd iddynt."
            ),
            IN_DANGER,
        ),
        resources=(STOP_IT_NOW, NSPCC, CEOP, PARENTS_PROTECT),
    ),
    "a-child-or-young-person": Welsh(
        asked=(
            "Mae’r cynghorydd yn gofyn beth yw oed y plentyn, a beth rydych wedi’i weld.",
            "Rydych yn trafod beth sy’n arferol yn yr oed hwnnw, a beth sydd ddim.",
            "Rydych yn cynllunio sut i siarad â’r plentyn, a phwy arall all helpu.",
        ),
        steps_now=(
            (
                "Peidiwch â chynhyrfu. Dywedwch wrth y plentyn beth nad yw’n iawn, a’ch bod yn dal"
                " i ofalu amdano."
            ),
            (
                "Cadwch lygad ar blant sydd gyda’i gilydd, a pheidiwch â’u gadael ar eu pennau eu"
                " hunain."
            ),
            (
                "Peidiwch â chymryd popeth oddi wrth y plentyn. Gofynnwch, a gwrandewch yn fwy nag"
                " yr ydych yn siarad."
            ),
            (
                "Os oes lluniau noeth, peidiwch â’u copïo na’u hanfon. Gall Report Remove helpu i’w"
                " tynnu oddi ar y rhyngrwyd."
            ),
            IN_DANGER,
        ),
        resources=(STOP_IT_NOW, SHORE, CHILDLINE, REMOVE, NSPCC),
    ),
    "keeping-children-safe": Welsh(
        asked=(
            "Mae’r cynghorydd yn gofyn am eich teulu, neu’r plant rydych yn gofalu amdanynt.",
            "Rydych yn trafod beth sy’n gwneud plant yn fwy diogel, a sut i ddechrau siarad.",
            "Rydych yn gwneud cynllun sy’n addas i’ch cartref, eich clwb neu’ch ysgol.",
        ),
        steps_now=(
            "Dysgwch i blentyn yr enwau cywir ar bob rhan o’r corff.",
            "Dywedwch mai nhw biau eu corff. Gallant ddweud na, wrth oedolion hefyd.",
            (
                "Siaradwch am gyfrinachau da, fel anrheg pen-blwydd, a chyfrinachau sy’n teimlo’n"
                " ddrwg."
            ),
            "Gofynnwch beth maent yn hoffi ei wneud ar-lein, a gwnewch hynny gyda nhw.",
            "Dywedwch y gallant ddweud unrhyw beth wrthych, ac na fyddwch yn ddig.",
        ),
        resources=(PARENTS_PROTECT, NSPCC, STOP_IT_NOW, CHILDLINE),
    ),
}
