"""Right now: one screen to say that a channel is open or closed, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.widgets import AdminDateTimeInput

from .actions import CannotOverride, end_override, say_right_now
from .models import Channel, Override
from .now import at_moment
from .opening import LONDON

PERMISSION = "helpline_info.add_override"
ALL, OPEN, CLOSED = "all", "open", "closed"
SHOWN_OF_THE_PAST = 10


def _in_an_hour(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def _tonight(now: datetime) -> datetime:
    """The midnight that ends this day in London, be the day 23, 24 or 25 hours long."""
    tomorrow = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), LONDON)


QUICKLY: dict[str, tuple[str, Callable[[datetime], datetime]]] = {
    "closed-hour": (CLOSED, _in_an_hour),
    "closed-today": (CLOSED, _tonight),
    "open-hour": (OPEN, _in_an_hour),
    "open-today": (OPEN, _tonight),
}


class RightNowForm(forms.Form):
    """What is to hold right now. A quick choice says everything but the words in one tap."""

    words = forms.CharField(
        label=gettext_lazy("What visitors read"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "You may leave it blank. For example: We are short of staff tonight. We are sorry."
        ),
    )
    words_cy = forms.CharField(
        label=gettext_lazy("The same in Welsh"), max_length=200, required=False
    )
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label=gettext_lazy("All that somebody answers"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("It is"),
        choices=[(CLOSED, gettext_lazy("closed until")), (OPEN, gettext_lazy("open until"))],
        required=False,
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until"), required=False, widget=AdminDateTimeInput
    )
    quick = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.live()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("quick"):
            cleaned |= self._quickly(cleaned["quick"])
        elif not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until when, or tap one of the quick choices."))
        return cleaned

    def _quickly(self, choice: str) -> dict[str, Any]:
        """From "all:closed-today" or "12:open-hour", as the buttons send it."""
        target, _colon, name = choice.partition(":")
        channels = Channel.objects.live()
        channel = channels.filter(pk=target).first() if target.isdecimal() else None
        if name not in QUICKLY or (channel is None and target != ALL):
            raise forms.ValidationError(_("That channel is no longer there. Look again below."))
        state, until = QUICKLY[name]
        return {"channel": channel, "state": state, "until": until(timezone.now())}


@require_http_methods(["GET", "POST"])
@never_cache
def right_now(request: HttpRequest) -> HttpResponse:
    """How each channel stands, and the two taps that change it for every visitor at once."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = RightNowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        said = form.cleaned_data
        try:
            override = say_right_now(
                channel=said["channel"],
                is_open=said["state"] == OPEN,
                until=said["until"],
                words=said["words"],
                words_cy=said["words_cy"],
                by=user,
            )
        except CannotOverride as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        else:
            messages.success(request, _("Visitors read it from now on: %s.") % override)
            return redirect("helpline_right_now")
    return render(request, "helpline_info/admin/right_now.html", _context(form))


def _context(form: RightNowForm) -> dict[str, Any]:
    now = timezone.now()
    overrides = Override.objects.select_related("channel", "made_by")
    return {
        "form": form,
        "channels": at_moment(Channel.objects.live().with_hours(), now),
        "in_force": overrides.filter(ends__gt=now),
        "past": overrides.filter(ends__lte=now)[:SHOWN_OF_THE_PAST],
    }


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    user: Any = request.user
    end_override(override=get_object_or_404(Override, pk=pk), by=user)
    messages.success(request, _("Ended. The opening hours hold again."))
    return redirect("helpline_right_now")


ADMIN_URLS: list[URLPattern] = [
    path("helpline/right-now/", right_now, name="helpline_right_now"),
    path("helpline/right-now/<int:pk>/end/", end, name="helpline_end_override"),
]
