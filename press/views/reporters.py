"""The list of reporters: who is on it, what they follow, and a list of addresses brought in."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.widgets import HeaderButton

from stats.models import Area

from ..actions import subscribing as actions
from ..actions.refusals import ReleaseNotReady
from ..dispatch import comparing
from ..dispatch.address_list import one_spelling
from ..models import Reporter
from ..permissions import ADD_REPORTERS, CHANGE_REPORTERS
from .desk import needs

STANDING = (
    ("sent", gettext_lazy("is sent releases")),
    ("unsubscribed", gettext_lazy("unsubscribed")),
    ("undeliverable", gettext_lazy("address does not work")),
)


class ReporterForm(WagtailAdminModelForm):
    """Whether somebody has unsubscribed is no field of it: that takes a reason."""

    class Meta:
        model = Reporter
        fields = ["name", "outlet", "email", "areas", "wants_everything", "wants_welsh"]
        widgets = {"areas": forms.CheckboxSelectMultiple}

    def clean_email(self) -> str:
        email = one_spelling(self.cleaned_data["email"])
        known = Reporter.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).first()
        if known is not None and known.unsubscribed_at is not None:
            raise forms.ValidationError(
                _("This address unsubscribed on %(day)s: look it up in the list.")
                % {"day": date_format(known.unsubscribed_at, "j F Y")}
            )
        if known is not None:
            raise forms.ValidationError(_("This address is on the list already."))
        if self.instance.unsubscribed_at is not None and email != one_spelling(self.instance.email):
            raise forms.ValidationError(
                _(
                    "Whoever unsubscribed keeps the address: with another, the next list of"
                    " addresses would bring the old one back."
                )
            )
        return email

    def save(self, commit: bool = True) -> Any:
        if "email" in self.changed_data:  # what did not work was the old one
            self.instance.undeliverable_at, self.instance.undeliverable_reason = None, ""
        return super().save(commit=commit)


class ReporterFilters(WagtailFilterSet):
    area = django_filters.ModelChoiceFilter(
        field_name="areas", queryset=Area.objects.all(), label=gettext_lazy("Follows")
    )
    standing = django_filters.ChoiceFilter(
        choices=STANDING, method="by_standing", label=gettext_lazy("State")
    )

    class Meta:
        model = Reporter
        fields = ["wants_everything"]

    def by_standing(
        self, reporters: QuerySet[Reporter], name: str, value: str
    ) -> QuerySet[Reporter]:
        unsubscribed = Q(unsubscribed_at__isnull=False)
        undeliverable = Q(undeliverable_at__isnull=False)
        return reporters.filter(
            {
                "unsubscribed": unsubscribed,
                "undeliverable": undeliverable,
            }.get(value, ~unsubscribed & ~undeliverable)
        )


class FollowsColumn(Column):
    def get_value(self, instance: Reporter) -> str:
        if instance.wants_everything:
            return _("every area")
        return ", ".join(area.name for area in instance.areas.all()) or "–"


class StandingColumn(Column):
    def get_value(self, instance: Reporter) -> str:
        if instance.unsubscribed_at is not None:
            return _("unsubscribed %(day)s") % {
                "day": date_format(instance.unsubscribed_at, "j F Y")
            }
        if instance.undeliverable_at is not None:
            return _("address does not work")
        return _("is sent releases")


class ReporterList(IndexView):
    def get_base_queryset(self) -> QuerySet[Reporter]:
        return Reporter.objects.prefetch_related("areas")

    @property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_buttons)
        if self.request.user.has_perms([ADD_REPORTERS, CHANGE_REPORTERS]):
            buttons.append(
                HeaderButton(
                    _("Bring in a list"),
                    url=reverse("press_reporters:bring_in"),
                    icon_name="upload",
                )
            )
        return buttons


class DeleteReporter(DeleteView):
    """Deleting whoever may be: one who unsubscribed stays, so that nobody adds them anew."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.unsubscribed_at is not None:
            messages.error(
                request,
                _(
                    "Whoever unsubscribed stays on the list: without the row, the next list of"
                    " addresses would bring them back. Name, outlet and areas can be taken out."
                ),
            )
            return redirect(reverse("reporter:edit", args=[self.object.pk]))
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


@require_POST
@needs(CHANGE_REPORTERS)
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Unsubscribe somebody who asked, send to them again, or try their address again."""
    reporter = get_object_or_404(Reporter, pk=pk)
    user: Any = request.user
    reason = request.POST.get("reason", "")
    try:
        match request.POST.get("do"):
            case "unsubscribe":
                actions.unsubscribe_by_hand(reporter=reporter, by=user, reason=reason)
            case "resubscribe":
                actions.resubscribe(reporter=reporter, by=user, reason=reason)
            case "try-again":
                actions.try_address_again(reporter=reporter, by=user)
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    return redirect("reporter:edit", pk)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(CHANGE_REPORTERS)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a list, show what it would do, and on a second yes do exactly that."""
    if not request.user.has_perm(ADD_REPORTERS):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request)
    upload = request.FILES.get("file")
    try:
        if upload is not None and (upload.size or 0) > comparing.LARGEST:
            raise comparing.NotAList("too-large", largest=comparing.LARGEST)
        text = comparing.text_of(upload.read()) if upload else request.POST.get("list", "")
        if request.POST.get("do") == "bring-in" and _do(request, text):
            return redirect("reporter:index")
        picture = comparing.compare(text)
    except comparing.NotAList as fault:
        typed = "" if upload else request.POST.get("list", "")
        return _ask(request, error=comparing.why_not(fault), text=typed)
    return _ask(request, picture=picture, text=text)


def _ask(
    request: HttpRequest,
    *,
    error: str = "",
    text: str = "",
    picture: comparing.Picture | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "error": error,
        "text": text,
        "picture": picture,
        "most": comparing.MOST_LINES,
        "groups": [] if picture is None else _groups(picture),
    }
    if picture is not None:
        context["counts"] = picture.counts()
        context["to_do"] = context["counts"]["new"] + context["counts"]["changed"]
    return render(request, "press/admin/dispatch/bring_in.html", context)


def _groups(picture: comparing.Picture) -> list[tuple[str, list[comparing.Judged], bool]]:
    """What is wrong first; each with whether it is open to be read at once."""
    headings = (
        (comparing.Verdict.WRONG, _("Wrong: mend these lines"), True),
        (comparing.Verdict.UNSUBSCRIBED, _("Unsubscribed: they stay so"), True),
        (comparing.Verdict.DOUBLED, _("Twice in the list: the first counts"), True),
        (comparing.Verdict.CHANGED, _("Changed"), True),
        (comparing.Verdict.NEW, _("New"), True),
        (comparing.Verdict.KNOWN, _("Already known, nothing changes"), False),
    )
    groups = [(heading, picture.of(verdict), is_open) for verdict, heading, is_open in headings]
    return [group for group in groups if group[1]]


def _do(request: HttpRequest, text: str) -> bool:
    user: Any = request.user
    try:
        done = actions.bring_in(
            text=text,
            shown=request.POST.get("shown", ""),
            leave_out_wrong=request.POST.get("leave_out") == "yes",
            by=user,
        )
    except actions.PictureChanged:
        messages.warning(request, _("What would happen has changed meanwhile: look again."))
        return False
    except ReleaseNotReady as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
        return False
    messages.success(
        request,
        ngettext(
            "%(added)d reporter added, %(changed)d changed.",
            "%(added)d reporters added, %(changed)d changed.",
            done.added,
        )
        % {"added": done.added, "changed": done.changed},
    )
    return True


REPORTER_URLS = [
    path("bring-in/", bring_in, name="bring_in"),
    path("<int:pk>/standing/", standing, name="standing"),
]
