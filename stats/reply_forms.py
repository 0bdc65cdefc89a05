"""Forms for requests to police forces and their replies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .models import Reply, ReplyState
from .models.reply import WAITING_STATES
from .replies import today
from .reply_documents import EXTENSIONS, check_document


class RequestsSentForm(forms.Form):
    """The day on which the request went to every police force that has not been asked yet."""

    sent_on = forms.DateField(label=_("Sent on"), widget=AdminDateInput)

    def clean_sent_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["sent_on"])


class PrivateFileInput(forms.ClearableFileInput):
    """Offers to take the file away, and no link: it lies where no address leads."""

    template_name = "stats/admin/reply_file.html"


class ReplyForm(forms.ModelForm[Reply]):
    """Where one request stands, with the reply itself."""

    class Meta:
        model = Reply
        fields = (
            "state",
            "sent_on",
            "acknowledged_on",
            "answered_on",
            "reference",
            "note",
            "document",
        )
        widgets = {
            "sent_on": AdminDateInput,
            "acknowledged_on": AdminDateInput,
            "answered_on": AdminDateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
            "document": PrivateFileInput(attrs={"accept": EXTENSIONS}),
        }
        help_texts = {
            "document": _("Kept private: only statistics officers and approvers can open it."),
            "note": _("For colleagues. It is not published."),
        }

    def clean_sent_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["sent_on"])

    def clean_acknowledged_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["acknowledged_on"])

    def clean_answered_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["answered_on"])

    def clean_document(self) -> Any:
        document = self.cleaned_data["document"]
        if isinstance(document, UploadedFile):
            check_document(document)
        return document

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        state = cleaned.get("state")
        if state in WAITING_STATES and cleaned.get("answered_on"):
            self.add_error("answered_on", _("No answer has come yet: leave this empty."))
        if state and state not in WAITING_STATES:
            self._require("answered_on", _("Say on which day the answer came."))
        if state == ReplyState.ACKNOWLEDGED:
            self._require("acknowledged_on", _("Say on which day it was acknowledged."))
        for name in ("answered_on", "acknowledged_on"):
            sent_on, day = cleaned.get("sent_on"), cleaned.get(name)
            if sent_on and day and day < sent_on:
                self.add_error(name, _("This day comes before the request was sent."))
        return cleaned

    def _require(self, name: str, message: Any) -> None:
        """A day that could not be read has its own error already."""
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)


def _not_in_the_future(day: Any) -> Any:
    if day is not None and day > today():
        raise forms.ValidationError(_("This day has not come yet."))
    return day
