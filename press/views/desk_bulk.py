"""Many releases at once: chosen on the desk, confirmed here, and told of one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from stats import clock
from stats.models import Publication

from ..actions.bundling import BundleRefused, ask_for_bundle
from ..desk.bulk import SECONDS_IN_A_REQUEST, Work, WorkNotKnown, go_on, refusals_of, work_from
from ..desk.filters import DeskFilters, releases_named
from ..desk.keys import keys_in
from ..desk.verbs import VERBS, Verb
from ..models import ReleasePage
from ..permissions import USE_THE_DESK
from .desk import listing_of, needs


@require_POST
@never_cache
@needs(USE_THE_DESK)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about to be done to the chosen releases, and what it needs to know."""
    publication = get_object_or_404(Publication, pk=pk)
    verb = _verb(request)
    back = _back(publication, request.POST.get("asked", ""))
    if verb is None:
        messages.error(request, _("Choose what to do with the releases."))
        return redirect(back)
    try:
        chosen = _chosen(request, publication)
    except WorkNotKnown as error:
        messages.error(request, str(error))
        return redirect(back)
    if not chosen:
        messages.error(request, _("Choose at least one release: tick its box."))
        return redirect(back)
    work = Work(verb.key, publication.pk, request.user.pk or 0, tuple(chosen))
    return _confirm(request, publication, verb, work, verb.form())


@require_POST
@never_cache
@needs(USE_THE_DESK)
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it, as far as one request goes, and tell of each release that was left as it was."""
    publication = get_object_or_404(Publication, pk=pk)
    user: Any = request.user
    try:
        work = work_from(request.POST.get("work", ""), publication=publication, user=user)
    except WorkNotKnown as error:
        messages.error(request, str(error))
        return redirect("press_desk:publication", pk=pk)
    verb = _allowed(request, VERBS[work.verb])
    inputs = _inputs(request, work)
    form = verb.form(inputs)
    if not form.is_valid():
        return _confirm(request, publication, verb, work, form)
    if verb.act is None:
        return _ask_for_bundle(request, publication, work, form.cleaned_data)
    act, given = verb.act, {**form.cleaned_data, "chosen_at": work.chosen_at}
    work = go_on(
        work,
        lambda release: act(release, user, given),
        inputs=_as_lists(inputs),
        seconds=SECONDS_IN_A_REQUEST,
    )
    context = {
        "publication": publication,
        "verb": verb,
        "work": work,
        "done": verb.done(work.done) % {"count": f"{work.done:,}"},
        "refusals": refusals_of(work),
        "back": _back(publication, request.POST.get("asked", "")),
        "asked": request.POST.get("asked", ""),
    }
    return render(request, "press/admin/bulk_done.html", context)


def _confirm(
    request: HttpRequest, publication: Publication, verb: Verb, work: Work, form: Any
) -> HttpResponse:
    count = len(work.left)
    named = ReleasePage.objects.filter(pk__in=work.left[:NAMED]).select_related("area")
    context = {
        "publication": publication,
        "verb": verb,
        "work": work,
        "form": form,
        "lead": verb.lead(count),
        "button": verb.button(count) % {"count": f"{count:,}"},
        "named": [release.area.name for release in named.defer("body").order_by("area__name")],
        "more": max(0, count - NAMED),
        "back": _back(publication, request.POST.get("asked", "")),
        "asked": request.POST.get("asked", ""),
    }
    return render(request, "press/admin/bulk.html", context)


NAMED = 50


def _ask_for_bundle(
    request: HttpRequest, publication: Publication, work: Work, given: dict[str, Any]
) -> HttpResponse:
    """The worker's own work: it has its own screen, with how far it is."""
    user: Any = request.user
    chosen = ReleasePage.objects.filter(publication=publication, pk__in=work.left)
    try:
        bundle = ask_for_bundle(
            publication=publication, formats=given["formats"], releases=chosen, by=user
        )
    except BundleRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("press_desk:publication", pk=publication.pk)
    done = VERBS[work.verb].done(bundle.total)
    messages.success(request, done % {"count": f"{bundle.total:,}"})
    return redirect("press_desk:bundle", pk=bundle.pk)


def _verb(request: HttpRequest) -> Verb | None:
    verb = VERBS.get(request.POST.get("verb", ""))
    return None if verb is None else _allowed(request, verb)


def _allowed(request: HttpRequest, verb: Verb) -> Verb:
    if not request.user.has_perm(verb.permission):
        raise PermissionDenied
    return verb


def _chosen(request: HttpRequest, publication: Publication) -> list[int]:
    """The releases that are ticked, or all that match what the desk was narrowed to.

    Raises WorkNotKnown where it was narrowed to what cannot be: nothing is done to releases that
    nobody meant.
    """
    if request.POST.get("all") != "1":
        return releases_named(publication, keys_in(request.POST.getlist("chosen")))
    filters = DeskFilters(QueryDict(request.POST.get("asked", "")), publication=publication)
    if not filters.is_valid():
        raise WorkNotKnown(_("What the list was narrowed to is not known. Choose again."))
    return listing_of(request, publication, filters, clock.moment()).release_ids


def _inputs(request: HttpRequest, work: Work) -> QueryDict:
    """What was given with the verb: on going on, as it was given the first time."""
    if not work.judged:
        return request.POST
    given = QueryDict(mutable=True)
    for name, values in work.inputs.items():
        given.setlist(name, values)
    return given


def _as_lists(inputs: QueryDict) -> dict[str, Any]:
    left_out = ("work", "asked", "csrfmiddlewaretoken")
    return {name: values for name, values in inputs.lists() if name not in left_out}


def _back(publication: Publication, asked: str) -> str:
    """The desk as it was narrowed: only what it understands is taken from the address."""
    address = reverse("press_desk:publication", args=[publication.pk])
    rest = QueryDict(asked).urlencode()
    return f"{address}?{rest}" if rest else address
