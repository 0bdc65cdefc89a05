"""Forms of the statistics desk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .actions.locking import locked
from .models import Figure, FigureStatus, Publication
from .models.figure import STATUSES_WITH_A_VALUE


class FigureForm(WagtailAdminModelForm):
    """A figure entered by hand, into a publication that is still a draft."""

    class Meta:
        model = Figure
        fields = (
            "publication",
            "measure",
            "area",
            "category",
            "period_start",
            "period_end",
            "value",
            "status",
            "source",
            "note",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is reviewed or public stays as it is: figures are only added to what is a draft.
        self.fields["publication"].queryset = Publication.objects.filter(state="draft")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._check_value(cleaned)
        self._check_category(cleaned)
        self._check_period(cleaned)
        self._check_correction(cleaned)
        return cleaned

    def _check_value(self, cleaned: dict[str, Any]) -> None:
        status, value = cleaned.get("status"), cleaned.get("value")
        if not status or "value" in self.errors:
            return
        shown = FigureStatus(status).label
        if status in STATUSES_WITH_A_VALUE and value is None:
            message = _("A %(status)s figure has a value. If there is none, choose the reason why.")
            self.add_error("value", ValidationError(message % {"status": shown}))
        if status not in STATUSES_WITH_A_VALUE and value is not None:
            message = _("A figure that is %(status)s has no value: leave it empty, not nought.")
            self.add_error("value", ValidationError(message % {"status": shown}))
        if value is not None and value < 0:
            self.add_error("value", ValidationError(_("A count is never below nought.")))

    def _check_category(self, cleaned: dict[str, Any]) -> None:
        category, measure = cleaned.get("category"), cleaned.get("measure")
        if category is not None and measure is not None and category.measure_id != measure.pk:
            message = _("“%(category)s” is a category of “%(other)s”, not of this measure.")
            other = {"category": category, "other": category.measure}
            self.add_error("category", ValidationError(message % other))

    def _check_period(self, cleaned: dict[str, Any]) -> None:
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error(
                "period_end", ValidationError(_("The last day comes before the first day."))
            )

    def _check_correction(self, cleaned: dict[str, Any]) -> None:
        """A figure for a cell that is public already corrects it, and says why."""
        if self.errors:
            return
        standing = (
            Figure.objects.filter(
                public_from__isnull=False,
                superseded_at__isnull=True,
                measure=cleaned["measure"],
                area=cleaned["area"],
                category=cleaned["category"],
                period_start=cleaned["period_start"],
                period_end=cleaned["period_end"],
            )
            .select_related("publication")
            .first()
        )
        if standing is None:
            return
        if not standing.publication.is_published:
            message = _("“%(publication)s” is scheduled with a figure for this already.")
            self.add_error(None, ValidationError(message % {"publication": standing.publication}))
            return
        rival = Figure.objects.filter(supersedes=standing).select_related("publication").first()
        if rival is not None:
            message = _("A correction of it waits in “%(publication)s” already.")
            self.add_error(None, ValidationError(message % {"publication": rival.publication}))
            return
        if not cleaned.get("note", "").strip():
            message = _("Already published as %(value)s. To correct it, say why in the note.")
            self.add_error("note", ValidationError(message % {"value": standing.shown_value}))
        self.instance.supersedes = standing

    def save(self, commit: bool = True) -> Figure:
        """Add the figure, unless the publication was handed to a reviewer meanwhile."""
        publication = locked(self.instance.publication)
        if not publication.takes_figures:
            raise PermissionDenied
        figure: Figure = super().save(commit)
        return figure
