"""What a person says when they approve, move, announce or correct."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from .models import Figure, FigureStatus
from .models.figure import STATUSES_WITH_A_VALUE


def _words(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )


def _moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=AdminDateTimeInput(),
        help_text=_("Time of the United Kingdom."),
    )


class ReturnForm(forms.Form):
    words = _words(_("What is to be changed"), help_text=_("Its authors read it; it is kept."))


class ApprovalForm(forms.Form):
    """Approval for now, or for a moment."""

    at = _moment(_("Public from"), required=False)
    reason = _words(
        _("Reason for another date than announced"),
        required=False,
        help_text=_("Only where another date was announced. It is public in the release calendar."),
    )

    def __init__(self, *args: Any, is_scheduled: bool, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = is_scheduled
        if not asks_reason:
            del self.fields["reason"]

    @property
    def given_reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class MoveForm(forms.Form):
    at = _moment(_("New moment"))
    reason = _words(_("Reason"), help_text=_("It is public in the release calendar."))


class CancelForm(forms.Form):
    reason = _words(_("Reason"), help_text=_("It is public in the release calendar."))


class AnnouncementForm(forms.Form):
    """A month, or a moment in it."""

    month = forms.CharField(
        label=_("Provisional month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
        help_text=_("Year and month, such as 2026-11."),
    )
    moment = _moment(_("Or: confirmed moment"), required=False)
    reason = _words(
        _("Reason for the change"),
        required=False,
        help_text=_("Needed where another date was announced before. It is public."),
    )

    def clean_month(self) -> date | None:
        text = self.cleaned_data["month"].strip()
        if not text:
            return None
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise ValidationError(_("Give the year and the month, such as 2026-11.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("month")) == bool(cleaned.get("moment")):
            raise ValidationError(_("Give a month, or a moment: one of the two."))
        return cleaned


class CorrectionForm(forms.Form):
    """What a public figure should say instead, and why."""

    value = forms.DecimalField(
        label=_("New value"), max_digits=18, decimal_places=4, min_value=Decimal(0), required=False
    )
    status = forms.ChoiceField(label=_("Status"), choices=FigureStatus.choices)
    reason = _words(
        _("Reason"),
        help_text=_("It is published with the old value and the new one. Say what was wrong."),
    )

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["status"] = figure.status

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        status, value = cleaned.get("status"), cleaned.get("value")
        if not status or "value" in self.errors:
            return cleaned
        if status in STATUSES_WITH_A_VALUE and value is None:
            message = _("Give the value. If there is none, choose the reason why as the status.")
            self.add_error("value", message)
        if status not in STATUSES_WITH_A_VALUE and value is not None:
            message = _("A figure with this status has no value: leave it empty, not nought.")
            self.add_error("value", message)
        return cleaned
