"""How the desk is narrowed: what may be asked for, and what it means for releases and drafts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from stats.models import Area, AreaLevel, Publication

from ..models import BuildState, ReleasePage, ReleaseTemplate
from ..models.release import Language
from .standing import BUILDING, STATES, STOPPED

ANY = ("", _("any"))

BLOCKED, WARNED, CLEAN = "blocked", "warned", "none"
PROBLEMS = [
    ANY,
    (BLOCKED, _("in the way of approval")),
    (WARNED, _("words to look at")),
    (CLEAN, _("none")),
]
MINE, NOBODY, OTHERS = "me", "nobody", "others"
YES_OR_NO = [ANY, ("yes", _("yes")), ("no", _("no"))]
WHO = [ANY, (MINE, _("me")), (NOBODY, _("nobody")), (OTHERS, _("somebody else"))]


ALWAYS_SHOWN = frozenset({"q", "state", "problems", "who"})


class DeskFilters(forms.Form):
    """All fields may be left out. A value that is not offered is refused, and says so."""

    q = forms.CharField(label=_("Area or headline"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *STATES.items()])
    problems = forms.ChoiceField(label=_("Problems"), required=False, choices=PROBLEMS)
    who = forms.ChoiceField(label=_("Who is on it"), required=False, choices=WHO)
    changed = forms.ChoiceField(
        label=_("Figures changed"),
        required=False,
        choices=YES_OR_NO,
    )
    level = forms.ChoiceField(
        label=_("Level of area"), required=False, choices=[ANY, *AreaLevel.choices]
    )
    within = forms.ChoiceField(label=_("Within"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[ANY, *Language.choices]
    )
    template = forms.ChoiceField(label=_("Template"), required=False)

    def __init__(self, asked: QueryDict, *, publication: Publication) -> None:
        super().__init__(asked, label_suffix="")
        wider = Area.objects.filter(children__isnull=False).distinct().order_by("name")
        self._offer("within", wider.values_list("pk", "name"))
        used = ReleaseTemplate.objects.filter(draft_builds__publication=publication)
        self._offer("template", used.distinct().order_by("name").values_list("pk", "name"))

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [ANY, *((str(key), label) for key, label in rows)]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and may be: empty fields and refused ones left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def always_shown(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in ALWAYS_SHOWN]

    @property
    def folded_away(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ALWAYS_SHOWN]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked)

    @property
    def is_narrowed_further(self) -> bool:
        """Whether something is asked for that the screen folds away until it is needed."""
        return bool(self.asked.keys() - ALWAYS_SHOWN) or bool(self.errors)


def narrow_releases(
    releases: QuerySet[Any], asked: dict[str, str], *, user_id: int
) -> QuerySet[Any]:
    """Releases with their standing, narrowed to what was asked for."""
    releases = releases.filter(_of_both(asked, headline="draft_title", template="template_used"))
    if "state" in asked:
        releases = releases.filter(_in_state(asked["state"]))
    if "who" in asked:
        releases = releases.filter(_of_whom(asked["who"], user_id))
    if "problems" in asked:
        releases = releases.filter(_with_problems(asked["problems"]))
    if "changed" in asked:
        releases = releases.filter(figures_changed=asked["changed"] == "yes")
    return releases


def narrow_builds(builds: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
    """Drafts that have no release yet, narrowed likewise: nobody is on them, nor do they quote."""
    builds = builds.filter(_of_both(asked, headline="", template="template"))
    if "state" in asked:
        builds = builds.filter(_BUILDS_IN_STATE.get(asked["state"], _NONE))
    if asked.get("who", NOBODY) != NOBODY or asked.get("changed", "no") != "no":
        return builds.none()
    if "problems" in asked:
        stopped = Q(state=BuildState.FAILED)
        of_problems = {BLOCKED: stopped, CLEAN: ~stopped}
        builds = builds.filter(of_problems.get(asked["problems"], _NONE))
    return builds


_NONE = Q(pk__in=[])
_BUILDS_IN_STATE = {
    STOPPED: Q(state=BuildState.FAILED),
    BUILDING: Q(state__in=[BuildState.READY, BuildState.RUNNING]),
}


def _of_both(asked: dict[str, str], *, headline: str, template: str) -> Q:
    """What is asked of releases and of drafts alike, by the names of their fields."""
    wanted = Q()
    if "q" in asked:
        words = " ".join(asked["q"].split())
        found = Q(area__name__icontains=words) | Q(area__body_name__icontains=words)
        wanted &= found | Q(**{f"{headline}__icontains": words}) if headline else found
    if "level" in asked:
        wanted &= Q(area__level=asked["level"])
    if "within" in asked:
        # A force lies in a region, a region in a nation, a nation in the United Kingdom.
        place = int(asked["within"])
        steps = ("area", "area__parent", "area__parent__parent", "area__parent__parent__parent")
        inside = Q()
        for step in steps:
            inside |= Q(**{step: place})
        wanted &= inside
    if "language" in asked:
        language = "language" if template == "template_used" else "template__language"
        wanted &= Q(**{language: asked["language"]})
    if "template" in asked:
        wanted &= Q(**{template: int(asked["template"])})
    return wanted


def _in_state(state: str) -> Q:
    if state == STOPPED:
        return Q(build__state=BuildState.FAILED)
    return Q(shown=state)


def _of_whom(who: str, user_id: int) -> Q:
    if who == NOBODY:
        return Q(assigned_to__isnull=True)
    is_mine = Q(assigned_to=user_id)
    return is_mine if who == MINE else ~is_mine & Q(assigned_to__isnull=False)


def _with_problems(problems: str) -> Q:
    is_stopped = Q(build__state=BuildState.FAILED)
    is_blocked = Q(in_the_way__gt=0) | is_stopped
    if problems == BLOCKED:
        return is_blocked
    is_warned = Q(check_kept__warned_terms__gt=0)
    return is_warned if problems == WARNED else ~is_blocked & ~is_warned


def releases_named(publication: Publication, numbers: list[int]) -> list[int]:
    """Those of some numbers that are releases of a publication, in the order of their areas."""
    return list(
        ReleasePage.objects.filter(publication=publication, pk__in=numbers)
        .order_by("area__name", "pk")
        .values_list("pk", flat=True)
    )
