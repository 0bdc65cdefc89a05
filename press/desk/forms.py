"""What is asked for before something is done to many releases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from ..exports.collecting import WRITERS
from ..permissions import USE_THE_DESK
from ..workflow_forms import FIRST_MINUTE, LONDON, MomentInLondonField


class NothingMore(forms.Form):
    """For verbs that need only to be confirmed."""


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Who is on it"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = people_of_the_desk()
        field.label_from_instance = lambda person: person.get_full_name() or person.get_username()


def _what_changed() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Correction"),
        required=False,
        max_length=2_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Only where a release was public before: what was wrong, what is right, and since when."
            " It is public, and the same for each of these releases."
        ),
    )


def _tomorrow() -> datetime:
    """One minute past midnight, the hour of embargoes: at 00:00 nobody knows which day is meant."""
    tomorrow = timezone.localdate(timezone=LONDON) + timedelta(days=1)
    return datetime.combine(tomorrow, FIRST_MINUTE, LONDON)


def _moment() -> MomentInLondonField:
    return MomentInLondonField(
        label=gettext_lazy("Public from"),
        initial=_tomorrow,
        widget=AdminDateTimeInput(),
        help_text=gettext_lazy("Time of the United Kingdom. 00:01 is what newsrooms expect."),
    )


class ReleaseNowForm(forms.Form):
    what_changed = _what_changed()


class EmbargoForm(forms.Form):
    at = _moment()
    what_changed = _what_changed()


class MoveForm(forms.Form):
    at = _moment()
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )


class ExportForm(forms.Form):
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["formats"]
        field.choices = [(name, writer.label) for name, writer in WRITERS.items()]


def people_of_the_desk() -> Any:
    """Whoever may use the desk and can still log in."""
    app_label, codename = USE_THE_DESK.split(".")
    may = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    through = Q(groups__permissions__in=may) | Q(user_permissions__in=may) | Q(is_superuser=True)
    people = get_user_model().objects.filter(through, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "username")
