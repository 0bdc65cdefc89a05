"""What a person says when they return, release, move or withdraw a release, or give access."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminTimeInput

from stats.models import Publication

from .permissions import USE_THE_DESK

LONDON = ZoneInfo("Europe/London")
FIRST_MINUTE = time(0, 1)


def _words(label: Any, *, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )


def in_london(moment: datetime) -> str:
    """“00:01 on Thursday 20 September 2018 (BST), London time”: nobody has to guess the zone."""
    local = timezone.localtime(moment, LONDON)
    return gettext("%(time)s on %(day)s (%(zone)s), London time") % {
        "time": date_format(local, "H:i"),
        "day": date_format(local, "l j F Y"),
        "zone": local.tzname(),
    }


def suggested_moment(publication: Publication) -> datetime:
    """00:01 in London, tomorrow or on the first day when the figures are public by then."""
    earliest = timezone.now() + timedelta(minutes=1)
    if publication.publish_at is not None:
        earliest = max(earliest, publication.publish_at)
    day = timezone.localdate(earliest, LONDON)
    moment = datetime.combine(day, FIRST_MINUTE, LONDON)
    if moment < earliest or day == timezone.localdate(timezone=LONDON):
        moment = datetime.combine(day + timedelta(days=1), FIRST_MINUTE, LONDON)
    return moment


class ReturnForm(forms.Form):
    words = _words(_("What is to be changed"), help_text=_("Its authors read it; it is kept."))


class ReasonForm(forms.Form):
    reason = _words(_("Reason"), help_text=_("It is kept."))


class WithdrawForm(forms.Form):
    why = _words(
        _("Why it is withdrawn"),
        help_text=_("It is public, at the release's address, instead of its words."),
    )


class CorrectionForm(forms.Form):
    """What a later version says of the one before."""

    what_changed = _words(
        _("Correction"),
        help_text=_(
            "What was wrong, what is right, and since when. It is public, above the release."
        ),
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["what_changed"]

    @property
    def given_correction(self) -> str:
        return str(self.cleaned_data.get("what_changed", ""))


class MomentInLondonField(forms.DateTimeField):
    """A day and a time of day in one, as the clocks of London show them.

    Whoever sets the moment of a release may have another time zone in their account.
    """

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(LONDON):
            try:
                moment: datetime | None = super().to_python(value)
            except ValidationError as error:
                if error.code != "ambiguous_timezone":
                    raise
                raise ValidationError(
                    _("The clocks change then: that time comes twice, or never. Choose another."),
                    code=error.code,
                ) from error
        return moment

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(LONDON):
            return super().prepare_value(value)


class MomentForm(forms.Form):
    """A day and a time of day, as the clocks of London show it; `moment` is both together."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput())
    time = forms.TimeField(
        label=_("Time in London"),
        widget=AdminTimeInput(),
        help_text=_("Hours and minutes, such as 00:01."),
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        moment = timezone.localtime(suggested_moment(publication), LONDON)
        kwargs["initial"] = {
            "day": moment.date(),
            "time": moment.time(),
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "day" in cleaned and "time" in cleaned:
            moment = datetime.combine(cleaned["day"], cleaned["time"], LONDON)
            if moment.astimezone(ZoneInfo("UTC")).astimezone(LONDON).time() != cleaned["time"]:
                raise ValidationError(
                    _("There is no such time on that day: the clocks go forward.")
                )
            if moment.utcoffset() != moment.replace(fold=1).utcoffset():
                raise ValidationError(
                    _("That time comes twice on that day: the clocks go back. Choose another.")
                )
            cleaned["moment"] = moment
        return cleaned


class ReleaseAtForm(MomentForm, CorrectionForm):
    pass


class MoveForm(MomentForm):
    reason = _words(_("Reason"), help_text=_("It is kept."))


class AssignForm(forms.Form):
    """Who is on a release, of those who may use the press desk; nobody where it is left empty."""

    to: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Who is on it"), queryset=None, required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = staff_of_the_desk()
        field.label_from_instance = lambda user: user.get_full_name() or user.get_username()


def staff_of_the_desk() -> Any:
    """Active accounts that may use the press desk, by name."""
    app_label, codename = USE_THE_DESK.split(".")
    named = {
        "permissions__codename": codename,
        "permissions__content_type__app_label": app_label,
    }
    in_a_group = Q(**{f"groups__{key}": value for key, value in named.items()})
    on_their_own = Q(**{f"user_{key}": value for key, value in named.items()})
    users = get_user_model().objects.filter(is_active=True)
    return (
        users.filter(in_a_group | on_their_own | Q(is_superuser=True))
        .distinct()
        .order_by("first_name", "last_name", "username")
    )


class AccessForm(forms.Form):
    """A named person who reads the releases of a publication before everybody does."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("Role"), max_length=120)
    organisation = forms.CharField(label=_("Organisation"), max_length=120)
    email = forms.EmailField(label=_("Email"), help_text=_("It is not published."))
    reason = _words(
        _("Why they need it"),
        help_text=_("Published, with name, role and organisation, once the figures are out."),
    )


class EndAccessForm(forms.Form):
    reason = _words(_("Reason"), help_text=_("It is kept."))
