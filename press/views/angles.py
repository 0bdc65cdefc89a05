"""What is new and true in a publication, for the press desk: a list to read, copy and take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from stats.models import Area, Figure, Publication

from ..angles import Angle, Findings, Kind
from ..angles_of import findings_of
from ..models import ReleasePage
from ..permissions import USE_THE_DESK
from ..wording.profiles import CHARITY, PROFILES, Profile
from .desk import needs

ON_A_PAGE = 40
FIGURES_SHOWN = 6

KINDS = {
    Kind.CORRECTION: gettext_lazy("Corrected figure"),
    Kind.ONLY: gettext_lazy("The only one"),
    Kind.LARGEST_RISE: gettext_lazy("Largest rise"),
    Kind.LARGEST_FALL: gettext_lazy("Largest fall"),
    Kind.LARGEST_TOTAL: gettext_lazy("Largest number"),
    Kind.RECORD: gettext_lazy("Record"),
    Kind.SINCE: gettext_lazy("Highest or lowest for years"),
    Kind.FIRST_TIME: gettext_lazy("Round number passed"),
    Kind.REVERSAL: gettext_lazy("Turn"),
    Kind.STREAK: gettext_lazy("Years in a row"),
    Kind.AGAINST_NATION: gettext_lazy("Against the nation"),
    Kind.AGAINST_REGION: gettext_lazy("Against the region"),
    Kind.CLUSTER: gettext_lazy("Steep side by side"),
    Kind.HOW_MANY: gettext_lazy("How many went which way"),
    Kind.MULTIPLE: gettext_lazy("Doubled, halved and so on"),
    Kind.SPAN: gettext_lazy("Over the whole series"),
    Kind.BREAKDOWN: gettext_lazy("Breakdown shifted"),
    Kind.COVERAGE: gettext_lazy("Who did not answer"),
    Kind.NO_BREAKDOWN: gettext_lazy("No breakdown given"),
    Kind.CHANGE: gettext_lazy("Change"),
}
STYLES = {
    "charity": gettext_lazy("14 per cent"),
    "web": gettext_lazy("14%"),
}


class AngleFilters(forms.Form):
    """Which angles to show, and in which house style. What is not on a list is refused."""

    def __init__(self, data: Any, *, findings: Findings) -> None:
        super().__init__(data)
        areas = {area for angle in findings.angles for area in angle.areas}
        kinds = {angle.kind for angle in findings.angles}
        in_order = Area.objects.filter(pk__in=areas).order_by("name")
        self.fields["area"] = forms.ModelChoiceField(
            in_order, label=_("Area"), required=False, empty_label=_("all")
        )
        offered = [("", _("all")), *((kind, KINDS[kind]) for kind in Kind if kind in kinds)]
        self.fields["kind"] = forms.ChoiceField(choices=offered, label=_("Kind"), required=False)
        self.fields["style"] = forms.ChoiceField(
            choices=list(STYLES.items()), label=_("Percentages"), required=False
        )

    def chosen(self, findings: Findings) -> list[Angle]:
        """The angles that match, in their order; none where the filter itself is wrong."""
        if not self.is_valid():
            return []
        area, kind = self.cleaned_data["area"], self.cleaned_data["kind"]
        return [
            angle
            for angle in findings.angles
            if (area is None or area.pk in angle.areas) and (not kind or angle.kind == kind)
        ]


@dataclass(frozen=True)
class AngleRow:
    """An angle as the list shows it. `more` is how many figures it has beyond those shown."""

    angle: Angle
    kind: str
    figures: Sequence[Figure]
    more: int
    releases: Sequence[ReleasePage]


@require_GET
@never_cache
@needs(USE_THE_DESK)
def angles(request: HttpRequest, pk: int) -> HttpResponse:
    """The angles of a publication, most newsworthy first, and what could not be said."""
    publication = _approved(pk)
    findings = findings_of(publication, profile=_profile(request))
    filters = AngleFilters(request.GET, findings=findings)
    page = Paginator(filters.chosen(findings), ON_A_PAGE).get_page(request.GET.get("p"))
    asked = request.GET.copy()
    asked.pop("p", None)
    context = {
        "publication": publication,
        "filters": filters,
        "is_narrowed": any(request.GET.get(name) for name in ("area", "kind")),
        "page": page,
        "rows": _rows(page, publication),
        "unsaid": findings.unsaid,
        "asked": asked.urlencode(),
        "may_see_figures": request.user.has_perm("stats.view_figure"),
    }
    return render(request, "press/admin/angles.html", context)


@require_GET
@never_cache
@needs(USE_THE_DESK)
def angles_as_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list as plain text, to paste into an email or a note."""
    publication = _approved(pk)
    findings = findings_of(publication, profile=_profile(request))
    chosen = AngleFilters(request.GET, findings=findings).chosen(findings)
    return HttpResponse(
        as_text(publication, chosen, findings),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{publication.slug}-angles.txt"'},
    )


def as_text(publication: Publication, chosen: Sequence[Angle], findings: Findings) -> str:
    """One paragraph for each angle with its working, and at the end what could not be said."""
    lines = [str(publication), ""]
    if not publication.is_published:
        lines += [_("NOT YET PUBLIC: FOR THE PRESS DESK ALONE"), ""]
    for angle in chosen:
        lines += [angle.sentence]
        if angle.working:
            lines += [_("Working: %(working)s") % {"working": angle.working}]
        lines += [*angle.cautions, ""]
    if findings.unsaid:
        lines += [_("Could not be said"), ""]
        because = _("%(what)s: %(because)s.")
        lines += [because % {"what": one.what, "because": one.because} for one in findings.unsaid]
    return "\n".join(lines).rstrip() + "\n"


def _approved(pk: int) -> Publication:
    """Figures that nobody has approved yet have nothing to tell the press."""
    publication = get_object_or_404(Publication, pk=pk)
    if not publication.is_approved:
        raise Http404
    return publication


def _profile(request: HttpRequest) -> Profile:
    style = request.GET.get("style", "")
    return PROFILES[style] if style in STYLES else CHARITY


def _rows(page: Page[Angle], publication: Publication) -> list[AngleRow]:
    """The page's angles with their figures and the releases that rest on them. Three queries."""
    shown = {pk for angle in page for pk in angle.figures[:FIGURES_SHOWN]}
    figures = Figure.objects.for_display().in_bulk(shown)
    releases = _releases(page, publication)
    return [
        AngleRow(
            angle=angle,
            kind=str(KINDS[angle.kind]),
            figures=[figures[pk] for pk in angle.figures[:FIGURES_SHOWN] if pk in figures],
            more=max(0, len(angle.figures) - FIGURES_SHOWN),
            releases=releases.get(angle.figures[0], []) if angle.figures else [],
        )
        for angle in page
    ]


def _releases(page: Page[Angle], publication: Publication) -> dict[int, list[ReleasePage]]:
    """The releases of the publication whose words follow from each angle's own figure."""
    own = {angle.figures[0] for angle in page if angle.figures}
    links = (
        ReleasePage.objects.filter(publication=publication, claims__figures__in=own)
        .order_by("draft_title", "pk")
        .values_list("claims__figures", "pk")
        .distinct()
    )
    pairs = [(figure, pk) for figure, pk in links if figure in own]
    pages = ReleasePage.objects.defer("body").in_bulk({pk for _figure, pk in pairs})
    found: dict[int, list[ReleasePage]] = defaultdict(list)
    for figure, pk in pairs:
        found[figure].append(pages[pk])
    return found
